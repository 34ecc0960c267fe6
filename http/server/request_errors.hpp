// Everything that is wrong with a request, said at once, and the forms parameters have.
#pragma once

#include "core/problem.hpp"
#include "http/server/route.hpp"

#include <optional>

namespace foxtrail {

// Collects errors; each names its place: {"parameter":..}, {"header":..} or {"pointer":..} into the body, and "detail".
class RequestErrors {
  public:
    RequestErrors() = default;
    // Notes query parameters that the route does not know, and those given twice that do not repeat.
    RequestErrors(const Request&, const std::vector<Parameter>& known);

    void parameter(std::string_view name, std::string_view detail) { add("parameter", name, detail); }
    void header(std::string_view name, std::string_view detail) { add("header", name, detail); }
    void body(const Problems& problems);

    bool none() const { return errors_.empty(); }
    json::array take() { return std::move(errors_); }
    Response response(int status = 400, std::string_view title = "Invalid request");

  private:
    void add(std::string_view place, std::string_view name, std::string_view detail);
    json::array errors_;
};

// A query parameter that is a whole number up to `at_most`; nothing when it is absent or wrong.
std::optional<std::uint64_t> read_number(const Request&, std::string_view name, std::uint64_t at_most, RequestErrors&);

// "true" or "false"; absent is false.
bool read_flag(const Request&, std::string_view name, RequestErrors&);

Schema text_schema(std::string_view format = {});
Schema number_schema(std::uint64_t at_most = 0, std::optional<std::uint64_t> default_value = {});

}  // namespace foxtrail
