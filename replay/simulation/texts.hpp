// The names and reasons a simulated sales organisation writes down: short, varied, a part of them in Chinese.
#pragma once

#include "core/time.hpp"
#include "replay/simulation/random.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace foxtrail {

std::string person_name(Random&);
std::string customer_name(Random&, std::uint32_t number);
std::string product_name(Random&, std::uint32_t number);
std::string deal_name(Random&, std::uint32_t number);
std::span<const std::string_view> document_texts();  // all that simulated documents say
std::string_view sector_name(Random&);
std::string_view competitor_name(Random&);
std::span<const std::string_view> competitor_names();
std::string_view source_name(Random&);
std::string_view category_name(Random&);
std::string_view school_name(Random&);

// Why something was done: one list a kind of change.
enum class ReasonFor : std::uint8_t { fact, close_date, owner, regression, skip, reentry, reopening, backdated, correction };
std::string_view reason_text(Random&, ReasonFor);
// Why something is dated back, when it is.
inline std::string late_reason(const std::optional<Time>& valid_at) { return valid_at ? "written down late" : ""; }
std::string_view loss_text(Random&);
std::string_view end_text(Random&);

}  // namespace foxtrail
