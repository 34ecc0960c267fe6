#include "projections/reading/dimension.hpp"

namespace foxtrail {
namespace {

std::uint64_t stage_key(const Deal& deal) {
    return std::uint64_t{deal.model.number} << 32 | std::uint64_t{deal.model_version} << 16 | deal.stage.value.stage;
}
const StageNames::Stage& stage_of(std::uint64_t key, const DimensionContext& c) {
    return c.stages.at({static_cast<std::uint32_t>(key >> 32)}, static_cast<std::uint16_t>(key >> 16), static_cast<std::uint16_t>(key));
}

// The name a row had at the instant; the one it was born with when it was not known then.
template <class Row>
std::string name_at(const Table<Row>& table, std::uint32_t id, const Instant& instant) {
    Row row{};
    return table.at(id, instant, row) || table.at(id, Instant{}, row) ? table.texts().at(row.name) : std::string();
}

template <class IdType>
json::value label_id(std::uint64_t key, const DimensionContext& c) {
    if (key == 0) return "unknown";
    return named(IdType{static_cast<std::uint32_t>(key)}.entity(), c);
}

// An id that was given once, "unknown", or a name.
template <class IdType>
std::vector<std::uint64_t> keys_of_id(std::string_view text, const DimensionContext& c) {
    if (text == "unknown") return {0};
    const auto named_id = from_text(text, std::type_identity<IdType>{});
    std::vector<std::uint64_t> keys;
    const auto collect = [&](const auto& table) {
        if (named_id && table.is_there(named_id->number)) keys.push_back(named_id->number);
        if (named_id) return;
        table.each(Instant{}, [&](std::uint32_t id, const auto& row) {
            if (table.texts().at(row.name) == text) keys.push_back(id);
        });
    };
    if constexpr (IdType::kind == EmployeeId::kind) collect(c.directory->employees);
    else if constexpr (IdType::kind == DepartmentId::kind) collect(c.directory->departments);
    else if constexpr (IdType::kind == RegionId::kind) collect(c.directory->regions);
    else if constexpr (IdType::kind == ProductId::kind) collect(c.directory->products);
    else if constexpr (IdType::kind == CustomerId::kind) collect(c.directory->customers);
    else if constexpr (IdType::kind == StageModelId::kind) collect(c.directory->stage_models);
    return keys;
}

json::value label_text(std::uint64_t key, const DimensionContext& c) {
    return key ? json::value(c.deals->deals.texts().at({static_cast<std::uint32_t>(key)})) : json::value("unknown");
}
std::vector<std::uint64_t> keys_of_text(std::string_view text, const DimensionContext& c) {
    if (text == "unknown") return {0};
    const Text found = c.deals->deals.texts().find(text);
    return found ? std::vector<std::uint64_t>{found.index} : std::vector<std::uint64_t>{};
}

json::value label_stage(std::uint64_t key, const DimensionContext& c) {
    return json::object{{"stage_model", to_text(StageModelId{static_cast<std::uint32_t>(key >> 32)})}, {"version", (key >> 16) & 0xFFFF},
                        {"number", key & 0xFFFF}, {"name", stage_of(key, c).name}};
}
std::vector<std::uint64_t> keys_of_stage(std::string_view text, const DimensionContext& c) {
    std::vector<std::uint64_t> keys;
    c.directory->stages.each(Instant{}, [&](std::uint32_t, const StageRow& row) {
        if (c.directory->stages.texts().at(row.name) == text)
            keys.push_back(std::uint64_t{row.model.number} << 32 | std::uint64_t{row.version} << 16 | row.number);
    });
    return keys;
}

template <DescribedEnum E>
std::vector<std::uint64_t> keys_of_enum(std::string_view text, const DimensionContext&) {
    std::vector<std::uint64_t> keys;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto e) {
        if (text == e.name) keys.push_back(static_cast<std::uint64_t>(e.value));
    });
    return keys;
}

std::vector<std::uint64_t> keys_of_outcome(std::string_view text, const DimensionContext& c) {
    if (text == "any") return {0, 1, 2, 3};
    return keys_of_enum<Outcome>(text, c);
}
json::value label_outcome(std::uint64_t key, const DimensionContext&) { return json::value(enum_name(static_cast<Outcome>(key))); }

constexpr std::uint64_t importance_unknown = 0;
json::value label_importance(std::uint64_t key, const DimensionContext&) {
    return key == importance_unknown ? json::value("unknown") : json::value(enum_name(static_cast<Importance>(key)));
}
std::vector<std::uint64_t> keys_of_importance(std::string_view text, const DimensionContext& c) {
    return text == "unknown" ? std::vector<std::uint64_t>{importance_unknown} : keys_of_enum<Importance>(text, c);
}

json::value label_currency(std::uint64_t key, const DimensionContext&) {
    return key ? json::value(to_text(Currency{static_cast<std::uint16_t>(key)})) : json::value("unknown");
}
std::vector<std::uint64_t> keys_of_currency(std::string_view text, const DimensionContext&) {
    if (text == "unknown") return {0};
    const auto currency = from_text(text, std::type_identity<Currency>{});
    return currency ? std::vector<std::uint64_t>{currency->code} : std::vector<std::uint64_t>{};
}

