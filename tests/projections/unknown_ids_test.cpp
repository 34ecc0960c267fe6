// Every read model that is asked about an id that was never given says so: an empty answer would look like one about something quiet.
#include "tests/projections/answering.hpp"

#include <algorithm>

namespace foxtrail::unknown_ids_test {
namespace {

struct Word {
    std::string_view word, id;
};
constexpr Word words[]{{"contact", "con-999"},          {"department", "dep-999"}, {"review", "rvw-999"},  {"employee", "emp-999"}, {"evaluation model", "evm-999"},
                       {"customer", "cus-999"},         {"document", "doc-999"},   {"handover", "hnd-999"}, {"lead", "led-999"},     {"opportunity", "opp-999"},
                       {"stage model", "stm-999"},      {"work plan", "wpl-999"},  {"entity", "opp-999"}};

// Of what a parameter described as "id of the customer he left" is one that nobody has; nothing for other parameters.
std::string_view unknown_id(std::string_view doc) {
    if (!doc.starts_with("id of ")) return {};
    doc.remove_prefix(6);
    for (const std::string_view article : {"a ", "an ", "the "})
        if (doc.starts_with(article)) doc.remove_prefix(article.size());
    const auto named = std::ranges::find_if(words, [&](const Word& each) { return doc.starts_with(each.word); });
    return named == std::end(words) ? "opp-999" : named->id;
}

}  // namespace

TEST_CASE_METHOD(Answering<>, "an id that was never given is a problem of the parameter, in every read model", "[projections]") {
    company().deal();
    for (const ReadModel& model : read_models()) {
        const bool has_path = std::ranges::any_of(model.parameters, &ReadParameter::in_path);
        for (const ReadParameter& parameter : model.parameters) {
            const std::string_view id = unknown_id(parameter.doc);
            if (id.empty() || (has_path && !parameter.in_path)) continue;
            INFO(model.name << ' ' << parameter.name << '=' << id);
            const auto answer = try_ask(model.answer, {{std::string(parameter.name), std::string(id)}});
            REQUIRE_FALSE(answer.has_value());
            CHECK(std::ranges::find(answer.error(), parameter.name, &Problem::pointer) != answer.error().end());
        }
    }
}

}  // namespace foxtrail::unknown_ids_test
