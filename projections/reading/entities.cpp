#include "projections/reading/entities.hpp"

#include "events/event_entry.hpp"
#include "projections/reading/entity_version.hpp"
#include "projections/reading/listing.hpp"

namespace foxtrail {
namespace {

json::value amount_json(Amount amount) { return amount ? to_json(amount.money()) : json::value("unknown"); }
json::value text_json(const TextPool& texts, Text text) { return text ? json::value(texts.at(text)) : json::value("unknown"); }

json::object printed_deal(std::uint32_t id, const Deal& deal, const DimensionContext& context) {
    const TextPool& texts = context.deals->deals.texts();
    json::object printed{{"id", to_text(OpportunityId{id})}};
    for (const auto& dimension : dimensions())
        if (dimension.name != "currency") printed[dimension.name] = dimension.label(dimension.key(deal), context);
    printed["created"] = to_text(deal.created);
    printed["stage_since"] = to_text(deal.stage.since);
    printed["outcome_since"] = to_text(deal.outcome.since);
    printed["source"] = text_json(texts, deal.source);
    printed["value"] = amount_json(deal.value);
    printed["budget"] = amount_json(deal.budget);
    printed["probability"] = to_json(deal.probability);
    printed["established"] = to_json(deal.established);
    printed["expected_close"] = to_json(deal.expected_close);
    return printed;
}

// The name an opportunity was created with: text that is only shown is fetched from the log.
std::string name_of(const Log& log, OpportunityId id) {
    std::string name;
    log.read(log.history(id.entity(), 0, log.head(), 1), [&](const RecordedEvent& event) {
        if (const auto created = event_as<OpportunityCreated>(event.type, event.payload)) name = created->name;
        return false;
    });
    return name;
}

template <class IdType, class Print>
ReadAnswer directory_list(const Runner& runner, const ReadQuestion& question, auto Directory::*member, Print&& print) {
    Problems problems;
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));
    const DimensionContext context(runner, question.instant);
    const auto& table = (*context.directory.tables).*member;
    std::string name(IdType::noun::plural);
    std::ranges::replace(name, '-', '_');
    return listed(table, name, question.instant, page, [&](std::uint32_t id, const auto& row) {
        json::object item{{"id", to_text(IdType{id})}, {"name", table.texts().at(row.name)}};
        print(item, row, context);
        return item;
    });
}

}  // namespace

json::object deal_json(OpportunityId id, const Deal& deal, const DimensionContext& context) {
    json::object printed{{"id", to_text(id)}, {"stage", context.stages.at(deal.model, deal.model_version, deal.stage.value.stage).name}};
    printed["customer"] = named_or_unknown(deal.customer.entity(), context);
    printed["owner"] = named_or_unknown(deal.owner.entity(), context);
    printed["value"] = amount_json(deal.value);
    printed["expected_close"] = to_json(deal.expected_close);
    printed["created"] = to_text(deal.created);
    printed["outcome"] = enum_name(deal.outcome.value);
    printed["outcome_since"] = to_text(deal.outcome.since);
    return printed;
}

ReadAnswer opportunity(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    Deal deal;
    const auto id = read_path_id<OpportunityId>(question, context.deals->deals, deal);
    if (!id) return std::unexpected(id.error());
    json::object printed = printed_deal(id->number, deal, context);
    printed["name"] = name_of(log, *id);
    printed["version"] = version_at(log, id->entity(), question.instant.as_of);
    return printed;
}

ReadAnswer opportunities(const Runner& runner, const Log&, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    Problems problems;
    const DealSelection selection(question, context, problems);
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));
    return listed(context.deals->deals, "opportunities", question.instant, page,
                  [&](std::uint32_t id, const Deal& deal) { return selection.selects(deal) ? printed_deal(id, deal, context) : json::object{}; });
}

ReadAnswer employees(const Runner& runner, const Log&, const ReadQuestion& question) {
    return directory_list<EmployeeId>(runner, question, &Directory::employees, [](json::object& item, const EmployeeRow& row, const DimensionContext& context) {
        item["department"] = named_or_unknown(row.department.entity(), context);
        if (row.manager) item["manager"] = named(row.manager.entity(), context);
    });
}
ReadAnswer departments(const Runner& runner, const Log&, const ReadQuestion& question) {
    return directory_list<DepartmentId>(runner, question, &Directory::departments, [](json::object& item, const DepartmentRow& row, const DimensionContext& context) {
        item["region"] = named_or_unknown(row.region.entity(), context);
        if (row.parent) item["parent"] = named(row.parent.entity(), context);
        if (row.closed.value) item["closed"] = to_text(row.closed.since);
    });
}
ReadAnswer regions(const Runner& runner, const Log&, const ReadQuestion& question) {
    return directory_list<RegionId>(runner, question, &Directory::regions, [](json::object&, const RegionRow&, const DimensionContext&) {});
}
ReadAnswer products(const Runner& runner, const Log&, const ReadQuestion& question) {
    return directory_list<ProductId>(runner, question, &Directory::products, [](json::object& item, const ProductRow& row, const DimensionContext& context) {
        item["line"] = text_json(context.directory->products.texts(), row.line);
        item["list_price"] = amount_json(row.list_price);
    });
}
ReadAnswer customers(const Runner& runner, const Log&, const ReadQuestion& question) {
    return directory_list<CustomerId>(runner, question, &Directory::customers, [](json::object& item, const CustomerRow& row, const DimensionContext& context) {
        item["sector"] = text_json(context.directory->customers.texts(), row.sector);
        item["region"] = named_or_unknown(row.region.entity(), context);
    });
}
ReadAnswer stage_models(const Runner& runner, const Log&, const ReadQuestion& question) {
    return directory_list<StageModelId>(runner, question, &Directory::stage_models, [&](json::object& item, const StageModelRow& row, const DimensionContext& context) {
        item["version"] = row.newest_version;
        json::array stages;
        context.directory->stages.each(question.instant, [&](std::uint32_t, const StageRow& stage) {
            if (to_text(stage.model) == item["id"].as_string() && stage.version == row.newest_version)
                stages.push_back({{"number", stage.number}, {"name", context.directory->stages.texts().at(stage.name)}, {"probability", stage.probability.value}});
        });
        item["stages"] = std::move(stages);
    });
}

std::vector<ReadParameter> list_parameters() {
    return {{"after", "only entities after this number: the cursor of the page before"}, {"limit", "entities in a page, at most 1000, 100 when left out"}};
}

std::vector<ReadParameter> opportunities_parameters() {
    auto parameters = list_parameters();
    for (const auto& dimension : dimensions()) parameters.push_back({dimension.name, dimension.doc, true});
    return parameters;
}

}  // namespace foxtrail
