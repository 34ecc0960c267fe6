// One company written in several ways.
#pragma once

#include <string>
#include <string_view>

namespace foxtrail {

// Two spellings of a name that differ in case, blanks, punctuation or full-width letters have the same normal form:
// "ACME Co., Ltd." and "Ａｃｍｅ co ltd". A name of nothing but punctuation is its own. UTF-8; other scripts stay as they are.
std::string normal_company_name(std::string_view name);

}  // namespace foxtrail
