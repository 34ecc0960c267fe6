// Mappings for tests: a whole one, changed member by member by JSON pointer.
#pragma once

#include "replay/import/mapping.hpp"

namespace foxtrail::test {

inline json::value table_mapping() {
    return json::parse(R"({
        "kind": "opportunities",
        "system": "old",
        "stage_model": {"name": "Sales", "stages": [{"name": "Open", "probability": 10}, {"name": "Offer", "probability": 50}]},
        "columns": {"id": "id", "stage": "stage", "owner": "who", "customer": "customer", "product": "product", "value": "value",
                    "won_value": "won"},
        "dates": {"stages": [{"stage": "Open", "column": "opened"}, {"stage": "Offer", "column": "offered", "missing": "recorded"}],
                  "closed": {"column": "closed"}},
        "outcomes": [{"value": "Won", "means": "won"}, {"value": "Lost", "means": "lost"}, {"value": "Dropped", "means": "derailed"}],
        "facts": {"source": "unknown", "category": "unknown", "probability": 30, "importance": "normal", "value": "unknown",
                  "established": false, "budget": "unknown"},
        "amounts": {"currency": "EUR", "decimal_mark": "comma", "group_mark": "point"},
        "csv": {"delimiter": ";"},
        "times": {"offset": "+08:00"},
        "aliases": [{"column": "product", "from": "GTXPro", "to": "GTX Pro"}],
        "missing_values": ["n/a"]})");
}

inline json::value log_mapping() {
    return json::parse(R"({
        "kind": "event_log",
        "system": "log",
        "stage_model": {"name": "Tickets"},
        "columns": {"case_id": "case", "activity": "activity", "time": "time", "actor": "actor"},
        "facts": {"source": "unknown", "category": "unknown", "probability": "unknown", "importance": "unknown", "value": "unknown",
                  "established": "unknown", "budget": "unknown"}})");
}

inline json::value with(json::value mapping, const std::string& pointer, const std::string& json_text) {
    json::value* at = &mapping;
    for (std::size_t start = 1; start <= pointer.size();) {
        const std::size_t end = std::min(pointer.find('/', start), pointer.size());
        const std::string token = pointer.substr(start, end - start);
        at = at->is_array() ? &at->as_array().at(std::stoul(token)) : &at->as_object()[token];
        start = end + 1;
    }
    *at = json::parse(json_text);
    return mapping;
}

template <class Kind>
Kind parsed(const json::value& mapping) {
    auto read = parse_mapping(json::serialize(mapping));
    if (!read) throw std::runtime_error(read.error().front().pointer + ": " + read.error().front().detail);
    return std::get<Kind>(*read);
}

}  // namespace foxtrail::test
