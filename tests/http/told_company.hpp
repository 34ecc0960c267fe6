// A company over HTTP whose clock a test moves on by hand, and whose scheduler it runs by hand.
#pragma once

#include "tests/http/running_edge.hpp"

#include <catch2/catch.hpp>

namespace foxtrail {

inline constexpr std::int64_t hour_us = 3'600 * us_per_second;

inline bool contains(const std::vector<std::string>& texts, std::string_view text) { return std::ranges::find(texts, text) != texts.end(); }

// Its bytes are stored, which comes before it can be registered.
inline json::object document(Caller& caller, std::string_view kind, std::string_view about) {
    const auto stored = json::parse(caller.post("/v1/blobs", kind).body);
    return {{"about", about}, {"kind", kind}, {"title", kind}, {"owner_position", "sales director"}, {"content_hash", stored.at("hash")}, {"size_bytes", kind.size()}};
}

// A company with a head (emp-1), a manager (emp-2), a rep (emp-3), an engineer (emp-4) and a second rep (emp-5); customer
// cus-1; a stage model of three stages.
class ToldCompany {
public:
    ToldCompany() : edge_(folder_.path, options(), {}, read_models()), caller_(edge_.port()) {
        say("region.define", {{"name", "East"}});
        say("department.open", {{"name", "Sales"}, {"region", "reg-1"}});
        say("department.open", {{"name", "Technology"}, {"region", "reg-1"}});
        hire("Zhang", "dep-1", {}), hire("Li", "dep-1", "emp-1"), hire("Chen", "dep-1", "emp-2"), hire("Wu", "dep-2", "emp-1"), hire("He", "dep-1", "emp-2");
        say("customer.register", {{"name", "Acme"}, {"sector", "machines"}, {"region", "reg-1"}});
        json::array stages;
        for (const auto* name : {"Contact", "Offer", "Contract"}) stages.push_back(json::object{{"name", name}, {"probability", 30}});
        say("stage_model.publish", {{"name", "standard"}, {"stages", stages}});
    }

    // Commands. `around` holds actor, reason, valid_at.
    json::object say(std::string_view command, json::object data, json::object around = {}) {
        auto answer = try_to(command, std::move(data), std::move(around));
        INFO(command << ": " << caller_.last.body);
        REQUIRE(caller_.last.status == 200);
        return answer;
    }
    json::object try_to(std::string_view command, json::object data, json::object around = {}) {
        now_ = now_.load() + us_per_second;
        if (!around.contains("reason")) around["reason"] = "as it happened";
        return caller_.command(command, std::move(data), std::move(around));
    }
    json::object as(std::string_view who, std::string_view command, json::object data, json::object around = {}) {
        around["actor"] = who;
        return say(command, std::move(data), std::move(around));
    }
    std::vector<std::string> refused(std::string_view who, std::string_view command, json::object data) {
        const auto answer = try_to(command, std::move(data), {{"actor", who}});
        INFO(caller_.last.body);
        REQUIRE(caller_.last.status == 422);
        return texts_of(answer, "rules", "code");
    }
    void deal(std::string_view name, std::string_view owner) {
        auto facts = opportunity(name);
        facts["customer"] = "cus-1", facts["owner"] = owner;
        say("opportunity.create", std::move(facts));
    }
    void contact(std::string_view name, std::string_view department) {
        say("contact.register", {{"customer", "cus-1"}, {"name", name}, {"department", department}, {"position", "unknown"}});
    }

    // Answers, once the read models have come up with the log.
    json::object read(std::string target) {
        edge_.engine().runner().wait_for(head(), std::chrono::seconds(10));
        auto answer = caller_.read(target);
        INFO(target << ": " << caller_.last.body);
        REQUIRE(caller_.last.status == 200);
        return answer;
    }
    // What `pick` takes of an answer before and from a valid time on, and before and since it was known.
    template <class Pick>
    void check_both_times(const std::string& path, Time true_from, Position known_before, Pick&& pick, const json::value& before, const json::value& after) {
        const std::string with = path + (path.find('?') == path.npos ? "?" : "&");
        INFO(path);
        CHECK(json::value(pick(read(with + "valid_at=" + to_text(Time{true_from.us - us_per_second})))) == before);
        CHECK(json::value(pick(read(with + "valid_at=" + to_text(true_from)))) == after);
        CHECK(json::value(pick(read(with + "as_of=" + std::to_string(known_before)))) == before);
        CHECK(json::value(pick(read(with + "as_of=" + std::to_string(known_before) + "&valid_at=" + to_text(true_from)))) == before);
        CHECK(json::value(pick(read(path))) == after);
    }
    json::array alerts(std::string_view who, std::string_view rule, std::string_view more = {}) {
        return read("/v1/work?kind=alr&owner=" + std::string(who) + "&rule=" + std::string(rule) + std::string(more)).at("items").as_array();
    }
    std::vector<std::string> types_of(std::string_view entity) { return texts_of(read("/v1/history/" + std::string(entity) + "?limit=1000"), "events", "type"); }

    // What only the scheduler asks for: of the writer, as it does.
    void say_as_scheduler(AnyCommand command) {
        now_ = now_.load() + us_per_second;
        Submission submission;
        submission.command = std::move(command);
        submission.envelope.reason = "as it happened";
        REQUIRE(edge_.engine().writer().execute(std::move(submission)).verdict == Verdict::recorded);
    }
    Scheduler::Asked asked_by_scheduler() { return edge_.engine().scheduler().run_once(); }
    std::size_t scheduler() { return asked_by_scheduler().recorded; }
    void pass(std::int64_t us) { now_ = now_.load() + us; }
    Time now() const { return {now_.load()}; }
    Position head() { return edge_.engine().log().head(); }
    Engine& engine() { return edge_.engine(); }
    Runner& runner() { return engine().runner(); }
    Caller& caller() { return caller_; }

private:
    void hire(std::string_view name, std::string_view department, std::string_view manager) {
        json::object data{{"name", name}, {"department", department}};
        if (!manager.empty()) data["manager"] = manager;
        say("employee.hire", std::move(data));
    }
    EngineOptions options() {
        EngineOptions made;
        made.writer.clock = made.scheduler.clock = [this] { return now(); };
        made.scheduler.every = std::chrono::seconds(0);
        return made;
    }
    std::atomic<std::int64_t> now_ = from_text("2026-01-05T01:00:00Z", std::type_identity<Time>{})->us;  // a Monday, 09:00 in Shanghai
    TemporaryFolder folder_;
    RunningEdge edge_;
    Caller caller_;
};

}  // namespace foxtrail
