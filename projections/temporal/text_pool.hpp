// The texts a table answers with (names, sources), each kept once. Numbers are given in the order texts first appear in
// the log, so that a replay gives the same ones.
#pragma once

#include "projections/temporal/cell.hpp"

#include <boost/unordered/unordered_flat_map.hpp>

#include <deque>
#include <string>
#include <string_view>

namespace foxtrail {

class TextPool {
public:
    // Text 0 for an empty string.
    Text intern(std::string_view text) {
        if (text.empty()) return {};
        if (const auto found = numbers_.find(text); found != numbers_.end()) return {found->second};
        texts_.emplace_back(text);
        const auto number = static_cast<std::uint32_t>(texts_.size());
        numbers_.emplace(texts_.back(), number);
        return {number};
    }
    Text find(std::string_view text) const {
        const auto found = numbers_.find(text);
        return found == numbers_.end() ? Text{} : Text{found->second};
    }
    const std::string& at(Text text) const {
        static const std::string none;
        return text ? texts_.at(text.index - 1) : none;
    }
    std::size_t size() const { return texts_.size(); }

private:
    std::deque<std::string> texts_;
    boost::unordered_flat_map<std::string_view, std::uint32_t> numbers_;
};

}  // namespace foxtrail
