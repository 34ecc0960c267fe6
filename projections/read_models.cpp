// Every read model there is.
#include "projections/board.hpp"
#include "projections/conversion.hpp"
#include "projections/entities.hpp"
#include "projections/history.hpp"
#include "projections/work_board.hpp"

namespace foxtrail {

std::span<const ReadModel> read_models() {
    static const std::vector<ReadModel> all{
        {"board", "/v1/board", "Deals by stage or any other dimensions: count, amounts, weighted amounts, ages. Open deals when outcome is left out.", "销售看板", board_parameters(), board},
        {"conversion", "/v1/conversion", "Moves between stages by event and by cohort, dwell, win rate, cycle time, hands, by segment and period.", "阶段转化", conversion_parameters(), conversion},
        {"history", "/v1/history/{entity}", "The audit trail of any entity: every event that links to it, in the order it was recorded.", "审计轨迹", history_parameters(), history},
        {"work", "/v1/work", "Open items of every kind, alerts among them: who has them, told when, due when, answered when.", "工作看板", work_parameters(), work},
        {"response_times", "/v1/response-times", "How long items wait until they are answered and closed, by department, employee or kind.", "响应时间", response_time_parameters(), response_times},
        {"opportunity", "/v1/opportunities/{id}", "One opportunity with all its facts.", "销售机会", {{"id", "id of the opportunity", false, true}}, opportunity},
        {"opportunities", "/v1/opportunities", "Opportunities by any dimensions, in pages.", "销售机会", opportunities_parameters(), opportunities},
        {"employees", "/v1/employees", "Employees with department and line manager.", "员工", list_parameters(), employees},
        {"departments", "/v1/departments", "Departments with their regions.", "部门", list_parameters(), departments},
        {"regions", "/v1/regions", "Sales regions.", "区域", list_parameters(), regions},
        {"products", "/v1/products", "Products with list prices.", "产品", list_parameters(), products},
        {"customers", "/v1/customers", "Customers with sector and region.", "客户", list_parameters(), customers},
        {"stage_models", "/v1/stage-models", "Stage models with the stages of their newest version.", "阶段模型", list_parameters(), stage_models},
    };
    return all;
}

}  // namespace foxtrail
