#include "core/schema.hpp"

namespace foxtrail {
namespace detail {

json::object pattern_schema(std::string_view pattern) { return {{"type", "string"}, {"pattern", pattern}}; }
json::object format_schema(std::string_view format) { return {{"type", "string"}, {"format", format}}; }
json::object id_schema(std::string_view prefix) { return pattern_schema("^" + std::string(prefix) + "-[1-9][0-9]*$"); }
json::object ref_schema(std::string_view prefix) {
    return {{"type", "string"}, {"description", "an id like " + std::string(prefix) + "-7, or an external key like salesforce:006XYZ"}};
}
json::object key_schema() { return {{"type", "string"}, {"pattern", "^[^:]+:.+$"}, {"maxLength", 200}}; }
json::object string_schema() { return {{"type", "string"}, {"maxLength", JsonLimits{}.string_bytes_max}}; }
json::object integer_schema(bool is_unsigned) {
    json::object schema{{"type", "integer"}};
    if (is_unsigned) schema["minimum"] = 0;
    return schema;
}
json::object percent_schema() { return {{"type", "integer"}, {"minimum", 0}, {"maximum", 100}}; }
json::object names_schema(std::span<const std::string_view> names) {
    json::array listed;
    for (const auto name : names) listed.emplace_back(name);
    return {{"type", "string"}, {"enum", std::move(listed)}};
}
json::object money_schema() {
    return {{"type", "object"},
            {"properties", {{"amount", pattern_schema("^-?[0-9]+(\\.[0-9]+)?$")}, {"currency", text_schema<Currency>()}}},
            {"required", {"amount", "currency"}},
            {"additionalProperties", false}};
}
json::object stated_schema(json::object known) { return {{"anyOf", {json::object{{"const", "unknown"}}, std::move(known)}}}; }
json::object list_schema(json::object items) { return {{"type", "array"}, {"items", std::move(items)}, {"maxItems", JsonLimits{}.items_max}}; }

}  // namespace detail

json::object members_schema(std::span<const JsonMember> members) {
    json::object properties;
    json::array required;
    for (const auto& [name, of, form] : members) {
        properties[name] = form->schema();
        if (form->left_out == JsonForm::LeftOut::is_wrong || form->left_out == JsonForm::LeftOut::must_be_said) required.emplace_back(name);
    }
    json::object schema{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
    if (!required.empty()) schema["required"] = std::move(required);
    return schema;
}

}  // namespace foxtrail
