#include "replay/simulation/texts.hpp"

namespace foxtrail {
namespace {

using Text = std::string_view;

constexpr std::array<Text, 20> family_names{"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴",
                                            "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗"};
constexpr std::array<Text, 20> given_names{"伟", "芳", "娜", "敏", "静", "丽", "强", "磊",   "军",   "洋",
                                           "勇", "艳", "杰", "娟", "涛", "明", "超", "秀英", "建国", "晓东"};
constexpr std::array<Text, 16> first_names{"Ann",  "Ben",   "Clara", "David", "Emma",  "Felix", "Grace", "Hiro",
                                           "Ines", "Jonas", "Kenji", "Lena",  "Marco", "Nora",  "Oskar", "Yuki"};
constexpr std::array<Text, 16> last_names{"Adler", "Brandt", "Costa",  "Dubois", "Evans",  "Fischer", "Garcia", "Hughes",
                                          "Ito",   "Jansen", "Keller", "Lopez",  "Moreau", "Novak",   "Sato",   "Tanaka"};
constexpr std::array<Text, 12> cities{"北京", "上海", "深圳", "广州", "杭州", "成都", "武汉", "西安", "南京", "苏州", "青岛", "重庆"};
constexpr std::array<Text, 12> company_words{"恒源", "华信", "远大", "金桥", "天成", "瑞丰",
                                             "东方", "宏达", "中科", "新华", "博远", "启明"};
constexpr std::array<Text, 8> company_trades{"电子", "医药", "电力", "机械", "银行", "物流", "化工", "教育"};
constexpr std::array<Text, 16> company_names{"Northwind", "Halden", "Meridian", "Castell", "Orion",  "Bluewater", "Kestrel",  "Silverton",
                                             "Lumen",     "Atlas",  "Riverton", "Quarry",  "Sakura", "Fuji",      "Nordhaus", "Belmont"};
constexpr std::array<Text, 6> company_forms{"Ltd", "AG", "GmbH", "Inc", "SA", "KK"};
constexpr std::array<Text, 10> product_words{"Controller", "Gateway",  "Sensor",   "Platform", "Analyzer",
                                             "数据平台",   "监控系统", "机房服务", "Support",  "培训"};
constexpr std::array<Text, 12> deal_words{"二期扩容", "数据中心", "生产线改造", "年度框架", "升级项目",  "试点",
                                          "rollout",  "renewal",  "pilot",      "upgrade",  "expansion", "new plant"};
constexpr std::array<Text, 10> sectors{"制造", "金融", "医疗", "能源", "教育", "政府", "retail", "logistics", "chemicals", "telecom"};
constexpr std::array<Text, 8> competitors{"华创", "联合科技", "中软", "Vertex", "Pinnacle", "Osprey", "Delta One", "Kitano"};
constexpr std::array<Text, 9> sources{"展会", "老客户介绍", "招标网", "电话", "website", "partner", "referral", "campaign", "tender"};
constexpr std::array<Text, 6> schools{"同济大学", "浙江大学", "西安交通大学", "Tongji University", "TU Delft", "ETH Zürich"};
constexpr std::array<Text, 6> categories{"新建", "扩容", "续约", "new", "expansion", "renewal"};

constexpr std::array<Text, 10> fact_reasons{
    "客户会议后更新",     "报价后调整",          "范围变化",        "预算确认", "方案评审", "after the site visit", "scope changed",
    "new budget figures", "call with the buyer", "quarterly review"};
constexpr std::array<Text, 8> date_reasons{"客户推迟",         "审批未完成",       "招标延期",     "预算下季度",
                                           "approval pending", "tender postponed", "legal review", "buyer on leave"};
constexpr std::array<Text, 6> owner_reasons{"区域调整", "人员变动", "负荷均衡", "handover", "territory change", "load balancing"};
constexpr std::array<Text, 6> regression_reasons{"需求重新确认",       "决策人更换",        "方案退回",
                                                 "new decision maker", "proposal returned", "needs reassessed"};
constexpr std::array<Text, 4> skip_reasons{"客户直接要求报价", "框架合同", "repeat order", "direct award"};
constexpr std::array<Text, 4> reentry_reasons{"重新进入该阶段", "第二轮方案", "second round", "补录"};
constexpr std::array<Text, 4> reopening_reasons{"客户重新立项", "竞争对手退出", "budget is back", "competitor withdrew"};
constexpr std::array<Text, 4> backdated_reasons{"补录", "出差后补录", "entered after the trip", "late entry"};
constexpr std::array<Text, 4> correction_reasons{"录入错误", "金额多一个零", "typing error", "wrong figure"};
constexpr std::array<Text, 8> losses{"价格", "功能不符", "关系", "交付周期", "price", "features", "incumbent", "references"};
constexpr std::array<Text, 6> ends{"项目取消", "预算取消", "客户重组", "project cancelled", "no budget", "merged"};

constexpr std::array<Text, 6> documents{"建议书\n\n一、需求\n二、方案\n三、报价\n", "实施方案\n\n一、范围\n二、进度\n三、人员\n", "建议书（修订）\n\n按今年的数据修订报价。\n",
                                        "Proposal\n\n1. Need\n2. Solution\n3. Price\n", "Implementation plan\n\n1. Scope\n2. Dates\n3. People\n",
                                        "Proposal, revised\n\nWith this year's figures.\n"};

std::string joined(std::initializer_list<Text> parts) {
    std::string text;
    for (const Text part : parts) text += part;
    return text;
}

}  // namespace

std::span<const std::string_view> document_texts() { return documents; }

std::string person_name(Random& random) {
    if (random.chance(0.7)) return joined({random.pick(family_names), random.pick(given_names)});
    const Text first = random.pick(first_names);
    return joined({first, " ", random.pick(last_names)});
}

std::string customer_name(Random& random, std::uint32_t number) {
    const std::string serial = std::to_string(number);
    if (random.chance(0.6)) {
        const Text city = random.pick(cities), word = random.pick(company_words);
        return joined({city, word, random.pick(company_trades), serial});
    }
    const Text name = random.pick(company_names);
    return joined({name, " ", serial, " ", random.pick(company_forms)});
}

std::string product_name(Random& random, std::uint32_t number) {
    return joined({random.pick(product_words), " ", std::to_string(number * 10)});
}
std::string deal_name(Random& random, std::uint32_t number) { return joined({random.pick(deal_words), " ", std::to_string(number)}); }
std::string_view sector_name(Random& random) { return random.pick(sectors); }
std::string_view competitor_name(Random& random) { return random.pick(competitors); }
std::span<const std::string_view> competitor_names() { return competitors; }
std::string_view source_name(Random& random) { return random.pick(sources); }
std::string_view category_name(Random& random) { return random.pick(categories); }
std::string_view school_name(Random& random) { return random.pick(schools); }
std::string_view loss_text(Random& random) { return random.pick(losses); }
std::string_view end_text(Random& random) { return random.pick(ends); }

std::string_view reason_text(Random& random, ReasonFor what) {
    switch (what) {
        case ReasonFor::fact:
            return random.pick(fact_reasons);
        case ReasonFor::close_date:
            return random.pick(date_reasons);
        case ReasonFor::owner:
            return random.pick(owner_reasons);
        case ReasonFor::regression:
            return random.pick(regression_reasons);
        case ReasonFor::skip:
            return random.pick(skip_reasons);
        case ReasonFor::reentry:
            return random.pick(reentry_reasons);
        case ReasonFor::reopening:
            return random.pick(reopening_reasons);
        case ReasonFor::backdated:
            return random.pick(backdated_reasons);
        case ReasonFor::correction:
            return random.pick(correction_reasons);
    }
    return {};
}

}  // namespace foxtrail
