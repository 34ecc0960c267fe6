// Opportunities offered to employees, and what they answered: what the assignment log and the load of people share.
#pragma once

#include "projections/reading/dimension.hpp"
#include "projections/reading/statistics.hpp"

namespace foxtrail {

enum class OfferAnswer : std::uint8_t { waiting, accepted, declined, expired, reclaimed };
BOOST_DESCRIBE_ENUM(OfferAnswer, waiting, accepted, declined, expired, reclaimed)

OfferAnswer answer_of(const WorkRow& offer);
inline bool is_offer(const WorkRow& row) { return row.item.kind == OpportunityId::kind; }

// What became of some offers.
class OfferTally {
public:
    void add(const WorkRow& offer);
    std::uint64_t waiting() const { return counts_[0]; }
    // Counts, the share accepted of those that were answered or expired, and how long answers took.
    json::object printed() const;
    static constexpr std::string_view definition =
        "response: from the offer to its acceptance or refusal, as recorded; censored_n: those waiting, expired or taken back before an "
        "answer. accepted_share: accepted of accepted, declined and expired; censored_n: those waiting";

private:
    std::array<std::uint64_t, 5> counts_{};  // by OfferAnswer
    Durations response_;
};

// A deal that went back to the pool from the one who owned it.
struct Reclaim {
    OpportunityId opportunity;
    EmployeeId from;
    DepartmentId department;  // his, when the deal was his
    Time at;
    Position position;
};
// In the order in which they were true, the newest first.
std::vector<Reclaim> reclaims_at(const DimensionContext&);

}  // namespace foxtrail
