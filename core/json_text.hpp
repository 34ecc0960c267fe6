// JSON as it is written everywhere: as Boost.JSON prints it, but a double is the shortest decimal that reads back as the same
// one (6.5, not 6.5E0), and one that is no number is null.
#pragma once

#include <boost/json/value.hpp>

#include <string>

namespace foxtrail {

namespace json = boost::json;

void append_json(std::string& out, const json::value& value);
void append_json(std::string& out, const json::object& object);
std::string json_text(const json::value& value);
std::string json_text(const json::object& object);

}  // namespace foxtrail
