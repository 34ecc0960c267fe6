#include "commands/rules/slippage.hpp"

#include "commands/alert.hpp"
#include "commands/risk_flag.hpp"
#include "commands/rules/deal_people.hpp"

namespace foxtrail {

void tell_of_slippage(Decision& d, const Facts& f, const Opportunity& o, Entity moved, std::uint32_t moves, const std::string& what) {
    if (!o.open() || moves < threshold(f, RuleCode::R11, "moves")) return;
    const std::string why = what + " moved " + std::to_string(moves) + " times";
    tell(d, f, RuleCode::R11, moved, {keepers_of(f, o).manager}, why);
    flag_by_rule(d, f, RuleCode::R11, o, RiskKind::slipped, why);
}

}  // namespace foxtrail
