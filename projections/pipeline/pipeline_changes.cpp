#include "projections/pipeline/pipeline_changes.hpp"

#include "projections/reading/named_contact.hpp"

#include <map>
#include <set>

namespace foxtrail {
namespace {

class Reader {
public:
    Reader(const Pipeline& pipeline, Position since, const DimensionContext& context, const Log& log, const Committee& committee,
           const Work& work)
        : pipeline_(pipeline), since_(since), context_(context), log_(log), committee_(committee), work_(work) {}

    void read(OpportunityId id) {
        const Instant then{std::min(since_, context_.instant.as_of), context_.instant.valid_at};
        const bool was_in = count(id, then, found.then), is_in = count(id, context_.instant, found.now);
        Deal birth;
        std::vector<Change> course;  // kept only when it goes on after the review
        context_.deals->deals.history(id.number, context_.instant, [&](std::uint32_t, const Deal& born, Time, std::span<const Change> changes) {
            if (std::ranges::any_of(changes, [&](const Change& change) { return change.position() > since_; })) birth = born, course.assign(changes.begin(), changes.end());
        });
        if (!course.empty()) read_deal(id, birth, course, put_right_since(id, then));
        if (was_in || is_in) read_people(id);
    }

    PipelineChanges found;

private:
    bool count(OpportunityId id, const Instant& instant, DealTotal& total) const {
        Deal deal;
        const bool counts = context_.deals->deals.at(id.number, instant, deal) && pipeline_.has(deal) &&
                            deal.outcome.value == Outcome::open;
        if (counts) total.add(deal);
        return counts;
    }

    // What was known then and was put right since, by the event that put it right.
    using KnownThen = std::map<Position, std::vector<Change>>;
    KnownThen put_right_since(OpportunityId id, const Instant& then) const {
        KnownThen known;
        const Table<Deal>& deals = context_.deals->deals;
        deals.history(id.number, then, [&](std::uint32_t, const Deal&, Time, std::span<const Change> changes) {
            for (const Change& change : changes)
                if (const Position by = deals.put_right_by(change.position(), context_.instant.as_of); by > since_) known[by].push_back(change);
        });
        return known;
    }

    // The changes of one event, which stand together, are one change of the deal.
    void read_deal(OpportunityId id, Deal deal, std::span<const Change> changes, const KnownThen& known_then) {
        for (std::size_t i = 0; i < changes.size();) {
            const Position position = changes[i].position();
            Deal before = deal;
            for (; i < changes.size() && changes[i].position() == position; ++i) Table<Deal>::apply(deal, changes[i]);
            const auto wrong = known_then.find(position);
            if (wrong != known_then.end())
                for (const Change& change : wrong->second) Table<Deal>::apply(before, change);
            if (position > since_) compare(id, position, before, deal, wrong != known_then.end());
        }
    }

    // Every change of who has the deal moves it; a deal's owner is assigned after it is created.
    void compare(OpportunityId id, Position position, const Deal& before, const Deal& after, bool puts_right) {
        bool was_in = pipeline_.has(before), is_in = pipeline_.has(after);
        const auto add = [&](std::string_view kind, json::value from, json::value to) {
            found.changes.push_back({position, kind, id, {}, std::move(from), std::move(to)});
        };
        const auto add_owner = [&](std::string_view kind) { add(kind, owner(before), owner(after)); };
        const Outcome outcome = after.outcome.value;
        const auto stage_before = before.stage.value.stage, stage_after = after.stage.value.stage;
        if (!was_in && !is_in) was_in = is_in = had_when_recorded(id, position);  // of the time before the deal came: news to who has it now
        if (!was_in && !is_in) return;
        if (!was_in)
            add_owner(is_new(id) && !before.owner ? "created" : "came");
        else if (!is_in)
            add_owner("left");
        else if (before.outcome.value != outcome)
            add(outcome == Outcome::open ? "reopened" : enum_name(outcome),
                json::value(enum_name(before.outcome.value)), json::value(enum_name(outcome)));
        else if (stage_before != stage_after)
            add(stage_before < stage_after ? "advanced" : "regressed", stage(before), stage(after));
        else if (before.owner != after.owner)
            add_owner("owner");
        else if (before.value != after.value)
            add("value", value(before), value(after));
        else if (before.expected_close != after.expected_close)
            add("close_date", to_json(before.expected_close), to_json(after.expected_close));
        else if (puts_right)
            add("put_right", nullptr, nullptr);
    }
    bool had_when_recorded(OpportunityId id, Position position) const {
        Deal deal;
        return context_.deals->deals.at(id.number, {position, context_.instant.valid_at}, deal) && pipeline_.has(deal);
    }
    bool is_new(OpportunityId id) const { return context_.deals->deals.birth(id.number) > since_; }
    json::value owner(const Deal& deal) const { return named_or_unknown(deal.owner.entity(), context_); }
    json::value stage(const Deal& deal) const {
        return json::value(context_.stages.at(deal.model, deal.model_version, deal.stage.value.stage).name);
    }
    static json::value value(const Deal& deal) {
        return deal.value ? to_json(deal.value.money()) : json::value("unknown");
    }

