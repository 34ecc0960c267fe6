// Personal data on its way through the writer: sealed before anything is decided, unreadable once the person is erased.
#include "core/vault.hpp"
#include "tests/commands/buying_scenario.hpp"

namespace foxtrail::personal_data_test {
using namespace buying_tests;

TEST_CASE_METHOD(BuyingScenario, "the log holds no word of a contact's profile", "[commands][vault]") {
    const auto outcome = run(person(CustomerId{1}, "Sun Li"));
    REQUIRE(outcome.verdict == Verdict::recorded);
    const auto registered = events_of<ContactRegistered>(outcome).front();
    CHECK(opened(*store, registered.profile.name.value()) == "Sun Li");
    bool found = false;
    log->read(0, log->head(), [&](const RecordedEvent& event) {
        found |= event.payload.find("Sun Li") != event.payload.npos;
        return true;
    });
    CHECK_FALSE(found);
}

TEST_CASE_METHOD(BuyingScenario, "the same profile again records nothing, though it is sealed again", "[commands][vault]") {
    UpdateContactProfile update;
    update.contact = wang;
    update.hobbies = PersonalText{"chess", {}};
    CHECK(run(update).verdict == Verdict::recorded);
    CHECK(run(update).verdict == Verdict::already_so);
}

TEST_CASE_METHOD(BuyingScenario, "erasing a person destroys his key in the same commit and touches nobody else's", "[commands][vault]") {
    const auto first = events_of<ContactRegistered>(run(person(CustomerId{1}, "Sun Li"))).front();
    const auto second = events_of<ContactRegistered>(run(person(CustomerId{1}, "He Yu"))).front();
    CHECK(run(EraseContactPersonalData{first.contact}).verdict == Verdict::recorded);
    CHECK(opened(*store, first.profile.name.value()) == std::nullopt);
    CHECK(opened(*store, second.profile.name.value()) == "He Yu");
}

}  // namespace foxtrail::personal_data_test
