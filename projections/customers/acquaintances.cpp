#include "projections/customers/acquaintances.hpp"

#include "projections/customers/contact_background.hpp"

namespace foxtrail {

// Of the rows that had the value, those that hold at the instant, as long as there are any left to read.
template <auto Member, class Row, class Value, class Visit>
void Acquaintances::each_with(const Table<Row>& table, const Value& value, Visit&& visit) {
    Row row;
    for (const std::uint32_t id : table.template rows_ever<Member>(value)) {
        if (rows_left_ == 0) cut_ = true;
        if (cut_) return;
        --rows_left_;
        if (table.at(id, instant_, row) && row.holds) visit(id, std::as_const(row));
    }
}

void Acquaintances::add(std::vector<Acquaintance>& found, ContactId person, Acquaintance one) const {
    if (one.other.kind == ContactId::kind) one.other = merged_into({one.other.number}, network_, instant_).entity();
    if (one.other != person.entity()) found.push_back(one);
}

void Acquaintances::add_ties(std::vector<Acquaintance>& found, ContactId person, ContactId record) {
    each_with<&TieRow::contact>(network_.ties, record, [&](std::uint32_t id, const TieRow& tie) {
        add(found, person, {tie.person, TieBasis::recorded, id});
    });
    each_with<&TieRow::person>(network_.ties, record.entity(), [&](std::uint32_t id, const TieRow& tie) {
        add(found, person, {tie.contact.entity(), TieBasis::recorded, id});
    });
}

void Acquaintances::add_places(std::vector<Acquaintance>& found, ContactId person, ContactId record, PlaceKind kind) {
    const bool school = kind == PlaceKind::school;
    const auto basis = school ? TieBasis::same_school : TieBasis::same_employer;
    each_with<&PlaceRow::person>(network_.places, record.entity(), [&](std::uint32_t his_id, const PlaceRow& his) {
        if (his.kind != kind) return;
        each_with<&PlaceRow::institution>(network_.places, his.institution, [&](std::uint32_t id, const PlaceRow& others) {
            const bool is_readable = others.person.kind != ContactId::kind || !people_.is_erased({others.person.number});
            if (others.kind == kind && is_readable && were_together(his.period(), others.period(), school ? school_days_apart_max : 0))
                add(found, person, {others.person, basis, his_id, id});
        });
    });
}

std::vector<Acquaintance> Acquaintances::of(ContactId person) {
    std::vector<Acquaintance> found;
    auto records = records_of(person, network_, instant_);
    for (const auto record : records) add_ties(found, person, record);
    std::erase_if(records, [&](ContactId record) { return people_.is_erased(record); });
    for (const auto kind : {PlaceKind::school, PlaceKind::employer})
        for (const auto record : records) add_places(found, person, record, kind);
    return found;
}

std::vector<Acquaintance> Acquaintances::suspected(ContactId person) const {
    std::vector<Acquaintance> found;
    for (const Suspect& suspect : suspects_of(records_of(person, network_, instant_), network_, people_, instant_))
        found.push_back({suspect.person.entity(), TieBasis::suspected_duplicate, suspect.duplicate.number});
    return found;
}

std::vector<Position> sources_of(const Acquaintance& one, const Network& network) {
    if (one.basis == TieBasis::suspected_duplicate) return {network.duplicates.birth(one.row)};
    if (one.basis == TieBasis::recorded) return {network.ties.birth(one.row)};
    return {network.places.birth(one.row), network.places.birth(one.others_row)};
}

json::object printed_tie(const Acquaintance& one, const Network& network, const Recalled& events) {
    const auto said = sources_of(one, network);
    json::object printed{{"kind", enum_name(one.basis)}};
    const auto copy = [&](std::string_view name, Position from, std::string_view member) { printed[name] = recalled(events, from, member); };
    if (one.basis == TieBasis::suspected_duplicate) {
        for (const auto* member : {"duplicate", "contact", "other"}) copy(member, said[0], member);
        return printed;
    }
    if (one.basis == TieBasis::recorded) {
        for (const auto* member : {"tie", "kind", "institution", "period", "person", "contact"}) copy(member, said[0], member);
        return printed;
    }
    copy("institution", said[0], one.basis == TieBasis::same_school ? "school" : "employer");
    copy("person", said[1], "person"), copy("contact", said[0], "person");
    copy("person_period", said[1], "period"), copy("contact_period", said[0], "period");
    PlaceRow his, others;
    network.places.at(one.row, Instant{}, his), network.places.at(one.others_row, Instant{}, others);
    const Period years = shared_period(his.period(), others.period());
    const bool shared = !years.until.known() || years.from <= years.until;
    printed["together"] = shared ? to_json(years) : json::value(nullptr);  // none: one came after the other
    return printed;
}

}  // namespace foxtrail
