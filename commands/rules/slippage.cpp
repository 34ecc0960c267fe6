#include "commands/rules/slippage.hpp"

#include "commands/alert.hpp"
#include "commands/risk_flag.hpp"
#include "commands/rules/deal_people.hpp"

namespace foxtrail {

void tell_of_slippage(Decision& d, const Facts& f, const Opportunity& o, std::uint32_t moves, const std::string& what) {
    if (!is_enabled(f, RuleCode::R11) || moves < threshold(f, RuleCode::R11, "moves")) return;
    const std::string why = what + ", moved " + std::to_string(moves) + " times";
    tell(d, f, RuleCode::R11, o.id.entity(), {manager_of(f, owner_of(o))}, why);
    raise_flag(d, f, o, RiskKind::slipped, why);
}

}  // namespace foxtrail