    // Roles, flags and alerts. An alert is about the deal, or about a role or an item of it.
    void read_people(OpportunityId id) {
        std::set<Entity> subjects{id.entity()};
        const auto role = [&](std::uint32_t number, const ContactRoleRow& row) {
            read_role(id, ContactRoleId{number}, row);
            subjects.insert(ContactRoleId{number}.entity());
        };
        const auto item = [&](std::uint32_t number, const WorkRow& row) {
            if (row.item.kind == RiskFlagId::kind)
                read_item(id, number, row, enum_name(row.risk), {"flag_raised", "flag_cleared", "flag_lapsed"});
            subjects.insert(row.item);
        };
        const auto alert = [&](std::uint32_t number, const WorkRow& row) {
            if (row.item.kind == AlertId::kind)
                read_item(id, number, row, enum_name(row.rule), {"alert_raised", "alert_cleared", "alert_lapsed"});
        };
        committee_.roles.each_with<&ContactRoleRow::opportunity>(id, context_.instant, role);
        work_.items.each_with<&WorkRow::about>(id.entity(), context_.instant, item);
        for (const Entity subject : subjects) work_.items.each_with<&WorkRow::about>(subject, context_.instant, alert);
    }

    // visit(position, state) for each change of state since.
    template <auto State, class Row, class Visit>
    void each_state(const Table<Row>& table, std::uint32_t number, Visit&& visit) const {
        table.history(number, context_.instant, [&](std::uint32_t, const Row&, Time, std::span<const Change> changes) {
            for (const Change& change : changes)
                if (change.attribute() == Table<Row>::template attribute_of<State>() && change.position() > since_)
                    visit(change.position(), Table<Row>::template value_of<State>(change));
        });
    }

    void read_role(OpportunityId id, ContactRoleId role, const ContactRoleRow& row) {
        json::object holder = NamedContacts(committee_, log_, context_.instant).named(row.contact);
        holder["role"] = enum_name(row.role);
        if (const Position birth = committee_.roles.birth(role.number); birth > since_)
            found.changes.push_back({birth, "role_assigned", id, role.entity(), nullptr, holder});
        each_state<&ContactRoleRow::state>(committee_.roles, role.number, [&](Position position, RoleState state) {
            if (state != RoleState::vacant && state != RoleState::revoked) return;
            const std::string_view kind = state == RoleState::vacant ? "role_vacated" : "role_revoked";
            found.changes.push_back({position, kind, id, role.entity(), holder, nullptr});
        });
    }

    struct Kinds {
        std::string_view raised, cleared, lapsed;
    };
    void read_item(OpportunityId id, std::uint32_t number, const WorkRow& row, std::string_view what,
                   const Kinds& kinds) {
        if (row.position > since_)
            found.changes.push_back({row.position, kinds.raised, id, row.item, nullptr, json::value(what)});
        each_state<&WorkRow::ending>(work_.items, number, [&](Position position, const Ending& ending) {
            const std::string_view kind = ending.how() == WorkState::done ? kinds.cleared : kinds.lapsed;
            found.changes.push_back({position, kind, id, row.item, json::value(what), nullptr});
        });
    }

    const Pipeline& pipeline_;
    Position since_;
    const DimensionContext& context_;
    const Log& log_;
    const Committee& committee_;
    const Work& work_;
};

}  // namespace

Pipeline::Pipeline(Entity whose, const DimensionContext& context) : of(whose) {
    if (of.kind != DepartmentId::kind) return;
    const auto& all = context.directory->departments;
    all.each(context.instant, [&](std::uint32_t id, const DepartmentRow& department) {
        DepartmentRow above = department;
        bool is_within = id == of.number;
        // A backdated change can close a circle: no chain is longer than there are departments.
        for (std::uint32_t level = 0; !is_within && above.parent && level < all.last_id(); ++level) {
            is_within = above.parent.number == of.number;
            if (!all.at(above.parent.number, context.instant, above)) break;
        }
        if (is_within) departments.push_back({id});
    });
}

PipelineChanges pipeline_changes(const Pipeline& pipeline, Position since, const DimensionContext& context, const Log& log,
                                 const Committee& committee, const Work& work) {
    Reader reader(pipeline, since, context, log, committee, work);
    for (const std::uint32_t id : pipeline.ever(context.deals->deals)) reader.read({id});
    std::ranges::stable_sort(reader.found.changes, {}, &PipelineChange::position);
    return std::move(reader.found);
}

}  // namespace foxtrail
