// When two spellings are one name.
#include "core/names.hpp"

#include <catch2/catch.hpp>

namespace foxtrail::names_test {

TEST_CASE("the normal form of a name drops blanks, case, punctuation and width, in any script", "[core][names]") {
    CHECK(normal_name("ＩＢＭ　China") == "ibmchina");
    CHECK(normal_name(" 北京 大学\t") == "北京大学");
    CHECK(normal_name("北京大学（医学部）") == normal_name("北京大学(医学部)"));
    CHECK(normal_name("O'Neill, P.") == normal_name("Ｏ’neill p"));
    CHECK(normal_name("约翰·史密斯") == "约翰史密斯");
    CHECK(normal_name("MÜLLER & Söhne") == normal_name("müller söhne"));
    CHECK(normal_name("Mu\u0308ller") == normal_name("Müller"));  // one letter or two
    CHECK(normal_name("Straße") == normal_name("STRASSE"));
    CHECK(normal_name("ИВАНОВ") == normal_name("иванов"));
    CHECK(normal_name("ﾃｽﾄ") == normal_name("テスト"));
    CHECK(normal_name("Müller") != normal_name("Muller"));
    CHECK(normal_name("王\uE000") != normal_name("王"));  // a character of a company's own
    CHECK(normal_name("ab\xe3\x80").size() == 4);  // cut off in the middle of a character
    CHECK(normal_name("* * *") == "***");
    CHECK(normal_name(" 　\n").empty());
}

TEST_CASE("a company's normal form ends before its legal form", "[core][names]") {
    for (const auto* spelling : {"ACME Co., Ltd.", "Ａｃｍｅ　co ltd", "acme", "Acme, Inc.", "ACME S.A.", "ACME Co.Ltd.", "Acme.Ltd", "Acme L. L. C.", "acme s a"}) CHECK(normal_company_name(spelling) == "acme");
    CHECK(normal_company_name("北京 远东（集团）股份有限公司") == normal_company_name("北京远东(集团)"));
    CHECK(normal_company_name("北京远东有限责任公司") == "北京远东");
    CHECK(normal_company_name("北京远东") != normal_company_name("北京远西"));
    CHECK(normal_company_name("Acme East") != normal_company_name("Acme"));
    CHECK(normal_company_name("J. P. Morgan") == normal_company_name("JP Morgan & Co."));
    CHECK(normal_company_name("Plan B Co.") == "planb");
    CHECK(normal_company_name("S.A.") == "sa");
    CHECK(normal_company_name("Limited") == "limited");  // a form alone is the name
    CHECK(normal_company_name("有限公司") == "有限公司");
    CHECK(normal_company_name("***") == "***");
}

}  // namespace foxtrail::names_test
