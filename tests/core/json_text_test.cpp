#include "core/json_text.hpp"
#include "tests/random_seed.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <catch2/catch.hpp>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

namespace foxtrail::json_text_test {

TEST_CASE("a double is the shortest decimal that reads back as the same one", "[core][json]") {
    const std::pair<double, std::string_view> expected[]{
        {6.5, "6.5"}, {0.0, "0"}, {6.0, "6"}, {-0.25, "-0.25"}, {0.1, "0.1"}, {1.0 / 3, "0.3333333333333333"}, {1e22, "1e+22"}, {5e-324, "5e-324"}};
    for (const auto& [number, text] : expected) CHECK(json_text(json::value(number)) == text);
    CHECK(json_text(json::value(std::numeric_limits<double>::infinity())) == "null");
    CHECK(json_text(json::value(std::numeric_limits<double>::quiet_NaN())) == "null");
}

TEST_CASE("every double reads back as the same one", "[core][json][random]") {
    const auto seed = test::random_seed();
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    for (int i = 0; i < 10'000; ++i) {
        const double number = std::bit_cast<double>(random());
        if (!std::isfinite(number)) continue;
        const std::string text = json_text(json::value(number));
        CHECK(std::strtod(text.c_str(), nullptr) == number);
        CHECK(json::parse(text).is_number());
    }
}

TEST_CASE("what is no double is written as Boost.JSON writes it", "[core][json]") {
    std::string all_bytes;
    for (int c = 1; c < 128; ++c) all_bytes += static_cast<char>(c);
    const json::value values[]{
        nullptr, true, false, 0, -7, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::uint64_t>::max(), "", "商机 \"x\"", json::string(all_bytes),
        json::array{}, json::object{}, json::array{json::array{}, nullptr, json::object{{"a\n", json::array{1, "b"}}, {"c", json::object{}}}}};
    for (const auto& value : values) CHECK(json_text(value) == json::serialize(value));
    CHECK(json_text(json::object{{"n", 1}, {"d", 6.5}}) == R"({"n":1,"d":6.5})");
}

}  // namespace foxtrail::json_text_test
