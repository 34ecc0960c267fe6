// One name written in several ways.
#pragma once

#include <string>
#include <string_view>

namespace foxtrail {

// Two spellings that differ in case (of ASCII letters), blanks, punctuation or full-width letters have the same normal form: "O'Neill, P."
// and "Ｏ’neill p". Of a name without a letter or digit only the blanks are left out. UTF-8; other scripts stay as they are.
std::string normal_name(std::string_view name);

// The same of a company or a school, without the legal forms it ends in: "ACME Co., Ltd." and "acme", "北京远东有限公司" and "北京远东".
std::string normal_company_name(std::string_view name);

}  // namespace foxtrail
