// Recording where employees and contacts worked and learnt, so that those who were there together are found.
#pragma once

#include "commands/contact.hpp"
#include "commands/organisation.hpp"

namespace foxtrail {

struct RecordContactEmployment {
    static constexpr CommandType type{"contact.record_employment", "记录联系人工作经历"};
    static constexpr std::string_view doc =
        "Record an employer a contact works or worked for; \"until\" unknown when he may still be there.";
    Ref<ContactId> contact;
    std::string employer;
    Stated<Date> from, until;
    static constexpr auto target = &RecordContactEmployment::contact;
};
BOOST_DESCRIBE_STRUCT(RecordContactEmployment, (), (contact, employer, from, until))

struct RecordContactEducation {
    static constexpr CommandType type{"contact.record_education", "记录联系人教育经历"};
    static constexpr std::string_view doc = "Record a school a contact goes or went to.";
    Ref<ContactId> contact;
    std::string school;
    Stated<Date> from, until;
    static constexpr auto target = &RecordContactEducation::contact;
};
BOOST_DESCRIBE_STRUCT(RecordContactEducation, (), (contact, school, from, until))

struct RecordEmployeeEmployment {
    static constexpr CommandType type{"employee.record_employment", "记录员工工作经历"};
    static constexpr std::string_view doc = "Record an employer an employee worked for before.";
    Ref<EmployeeId> employee;
    std::string employer;
    Stated<Date> from, until;
    static constexpr auto target = &RecordEmployeeEmployment::employee;
};
BOOST_DESCRIBE_STRUCT(RecordEmployeeEmployment, (), (employee, employer, from, until))

struct RecordEmployeeEducation {
    static constexpr CommandType type{"employee.record_education", "记录员工教育经历"};
    static constexpr std::string_view doc = "Record a school an employee goes or went to.";
    Ref<EmployeeId> employee;
    std::string school;
    Stated<Date> from, until;
    static constexpr auto target = &RecordEmployeeEducation::employee;
};
BOOST_DESCRIBE_STRUCT(RecordEmployeeEducation, (), (employee, school, from, until))

using BackgroundCommands =
    boost::mp11::mp_list<RecordContactEmployment, RecordContactEducation, RecordEmployeeEmployment, RecordEmployeeEducation>;
NounEntry background_noun();

namespace rule {
inline constexpr Rule institution_missing{"institution_missing",
                                          "Name the school or employer, or say \"unknown\" where that is allowed: it cannot be blank."};
inline constexpr Rule ends_before_start{"ends_before_start", "\"until\" lies before \"from\"."};
}  // namespace rule

void require_in_order(Decision&, const Period&);

}  // namespace foxtrail
