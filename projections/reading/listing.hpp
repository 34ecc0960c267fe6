// Lists of rows in the order of their ids, in pages.
#pragma once

#include "projections/reading/parameters.hpp"

#include <ranges>

namespace foxtrail {

struct Page {
    std::uint32_t after = 0;
    std::size_t limit = page_limit_default;
};

inline Page read_page(const ReadQuestion& question, Problems& problems) {
    Page page;
    read_number(question, "after", page.after, 0xFFFF'FFFF, problems);
    read_limit(question, page.limit, problems);
    return page;
}

// A page of entries in an order of their own, of which `after` counts how many to leave out.
template <std::ranges::viewable_range Entries>
auto paged(Entries&& entries, const Page& page) {
    return std::forward<Entries>(entries) | std::views::drop(page.after) | std::views::take(page.limit);
}
inline void name_next(json::object& answer, const Page& page, std::size_t shown, std::size_t count) {
    if (page.after + shown < count) answer["next"] = "after=" + std::to_string(page.after + shown);
}

// A page of the rows with these ids, ascending, at the instant; `print` may leave a row out with an empty object.
template <class Row, std::ranges::forward_range Ids, class Print>
json::object listed(const Table<Row>& table, const Ids& ids, std::string_view name, const Instant& instant, const Page& page,
                    Print&& print) {
    json::array items;
    json::object answer;
    Row row{};
    std::uint32_t last = page.after;
    for (const std::uint32_t id : ids) {
        if (id <= page.after || !table.at(id, instant, row)) continue;
        json::object item = print(id, std::as_const(row));
        if (item.empty()) continue;
        if (items.size() == page.limit) {
            answer["next"] = "after=" + std::to_string(last);
            break;
        }
        items.push_back(std::move(item));
        last = id;
    }
    answer[name] = std::move(items);
    return answer;
}

// The same over every row of the table.
template <class Row, class Print>
json::object listed(const Table<Row>& table, std::string_view name, const Instant& instant, const Page& page, Print&& print) {
    const auto after = std::min(page.after, table.last_id());
    return listed(table, std::views::iota(after + 1, table.last_id() + 1), name, instant, page, print);
}

}  // namespace foxtrail
