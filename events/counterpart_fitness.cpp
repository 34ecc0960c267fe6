#include "events/counterpart_fitness.hpp"

#include "core/names.hpp"

#include <algorithm>

namespace foxtrail {

FitnessTerms fitness_at_first(BuyingRole role) {
    switch (role) {
        case BuyingRole::decision_maker: return {false, true, {"director", "president", "总监", "总经理"}};
        case BuyingRole::user: return {false, false, {"sales", "service", "销售", "服务"}};
        case BuyingRole::technical_lead: return {false, false, {"engineer", "presales", "technical", "售前", "技术", "工程"}};
        case BuyingRole::coach: return {true, false, {}};
    }
    return {};
}

bool has_word(std::string_view text, std::span<const std::string> words) {
    const std::string in = folded(text);
    return std::ranges::any_of(words, [&](const std::string& word) {
        const std::string sought = folded(word);
        return !sought.empty() && in.contains(sought);
    });
}

}  // namespace foxtrail
