// Every read model that is asked from or to a day takes it for the company's, in a time zone in which it begins amid the working hours
// of a simulated history.
#include "commands/working_calendar.hpp"
#include "projections/reading/company_calendar.hpp"
#include "projections/reading/read_model.hpp"
#include "simulated_folder.hpp"

namespace foxtrail::days_asked_test {
using namespace foxtrail::test;

namespace {

constexpr std::int32_t days_asked_max = 365;

struct FarAway {
    FarAway() : store(open_memory_store()), log(Log::open(*store, links_of_event)) {
        Simulation simulation({.events = 20'000, .seed = 5});
        play_simulation(simulation, *log);
        Submission submission;
        submission.command = SetWorkingCalendar{"America/Los_Angeles", {Weekday::monday}, {{{9 * 60}, {17 * 60}}}};
        submission.envelope.reason = "the company has moved";
        Writer writer(*log, {.clock = [this] { return log->head_recorded_at(); }});
        REQUIRE(writer.execute(std::move(submission)).verdict == Verdict::recorded);
        runner.emplace(*log);
        runner->catch_up();
    }
    // What the model answers, as text.
    std::string ask(const ReadModel& model, std::string_view parameter, std::string value) {
        ReadQuestion question{{{std::string(parameter), std::move(value)}}, {log->head(), Time::max()}, log->head_recorded_at()};
        for (const auto& given : model.parameters) {
            if (given.in_path) question.parameters.emplace_back(given.name, "cus-1");
            if (given.name == "limit") question.parameters.emplace_back("limit", "1000");
        }
        const auto answer = model.answer(*runner, *log, question);
        if (!answer) FAIL(json::serialize(to_json(answer.error())));
        return json::serialize(*answer);
    }

    std::unique_ptr<Store> store;
    std::unique_ptr<Log> log;
    std::optional<Runner> runner;
};

// Asks day by day, back from the last, until the answer is another than that of the day in UTC: false when it never was.
bool takes_days_for_the_companys(FarAway& company, const ReadModel& model, std::string_view parameter) {
    const CompanyDays days(*company.log, {});
    const Date last = days.of(company.log->head_recorded_at());
    for (Date day = last; day.days > last.days - days_asked_max; --day.days) {
        INFO(to_text(day));
        const std::string answer = company.ask(model, parameter, to_text(day));
        const bool is_the_companys = answer == company.ask(model, parameter, to_text(days.begin(day)));
        REQUIRE(is_the_companys);
        if (answer != company.ask(model, parameter, to_text(start_of(day)))) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("a day in a question begins when it begins for the company, whatever is asked", "[replay][read_models]") {
    FarAway company;
    std::size_t asked = 0;
    for (const ReadModel& model : read_models())
        for (const ReadParameter& parameter : model.parameters) {
            if (parameter.doc.find("the beginning of this day") == std::string_view::npos) continue;
            INFO(model.name << ' ' << parameter.name);
            CHECK(takes_days_for_the_companys(company, model, parameter.name));
            ++asked;
        }
    CHECK(asked >= 20);
}

}  // namespace foxtrail::days_asked_test
