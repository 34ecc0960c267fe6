// Opening opportunities, stating their facts, assigning them and moving them through stages.
#pragma once

#include "commands/assignment.hpp"
#include "commands/deal_team.hpp"
#include "commands/decider/latest.hpp"
#include "commands/decider/noun.hpp"
#include "commands/establishment.hpp"
#include "commands/evaluation.hpp"
#include "commands/nurture.hpp"
#include "commands/outcome.hpp"
#include "commands/playbook.hpp"
#include "commands/rules/milestone_drafts.hpp"
#include "events/competitor.hpp"
#include "events/contact_role.hpp"
#include "events/handover.hpp"

namespace foxtrail {

// On the deal since, and until he gave up; by the last report of him.
struct CompetitorPresence {
    CompetitorId competitor;
    Time since;
    std::optional<Time> until{};
    Position reported = 0;

    bool present() const { return !until; }
};
BOOST_DESCRIBE_STRUCT(CompetitorPresence, (), (competitor, since, until, reported))

// Who no longer held the buying role, the last time, and since when.
struct RoleLost {
    BuyingRole role;
    Time at;
    ContactRoleId held;
};
BOOST_DESCRIBE_STRUCT(RoleLost, (), (role, at, held))

struct Opportunity {
    OpportunityId id;
    StageModelId stage_model;
    std::uint16_t model_version = 0;
    Time created;
    Latest<Outcome> outcome;
    Latest<Stage> stage;
    Latest<std::optional<Assignee>> assignee;
    Latest<Stated<CustomerId>> customer;
    Latest<Stated<ProductId>> product;
    Latest<Stated<Date>> expected_close;
    Latest<Stated<std::string>> source, category;
    Latest<Stated<Percent>> probability;
    Latest<Stated<Importance>> importance;
    Latest<Stated<Money>> value, budget;
    Latest<Stated<bool>> established;
    Latest<std::optional<Evaluation>> evaluation{};
    std::optional<AssignmentOffer> offer{};
    std::optional<EstablishmentRequest> establishment{};
    std::optional<Nurture> nurture{};
    std::vector<CompetitorPresence> competitors{};
    std::vector<PlaybookMark> playbook{};  // of the steps it followed or left
    std::uint32_t close_moves = 0;  // of the expected close date, from one known day to another
    Stated<Date> close_known{};     // the last known one
    std::vector<RoleLost> roles_lost{};
    Time final_authority_until{};   // when the last contact who had it no longer did
    Latest<Closing> closing{};
    std::optional<Time> lost{};           // last, reopened since or not
    Latest<std::string> team_purpose{};  // of the deal team, empty while there is none
    Time last_recorded{};                // when something of it was recorded last
    std::optional<Assignee> had_it{};    // who has it or, while it is nobody's, had it last
    std::vector<TeamLeaver> team_left{};
    std::uint16_t furthest_stage = 0;    // the number of the last one, of all it ever was in

