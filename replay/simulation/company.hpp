// The company that sells in a simulation: regions, departments, people, products, customers and stage models, and how they
// change over time. It knows the ids its commands will get, because ids are dense and commands are decided in order.
#pragma once

#include "commands/gate_requirement.hpp"
#include "commands/organisation.hpp"
#include "commands/product.hpp"
#include "commands/stage_model.hpp"
#include "replay/simulation/ledger.hpp"
#include "replay/simulation/random.hpp"

namespace foxtrail {

class SimulatedCompany {
public:
    SimulatedCompany(Random& random, SimulationLedger& ledger, Position events_wanted);

    // Everything there is on the first day, one command a second.
    Time found(Time at);
    // One thing changes: somebody joins, moves or leaves, a price, a name, a sector.
    void change(Time at);
    std::size_t changes_wanted() const { return 3 * employees_max_; }  // over the whole history
    void publish_second_version(Time at);                          // of the first product line's model
    void announce_departure(Time at);                              // of a seller, when enough are left
    // Once a year a team for one project: it is opened, goes where the project is, and is closed when its people are back.
    void reorganise(std::int64_t quarter, Time at);
    // It has a head of its own and stays; a team has none, and is closed before the year is over.
    bool is_lasting(DepartmentId department) const { return department.number <= heads_.size(); }
    bool has_second_version() const { return versions_[0] == 2; }

    EmployeeId some_seller();
    EmployeeId manager_of(EmployeeId employee) const { return people_[employee.number - 1].manager; }
    // Who may approve what the owner of a deal asks for: his manager, or any other when he has none or there is no owner yet.
    EmployeeId approver_for(EmployeeId owner) {
        const EmployeeId manager = owner ? manager_of(owner) : EmployeeId{};
        return manager ? manager : another_than(owner);
    }
    // Who may still approve it when the deal has gone to the manager unseen.
    // The head of the company is above every owner, whatever was changed last.
    EmployeeId approver_above(EmployeeId owner) { return owner == head_of({1}) ? another_than(owner) : head_of({1}); }
    EmployeeId head_of(DepartmentId department) const { return heads_[department.number - 1]; }
    DepartmentId some_department_else() { return {some_department() + 1}; }
    DepartmentId department_after(DepartmentId department) const { return {department.number % static_cast<std::uint32_t>(heads_.size()) + 1}; }
    std::vector<EmployeeId> sellers_of(DepartmentId) const;
    void place_under(EmployeeId seller, EmployeeId manager) { people_[seller.number - 1].manager = manager; }
    // Who may own no more than so many deals gets none when it is opened: it is offered to him.
    void limit(EmployeeId seller) { people_[seller.number - 1].is_limited = true; }
    // Away for some weeks, he does nothing and nothing new is his. False for heads and who leaves, or when too few would be left.
    bool send_away(EmployeeId seller);
    void come_back(EmployeeId seller) { sellers_.push_back(seller); }
    // The youngest department wins nothing while it has lost its hand.
    void lose_hand(bool lost) { hand_lost_ = lost; }
    bool wins_nothing(DepartmentId department) const { return hand_lost_ && department.number == heads_.size(); }
    void stays(EmployeeId seller) {
        people_[seller.number - 1].is_leaving = false;
        ledger_.stays(seller);
        sellers_.push_back(seller);
    }
    bool is_leaving(EmployeeId seller) const { return people_[seller.number - 1].is_leaving; }
    bool is_limited(EmployeeId seller) const { return people_[seller.number - 1].is_limited; }
    CompetitorId some_competitor() { return {random_.below(competitors_) + 1}; }
    EmployeeId another_than(EmployeeId seller);
    CustomerId some_customer(Time at);  // registers a new one now and then
    CustomerId old_customer();
    CustomerId register_customer(Time at, std::string name = {});
    struct Offer {
        ProductId product;
        std::int64_t price_yuan;
    };
    Offer some_offer(std::uint8_t line);

    std::uint16_t newest_version(std::uint8_t line) const { return versions_[line]; }
    static constexpr std::uint8_t lines = 2;
    static const std::vector<StageDefinition>& stages(std::uint8_t line, std::uint16_t version);
    // What a stage asks for before it is left, in every version of the line's model.
    static std::span<const DocumentKind> documents_asked_for(std::uint8_t line, std::string_view stage);
    // What the line's playbook asks for in a stage, which it does in each.
    static std::string playbook_step(std::string_view stage) { return std::string(stage) + ": learn from the last deal won"; }

private:
    struct Person {
        DepartmentId department;
        EmployeeId manager;
        bool is_limited = false, is_leaving = false;
    };
    EmployeeId hire(Time at, DepartmentId department, EmployeeId manager);
    void hire_seller(Time at);
    void move_seller(Time at);
    void list_product(Time at, std::uint8_t line);
    void reprice(Time at);
    void rename_something(Time at);
    void open_team(Time at);
    void move_team(Time at);
    void close_team(Time at);
    DepartmentId team() const { return {static_cast<std::uint32_t>(heads_.size()) + teams_}; }  // the last one
    // His manager stays who he is.
    void post_to(EmployeeId seller, DepartmentId, Time at, std::string reason);
    void set_gates(Time at, std::uint8_t line);
    void publish_playbook(Time at, std::uint8_t line);
    std::uint32_t some_department() { return random_.below(heads_.size()); }

    Random& random_;
    SimulationLedger& ledger_;
    const std::size_t employees_max_, customers_first_;
    const double newcomer_share_;
    std::vector<Person> people_;       // by employee number
    std::vector<EmployeeId> sellers_;  // everybody who is not the head of something
    std::vector<EmployeeId> heads_;    // by department number
    std::vector<std::int64_t> prices_yuan_;
    std::uint32_t regions_ = 0, customers_ = 0, renamings_ = 0, competitors_ = 0, departed_ = 0, teams_ = 0;
    bool hand_lost_ = false;
    std::array<std::uint16_t, lines> versions_{};
};

}  // namespace foxtrail
