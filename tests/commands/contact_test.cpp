// Contacts: profiles that change fact by fact, and personal data that can be erased.
#include "tests/commands/buying_scenario.hpp"

namespace foxtrail::contact_test {
using namespace buying_tests;

namespace {

UpdateContactProfile update(void (*fill)(UpdateContactProfile&)) {
    UpdateContactProfile command;
    command.contact = wang;
    fill(command);
    return command;
}
UpdateContactProfile call(const std::string& phone) {
    UpdateContactProfile command;
    command.contact = wang;
    command.phone = personal(phone);
    return command;
}

}  // namespace

TEST_CASE("a contact is registered with sealed personal data and a plain place of work", "[commands][contact]") {
    Scenario scenario;
    auto command = person(CustomerId{1}, "Wang");
    command.hobbies = personal("Go");
    command.external_key = ExternalKey{"crm:c1"};
    const auto outcome = scenario.company().run(command);
    REQUIRE(outcome.count == 1);
    const auto* registered = outcome.events[0].as<ContactRegistered>();
    REQUIRE(registered);
    CHECK(registered->profile.name == sealed_for(scenario, wang, "Wang"));
    CHECK(registered->profile.hobbies == sealed_for(scenario, wang, "Go"));
    CHECK_FALSE(registered->profile.gender);
    CHECK(registered->workplace == Workplace{CustomerId{1}, std::string("Purchasing"), std::string("Director")});

    CHECK(refused_by(scenario.run(command), {"external_key_taken"}));
    CHECK(refused_by(scenario.run(person(CustomerId{1}, " ")), {"name_missing"}));
    CHECK(scenario.run(person(CustomerId{9}, "Wu")).verdict == Verdict::invalid);
}

TEST_CASE("a person's key is kept with the event that needs it, not for a refusal or a trial", "[commands][contact]") {
    Scenario scenario;
    const auto keys = [&] {
        int count = 0;
        scenario.store->scan(Family::meta, "person/", "person0", [&](auto, auto) { return ++count != 0; });
        return count;
    };
    CHECK(refused_by(scenario.company().run(person(CustomerId{1}, " ")), {"name_missing"}));
    Submission trial;
    trial.command = person(CustomerId{1}, "Wang");
    trial.dry_run = true;
    CHECK(scenario.writer.execute(trial).verdict == Verdict::recorded);
    CHECK(keys() == 0);
    CHECK(scenario.run(person(CustomerId{1}, "Wang")).verdict == Verdict::recorded);
    CHECK(keys() == 1);
}

TEST_CASE_METHOD(BuyingScenario, "a profile update says only what changed, from and to", "[commands][contact]") {
    given(call("139"));
    auto command = call("138");
    command.name = personal("Wang");
    const auto outcome = run(command);
    REQUIRE(outcome.count == 1);
    ContactProfile from, to;
    from.phone = sealed_for(*this, wang, "139");
    to.phone = sealed_for(*this, wang, "138");
    CHECK(outcome.events == std::vector<AnyEvent>{ContactProfileUpdated{wang, from, to}});
    CHECK(run(command).verdict == Verdict::already_so);
    const auto cleared = run(call(""));
    REQUIRE(cleared.count == 1);
    CHECK_FALSE(cleared.events[0].as<ContactProfileUpdated>()->to.phone);
    CHECK(run(call(" ")).verdict == Verdict::already_so);
}

TEST_CASE_METHOD(BuyingScenario, "a profile update needs a reason, a name and a date after what is known", "[commands][contact]") {
    given(call("139"));
    CHECK(refused_by(run(call("138"), " "), {"reason_missing"}));
    CHECK(refused_by(run(call("138"), "he called", days_ago(10)), {"before_last_known"}));
    CHECK(refused_by(run(update([](auto& c) { c.name = personal(" "); })), {"name_missing"}));
}

TEST_CASE_METHOD(BuyingScenario, "where a contact works can be filled in or corrected, not changed behind a move's back",
                 "[commands][contact]") {
    auto vague = person(CustomerId{1}, "Wang");
    vague.position = {};
    given(vague);
    auto fill_in = update([](auto& c) { c.position = "Buyer"; });
    CHECK(refused_by(run(fill_in), {"moves_are_reported"}));
    fill_in.contact = ContactId{4};
    const auto stated = run(fill_in);
    REQUIRE(stated.count == 1);
    const Workplace from{CustomerId{1}, std::string("Purchasing"), {}}, to{CustomerId{1}, std::string("Purchasing"), std::string("Buyer")};
    CHECK(stated.events == std::vector<AnyEvent>{ContactWorkplaceStated{ContactId{4}, from, to}});
    CHECK(run(fill_in).verdict == Verdict::already_so);
    fill_in.position = "Lead buyer";
    CHECK(run(fill_in, "misheard", {}, stated.position).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(BuyingScenario, "erased personal data cannot be written again", "[commands][contact]") {
    const auto before = sealed_for(*this, wang, "139");
    CHECK(opened(*store, before) == "139");
    CHECK(refused_by(run(EraseContactPersonalData{wang}, ""), {"reason_missing"}));
    CHECK(run(EraseContactPersonalData{wang}, "he asked for it").events == std::vector<AnyEvent>{ContactPersonalDataErased{wang}});
    CHECK(run(EraseContactPersonalData{wang}).verdict == Verdict::already_so);
    CHECK(refused_by(run(call("139")), {"personal_data_erased"}));
    CHECK(run(person(CustomerId{1}, "Somebody else")).verdict == Verdict::recorded);
    CHECK(opened(*store, before) == std::nullopt);  // nor has he a key again
    CHECK(run(role(wang, BuyingRole::coach)).verdict == Verdict::recorded);
}

}  // namespace foxtrail::contact_test
