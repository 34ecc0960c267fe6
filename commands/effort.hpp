// Allocating what a stage of an opportunity may cost, and booking what it does cost.
#pragma once

#include "commands/opportunity.hpp"
#include "events/effort.hpp"

namespace foxtrail {

// The account of one stage of one opportunity: totals, however many bookings there are.
struct Effort {
    EffortId id;
    OpportunityId opportunity;
    Stage stage;
    EffortBudget ceiling;
    EffortTotal total;
    Time allocated = Time::min();  // valid time of the ceiling
};
BOOST_DESCRIBE_STRUCT(Effort, (), (id, opportunity, stage, ceiling, total, allocated))
template <>
struct StateOf<EffortId> { using type = Effort; };

RestsOn rests_on(const Effort&);  // on its opportunity, which has at most one for each stage
void evolve(Effort&, const ResourceAllocated&, const Meta&);
void evolve(Effort&, const EffortBooked&, const Meta&);

struct AllocateEffort {
    static constexpr CommandType type{"effort.allocate", "分配资源投入"};
    static constexpr std::string_view doc = "Set the ceiling of minutes, of cost, or of both for a stage of an opportunity; what is left out has none. Somebody above the owner raises it.";
    Ref<OpportunityId> opportunity;
    std::string stage;
    std::optional<std::uint32_t> minutes;
    std::optional<Money> cost;
    static constexpr auto target = &AllocateEffort::opportunity;
};
BOOST_DESCRIBE_STRUCT(AllocateEffort, (), (opportunity, stage, minutes, cost))

struct BookEffort {
    static constexpr CommandType type{"effort.book", "登记投入"};
    static constexpr std::string_view doc = "Book time and cost spent on a stage of an opportunity; over its ceiling it needs somebody else's approval, and people are told (R12).";
    Ref<OpportunityId> opportunity;
    std::string stage;
    std::uint32_t minutes = 0;
    std::optional<Money> cost;
    std::string what;
    std::optional<Ref<EmployeeId>> approved_by;
    static constexpr auto target = &BookEffort::opportunity;
};
BOOST_DESCRIBE_STRUCT(BookEffort, (), (opportunity, stage, minutes, cost, what, approved_by))

using EffortCommands = boost::mp11::mp_list<AllocateEffort, BookEffort>;
NounEntry effort_noun();

}  // namespace foxtrail
