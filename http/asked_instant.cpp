#include "http/asked_instant.hpp"

#include "projections/reading/company_calendar.hpp"

#include <charconv>

namespace foxtrail {
namespace {

constexpr std::string_view as_of_forms = "expected a position like 1042, or ";
constexpr Position position_max = std::numeric_limits<Position>::max();

// A "+" that came as a blank is understood.
std::optional<Time> instant_from_text(std::string_view text) {
    constexpr std::size_t date_bytes = 10;  // a blank behind the date stands for T, a later one was a "+"
    std::string mended(text);
    if (const auto blank = mended.rfind(' '); blank != std::string::npos && blank > date_bytes) mended[blank] = '+';
    if (const auto time = from_text(mended, std::type_identity<Time>{})) return *time;
    return std::nullopt;
}

std::optional<Time> read_time_or_day(std::string_view text, const CompanyDays& days, AskedInstant& asked) {
    const auto day = from_text(text, std::type_identity<Date>{});
    if (!day) return instant_from_text(text);
    asked.names_a_day = true;
    return days.end(*day);
}

}  // namespace

AskedInstant read_asked_instant(const Request& request, const Log& log, RequestErrors& errors) {
    const CompanyDays days(log, Instant{});
    AskedInstant asked;
    if (const auto text = request.query_parameter("as_of")) {
        Position position = 0;
        const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), position);
        if (error == std::errc{} && end == text->data() + text->size()) asked.as_of_position = position;
        else if (asked.as_of_time = read_time_or_day(*text, days, asked); !asked.as_of_time)
            errors.parameter("as_of", std::string(as_of_forms) + std::string(instant_forms));
    }
    if (const auto text = request.query_parameter("valid_at"))
        if (asked.valid_at = read_time_or_day(*text, days, asked); !asked.valid_at)
            errors.parameter("valid_at", "expected " + std::string(instant_forms));
    asked.min_position = read_number(request, "min_position", position_max, errors).value_or(0);
    return asked;
}

}  // namespace foxtrail
