// Every read model there is.
#include "projections/customers/access_audit.hpp"
#include "projections/customers/connections.hpp"
#include "projections/customers/contact_card.hpp"
#include "projections/customers/contact_moves.hpp"
#include "projections/customers/counterpart_fitness.hpp"
#include "projections/customers/coverage.hpp"
#include "projections/customers/coverage_matrix.hpp"
#include "projections/customers/customer_timeline.hpp"
#include "projections/customers/customer_view.hpp"
#include "projections/customers/decision_cycles.hpp"
#include "projections/customers/decision_tree_view.hpp"
#include "projections/customers/duplicates.hpp"
#include "projections/customers/knowledge_latency.hpp"
#include "projections/customers/relationships.hpp"
#include "projections/people/assignments.hpp"
#include "projections/people/day_one.hpp"
#include "projections/people/deal_team_view.hpp"
#include "projections/people/employee_workboard.hpp"
#include "projections/people/exposure.hpp"
#include "projections/people/handover_packet.hpp"
#include "projections/people/handovers.hpp"
#include "projections/people/organisation.hpp"
#include "projections/people/orphans.hpp"
#include "projections/pipeline/board.hpp"
#include "projections/pipeline/competitors.hpp"
#include "projections/pipeline/conversion.hpp"
#include "projections/pipeline/deal_dossier.hpp"
#include "projections/pipeline/establishment_report.hpp"
#include "projections/pipeline/evaluations.hpp"
#include "projections/pipeline/forecast_accuracy.hpp"
#include "projections/pipeline/leads.hpp"
#include "projections/pipeline/loss_reasons.hpp"
#include "projections/pipeline/nurture_yield.hpp"
#include "projections/pipeline/playbooks.hpp"
#include "projections/pipeline/quotes.hpp"
#include "projections/pipeline/review_changes.hpp"
#include "projections/pipeline/risks.hpp"
#include "projections/reading/entities.hpp"
#include "projections/reading/history.hpp"
#include "projections/work/assistance_outcomes.hpp"
#include "projections/work/calendar.hpp"
#include "projections/work/department_flow.hpp"
#include "projections/work/document_view.hpp"
#include "projections/work/effort_view.hpp"
#include "projections/work/library.hpp"
#include "projections/work/progress.hpp"
#include "projections/work/schedule_variance.hpp"
#include "projections/work/standing_rules.hpp"
#include "projections/work/urge_log.hpp"
#include "projections/work/waiver_audit.hpp"
#include "projections/work/work_board.hpp"
#include "projections/work/work_log_gaps.hpp"
#include "projections/work/work_log_view.hpp"
#include "projections/work/work_plan_view.hpp"

