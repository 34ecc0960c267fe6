// Capturing leads, giving them to somebody, and what becomes of them: an opportunity, or nothing.
#pragma once

#include "commands/decider/latest.hpp"
#include "commands/decider/noun.hpp"
#include "commands/nurture.hpp"
#include "commands/rules/milestone_drafts.hpp"
#include "events/handover.hpp"
#include "events/lead.hpp"

namespace foxtrail {

struct Lead {
    LeadId id;
    std::string normal_company, source;
    std::optional<CustomerId> customer;
    Stated<ProductId> product;
    Time captured;
    Latest<LeadStatus> status;
    Latest<std::optional<Assignee>> assignee{};
    std::optional<Percent> score{};
    std::optional<Nurture> nurture{};
    bool erased = false;

    bool open() const { return status.value == LeadStatus::captured || status.value == LeadStatus::qualified; }
};
BOOST_DESCRIBE_STRUCT(Lead, (), (id, normal_company, source, customer, product, captured, status, assignee, score, nurture, erased))
template <>
struct StateOf<LeadId> {
    using type = Lead;
};

// An open one on its owner, and on what its duplicates would rest on too.
RestsOn rests_on(const Lead&);

void evolve(Lead&, const LeadCaptured&, const Meta&);
void evolve(Lead&, const LeadAssigned&, const Meta&);
void evolve(Lead&, const LeadQualified&, const Meta&);
void evolve(Lead&, const LeadDisqualified&, const Meta&);
void evolve(Lead&, const LeadConverted&, const Meta&);
void evolve(Lead&, const LeadPersonalDataErased&, const Meta&);
void evolve(Lead&, const OwnershipTransferred&, const Meta&);

// That nothing later is known of what became of the lead.
// {} while nobody has it.
EmployeeId owner_of(const Lead&);
void require_after_last_change(Decision&, const Lead&, const Facts&);

struct CaptureLead {
    using registers = LeadId;
    static constexpr CommandType type{"lead.capture", "登记潜在客户"};
    static constexpr std::string_view doc =
        "Take note of a company that might buy, and of the source it is known from. One open lead for each company, by its name or as a customer, and product interest.";
    std::string company;
    std::string source;
    std::optional<Ref<CustomerId>> customer;
    std::optional<PersonalText> contact;
    std::optional<Ref<RegionId>> region;
    Stated<Ref<ProductId>> product;
    std::optional<ExternalKey> external_key;
};
BOOST_DESCRIBE_STRUCT(CaptureLead, (), (company, source, customer, contact, region, product, external_key))

struct AssignLead {
    static constexpr CommandType type{"lead.assign", "分配潜在客户"};
    static constexpr std::string_view doc = "Give a lead to an employee.";
    Ref<LeadId> lead;
    Ref<EmployeeId> owner;
    static constexpr auto target = &AssignLead::lead;
};
BOOST_DESCRIBE_STRUCT(AssignLead, (), (lead, owner))

struct QualifyLead {
    static constexpr CommandType type{"lead.qualify", "确认潜在客户"};
    static constexpr std::string_view doc = "Find a lead worth pursuing, with a score, and say why; or state its score anew.";
    Ref<LeadId> lead;
    Percent score;
    std::string why;
    static constexpr auto target = &QualifyLead::lead;
};
BOOST_DESCRIBE_STRUCT(QualifyLead, (), (lead, score, why))

struct DisqualifyLead {
    static constexpr CommandType type{"lead.disqualify", "淘汰潜在客户"};
    static constexpr std::string_view doc = "Give a lead up, and say why.";
    Ref<LeadId> lead;
    std::string why;
    static constexpr auto target = &DisqualifyLead::lead;
};
BOOST_DESCRIBE_STRUCT(DisqualifyLead, (), (lead, why))

struct ConvertLead {
    static constexpr CommandType type{"lead.convert", "转化潜在客户"};
    static constexpr std::string_view doc =
        "Open an opportunity from a qualified lead. It carries the lead's source; customer, product and owner left out are the lead's. The "
        "milestones are its first advance plan.";
    Ref<LeadId> lead;
    std::string name;
    std::optional<Ref<CustomerId>> customer;
    std::optional<Ref<ProductId>> product;
    Ref<StageModelId> stage_model;
    std::optional<std::string> stage;
    std::optional<Ref<EmployeeId>> owner;
    Stated<Date> expected_close;
    Stated<std::string> category;
    Stated<Percent> probability;
    Stated<Importance> importance;
    Stated<Money> value, budget;
    std::optional<ExternalKey> external_key;
    std::vector<MilestoneDraft> milestones{};
    static constexpr auto target = &ConvertLead::lead;
};
BOOST_DESCRIBE_STRUCT(ConvertLead, (),
                      (lead, name, customer, product, stage_model, stage, owner, expected_close, category, probability, importance, value,
                       budget, external_key, milestones))

struct EraseLeadPersonalData {
    static constexpr CommandType type{"lead.erase_personal_data", "清除潜在客户个人信息"};
    static constexpr std::string_view doc = "Erase for ever who a lead's contact was. What became of the lead stays in the log.";
    Ref<LeadId> lead;
    static constexpr auto target = &EraseLeadPersonalData::lead;
};
BOOST_DESCRIBE_STRUCT(EraseLeadPersonalData, (), (lead))

using LeadCommands = boost::mp11::mp_list<CaptureLead, AssignLead, QualifyLead, DisqualifyLead, ConvertLead, EraseLeadPersonalData>;
NounEntry lead_noun();

namespace rule {
inline constexpr Rule not_qualified{"not_qualified", "The lead is not qualified: use lead.qualify first."};
inline constexpr Rule before_last_lead_change{"before_last_lead_change",
                                              "This is dated before the last that became of the lead: give a later valid_at."};
}  // namespace rule

}  // namespace foxtrail
