// Reads the fields that tables and logs share: amounts and facts.
#pragma once

#include "replay/import/rows.hpp"

namespace foxtrail {

// The amount in `text`, in the currency `currency_code` if there is one, else in the mapping's.
std::expected<Money, std::string> stated_amount(std::string_view text, const std::optional<std::string>& currency_code,
                                                const AmountsMapping&);
std::expected<Percent, std::string> stated_percent(std::string_view text);         // "60" or "60%"
std::expected<bool, std::string> stated_truth(std::string_view text);              // true/false, yes/no, 1/0, in any case
std::expected<std::string, std::string> stated_importance(std::string_view text);  // low, normal, high, strategic
// Why `id` cannot be the second part of an external key; "" when it can.
std::string unfit_key(const ExternalKey&);

}  // namespace foxtrail
