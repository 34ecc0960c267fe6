// Who knows whom: recorded ties, schools and employers in common, and records that are one person; and what a card says of them.
#include "commands/background.hpp"
#include "commands/contact_identity.hpp"
#include "commands/departure.hpp"
#include "commands/duplicate.hpp"
#include "commands/tie.hpp"
#include "projections/customers/connections.hpp"
#include "projections/customers/contact_card.hpp"
#include "projections/customers/duplicates.hpp"
#include "projections/rules/namesakes.hpp"
#include "tests/commands/buying_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::connections_test {
using namespace buying_tests;

namespace {

constexpr EmployeeId li{1}, chen{2};
constexpr Date in(int year, int month_day = 0) { return {(year - 1970) * 365 + (year - 1969) / 4 + month_day}; }

struct Acquainted : Answering<BuyingScenario> {
    json::object paths(ContactId contact, Instant instant = {}) { return ask(connections, {{"id", to_text(contact)}}, instant); }
    // "emp-1 same_school same_employer": each colleague with the kinds of the ties from the contact on.
    std::vector<std::string> found(ContactId contact, Instant instant = {}) {
        std::vector<std::string> found;
        const auto answer = paths(contact, instant);
        for (const auto& path : answer.at("paths").as_array()) {
            found.emplace_back(path.at("colleague").at("id").as_string());
            for (const auto& tie : path.at("ties").as_array()) found.back().append(" ").append(std::string(tie.at("kind").as_string()));
        }
        return found;
    }
    json::object card(ContactId contact, Instant instant = {}) { return ask(foxtrail::contact, {{"id", to_text(contact)}}, instant); }
    Position put_right(AnyCommand command, Position corrects) {
        const auto outcome = run(std::move(command), "mistaken", {}, corrects);
        INFO(outcome);
        REQUIRE(outcome.verdict == Verdict::recorded);
        return outcome.position;
    }
};
using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(Acquainted, "who went to school together is found by the school's normal name, with the years", "[projections][connections]") {
    given(RecordContactEducation{wang, "Tongji University", in(1998), in(2002)});
    given(RecordEmployeeEducation{li, "ＴＯＮＧＪＩ university", in(2000), in(2004)});
    given(RecordEmployeeEducation{chen, "Fudan University", in(1998), in(2002)});
    CHECK(found(wang) == Texts{"emp-1 same_school"});
    const auto answer = paths(wang);
    const auto& tie = answer.at("paths").at(0).at("ties").at(0);
    CHECK(tie.at("institution").at("name") == "Tongji University");
    CHECK(tie.at("person") == "emp-1");
    CHECK(tie.at("contact") == "con-1");
    CHECK(tie.at("leads_to") == "emp-1");
    CHECK(tie.at("person_period") == to_json(Period{in(2000), in(2004)}));
    CHECK(tie.at("contact_period") == to_json(Period{in(1998), in(2002)}));
    CHECK(tie.at("together") == to_json(Period{in(2000), in(2002)}));
    CHECK(answer.at("complete") == true);
}

TEST_CASE_METHOD(Acquainted, "a school counts a year apart too, an employer only at the same time, and each only for its kind",
                 "[projections][connections]") {
    given(RecordContactEducation{wang, "Tongji", in(1998), in(2002)}).given(RecordContactEmployment{zhao, "Huaxin", in(2010), in(2012)});
    given(RecordEmployeeEducation{li, "Tongji", in(2002, 200), in(2006)}).given(RecordEmployeeEducation{chen, "Tongji", in(2004), in(2008)});
    CHECK(found(wang) == Texts{"emp-1 same_school"});
    CHECK(paths(wang).at("paths").at(0).at("ties").at(0).at("together").is_null());
    given(RecordEmployeeEmployment{li, "Huaxin", in(2012, 1), in(2014)}).given(RecordEmployeeEducation{chen, "Huaxin", in(2010), in(2012)});
    CHECK(found(zhao).empty());
    given(RecordEmployeeEmployment{chen, "HUA XIN", {}, in(2011)});  // since when is not known
    CHECK(found(zhao) == Texts{"emp-2 same_employer"});
    CHECK(paths(zhao).at("paths").at(0).at("ties").at(0).at("together") == to_json(Period{in(2010), in(2011)}));
}

TEST_CASE_METHOD(Acquainted, "a path goes over contacts by ties of every kind, and a tie that was recorded comes first", "[projections][connections]") {
    given(RecordContactEmployment{wang, "Huaxin", in(2010), {}}).given(RecordContactEmployment{zhao, "Huaxin", in(2011), {}});
    given(RecordTie{li.entity(), zhao, TieKind::classmate, std::string("Tongji"), in(1998), {}});
    given(RecordContactEducation{zhao, "Tongji", {}, {}}).given(RecordEmployeeEducation{li, "Tongji", {}, {}});
    CHECK(found(zhao) == Texts{"emp-1 classmate"});
    CHECK(found(wang) == Texts{"emp-1 same_employer classmate"});
    CHECK(paths(wang).at("paths").at(0).at("ties").at(0).at("leads_to") == "con-2");
    CHECK(ask(connections, {{"id", "con-1"}, {"steps", "1"}}).at("paths").as_array().empty());
    CHECK(try_ask(connections, {{"id", "con-9"}}).error().front().pointer == "id");
    CHECK(try_ask(connections, {{"id", "con-1"}, {"steps", "7"}}).error().front().pointer == "steps");
}

TEST_CASE_METHOD(Acquainted, "what is known of a record counts for the one it is merged into, since it was", "[projections][connections]") {
    given(RecordTie{li.entity(), stranger, TieKind::friendship, {}, {}, {}}).given(RecordContactEducation{stranger, "Tongji", {}, {}});
    given(RecordEmployeeEducation{chen, "Tongji", {}, {}});
    const Position before = head();
    CHECK(found(wang).empty());
    given(MergeContacts{stranger, zhao}, days_ago(2)).given(MergeContacts{zhao, wang}, days_ago(2));
    CHECK(found(wang) == Texts{"emp-1 friendship", "emp-2 same_school"});
    CHECK(found(stranger) == found(wang));
    CHECK(paths(stranger).at("records") == json::array{"con-1", "con-2", "con-3"});
    CHECK(found(wang, {.as_of = before}).empty());
    CHECK(paths(wang, {.valid_at = days_ago(3)}).at("records") == json::array{"con-1"});
}

TEST_CASE_METHOD(Acquainted, "who knows one that may be the same person is found by it, until it is ruled out", "[projections][connections]") {
    given(RecordTie{li.entity(), stranger, TieKind::classmate, {}, {}, {}}, days_ago(9));
    CHECK(found(wang).empty());
    const Position before = head();
    given(SuspectDuplicate{stranger, wang}, days_ago(2));
    CHECK(found(wang) == Texts{"emp-1 suspected_duplicate classmate"});
    const auto tie = paths(wang).at("paths").at(0).at("ties").at(0);
    CHECK(tie == json::value{{"kind", "suspected_duplicate"}, {"duplicate", "dup-1"}, {"contact", "con-3"}, {"other", "con-1"}, {"leads_to", "con-3"}});
    CHECK(paths(wang).at("complete") == true);
    CHECK(found(wang, {.as_of = before}).empty());
    CHECK(found(wang, {.valid_at = days_ago(1)}).empty());  // since it was recorded, whatever day it is dated
    const Position suspected = head();
    given(RuleOutDuplicate{DuplicateId{1}}, days_ago(8));
    CHECK(found(wang).empty());
    CHECK(found(wang, {.as_of = suspected}) == Texts{"emp-1 suspected_duplicate classmate"});
    CHECK(ask(duplicates, {}).at("count") == 0);
    given(SuspectDuplicate{wang, stranger});
    CHECK(found(wang) == Texts{"emp-1 suspected_duplicate classmate"});
}

TEST_CASE_METHOD(Acquainted, "a way that is known comes before one by a suspicion, which goes by schools and merged records too", "[projections][connections]") {
    given(RecordTie{li.entity(), wang, TieKind::friendship, {}, {}, {}}).given(RecordTie{li.entity(), stranger, TieKind::other, {}, {}, {}});
    given(SuspectDuplicate{wang, stranger});
    CHECK(found(wang) == Texts{"emp-1 friendship"});
    given(person(CustomerId{2}, "Lao Zhao")).given(RecordContactEducation{ContactId{4}, "Tongji", {}, {}}).given(RecordEmployeeEducation{chen, "Tongji", {}, {}});
    given(person(CustomerId{2}, "Zhao Lao")).given(SuspectDuplicate{ContactId{5}, zhao}).given(MergeContacts{ContactId{5}, ContactId{4}});
    CHECK(found(zhao) == Texts{"emp-2 suspected_duplicate same_school"});
}

TEST_CASE_METHOD(Acquainted, "of who was erased nothing tells that he may have been another", "[projections][connections]") {
    given(RecordTie{li.entity(), wang, TieKind::friendship, {}, {}, {}}).given(RecordTie{chen.entity(), stranger, TieKind::other, {}, {}, {}});
    given(SuspectDuplicate{wang, stranger});
    const Position before = head();
    given(EraseContactPersonalData{stranger});
    for (const Instant instant : {Instant{}, Instant{.as_of = before}}) {
        CHECK(found(wang, instant) == Texts{"emp-1 friendship"});
        CHECK(found(stranger, instant) == Texts{"emp-2 other"});
        for (const ContactId contact : {wang, stranger}) CHECK(card(contact, instant).at("suspected_duplicates").as_array().empty());
        CHECK(ask(duplicates, {}, instant).at("suspected") == 0);
    }
}

TEST_CASE_METHOD(Acquainted, "pairs that may be one person are listed with what became of them, at any instant", "[projections][connections]") {
    const auto listed = [&](std::string_view state, Instant instant = {}) {
        Texts texts;
        const auto answer = ask(duplicates, {{"state", std::string(state)}}, instant);
        for (const auto& pair : answer.at("duplicates").as_array())
            texts.push_back(std::string(pair.at("contact").at("id").as_string()) + ' ' + std::string(pair.at("other").at("id").as_string()));
        CHECK(answer.at("count") == texts.size());
        return texts;
    };
    given(SuspectDuplicate{wang, zhao}).given(SuspectDuplicate{stranger, zhao});
    const Position both = head();
    CHECK(listed("suspected") == Texts{"con-3 con-2", "con-1 con-2"});
    given(RuleOutDuplicate{DuplicateId{1}}).given(MergeContacts{stranger, zhao}, days_ago(3));
    CHECK(listed("suspected").empty());
    CHECK(listed("ruled_out") == Texts{"con-1 con-2"});
    CHECK(listed("confirmed") == Texts{"con-3 con-2"});
    CHECK(listed("suspected", {.as_of = both}) == Texts{"con-3 con-2", "con-1 con-2"});
    const auto answer = ask(duplicates, {{"contact", "con-1"}, {"state", "ruled_out"}});
    CHECK(answer.at("confirmed") == 0);
    CHECK(answer.at("ruled_out") == 1);
    CHECK(answer.at("duplicates").at(0).at("duplicate") == "dup-1");
    CHECK(answer.at("duplicates").at(0).at("suspected").at("position") == both - 1);
    CHECK(answer.at("duplicates").at(0).at("settled").at("position") == both + 1);
    given(SuspectDuplicate{wang, zhao});  // anew
    CHECK(listed("suspected") == Texts{"con-1 con-2"});
    CHECK(ask(duplicates, {{"contact", "con-3"}}).at("count") == 1);  // merged into zhao
    CHECK(card(wang).at("suspected_duplicates").at(0).at("id") == "con-2");
    CHECK(card(wang).at("suspected_duplicates").at(0).at("duplicate") == "dup-3");
    CHECK(card(stranger).at("suspected_duplicates").at(0).at("id") == "con-1");  // as of the one he is merged into
    given(RuleOutDuplicate{DuplicateId{3}}).given(MergeContacts{zhao, wang});
    CHECK(listed("ruled_out").empty());  // they are one after all
    CHECK(ask(duplicates, {}).at("confirmed") == 3);
    CHECK(try_ask(duplicates, {{"state", "open"}}).error().front().pointer == "state");
}

namespace {

// What the scheduler asks for.
struct Named : Acquainted {
    Texts search() {
        Texts texts;
        runner.catch_up();
        for (const auto& [contact, other] : namesakes_.found(runner, *log)) texts.push_back(to_text(contact) + ' ' + to_text(other));
        return texts;
    }
    NamesakeSearch namesakes_;
};

}  // namespace

TEST_CASE_METHOD(Named, "an alias of one that is a name of another says that they may be one person", "[projections][connections]") {
    CHECK(search().empty());
    given(person(CustomerId{2}, "Ｗang  Fang")).given(person(CustomerId{2}, "Wang"));
    CHECK(search().empty());  // the same name alone makes nobody the same person
    given(RecordAlias{zhao, personal("WANG FANG")});
    CHECK(search() == Texts{"con-2 con-4"});
    given(RecordAlias{stranger, personal("wang fang")});
    CHECK(search() == Texts{"con-2 con-3", "con-2 con-4", "con-3 con-4"});
    given(SuspectDuplicate{ContactId{4}, zhao}).given(SuspectDuplicate{stranger, zhao}).given(RuleOutDuplicate{DuplicateId{2}});
    CHECK(search() == Texts{"con-3 con-4"});  // of the others it was said
    given(MergeContacts{ContactId{4}, ContactId{5}});
    CHECK(search() == Texts{"con-3 con-5"});
    const ContactId stranger_too{6};
    given(person(CustomerId{2}, "Zheng"));
    UpdateContactProfile other_name;
    other_name.contact = wang, other_name.name = personal("Wang Fang");
    given(other_name);
    CHECK(search() == Texts{"con-1 con-2", "con-1 con-3", "con-3 con-5"});
    given(EraseContactPersonalData{stranger});
    CHECK(search() == Texts{"con-1 con-2"});
    given(EraseContactPersonalData{ContactId{5}});  // and the record merged into his
    given(RecordAlias{stranger_too, personal("Wang Fang")});
    CHECK(search() == Texts{"con-1 con-2", "con-1 con-6", "con-2 con-6"});
}

TEST_CASE_METHOD(Named, "an alias that fits many says nothing of one", "[projections][connections]") {
    given(RecordAlias{wang, personal("David")});
    for (std::size_t i = 1; i < namesakes_max; ++i) given(person(CustomerId{2}, "David"));
    CHECK(search().size() == namesakes_max - 1);
    given(person(CustomerId{2}, "David"));
    CHECK(search().empty());
}

TEST_CASE_METHOD(Acquainted, "a tie between two records of one person leads nowhere", "[projections][connections]") {
    given(RecordTie{zhao.entity(), wang, TieKind::family, {}, {}, {}}).given(RecordTie{li.entity(), zhao, TieKind::other, {}, {}, {}});
    CHECK(found(wang) == Texts{"emp-1 family other"});
    given(MergeContacts{zhao, wang});
    CHECK(found(wang) == Texts{"emp-1 other"});
}

TEST_CASE_METHOD(Acquainted, "ties and schools are there from when they are true and known, and until withdrawn or put right",
                 "[projections][connections]") {
    const Position nothing = head();
    given(RecordContactEducation{wang, "Tongji", in(1998), in(2002)}, days_ago(5));
    const Position wrong = head();
    given(RecordEmployeeEducation{li, "Tongji", in(1998), in(2002)}, days_ago(9));
    const Position known = head();
    CHECK(found(wang) == Texts{"emp-1 same_school"});
    CHECK(found(wang, {.as_of = wrong}).empty());
    CHECK(found(wang, {.as_of = nothing}).empty());
    CHECK(found(wang, {.valid_at = days_ago(6)}).empty());
    put_right(RecordContactEducation{wang, "Fudan", in(1998), in(2002)}, wrong);
    CHECK(found(wang).empty());
    CHECK(found(wang, {.as_of = known}) == Texts{"emp-1 same_school"});
    CHECK(card(wang).at("education").as_array().size() == 1);
    CHECK(card(wang).at("education").at(0).at("school").at("name") == "Fudan");

    given(RecordTie{chen.entity(), wang, TieKind::friendship, {}, {}, {}}, days_ago(4));
    given(WithdrawTie{TieId{1}}, days_ago(2));
    CHECK(found(wang).empty());
    CHECK(found(wang, {.valid_at = days_ago(3)}) == Texts{"emp-2 friendship"});
    const auto live = runner.digest("network");
    REQUIRE(live);
    CHECK(Runner(*log).digest("network") == live);  // from the kept segments
    REQUIRE(runner.rebuild("network"));
    CHECK(runner.digest("network") == live);
    CHECK(runner.differences("network", Runner(*log)).empty());
}

TEST_CASE_METHOD(Acquainted, "nobody is sent to a colleague who has left", "[projections][connections]") {
    given(RecordTie{li.entity(), wang, TieKind::friendship, {}, {}, {}}).given(HireEmployee{"Sun", DepartmentId{1}, li, {}});
    given(RecordTie{EmployeeId{3}.entity(), wang, TieKind::friendship, {}, {}, {}});
    const Time before = now;
    given(AnnounceDeparture{EmployeeId{3}, date_of(now)}).given(DepartEmployee{EmployeeId{3}, {}});
    CHECK(found(wang) == Texts{"emp-1 friendship"});
    CHECK(found(wang, {.valid_at = before}) == Texts{"emp-1 friendship", "emp-3 friendship"});
}

TEST_CASE_METHOD(Acquainted, "a card shows other names, schools, employers and merged records at any instant", "[projections][contact_card]") {
    const Position nothing = head();
    given(RecordAlias{wang, personal("Lao Wang")}, days_ago(3)).given(RecordContactEmployment{wang, "Huaxin", in(2010), {}});
    given(RecordAlias{zhao, personal("Wang's other card")}).given(RecordContactEducation{zhao, "Tongji", {}, in(2002)});
    CHECK(card(wang).at("aliases") == json::array{json::object{{"contact", "con-1"}, {"alias", "Lao Wang"}}});
    CHECK(card(wang).at("education").as_array().empty());
    CHECK(card(wang).at("employment").at(0).at("employer").at("normal") == "huaxin");
    CHECK(card(wang).at("employment").at(0).at("until") == "unknown");
    CHECK(card(wang, {.valid_at = days_ago(4)}).at("aliases").as_array().empty());
    CHECK(card(wang, {.as_of = nothing}).at("employment").as_array().empty());
    const Position before = head();
    given(MergeContacts{zhao, wang});
    CHECK(card(wang).at("aliases").as_array().size() == 2);
    CHECK(card(wang).at("education").at(0).at("contact") == "con-2");
    CHECK(card(wang).at("merged").at(0).at("name") == "Zhao");
    CHECK(card(wang).at("merged_into").is_null());
    CHECK(card(zhao).at("merged_into").at("id") == "con-1");
    CHECK(card(zhao).at("aliases").as_array().size() == 1);
    CHECK(card(zhao, {.as_of = before}).at("merged_into").is_null());
    CHECK(paths(zhao).at("aliases") == card(wang).at("aliases"));
}

TEST_CASE_METHOD(Acquainted, "what was erased is withheld at every instant, and leads to nobody", "[projections][contact_card]") {
    given(RecordAlias{wang, personal("Lao Wang")}).given(RecordContactEducation{wang, "Tongji", {}, {}});
    given(RecordEmployeeEducation{li, "Tongji", {}, {}}).given(RecordTie{chen.entity(), wang, TieKind::family, {}, {}, {}});
    const Position before = head();
    CHECK(found(wang) == Texts{"emp-2 family", "emp-1 same_school"});
    given(EraseContactPersonalData{wang});
    for (const Instant instant : {Instant{}, Instant{.as_of = before}}) {
        const auto shown = json::value(card(wang, instant));
        CHECK(shown.at("aliases") == json::array{json::object{{"contact", "con-1"}, {"alias", json::object{{"erased", true}}}}});
        CHECK(shown.at("education") == json::array{json::object{{"contact", "con-1"}, {"erased", true}}});
        CHECK(found(wang, instant) == Texts{"emp-2 family"});
    }
}

}  // namespace foxtrail::connections_test
