#include "projections/rules/namesakes.hpp"

#include "core/names.hpp"
#include "core/vault.hpp"
#include "events/contact.hpp"
#include "projections/reading/recall.hpp"

#include <map>
#include <set>
#include <span>

namespace foxtrail {
namespace {

using Name = NamesakeSearch::Name;
using People = std::pair<ContactId, ContactId>;

People in_order(ContactId a, ContactId b) { return {std::min(a, b), std::max(a, b)}; }

// In no order; nothing when nobody goes by an alias. What was told of a person who was erased, of whichever record of his, is left out.
std::vector<Name> names_told(const Network& network, const Committee& committee) {
    std::vector<Name> names;
    const auto is_erased = [&](ContactId contact) {
        ContactRow row;
        return !committee.contacts.at(contact.number, Instant{}, row) || row.erased;
    };
    const auto add = [&](Position told, ContactId record, bool is_alias) {
        const ContactId person = merged_into(record, network, Instant{});
        if (!is_erased(record) && (person == record || !is_erased(person))) names.push_back({told, person, is_alias});
    };
    network.aliases.each(Instant{}, [&](std::uint32_t id, const AliasRow& row) {
        if (row.holds) add(network.aliases.birth(id), row.contact, true);
    });
    if (names.empty()) return names;
    committee.contacts.each(Instant{}, [&](std::uint32_t id, const ContactRow& row) {
        if (row.name != Position{0}) add(row.name, {id}, false);
    });
    return names;
}

std::set<People> said_before(const Network& network) {
    std::set<People> said;
    network.duplicates.each(Instant{}, [&](std::uint32_t, const DuplicateRow& row) {
        said.insert(in_order(merged_into(row.contact, network, Instant{}), merged_into(row.other, network, Instant{})));
    });
    return said;
}

void take_over_hashes(std::vector<Name>& names, const std::vector<Name>& known) {
    auto next = known.begin();
    for (Name& name : names) {
        while (next != known.end() && next->told > name.told) ++next;
        if (next != known.end() && next->told == name.told) name.hash = next->hash;
    }
}

std::optional<Sealed> sealed_name(const RecordedEvent& event) {
    if (const auto alias = event_as<AliasRecorded>(event.type, event.payload)) return alias->alias;
    if (const auto registered = event_as<ContactRegistered>(event.type, event.payload)) return registered->profile.name;
    const auto updated = event_as<ContactProfileUpdated>(event.type, event.payload);
    return updated ? updated->to.name : std::nullopt;
}

// Some of those that are closed yet, which are in descending order of where they were told.
void open_names(std::span<Name* const> closed, const Log& log) {
    std::vector<Position> told;
    for (const Name* name : closed) told.push_back(name->told);
    auto next = closed.rbegin();  // the log reads the oldest first
    log.read(ascending(std::move(told)), [&](const RecordedEvent& event) {
        while (next != closed.rend() && (*next)->told < event.position) ++next;
        const auto sealed = sealed_name(event);
        const auto text = sealed ? opened(log.store(), *sealed) : std::nullopt;
        if (text) (*next)->hash = std::hash<std::string>{}(normal_name(*text)) | 1;
        return true;
    });
}

// Those who go by the name, and of them those whose alias it is.
struct CalledAlike {
    std::set<ContactId> people, by_alias;
};

std::vector<Namesakes> alike(const std::vector<Name>& names, const std::set<People>& said) {
    std::map<std::size_t, CalledAlike> called;
    for (const Name& name : names)
        if (name.is_alias && name.hash != 0) called[name.hash].by_alias.insert(name.person);
    for (const Name& name : names)
        if (const auto found = called.find(name.hash); found != called.end() && found->second.people.size() <= namesakes_max) found->second.people.insert(name.person);
    std::set<People> pairs;
    for (const auto& [hash, alike] : called) {
        if (alike.people.size() > namesakes_max) continue;
        for (const ContactId one : alike.by_alias)
            for (const ContactId other : alike.people)
                if (one != other && !said.contains(in_order(one, other))) pairs.insert(in_order(one, other));
    }
    std::vector<Namesakes> found;
    for (const auto& [one, other] : pairs) found.push_back({one, other});
    return found;
}

}  // namespace

std::vector<Namesakes> NamesakeSearch::found(const Runner& runner, const Log& log, const std::function<void()>& between) {
    std::vector<Name> names;
    std::set<People> said;
    {
        const auto committee = runner.read<Committee>();
        const auto network = runner.read<Network>();
        names = names_told(*network.tables, *committee.tables);
        said = said_before(*network.tables);
    }
    std::ranges::sort(names, std::greater(), &Name::told);
    take_over_hashes(names, names_);
    names_ = std::move(names);
    std::vector<Name*> closed;
    for (Name& name : names_)
        if (name.hash == 0) closed.push_back(&name);
    for (std::size_t i = 0; i < closed.size(); i += names_opened_at_once, between())
        open_names(std::span(closed).subspan(i, std::min(names_opened_at_once, closed.size() - i)), log);
    return alike(names_, said);
}

}  // namespace foxtrail
