// Text as it stands in URLs and header fields.
#pragma once

#include "http/server/message.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foxtrail {

enum class Plus : bool { stays, is_blank };

// Nothing when an escape is broken, or when the decoded text is not UTF-8 or has a NUL: neither can be said in JSON safely.
std::optional<std::string> percent_decoded(std::string_view text, Plus plus);

// "a=1&b=x%20y" -> {a,1},{b,x y}; nothing when one of them does not decode. "" gives none.
std::optional<std::vector<NameValue>> query_parameters(std::string_view query);

// Equal but for the case of ASCII letters.
bool same_letters(std::string_view, std::string_view);

// Calls visit(element) for each element of "a, b ,c", without blanks and empty ones.
template <class Visit>
void for_each_element(std::string_view list, Visit&& visit) {
    while (!list.empty()) {
        const auto comma = list.find(',');
        std::string_view element = list.substr(0, comma);
        list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
        while (!element.empty() && (element.front() == ' ' || element.front() == '\t')) element.remove_prefix(1);
        while (!element.empty() && (element.back() == ' ' || element.back() == '\t')) element.remove_suffix(1);
        if (!element.empty()) visit(element);
    }
}

}  // namespace foxtrail