    bool open() const { return outcome.value == Outcome::open; }
    // Null when the competitor was never reported; he may have given up.
    const CompetitorPresence* reported(CompetitorId competitor) const {
        const auto found = std::ranges::find(competitors, competitor, &CompetitorPresence::competitor);
        return found == competitors.end() ? nullptr : &*found;
    }
    bool offered() const { return offer && offer->status == OfferStatus::open; }  // to somebody who has not answered
};
BOOST_DESCRIBE_STRUCT(Opportunity, (), (id, stage_model, model_version, created, outcome, stage, assignee, customer, product, expected_close, source, category, probability, importance, value, budget, established,
                                    evaluation, offer, establishment, nurture, competitors, playbook, close_moves, close_known, roles_lost, final_authority_until, closing, lost, team_purpose, last_recorded, had_it, team_left, furthest_stage))
template <>
struct StateOf<OpportunityId> { using type = Opportunity; };

RestsOn rests_on(const Opportunity&);  // an open one on its owner

// The employee as owner, with the post he has now.
Assignee assignee_of(EmployeeId, const Facts&);

void evolve(Opportunity&, const OpportunityCreated&, const Meta&);
void evolve(Opportunity&, const OpportunitySourceSet&, const Meta&);
void evolve(Opportunity&, const OpportunityCategorised&, const Meta&);
void evolve(Opportunity&, const OpportunityProbabilityAssessed&, const Meta&);
void evolve(Opportunity&, const OpportunityImportanceRated&, const Meta&);
void evolve(Opportunity&, const OpportunityValueEstimated&, const Meta&);
void evolve(Opportunity&, const OpportunityBudgetEstimated&, const Meta&);
void evolve(Opportunity&, const OpportunityEstablishmentStated&, const Meta&);
void evolve(Opportunity&, const OpportunityExpectedCloseMoved&, const Meta&);
void evolve(Opportunity&, const OpportunityCustomerSet&, const Meta&);
void evolve(Opportunity&, const OpportunityProductSet&, const Meta&);
void evolve(Opportunity&, const OpportunityAssigned&, const Meta&);
void evolve(Opportunity&, const OpportunityStageAdvanced&, const Meta&);
void evolve(Opportunity&, const OpportunityStageRegressed&, const Meta&);
void evolve(Opportunity&, const OpportunityStageSkipped&, const Meta&);
void evolve(Opportunity&, const OpportunityStageEntered&, const Meta&);
void evolve(Opportunity&, const OwnershipTransferred&, const Meta&);
void evolve(Opportunity&, const ContactRoleRevoked&, const Meta&);
void evolve(Opportunity&, const ContactRoleVacated&, const Meta&);
void evolve(Opportunity&, const CompetitorDetected&, const Meta&);
void evolve(Opportunity&, const CompetitorWithdrawn&, const Meta&);
void evolve(Opportunity&, const DealTeamFormed&, const Meta&);
void evolve(Opportunity&, const TeamMemberLeft&, const Meta&);

struct CreateOpportunity {
    static constexpr CommandType type{"opportunity.create", "创建销售机会"};
    static constexpr std::string_view doc =
        "Open an opportunity in the first stage of a stage model, or in the stage named, with its seven facts stated; \"unknown\" is a statement. "
        "None is opened behind a gate that asks for something, nor for somebody who is not below who opens it. The milestones are its first advance plan; without any, it is planned by its stages "
        "until the expected close date.";
    std::string name;
    Stated<Ref<CustomerId>> customer;
    Stated<Ref<ProductId>> product;
    Ref<StageModelId> stage_model;
    std::optional<std::string> stage;
    std::optional<Ref<EmployeeId>> owner;
    Stated<Date> expected_close;
    Stated<std::string> source, category;
    Stated<Percent> probability;
    Stated<Importance> importance;
    Stated<Money> value;
    Stated<bool> established;
    Stated<Money> budget;
    std::optional<ExternalKey> external_key;
    std::vector<MilestoneDraft> milestones{};
};
BOOST_DESCRIBE_STRUCT(CreateOpportunity, (), (name, customer, product, stage_model, stage, owner, expected_close, source, category, probability, importance, value, established, budget, external_key, milestones))

// A command on one opportunity that states one member anew.
#define FOXTRAIL_STATE(Name, Wire, Term, Doc, Type, Member)             \
    struct Name {                                                       \
        static constexpr CommandType type{Wire, Term};                  \
        static constexpr std::string_view doc = Doc;                    \
        Ref<OpportunityId> opportunity;                                 \
        Type Member;                                                    \
        static constexpr auto target = &Name::opportunity;              \
    };                                                                  \
    BOOST_DESCRIBE_STRUCT(Name, (), (opportunity, Member))

FOXTRAIL_STATE(SetSource, "opportunity.set_source", "确定机会来源", "State anew where the opportunity came from.", Stated<std::string>, source)
FOXTRAIL_STATE(Categorise, "opportunity.categorise", "确定机会类型", "State the type of the opportunity anew.", Stated<std::string>, category)
FOXTRAIL_STATE(AssessProbability, "opportunity.assess_probability", "评估可能性", "Assess the probability of winning anew.", Stated<Percent>, probability)
FOXTRAIL_STATE(RateImportance, "opportunity.rate_importance", "评定重要程度", "Rate the importance anew.", Stated<Importance>, importance)
FOXTRAIL_STATE(EstimateValue, "opportunity.estimate_value", "估算价值", "Estimate the value anew.", Stated<Money>, value)
FOXTRAIL_STATE(EstimateBudget, "opportunity.estimate_budget", "估算预算", "Estimate the customer's probable budget anew.", Stated<Money>, budget)
FOXTRAIL_STATE(StateEstablishment, "opportunity.state_establishment", "说明立项状态", "State anew whether the opportunity is an established project. A person makes it one by establishment.request, which somebody else approves.", Stated<bool>, established)
FOXTRAIL_STATE(MoveExpectedClose, "opportunity.move_expected_close", "变更预计成交日", "Move the expected close date.", Stated<Date>, expected_close)
FOXTRAIL_STATE(SetCustomer, "opportunity.set_customer", "确定客户", "State the customer anew.", Stated<Ref<CustomerId>>, customer)
FOXTRAIL_STATE(SetProduct, "opportunity.set_product", "确定产品", "State the product anew.", Stated<Ref<ProductId>>, product)
FOXTRAIL_STATE(Assign, "opportunity.assign", "分配机会", "Give the opportunity to an employee without asking him: oneself takes one from the pool, or a manager above both him and its owner gives it.", Ref<EmployeeId>, owner)
FOXTRAIL_STATE(AdvanceStage, "opportunity.advance_stage", "阶段升迁", "Advance the opportunity to the next stage of its model.", std::string, stage)
FOXTRAIL_STATE(RegressStage, "opportunity.regress_stage", "阶段回退", "Take the opportunity back to an earlier stage.", std::string, stage)
FOXTRAIL_STATE(RecordStageEntry, "opportunity.record_stage_entry", "补录阶段进入", "Record a stage entry after the fact, at its valid time; the present stage again is a re-entry. What moves it on goes only through open gates.", std::string, stage)
#undef FOXTRAIL_STATE

struct SkipStages {
    static constexpr CommandType type{"opportunity.skip_stages", "越级升迁"};
    static constexpr std::string_view doc = "Advance the opportunity past stages of its model, approved by somebody above its owner who did not ask for it. The gate of the stage it leaves has to be open.";
    Ref<OpportunityId> opportunity;
    std::string stage;
    Ref<EmployeeId> approved_by;
    static constexpr auto target = &SkipStages::opportunity;
};
BOOST_DESCRIBE_STRUCT(SkipStages, (), (opportunity, stage, approved_by))

// What opens an opportunity, by this command or by another that ends in one; `from`: who has what it is opened of, {} for nobody.
Decision open_opportunity(const CreateOpportunity&, EmployeeId from, const Facts&);

using OpportunityCommands = boost::mp11::mp_list<
    CreateOpportunity, SetSource, Categorise, AssessProbability, RateImportance, EstimateValue, EstimateBudget, StateEstablishment,
    MoveExpectedClose, SetCustomer, SetProduct, Assign, AdvanceStage, RegressStage, SkipStages, RecordStageEntry>;
NounEntry opportunity_noun();

}  // namespace foxtrail