namespace foxtrail {

std::span<const ReadModel> read_models() {
    static const std::vector<ReadModel> all{
        {"board", "/v1/board", "Deals by stage or any other dimensions: count, amounts, weighted amounts, ages. Open deals when outcome is left out.", "销售看板", board_parameters(), board},
        {"conversion", "/v1/conversion", "Moves between stages by event and by cohort, dwell, win rate, cycle time, hands, by segment and period.", "阶段转化", conversion_parameters(), conversion},
        {"history", "/v1/history/{entity}", "The audit trail of any entity: every event that links to it, in the order it was recorded.", "审计轨迹", history_parameters(), history},
        {"work", "/v1/work", "Open items of every kind, alerts among them: who has them, told when, due when, answered when.", "工作看板", work_parameters(), work},
        {"response_times", "/v1/response-times", "How long items wait until they are answered and closed, by department, employee or kind.", "响应时间", response_time_parameters(), response_times},
        {"assignments", "/v1/assignments", "Opportunities offered to employees with their answers and reasons, and those taken back; by employee or department the load against capacity and the response times.", "机会分配记录", assignments_parameters(), assignments},
        {"assistance_outcomes", "/v1/assistance-outcomes", "Win rate of deals with assistance delivered, in hand, declined, expired or never asked for, by the department asked.", "协助成效", assistance_outcomes_parameters(), assistance_outcomes},
        {"opportunity", "/v1/opportunities/{id}", "One opportunity with all its facts.", "销售机会", {{"id", "id of the opportunity", false, true}}, opportunity},
        {"opportunities", "/v1/opportunities", "Opportunities by any dimensions, in pages.", "销售机会", opportunities_parameters(), opportunities},
        {"employee", "/v1/employees/{id}", "One employee: department, position, line of managers, reports, and his last day once it is known.", "员工", {{"id", "id of the employee", false, true}}, employee},
        {"employee_exposure", "/v1/employees/{id}/exposure", "Everything that rests on one employee: deals, team places, counterparts, contacts only he knows, open items, documents, reports.", "关键人员暴露", {{"id", "id of the employee", false, true}}, employee_exposure},
        {"exposure", "/v1/exposure", "All employees by how much rests on them: whose leaving would hurt most, by department.", "关键人员暴露排名", exposure_parameters(), exposure},
        {"organisation", "/v1/organisation", "The organisation as of an instant: departments below departments with heads, line managers and people by reporting line; what differs from another instant.", "组织架构", organisation_parameters(), organisation},
        {"orphans", "/v1/orphans", "Every open deal and item of those who have left or have announced their last day. It should be empty on that day.", "无主业务清单", orphans_parameters(), orphans},
        {"standing_rules", "/v1/standing-rules", "The standing rules R1 to R12 as they stand at an instant: on or off, with their thresholds, and who changed them last.", "预警规则", {}, standing_rules},
        {"handover", "/v1/handovers/{id}", "A handover packet: from, to, state, and each item with what its receiver must know.", "业务移交清单", handover_parameters(), handover},
        {"handovers", "/v1/handovers", "All handovers by state, giver and receiver, with their age and the items left.", "业务移交看板", handovers_parameters(), handovers},
        {"handover_network", "/v1/handover-network", "Who handed how many items of what kind to whom, how handovers were answered and how soon.", "业务移交网络", handover_network_parameters(), handover_network},
        {"handover_outcomes", "/v1/handover-outcomes", "Win rate of deals that were handed over beside those that never were, and the time from the handover to the outcome.", "移交后成败", handover_outcomes_parameters(), handover_outcomes},
        {"employees", "/v1/employees", "Employees with department and line manager.", "员工", list_parameters(), employees},
        {"departments", "/v1/departments", "Departments with their regions; those that are closed with the instant of it.", "部门", list_parameters(), departments},
        {"regions", "/v1/regions", "Sales regions.", "区域", list_parameters(), regions},
        {"products", "/v1/products", "Products with list prices.", "产品", list_parameters(), products},
        {"customers", "/v1/customers", "Customers with sector and region.", "客户", list_parameters(), customers},
        {"contact", "/v1/contacts/{id}", "One contact: workplace, other names, schools and employers, records merged with his and suspected to be, roles with intervals, moves and how late they were known, open concerns.", "联系人名片", {{"id", "id of the contact", false, true}}, contact},
        {"contacts", "/v1/contacts", "Contacts with where they work.", "联系人", contacts_parameters(), contacts},
        {"duplicates", "/v1/duplicates", "Contacts who may be one person, as somebody said or the scheduler saw by their names: who suspected it when and why, and whether they were merged or found to be two.", "联系人查重", duplicates_parameters(), duplicates},
        {"contact_moves", "/v1/contact-moves", "The customers' people who moved and who came after them, by when it was true, with how late we knew; by customer.", "联系人异动", contact_moves_parameters(), contact_moves},
        {"coverage", "/v1/opportunities/{id}/coverage", "Who holds each buying role of an opportunity, since when, with which counterpart; all intervals and vacancies.", "角色覆盖", {{"id", "id of the opportunity", false, true}}, coverage},
        {"coverage_matrix", "/v1/coverage", "Open opportunities against the four buying roles: covered, vacant or never covered, and counterparts that are missing or do not suit the role.", "角色覆盖矩阵", coverage_matrix_parameters(), coverage_matrix},
        {"counterpart_fitness", "/v1/counterpart-fitness", "Who of us suits as the counterpart of each buying role at an instant, and who changed that last.", "对口标准", {}, counterpart_fitness},
        {"decision_tree", "/v1/opportunities/{id}/decision-tree", "Who sways whom on an opportunity, the path an approval takes, and how long the decision has taken; what differs from another instant.", "决策树", decision_tree_parameters(), decision_tree},
        {"decision_cycles", "/v1/decision-cycles", "How long customers take to decide, from the first node of a decision tree to the outcome, by any dimension or the length of the approval path.", "决策周期", decision_cycles_parameters(), decision_cycles},
        {"deal_team", "/v1/opportunities/{id}/team", "Who was in an opportunity's team, entered when, left when, as what.", "项目组", {{"id", "id of the opportunity", false, true}}, deal_team},
        {"customer", "/v1/customers/{id}", "One customer: deals by outcome, contacts with their roles, what each department knows, what is open about them, which department was last active.", "客户全景", {{"id", "id of the customer", false, true}, {"as_seen_by", "id of an employee: only the facets he may see; of the others the department to ask"}}, customer},
        {"customer_access", "/v1/customers/{id}/access", "With whom departments share what they know of a customer: every grant and revocation, by whom, why, from when to when; who could see what.", "访问授权审计", customer_access_parameters(), customer_access},
        {"employee_access", "/v1/employees/{id}/access", "What an employee may see of which customers beyond his own department's knowledge, by which grant.", "员工访问权限", employee_access_parameters(), employee_access},
        {"customer_timeline", "/v1/customers/{id}/timeline", "Every event about a customer, its opportunities, its contacts and their roles, each once, as recorded.", "客户时间线", customer_timeline_parameters(), customer_timeline},
        {"knowledge_latency", "/v1/knowledge-latency", "How long after it was true each event about an entity, or by an employee, was recorded.", "知情延迟", knowledge_latency_parameters(), knowledge_latency},
        {"connections", "/v1/contacts/{id}/paths", "The shortest paths from colleagues to a contact: ties recorded, schools and employers in common, also of those who are suspected to be the same person.", "人脉路径", connections_parameters(), connections},
        {"gates", "/v1/opportunities/{id}/gates", "What the gate of a deal's stage asks for and what is missing, documents handed in, approved and waived, and advances turned back.", "阶段文件清单", {{"id", "id of the opportunity", false, true}}, gates},
        {"waivers", "/v1/waivers", "Waivers of gate documents: asked for and granted by whom, until when, expired; counted by approver and by deal.", "豁免审计", waivers_parameters(), waivers},
        {"advance_plan", "/v1/opportunities/{id}/plan", "A deal's milestones with their baselines, slips and outcomes; as long as nobody set a plan, one a stage, spread evenly until the expected close date.", "推进计划对照", {{"id", "id of the opportunity", false, true}}, advance_plan},
        {"forecasts", "/v1/opportunities/{id}/forecasts", "What was expected of a deal, how confidently, by its owner and by his manager.", "销售预期", {{"id", "id of the opportunity", false, true}}, forecasts},
        {"outcomes", "/v1/opportunities/{id}/outcomes", "The win/loss dossier of a deal: when, why and to whom it was won or lost, opened again, and the reasons each party gave for a loss.", "成败档案", {{"id", "id of the opportunity", false, true}}, outcomes},
        {"loss_reasons", "/v1/loss-reasons", "Why deals were lost: by the role of who says so, each with count and amounts, and the deals whose reasons differ; by any dimensions and period.", "丢单原因", loss_reasons_parameters(), loss_reasons},
        {"calendar", "/v1/calendar", "Appointments by day of the company's time zone, with who comes, conflicts and moves; meetings held by contact role, working days and holidays.", "工作日程", calendar_parameters(), calendar},
        {"work_logs", "/v1/work-logs", "An employee's work logs by day, with amendments, review and effort by stage.", "工作日志", work_logs_parameters(), work_logs},
        {"work_log_gaps", "/v1/work-log-gaps", "Work logs found missing, by employee and department, and how late those handed in since were.", "工作日志缺交", work_log_gaps_parameters(), work_log_gaps},
        {"review_changes", "/v1/review-changes", "What changed in a pipeline since its last review: deals, values, dates, owners, outcomes, role holders, flags and alerts; what puts right what was known then; totals then and now.", "例会以来的变化", review_changes_parameters(), review_changes},
        {"risks", "/v1/risks", "Risk flags with age, escalations and the manager's answer, and deals at risk; what became of deals with and without flags.", "风险看板", risks_parameters(), risks},
        {"relationships", "/v1/relationships", "For each holder of a role in an open deal: the last touch both ways, whether the relationship is stale, how strong it was assessed.", "关系热度", relationships_parameters(), relationships},
        {"document", "/v1/documents/{id}", "One document: what it is about, whose it is, its versions with the hashes of their contents, who shared, discussed and reused it.", "文档", {{"id", "id of the document", false, true}}, document},
        {"effort", "/v1/effort", "Minutes and cost spent on deals by stage and outcome, or any other dimensions, and how often over the ceiling.", "销售资源投入", effort_parameters(), effort},
        {"opportunity_effort", "/v1/opportunities/{id}/effort", "What each stage of a deal may cost and has cost, with every booking.", "机会资源投入", {{"id", "id of the opportunity", false, true}}, opportunity_effort},
        {"workboard", "/v1/employees/{id}/workboard", "What one employee has to do: overdue, today, this week, later; his open deals with their stages; what he last did.", "个人工作台", workboard_parameters(), workboard},
        {"opportunity_progress", "/v1/opportunities/{id}/progress", "Activities and progress recorded about a deal, in the order they were true.", "工作进展", opportunity_progress_parameters(), opportunity_progress},
        {"cross_department_flow", "/v1/cross-department-flow", "Work between departments: time from end to end, waiting at each department, what was returned, what is open where.", "跨部门协同流转", cross_department_flow_parameters(), cross_department_flow},
        {"blockers", "/v1/blockers", "Open items urged most or waiting longest: who has them, urges so far, escalated; by department and employee.", "业务堵点", blockers_parameters(), blockers},
        {"urges", "/v1/urges", "Every urge with its answer, how long that took and whether it was in term; by department.", "催办记录", urges_parameters(), urges},
        {"schedule_variance", "/v1/schedule-variance", "Milestones of all deals against their baselines: met, missed, moved, days of variance, by any dimensions.", "计划偏差", schedule_variance_parameters(), schedule_variance},
        {"work_plans", "/v1/work-plans", "Work plans by employee, period and status, with what became of their items.", "工作计划", work_plans_parameters(), work_plans},
        {"work_plan", "/v1/work-plans/{id}", "One work plan: its versions, who approved them, and each item with its day, state and result.", "工作计划", {{"id", "id of the work plan", false, true}}, work_plan},
        {"plan_attainment", "/v1/plan-attainment", "Plan against actual: items done in time, late, overdue and open, by employee or department.", "计划完成率", plan_attainment_parameters(), plan_attainment},
        {"documents", "/v1/documents", "The company's documents by kind, position, and stage, outcome or sector of what they are about, with how often they were shared, discussed and reused.", "知识库", documents_parameters(), documents},
        {"day_one", "/v1/employees/{id}/day-one", "What somebody new in a position needs: documents of the position, the most reused proposals, what was handed over to him, his work, his people; of the deals won and lost there who was met, what was sent, decision trees, losses, playbooks.", "新人入职资料", day_one_parameters(), day_one},
        {"competitors", "/v1/competitors", "Each competitor: deals he is or was on by outcome, those lost to him, the win rate beside deals without any; by stage of detection.", "竞争对手胜率", competitors_parameters(), competitors},
        {"deal_competitors", "/v1/opportunities/{id}/competitors", "Who sells against us on a deal: since when, in which stage, how we know, withdrawn when.", "机会竞争对手", {{"id", "id of the opportunity", false, true}}, deal_competitors},
        {"leads", "/v1/leads", "Leads by status, source and owner, with their company, score and opportunity.", "潜在客户", leads_parameters(), leads},
        {"lead", "/v1/leads/{id}", "One lead: what happened to it, how it was nurtured, what became of it.", "潜在客户档案", {{"id", "id of the lead", false, true}}, lead},
        {"lead_funnel", "/v1/lead-funnel", "Leads captured, qualified, disqualified, converted and won by source, owner or month, with shares and durations.", "潜在客户漏斗", lead_funnel_parameters(), lead_funnel},
        {"evaluations", "/v1/evaluations", "Open opportunities by score, the highest first, with the inputs; scored by another version of a model as well.", "机会评分排名", evaluations_parameters(), evaluations},
        {"deal_evaluations", "/v1/opportunities/{id}/evaluations", "Every evaluation of an opportunity; scored by another version of a model as well.", "机会评估历史", deal_evaluations_parameters(), deal_evaluations},
        {"score_calibration", "/v1/score-calibration", "Deals won, lost and derailed by the score they had when they ended.", "评分校准", score_calibration_parameters(), score_calibration},
        {"forecast_accuracy", "/v1/forecast-accuracy", "Forecasts against what came of them: Brier score, calibration, amounts and close dates, by who stated them, beside their managers.", "销售预期准确度", forecast_accuracy_parameters(), forecast_accuracy},
        {"establishment", "/v1/establishment", "Opportunities that became projects and how soon, requests waiting, and the win rate of projects beside the others.", "立项转化", establishment_parameters(), establishment},
        {"nurture_yield", "/v1/nurture-yield", "Nurturing by its end, with time and steps, and what became of what was promoted.", "培育成效", nurture_yield_parameters(), nurture_yield},
        {"quotes", "/v1/quotes", "Quotes with the terms and the state of their last version, by opportunity or state.", "报价", quotes_parameters(), quotes},
        {"deal_quotes", "/v1/opportunities/{id}/quotes", "A deal's quotes: every version with its discount, who drafted, approved and sent it, and what the customer said.", "机会报价版本", {{"id", "id of the opportunity", false, true}}, deal_quotes},
        {"discount_outcomes", "/v1/discount-outcomes", "Deals won, lost and derailed by the discount they were quoted.", "折扣与成败", discount_outcomes_parameters(), discount_outcomes},
        {"playbooks", "/v1/playbooks", "Every version of the playbooks, with its steps.", "销售手册", playbooks_parameters(), playbooks},
        {"deal_playbook", "/v1/opportunities/{id}/playbook", "A deal's playbook: the version it began with, and which steps were followed, deviated from or are open.", "机会销售手册", {{"id", "id of the opportunity", false, true}}, deal_playbook},
        {"playbook_adherence", "/v1/playbook-adherence", "Deals won, lost and derailed by how much of their playbook they followed, by version too.", "销售手册执行成效", playbook_adherence_parameters(), playbook_adherence},
        {"stage_models", "/v1/stage-models", "Stage models with the stages of their newest version.", "阶段模型", list_parameters(), stage_models},
    };
    return all;
}

}  // namespace foxtrail
