// The kinds of entities, each with its prefix, its names and its Chinese term.
#pragma once

#include "core/id.hpp"

#include <boost/mp11.hpp>

namespace foxtrail {

// `plural` names the entity's collection in URLs.
#define FOXTRAIL_NOUN(Name, Prefix, Plural, Term)                  \
    struct Name##Noun {                                            \
        static constexpr std::string_view prefix = Prefix;         \
        static constexpr std::string_view plural = Plural;         \
        static constexpr std::string_view term = Term;             \
    };                                                             \
    using Name##Id = Id<Name##Noun>;

FOXTRAIL_NOUN(Region, "reg", "regions", "区域")
FOXTRAIL_NOUN(Department, "dep", "departments", "部门")
FOXTRAIL_NOUN(Employee, "emp", "employees", "员工")
FOXTRAIL_NOUN(Product, "prd", "products", "产品")
FOXTRAIL_NOUN(Customer, "cus", "customers", "客户")
FOXTRAIL_NOUN(StageModel, "stm", "stage-models", "销售阶段模型")
FOXTRAIL_NOUN(Opportunity, "opp", "opportunities", "销售机会")

FOXTRAIL_NOUN(StandingRule, "rul", "standing-rules", "预警规则")
FOXTRAIL_NOUN(Alert, "alr", "alerts", "预警")
FOXTRAIL_NOUN(WorkingCalendar, "cal", "working-calendars", "工作日历")
FOXTRAIL_NOUN(Task, "tsk", "tasks", "任务")
FOXTRAIL_NOUN(Activity, "act", "activities", "工作进展")
FOXTRAIL_NOUN(WorkLog, "wlg", "work-logs", "工作日志")
FOXTRAIL_NOUN(Appointment, "apt", "appointments", "工作日程")
FOXTRAIL_NOUN(WorkPlan, "wpl", "work-plans", "工作计划")
FOXTRAIL_NOUN(Handover, "hnd", "handovers", "业务移交")
FOXTRAIL_NOUN(Urge, "urg", "urges", "业务催办")
FOXTRAIL_NOUN(Assistance, "ast", "assistance-requests", "业务协助申请")
FOXTRAIL_NOUN(TeamMember, "tem", "team-members", "项目组成员")
FOXTRAIL_NOUN(WorkItem, "wki", "work-items", "协同事项")
FOXTRAIL_NOUN(Facet, "fac", "customer-facets", "客户信息分面")
FOXTRAIL_NOUN(AccessGrant, "grt", "access-grants", "访问授权")
FOXTRAIL_NOUN(Contact, "con", "contacts", "联系人")
FOXTRAIL_NOUN(ContactRole, "rol", "contact-roles", "联系人角色")
FOXTRAIL_NOUN(CounterpartFitness, "fit", "counterpart-fitness", "对口标准")
FOXTRAIL_NOUN(Concern, "ccn", "concerns", "决策关注点")
FOXTRAIL_NOUN(DecisionNode, "nod", "decision-nodes", "决策树节点")
FOXTRAIL_NOUN(Tie, "tie", "ties", "人际关系")
FOXTRAIL_NOUN(Competitor, "cmp", "competitors", "竞争对手")
FOXTRAIL_NOUN(Forecast, "fct", "forecasts", "销售预期")
FOXTRAIL_NOUN(Lead, "led", "leads", "潜在客户")
FOXTRAIL_NOUN(EvaluationModel, "evm", "evaluation-models", "机会评估模型")
FOXTRAIL_NOUN(Milestone, "mst", "milestones", "推进里程碑")
FOXTRAIL_NOUN(Document, "doc", "documents", "文档")
FOXTRAIL_NOUN(GateRequirement, "grq", "gate-requirements", "阶段文件要求")
FOXTRAIL_NOUN(GateDocument, "gtd", "gate-documents", "阶段提交文件")
FOXTRAIL_NOUN(Waiver, "wvr", "waivers", "豁免")
FOXTRAIL_NOUN(Effort, "eff", "efforts", "投入工时")
FOXTRAIL_NOUN(Guidance, "gui", "guidances", "策略指导")
FOXTRAIL_NOUN(RiskFlag, "flg", "risk-flags", "风险标记")
FOXTRAIL_NOUN(PipelineReview, "rvw", "pipeline-reviews", "销售例会")
FOXTRAIL_NOUN(LossReason, "lrs", "loss-reasons", "丢单原因")
FOXTRAIL_NOUN(Quote, "quo", "quotes", "报价")
FOXTRAIL_NOUN(Playbook, "plb", "playbooks", "销售手册")
FOXTRAIL_NOUN(Duplicate, "dup", "duplicates", "联系人查重")

#undef FOXTRAIL_NOUN

using Nouns = boost::mp11::mp_list<
    RegionNoun, DepartmentNoun, EmployeeNoun, ProductNoun, CustomerNoun, StageModelNoun, OpportunityNoun, StandingRuleNoun, AlertNoun,
    WorkingCalendarNoun, TaskNoun, ActivityNoun, WorkLogNoun, AppointmentNoun, WorkPlanNoun, HandoverNoun, UrgeNoun, AssistanceNoun,
    TeamMemberNoun, WorkItemNoun, FacetNoun, AccessGrantNoun, ContactNoun, ContactRoleNoun, ConcernNoun, DecisionNodeNoun, TieNoun,
    CompetitorNoun, ForecastNoun, LeadNoun, EvaluationModelNoun, MilestoneNoun, DocumentNoun, GateRequirementNoun, GateDocumentNoun,
    WaiverNoun, EffortNoun, GuidanceNoun, RiskFlagNoun, PipelineReviewNoun, CounterpartFitnessNoun, LossReasonNoun, QuoteNoun, PlaybookNoun,
    DuplicateNoun>;

}  // namespace foxtrail
