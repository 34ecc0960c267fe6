// Every projection there is.
#pragma once

#include "projections/tables/committee.hpp"
#include "projections/tables/competition.hpp"
#include "projections/tables/deals.hpp"
#include "projections/tables/diary.hpp"
#include "projections/tables/directory.hpp"
#include "projections/tables/documents.hpp"
#include "projections/tables/footprint.hpp"
#include "projections/tables/forecasts.hpp"
#include "projections/tables/gate_requirements.hpp"
#include "projections/tables/judgements.hpp"
#include "projections/tables/losses.hpp"
#include "projections/tables/network.hpp"
#include "projections/tables/playbooks.hpp"
#include "projections/tables/prospects.hpp"
#include "projections/tables/quotes.hpp"
#include "projections/tables/sharing.hpp"
#include "projections/tables/spending.hpp"
#include "projections/tables/transfers.hpp"
#include "projections/tables/waivers.hpp"
#include "projections/tables/work.hpp"
#include "projections/tables/work_plans.hpp"

namespace foxtrail {

using Projections = boost::mp11::mp_list<
    Directory, Deals, Work, Committee, Diary, Documents, Footprint, Waivers,
    Sharing, Transfers, Spending, WorkPlans,
    Competition, Prospects, Judgements, Forecasts,
    Network, GateRequirements, Losses, Quotes, Playbooks>;

}  // namespace foxtrail
