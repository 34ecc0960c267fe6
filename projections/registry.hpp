// Every projection there is.
#pragma once

#include "projections/committee.hpp"
#include "projections/deals.hpp"
#include "projections/diary.hpp"
#include "projections/directory.hpp"
#include "projections/documents.hpp"
#include "projections/footprint.hpp"
#include "projections/waivers.hpp"
#include "projections/work.hpp"

namespace foxtrail {

using Projections = boost::mp11::mp_list<Directory, Deals, Work, Committee, Diary, Documents, Footprint, Waivers>;

}  // namespace foxtrail