const std::vector<Dimension> all{
    {"stage", "stage, by name", stage_key, label_stage, keys_of_stage},
    {"outcome", "open, won, lost or derailed; any for all", [](const Deal& d) { return static_cast<std::uint64_t>(d.outcome.value); }, label_outcome, keys_of_outcome},
    {"owner", "employee who had the deal then", [](const Deal& d) -> std::uint64_t { return d.owner.number; }, label_id<EmployeeId>, keys_of_id<EmployeeId>},
    {"manager", "line manager of the owner when the deal was assigned", [](const Deal& d) -> std::uint64_t { return d.manager.number; }, label_id<EmployeeId>, keys_of_id<EmployeeId>},
    {"department", "department of the owner when the deal was assigned", [](const Deal& d) -> std::uint64_t { return d.unit.department.number; }, label_id<DepartmentId>, keys_of_id<DepartmentId>},
    {"region", "region of that department", [](const Deal& d) -> std::uint64_t { return d.unit.region.number; }, label_id<RegionId>, keys_of_id<RegionId>},
    {"product", "product", [](const Deal& d) -> std::uint64_t { return d.product.number; }, label_id<ProductId>, keys_of_id<ProductId>},
    {"customer", "customer", [](const Deal& d) -> std::uint64_t { return d.customer.number; }, label_id<CustomerId>, keys_of_id<CustomerId>},
    {"source", "where the deal came from", [](const Deal& d) -> std::uint64_t { return d.source.index; }, label_text, keys_of_text},
    {"category", "type of the deal", [](const Deal& d) -> std::uint64_t { return d.category.index; }, label_text, keys_of_text},
    {"importance", "importance", [](const Deal& d) { return d.importance.value ? static_cast<std::uint64_t>(*d.importance.value) : importance_unknown; }, label_importance, keys_of_importance},
    {"currency", "currency of the value", [](const Deal& d) -> std::uint64_t { return d.value.currency().code; }, label_currency, keys_of_currency},
    {"stage_model", "stage model", [](const Deal& d) -> std::uint64_t { return d.model.number; }, label_id<StageModelId>, keys_of_id<StageModelId>},
};

const Dimension* find_dimension(std::string_view name) {
    const auto found = std::ranges::find(all, name, &Dimension::name);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::span<const Dimension> dimensions() { return all; }

bool is_open_deal(OpportunityId opportunity, const DimensionContext& context) {
    Deal deal;
    return context.deals->deals.at(opportunity.number, context.instant, deal) && deal.outcome.value == Outcome::open;
}

std::vector<ReadParameter> deal_filters() {
    std::vector<ReadParameter> filters;
    for (const auto& dimension : all)
        if (dimension.name != "outcome" && dimension.name != "currency") filters.push_back({dimension.name, dimension.doc, true});
    return filters;
}

json::object named(Entity entity, const DimensionContext& c) {
    const auto name = [&] {
        if (entity.kind == EmployeeId::kind) return name_at(c.directory->employees, entity.number, c.instant);
        if (entity.kind == DepartmentId::kind) return name_at(c.directory->departments, entity.number, c.instant);
        if (entity.kind == RegionId::kind) return name_at(c.directory->regions, entity.number, c.instant);
        if (entity.kind == ProductId::kind) return name_at(c.directory->products, entity.number, c.instant);
        if (entity.kind == CustomerId::kind) return name_at(c.directory->customers, entity.number, c.instant);
        if (entity.kind == StageModelId::kind) return name_at(c.directory->stage_models, entity.number, c.instant);
        return std::string();
    }();
    return {{"id", to_text(entity)}, {"name", name}};
}

json::value named_or_unknown(Entity entity, const DimensionContext& context) {
    return entity.number ? json::value(named(entity, context)) : json::value("unknown");
}
json::value named_or_null(Entity entity, const DimensionContext& context) {
    return entity.number ? json::value(named(entity, context)) : json::value(nullptr);
}

json::value amounts_json(const std::vector<std::pair<Currency, WideSum>>& minor) {
    json::array amounts;
    for (const auto& [currency, sum] : minor)
        amounts.push_back({{"amount", decimal_text(sum, currency)}, {"currency", to_text(currency)}});
    return amounts;
}

DealSelection::DealSelection(const ReadQuestion& question, const DimensionContext& context, Problems& problems) {
    for (const auto& [name, value] : question.parameters) {
        if (name == "group_by") {
            for (std::size_t at = 0; at <= value.size();) {
                const auto comma = std::min(value.find(',', at), value.size());
                const auto* dimension = find_dimension(std::string_view(value).substr(at, comma - at));
                if (dimension) groups_.push_back(dimension);
                else problems.push_back({"group_by", "there is no dimension \"" + value.substr(at, comma - at) + '"'});
                at = comma + 1;
            }
        } else if (const auto* dimension = find_dimension(name)) {
            auto keys = dimension->keys(value, context);
            if (keys.empty()) problems.push_back({name, "nothing is called \"" + value + "\" here"});
            const auto filter = std::ranges::find(filters_, dimension, [](const auto& f) { return f.first; });
            if (filter == filters_.end()) filters_.emplace_back(dimension, std::move(keys));
            else filter->second.insert(filter->second.end(), keys.begin(), keys.end());
        }
    }
    if (groups_.size() > group_dimensions_max) {
        problems.push_back({"group_by", "at most 4 dimensions at once"});
        groups_.resize(group_dimensions_max);
    }
}

json::object DealSelection::label(const GroupKey& key, const DimensionContext& context) const {
    json::object label;
    for (std::size_t i = 0; i < groups_.size(); ++i) label[groups_[i]->name] = groups_[i]->label(key[i], context);
    return label;
}

std::vector<ReadParameter> DealSelection::parameters() {
    std::vector<ReadParameter> parameters{{"group_by", "up to four dimensions, comma-separated", true}};
    for (const auto& dimension : all) parameters.push_back({dimension.name, dimension.doc, true});
    return parameters;
}

}  // namespace foxtrail
