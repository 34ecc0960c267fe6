#include "replay/import/field_text.hpp"

#include <catch2/catch.hpp>

namespace foxtrail::field_text_test {

namespace {

constexpr UtcOffset utc{};
constexpr UtcOffset shanghai{8 * 60};
constexpr ClockTime noon{12 * 3600, std::nullopt};

std::string read(std::string_view text, InstantFormat format, UtcOffset offset = utc, ClockTime day_time = {}) {
    const auto time = read_instant(text, {format}, offset, day_time);
    return time ? to_text(*time) : "no";
}

std::string amount(std::string_view text, DecimalMark decimal, GroupMark group, std::string_view currency = "EUR") {
    const auto money = read_amount(text, decimal, group, Currency::of(currency));
    return money ? decimal_text(money->minor, money->currency) : "no";
}

}  // namespace

TEST_CASE("offsets count, and what has none is at the mapping's", "[replay][field_text]") {
    using enum InstantFormat;
    CHECK(read("2010-01-13T08:40:25.000+02:00", rfc3339) == "2010-01-13T06:40:25Z");
    CHECK(read("2005-03-23 00:00:00+01:00", rfc3339, shanghai) == "2005-03-22T23:00:00Z");
    CHECK(read("2005-03-23T10:00:00", rfc3339, shanghai) == "2005-03-23T02:00:00Z");
    CHECK(read("2005-03-23 10:00:00.25", rfc3339) == "2005-03-23T10:00:00.25Z");
    CHECK(read("2005-03-23 10:00", rfc3339, shanghai) == "2005-03-23T02:00:00Z");
    CHECK(read("2005-03-23T10:00Z", rfc3339, shanghai) == "2005-03-23T10:00:00Z");
    CHECK(read("2005-03-23", rfc3339) == "no");
    CHECK(read("2005-02-30T10:00:00Z", rfc3339) == "no");
}

TEST_CASE("a plain date is taken at the rule's time of day", "[replay][field_text]") {
    using enum InstantFormat;
    CHECK(read("2016-10-20", iso_date) == "2016-10-20T00:00:00Z");
    CHECK(read("2016-10-20", iso_date, utc, noon) == "2016-10-20T12:00:00Z");
    CHECK(read("2016-10-20", iso_date, shanghai) == "2016-10-19T16:00:00Z");
    CHECK(read("2016-10-20", iso_date, shanghai, {0, utc}) == "2016-10-20T00:00:00Z");
}

TEST_CASE("days and months stand where the format says", "[replay][field_text]") {
    using enum InstantFormat;
    CHECK(read("01.02.2016", day_month_dots) == "2016-02-01T00:00:00Z");
    CHECK(read("1.2.2016 9:30", day_month_dots, utc, noon) == "2016-02-01T09:30:00Z");
    CHECK(read("01/02/2016", month_day_slashes) == "2016-01-02T00:00:00Z");
    CHECK(read("01/02/2016 23:59:59", day_month_slashes) == "2016-02-01T23:59:59Z");
    CHECK(read("13/02/2016", month_day_slashes) == "no");
    CHECK(read("29.02.2015", day_month_dots) == "no");
    CHECK(read("01.02.16", day_month_dots) == "no");
    CHECK(read("01.02.2016 24:00", day_month_dots) == "no");
    CHECK(read("1263364825000", epoch_ms) == "2010-01-13T06:40:25Z");
    CHECK(read("-1", epoch_ms) == "1969-12-31T23:59:59.999Z");
    CHECK(read("12x", epoch_ms) == "no");
    CHECK(read("99999999999999999", epoch_ms) == "no");
    CHECK(read_instant("x", {rfc3339, epoch_ms}, utc, {}).error() == "\"x\" is no instant (rfc3339, epoch_ms)");
}

TEST_CASE("amounts are read with the mapping's marks and never rounded", "[replay][field_text]") {
    using enum DecimalMark;
    CHECK(amount("1.234,50", comma, GroupMark::point) == "1234.50");
    CHECK(amount("1234,5", comma, GroupMark::none) == "1234.50");
    CHECK(amount("-1,234,567.89", point, GroupMark::comma) == "-1234567.89");
    CHECK(amount("1 234", point, GroupMark::blank) == "1234.00");
    CHECK(amount("1054", point, GroupMark::none) == "1054.00");
    CHECK(amount("35.000", point, GroupMark::none, "JPY") == "35");
    CHECK(amount("1.234", comma, GroupMark::none) == "no");
    CHECK(amount("1.23", comma, GroupMark::none) == "no");
    CHECK(amount("12.34", comma, GroupMark::point) == "no");
    CHECK(amount("1,23,456.00", point, GroupMark::comma) == "no");
    CHECK(amount("1.005", point, GroupMark::none) == "no");
    CHECK(amount("12.", point, GroupMark::none) == "no");
    CHECK(amount("1e3", point, GroupMark::none) == "no");
    CHECK(amount("", point, GroupMark::none) == "no");
}

TEST_CASE("offsets and times of day have one text form", "[replay][field_text]") {
    for (const std::string text : {"+08:00", "-05:30", "Z"})
        CHECK(to_text(from_text(text, std::type_identity<UtcOffset>{}).value()) == text);
    for (const std::string text : {"12:00:00Z", "00:00:00", "23:59:59+01:00"})
        CHECK(to_text(from_text(text, std::type_identity<ClockTime>{}).value()) == text);
    for (const std::string text : {"8", "+8", "+15:00", "08:00"}) CHECK(!from_text(text, std::type_identity<UtcOffset>{}));
    for (const std::string text : {"24:00", "noon", "12:00 Z"}) CHECK(!from_text(text, std::type_identity<ClockTime>{}));
}

}  // namespace foxtrail::field_text_test
