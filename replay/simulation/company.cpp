#include "replay/simulation/company.hpp"

#include "commands/competitor.hpp"
#include "commands/customer.hpp"
#include "commands/departure.hpp"
#include "commands/playbook.hpp"
#include "replay/simulation/texts.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

constexpr std::array<std::string_view, 4> region_names{"华北", "华东", "Europe", "Americas"};
constexpr std::array<std::string_view, SimulatedCompany::lines> line_names{"设备", "services"};
constexpr std::size_t products_per_line = 12, employees_least = 14, employees_most = 5'000, events_per_employee = 3'000;
constexpr std::size_t sellers_per_department = 10, events_per_first_customer = 1'500, customers_first_most = 20'000;
constexpr double share_at_first = 0.6;  // of all employees, on the first day

Percent percent(int value) { return {static_cast<std::uint8_t>(value)}; }

}  // namespace

const std::vector<StageDefinition>& SimulatedCompany::stages(std::uint8_t line, std::uint16_t version) {
    static const std::vector<StageDefinition> equipment{{"初步接触", percent(10)}, {"需求确认", percent(20)}, {"方案", percent(40)},
                                                        {"报价", percent(60)},     {"谈判", percent(75)},     {"合同", percent(90)}};
    static const std::vector<StageDefinition> equipment_later{
        {"初步接触", percent(8)}, {"需求确认", percent(18)}, {"技术验证", percent(35)}, {"报价", percent(55)}, {"谈判与合同", percent(80)}};
    static const std::vector<StageDefinition> services{{"lead", percent(10)},
                                                       {"qualified", percent(25)},
                                                       {"proposal", percent(45)},
                                                       {"negotiation", percent(70)},
                                                       {"verbal", percent(90)}};
    if (line == 1) return services;
    return version == 2 ? equipment_later : equipment;
}

std::span<const DocumentKind> SimulatedCompany::documents_asked_for(std::uint8_t line, std::string_view stage) {
    static constexpr std::array plan{DocumentKind::implementation_plan}, proposal{DocumentKind::proposal};
    if (line == 0 && stage == "报价") return plan;
    if (line == 1 && stage == "proposal") return proposal;
    return {};
}

SimulatedCompany::SimulatedCompany(Random& random, SimulationLedger& ledger, Position events_wanted)
    : random_(random),
      ledger_(ledger),
      employees_max_(std::clamp<std::size_t>(events_wanted / events_per_employee, employees_least, employees_most)),
      customers_first_(std::clamp<std::size_t>(events_wanted / events_per_first_customer, 8, customers_first_most)),
      newcomer_share_(0.05) {}

Time SimulatedCompany::found(Time at) {
    const auto next = [&] { return at = {at.us + us_per_second}; };
    for (const auto name : region_names) {
        ledger_.issue(next(), DefineRegion{std::string(name), std::nullopt});
        ++regions_;
    }
    const auto departments = std::max<std::size_t>(region_names.size(), employees_max_ / sellers_per_department);
    for (std::uint32_t i = 0; i < departments; ++i) {
        const auto parent = i < regions_ ? std::nullopt : std::optional(Ref(DepartmentId{i % regions_ + 1}));
        ledger_.issue(next(), OpenDepartment{std::string(region_names[i % regions_]) + ' ' + std::to_string(i / regions_ + 1),
                                             Ref(RegionId{i % regions_ + 1}), parent, std::nullopt});
        heads_.push_back(hire(next(), {i + 1}, i == 0 ? EmployeeId{} : heads_.front()));
    }
    const auto first = std::max(departments, static_cast<std::size_t>(share_at_first * static_cast<double>(employees_max_)));
    for (std::size_t i = 0; i < first; ++i) hire_seller(next());
    for (std::uint8_t line = 0; line < lines; ++line) {
        ledger_.issue(next(), PublishStageModel{std::nullopt, std::string(line_names[line]), stages(line, 1), {}, std::nullopt});
        versions_[line] = 1;
        set_gates(next(), line);
        publish_playbook(next(), line);
        for (std::size_t i = 0; i < products_per_line; ++i) list_product(next(), line);
    }
    for (std::size_t i = 0; i < customers_first_; ++i) register_customer(next());
    for (const auto name : competitor_names()) ledger_.issue(next(), RegisterCompetitor{std::string(name), std::nullopt}), ++competitors_;
    return next();
}

