#include "projections/work/urge_log.hpp"

#include "projections/reading/changed_by.hpp"
#include "projections/reading/event_selection.hpp"
#include "projections/reading/listing.hpp"
#include "projections/reading/recall.hpp"
#include "projections/reading/statistics.hpp"
#include "projections/work/work_board.hpp"

#include <map>

namespace foxtrail {
namespace {

constexpr std::string_view urges_definition =
    "response: from an urge until it was answered, as recorded, calendar time; censored_n were not answered, either still open or followed "
    "by another urge of the same person, which took their place. in_term: answered by the instant the rule allowed, among those answered or "
    "past it; censored_n have time left or were followed.";

enum class UrgeState : std::uint8_t { open, answered, followed, lapsed };
BOOST_DESCRIBE_ENUM(UrgeState, open, answered, followed, lapsed)

UrgeState urge_state(const WorkRow& row) {
    if (is_open(row.state())) return UrgeState::open;
    if (row.state() == WorkState::done) return UrgeState::answered;
    return row.state() == WorkState::expired ? UrgeState::lapsed : UrgeState::followed;
}

std::optional<bool> urge_in_term(const WorkRow& row, Time now) {
    const UrgeState state = urge_state(row);
    if (state == UrgeState::answered) return row.answered <= row.due;
    return state == UrgeState::open && row.due < now ? std::optional(false) : std::nullopt;
}

struct UrgeTally {
    std::uint64_t urges = 0, escalated = 0, in_term = 0, decided = 0, undecided = 0;
    Durations response;

    void add(const WorkRow& row, Time now) {
        ++urges, escalated += row.marked;
        if (urge_state(row) == UrgeState::answered) response.add(row.answered.us - row.opened.us);
        else response.add_censored();
        const auto in_time = urge_in_term(row, now);
        if (in_time) ++decided, in_term += *in_time;
        else ++undecided;
    }
    json::object printed() const {
        return {{"urges", urges}, {"escalated", escalated}, {"response", response.summary()}, {"in_term", proportion(in_term, decided, undecided)}};
    }
};

struct UrgeSelection {
    UrgeSelection(const ReadQuestion& question, const DimensionContext& context, const Log& log, Problems& problems)
        : by(read_known<EmployeeId>(question, "by", context.directory->employees, problems)),
          to(read_known<EmployeeId>(question, "to", context.directory->employees, problems)),
          department(read_known<DepartmentId>(question, "department", context.directory->departments, problems)),
          state(read_enum<UrgeState>(question, "state", problems)),
          item(read_recorded(question, "item", log, problems)) {}
    bool selects(const WorkRow& row) const {
        return row.item.kind == UrgeId::kind && (!by || row.asked_by == *by) && (!department || row.department == *department) &&
               (!state || urge_state(row) == *state) && (!item || row.about == item);
    }
    // Who was urged may not have the item any more.
    bool selects(std::uint32_t id, const WorkRow& row, const Table<WorkRow>& items, const Instant& instant) const {
        if (!selects(row)) return false;
        if (!to || row.owner == *to) return true;
        bool was_urged = false;
        items.history(id, instant, [&](std::uint32_t, const WorkRow& sent, Time, std::span<const Change>) { was_urged = sent.owner == *to; });
        return was_urged;
    }
    std::optional<EmployeeId> by, to;
    std::optional<DepartmentId> department;
    std::optional<UrgeState> state;
    Entity item;
};

json::object urge_json(std::uint32_t id, const WorkRow& row, const Work& work, const Log& log, const DimensionContext& context, Time now) {
    const Position answer = changed_by<&WorkRow::answered>(work.items, id, context.instant).position;  // 0 when it was not
    const Recalled events = recall(log, {row.position, answer});
    const auto in_term = urge_in_term(row, now);
    json::object printed{{"urge", to_text(row.item)},
                         {"item", to_text(row.about)},
                         {"by", named(row.asked_by.entity(), context)},
                         {"to", named(*parse_entity(recalled(events, row.position, "to").as_string()), context)},
                         {"department", named_or_unknown(row.department.entity(), context)},
                         {"nth", recalled(events, row.position, "nth")},
                         {"text", recalled(events, row.position, "text")},
                         {"sent_at", to_text(row.opened)},
                         {"answer_by", to_text(row.due)},
                         {"state", enum_name(urge_state(row))},
                         {"escalated", row.marked}};
    printed["asked_now"] = named_or_null(is_open(row.state()) ? row.owner.entity() : Entity{}, context);
    printed["answered_at"] = time_json(row.answered);
    printed["answered_by"] = recalled(events, answer, "by"), printed["answer"] = recalled(events, answer, "answer");
    printed["response_s"] = answer ? json::value((row.answered.us - row.opened.us) / us_per_second) : json::value(nullptr);
    printed["in_term"] = in_term ? json::value(*in_term) : json::value(nullptr);
    return printed;
}

}  // namespace

ReadAnswer urges(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto work = runner.read<Work>();
    Problems problems;
    const UrgeSelection selection(question, context, log, problems);
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    UrgeTally all;
    std::map<DepartmentId, UrgeTally> by_department;
    const auto selects = [&](std::uint32_t id, const WorkRow& row) { return selection.selects(id, row, work->items, question.instant); };
    work->items.each(question.instant, [&](std::uint32_t id, const WorkRow& row) {
        if (selects(id, row)) all.add(row, question.now), by_department[row.department].add(row, question.now);
    });
    json::object answer = listed(work->items, "urges", question.instant, page, [&](std::uint32_t id, const WorkRow& row) {
        return selects(id, row) ? urge_json(id, row, *work.tables, log, context, question.now) : json::object{};
    });
    answer["definition"] = urges_definition, answer["total"] = all.printed();
    json::array departments;
    for (const auto& [department, tally] : by_department) {
        departments.push_back(tally.printed());
        departments.back().as_object()["department"] = named_or_unknown(department.entity(), context);
    }
    answer["by_department"] = std::move(departments);
    return answer;
}

std::vector<ReadParameter> urges_parameters() {
    return {{"item", "id of what was urged"},
            {"by", "id of the employee who urged"},
            {"to", "id of the employee who was urged, or is asked for the answer since"},
            {"department", "id of the department that who was urged worked in then"},
            {"state", "open, answered (in words, or by doing or declining what was urged), followed (by another urge of the same person), lapsed (with what was urged); all when left out"},
            {"after", "cursor of the page before"},
            {"limit", "urges in a page, at most 1000, 100 when left out"}};
}

}  // namespace foxtrail
