// What an open opportunity needs when a contact no longer holds roles on it: he moved, or somebody says that he was replaced.
#pragma once

#include "commands/contact_role.hpp"

#include <map>

namespace foxtrail {

// These people and the counterparts of the roles: whom R1 tells of what happens to them.
std::vector<EmployeeId> with_counterparts(std::vector<EmployeeId> people, const std::vector<ContactRole>&);
// Who is to meet a contact's successor: the owner, or the first of the deal's people who is still there; {} when nobody is.
EmployeeId meets_successor(const Facts&, const std::vector<EmployeeId>& people);
Time meeting_due(const Facts&);

// `lost`: roles of one contact. The deal's people are told (R1), one of them is to meet the successor; the owner is told, and the deal
// flagged, when nobody decides any more (R2); a committed forecast is to be confirmed anew.
void respond_to_loss(Decision&, const Facts&, const Opportunity&, const std::vector<ContactRole>& lost, const std::string& why);

// Nobody is to meet a successor of one who did not move, unless somebody has a role that he had until then.
void cancel_meeting(Decision&, const Facts&, const Opportunity&, ContactId);

// Nobody holds the roles any more.
void vacate(Decision&, const Facts&, const std::vector<ContactRole>&);
// What he holds on deals that are open.
std::vector<ContactRole> open_roles_of(const Facts&, ContactId);
// The role of this kind that the contact holds on its deal, if any.
std::optional<ContactRole> same_role_of(const Facts&, const ContactRole&, ContactId);
// He is where he was, and known by another record now, which has the role from here on; once, and with the final authority that either has.
void pass_on_to_whole_person(Decision&, const Facts&, const ContactRole&, ContactId person);
// Whoever of us a contact on the deal was to speak with and has left the company: somebody else does from here on.
void meet_whom_leavers_met(Decision&, const Facts&, OpportunityId, EmployeeId meets);
// The roles of an opportunity that was closed since then and is open again: what contacts hold who have left is vacant, and that is
// responded to; what a record holds that was merged into another goes to the person.
void renew_roles(Decision&, const Facts&, const Opportunity&, Time since);

// The last loss of the role, and whether a vacancy is to be filled: at the customer whose deal it is now. Null when there was none.
const RoleLost* lost_here(const Opportunity&, BuyingRole);
bool is_sought(const Opportunity&, const ContactRole& vacant);

// Who gets an opportunity that was nobody's hears of the contacts who left roles vacant (R1), and is to meet whoever comes after them.
void tell_of_vacancies(Decision&, const Facts&, const Opportunity&, EmployeeId to);
// Somebody of us spoke with the contact: where he came into a role that another had left, the meeting that R1 asked for has taken place.
void complete_first_meetings(Decision&, const Facts&, ContactId met);

using RolesByDeal = std::map<OpportunityId, std::vector<ContactRole>>;
RolesByDeal by_deal(const std::vector<ContactRole>&);

// "decision_maker, user"
std::string roles_in_words(const std::vector<ContactRole>&);

}  // namespace foxtrail