void SimulatedCompany::set_gates(Time at, std::uint8_t line) {
    for (const auto& stage : stages(line, 1)) {
        const auto kinds = documents_asked_for(line, stage.name);
        if (!kinds.empty())
            ledger_.issue(at, SetGateRequirement{StageModelId{line + 1U}, std::nullopt, stage.name, std::nullopt, std::nullopt, {kinds.begin(), kinds.end()}},
                          {heads_.front(), "no stage without its documents", {}});
    }
}

void SimulatedCompany::publish_playbook(Time at, std::uint8_t line) {
    PublishPlaybook playbook{StageModelId{line + 1U}, std::string(line_names[line]), {}};
    for (const auto& stage : stages(line, versions_[line])) playbook.steps.push_back({stage.name, playbook_step(stage.name)});
    ledger_.issue(at, std::move(playbook), {heads_.front(), {}, {}});
}

EmployeeId SimulatedCompany::hire(Time at, DepartmentId department, EmployeeId manager) {
    people_.push_back({department, manager});
    const auto number = static_cast<std::uint32_t>(people_.size());
    const auto ref = manager ? std::optional(Ref(manager)) : std::nullopt;
    ledger_.issue(at, HireEmployee{person_name(random_), Ref(department), ref, ExternalKey{"hr:" + std::to_string(10'000 + number)}});
    return {number};
}

void SimulatedCompany::hire_seller(Time at) {
    // The first sellers go round, so that every department has one.
    const auto department = sellers_.size() < heads_.size() ? static_cast<std::uint32_t>(sellers_.size()) : some_department();
    sellers_.push_back(hire(at, {department + 1}, heads_[department]));
}

void SimulatedCompany::move_seller(Time at) {
    const EmployeeId seller = some_seller();
    Person& person = people_[seller.number - 1];
    auto department = some_department();
    if (department + 1 == person.department.number) department = static_cast<std::uint32_t>((department + 1) % heads_.size());
    person.department = {department + 1}, person.manager = heads_[department];
    ledger_.issue(at, MoveEmployee{Ref(seller), Ref(person.department), Ref(person.manager)},
                  {person.manager, std::string(reason_text(random_, ReasonFor::owner)), {}});
}

void SimulatedCompany::announce_departure(Time at) {
    constexpr std::int32_t days_of_notice = 21;
    if (sellers_.size() <= heads_.size() + 2) return hire_seller(at);
    const auto leaving = sellers_.begin() + random_.below(sellers_.size());
    const EmployeeId seller = *leaving;
    if (!is_lasting(people_[seller.number - 1].department)) return hire_seller(at);  // nobody leaves while he is on a team
    sellers_.erase(leaving);
    people_[seller.number - 1].is_leaving = true;
    ledger_.let_stand_in(seller, some_seller());
    ++departed_;
    ledger_.issue(at, AnnounceDeparture{seller, Date{date_of(at).days + days_of_notice}}, {manager_of(seller), "his own wish", {}});
}

bool SimulatedCompany::send_away(EmployeeId seller) {
    if (sellers_.size() <= heads_.size() + 2) return false;
    return std::erase(sellers_, seller) > 0;
}

void SimulatedCompany::list_product(Time at, std::uint8_t line) {
    prices_yuan_.push_back(random_.between(20, 900) * 1'000);
    const auto number = static_cast<std::uint32_t>(prices_yuan_.size());
    ledger_.issue(at, ListProduct{product_name(random_, number), std::string(line_names[line]),
                                  Money{prices_yuan_.back() * 100, Currency::of("CNY")}, ExternalKey{"erp:P" + std::to_string(number)}});
}

void SimulatedCompany::reprice(Time at) {
    const auto index = random_.below(prices_yuan_.size());
    prices_yuan_[index] += std::max<std::int64_t>(100, prices_yuan_[index] * random_.between(1, 8) / 100);
    ledger_.issue(at, RepriceProduct{Ref(ProductId{index + 1}), Money{prices_yuan_[index] * 100, Currency::of("CNY")}},
                  {heads_.front(), "年度调价", {}});
}

// One kind after the other; the running number keeps a new name from being the old one.
void SimulatedCompany::rename_something(Time at) {
    const std::string suffix = ' ' + std::to_string(++renamings_);
    const Saying saying{heads_.front(), "更名", {}};
    switch (renamings_ % 6) {
        case 0:
            ledger_.issue(at, RenameRegion{Ref(RegionId{random_.below(regions_) + 1}), "大区" + suffix}, saying);
            break;
        case 1:
            ledger_.issue(at, RenameDepartment{Ref(DepartmentId{some_department() + 1}), "Team" + suffix}, saying);
            break;
        case 2:
            ledger_.issue(at, RenameEmployee{Ref(some_seller()), person_name(random_) + suffix}, saying);
            break;
        case 3:
            ledger_.issue(at, RenameProduct{Ref(ProductId{random_.below(prices_yuan_.size()) + 1}), "新款" + suffix}, saying);
            break;
        case 4:
            ledger_.issue(at, SetCustomerSector{Ref(CustomerId{random_.below(customers_) + 1}), std::string(sector_name(random_)) + suffix},
                          saying);
            break;
        default:
            ledger_.issue(at, RenameCustomer{Ref(CustomerId{random_.below(customers_) + 1}), "集团" + suffix}, saying);
    }
}

void SimulatedCompany::change(Time at) {
    const auto what = random_.weighted(std::array<std::uint32_t, 5>{40, 15, 30, 15, 12});
    if (what == 0 && people_.size() < employees_max_ + heads_.size() + departed_)
        hire_seller(at);
    else if (what == 1)
        move_seller(at);
    else if (what == 2)
        reprice(at);
    else if (what == 4)
        announce_departure(at);
    else
        rename_something(at);
}

void SimulatedCompany::publish_second_version(Time at) {
    versions_[0] = 2;
    const std::vector<StageMapping> mapping{{"初步接触", "初步接触"}, {"需求确认", "需求确认"}, {"方案", "技术验证"},
                                            {"报价", "报价"},         {"谈判", "谈判与合同"},   {"合同", "谈判与合同"}};
    ledger_.issue(at, PublishStageModel{Ref(StageModelId{1}), std::string(line_names[0]), stages(0, 2), mapping, std::nullopt},
                  {heads_.front(), "流程简化", {}});
    publish_playbook(at, 0);
}

EmployeeId SimulatedCompany::some_seller() { return sellers_[random_.below(sellers_.size())]; }

EmployeeId SimulatedCompany::another_than(EmployeeId seller) {
    const auto index = random_.below(sellers_.size());
    return sellers_[index] == seller ? sellers_[(index + 1) % sellers_.size()] : sellers_[index];
}

std::vector<EmployeeId> SimulatedCompany::sellers_of(DepartmentId department) const {
    std::vector<EmployeeId> found;
    std::ranges::copy_if(sellers_, std::back_inserter(found), [&](EmployeeId seller) { return people_[seller.number - 1].department == department; });
    return found;
}

CustomerId SimulatedCompany::register_customer(Time at, std::string name) {
    const auto number = ++customers_;
    if (name.empty()) name = customer_name(random_, number);
    Stated<std::string> sector;
    if (random_.chance(0.85)) sector = std::string(sector_name(random_));
    ledger_.issue(at, RegisterCustomer{std::move(name), sector, Ref(RegionId{random_.below(regions_) + 1}), std::nullopt});
    return {number};
}

CustomerId SimulatedCompany::some_customer(Time at) {
    return random_.chance(newcomer_share_) ? register_customer(at) : old_customer();
}

// The oldest buy more often than newer ones.
CustomerId SimulatedCompany::old_customer() {
    return {static_cast<std::uint32_t>(random_.fraction() * random_.fraction() * customers_) + 1};
}

SimulatedCompany::Offer SimulatedCompany::some_offer(std::uint8_t line) {
    const auto index = line * products_per_line + random_.below(products_per_line);
    return {{static_cast<std::uint32_t>(index) + 1}, prices_yuan_[index]};
}

}  // namespace foxtrail
