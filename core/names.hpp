// One name written in several ways.
#pragma once

#include <string>
#include <string_view>

namespace foxtrail {

// Without difference of case, and with full-width and other compatibility forms as their plain twins: Unicode's NFKC with case folding.
// Of what is no UTF-8 the ASCII letters only.
std::string folded(std::string_view text);

// Two spellings that differ in case, blanks, punctuation or full-width letters have the same normal form: "O'Neill, P." and "Ｏ’neill p".
// Of a name without a letter or digit only the blanks are left out.
std::string normal_name(std::string_view name);

// The same of a company or a school, without the legal forms it ends in: "ACME Co., Ltd." and "acme", "北京远东有限公司" and "北京远东".
std::string normal_company_name(std::string_view name);

}  // namespace foxtrail
