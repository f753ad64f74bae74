#include "common/job_params.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/job_param_tables.h"
#include "common/status_macros.h"
#include "common/suggestion.h"

namespace octavo {
namespace {

/// Doubles above this no longer hold every whole number.
constexpr double kMaxExactInteger = 9007199254740992.0;
constexpr size_t kMaxStringBytes = 4096;
constexpr size_t kMaxListItems = 100;

const char* TypeName(ParamType type) {
  switch (type) {
    case ParamType::kInt:
      return "a whole number";
    case ParamType::kDouble:
      return "a number";
    case ParamType::kBool:
      return "true or false";
    case ParamType::kString:
      return "a text";
    case ParamType::kStringList:
      return "a list of texts";
  }
  return "";
}

std::string NumberText(double value) {
  return value == std::floor(value) && std::abs(value) < 1e15 ? absl::StrCat(static_cast<int64_t>(value))
                                                              : absl::StrCat(value);
}

/// "a whole number from 1 to 1024", "one of auto, fp32, bf16".
std::string WhatIsRight(const ParamSpec& spec) {
  if (!spec.choices.empty()) return absl::StrCat("one of ", absl::StrJoin(spec.choices, ", "));
  std::string text = TypeName(spec.type);
  if (spec.min.has_value()) {
    absl::StrAppend(&text, spec.exclusive_min ? " above " : " from ", NumberText(*spec.min));
  }
  if (spec.max.has_value()) absl::StrAppend(&text, spec.exclusive_min ? " up to " : " to ", NumberText(*spec.max));
  return text;
}

absl::Status BadValue(const ParamSpec& spec, absl::string_view value, const std::string& hint = "") {
  std::string message =
      absl::StrCat("parameter ", spec.name, ": ", value.substr(0, 200), " is not ", WhatIsRight(spec));
  absl::StrAppend(&message, hint);
  if (!spec.default_value.is_null()) absl::StrAppend(&message, " (default ", DumpJson(spec.default_value), ")");
  return absl::InvalidArgumentError(message);
}

bool InRange(const ParamSpec& spec, double value) {
  if (!std::isfinite(value)) return false;
  if (spec.min.has_value() && (spec.exclusive_min ? value <= *spec.min : value < *spec.min)) return false;
  return !spec.max.has_value() || value <= *spec.max;
}

absl::StatusOr<Json> CheckInt(const ParamSpec& spec, const Json& given) {
  if (!given.is_number()) return BadValue(spec, DumpJson(given));
  const double value = given.get<double>();
  const bool whole = given.is_number_integer() || (value == std::floor(value) && std::abs(value) <= kMaxExactInteger);
  if (!whole || !InRange(spec, value)) return BadValue(spec, DumpJson(given));
  if (given.is_number_integer()) return Json(given.get<int64_t>());
  return Json(static_cast<int64_t>(value));
}

absl::StatusOr<Json> CheckString(const ParamSpec& spec, const Json& given) {
  if (!given.is_string()) return BadValue(spec, DumpJson(given));
  const std::string& value = given.get_ref<const std::string&>();
  if (value.empty() || value.size() > kMaxStringBytes) {
    return BadValue(spec, value.empty() ? "an empty text" : absl::StrCat("a text of ", value.size(), " bytes"));
  }
  if (!spec.choices.empty() && std::find(spec.choices.begin(), spec.choices.end(), value) == spec.choices.end()) {
    return BadValue(spec, DumpJson(given), DidYouMean(value, spec.choices));
  }
  return given;
}

absl::StatusOr<Json> CheckValue(const ParamSpec& spec, const Json& given) {
  switch (spec.type) {
    case ParamType::kInt:
      return CheckInt(spec, given);
    case ParamType::kDouble:
      if (!given.is_number() || !InRange(spec, given.get<double>())) return BadValue(spec, DumpJson(given));
      return Json(given.get<double>());
    case ParamType::kBool:
      if (!given.is_boolean()) return BadValue(spec, DumpJson(given));
      return given;
    case ParamType::kString:
      return CheckString(spec, given);
    case ParamType::kStringList: {
      if (!given.is_array() || given.size() > kMaxListItems || !InRange(spec, static_cast<double>(given.size())))
        return BadValue(spec, DumpJson(given));
      for (const Json& item : given) OCTAVO_RETURN_IF_ERROR(CheckString(spec, item).status());
      return given;
    }
  }
  return absl::InternalError(absl::StrCat("parameter ", spec.name, " has an unknown type"));
}

std::vector<std::string> NamesOf(absl::Span<const ParamSpec> specs) {
  std::vector<std::string> names;
  for (const ParamSpec& spec : specs) names.push_back(spec.name);
  return names;
}

}  // namespace

absl::Span<const std::string> ObserverNames() {
  static const auto& names =
      *new std::vector<std::string>{"minmax", "moving_average", "histogram", "percentile", "entropy", "mse"};
  return names;
}

absl::Span<const std::string> JobKinds() {
  static const auto& kinds = *[] {
    auto* names = new std::vector<std::string>;
    for (const JobKindTable& table : JobKindTables()) {
      if (table.runs_on_server) names->push_back(table.kind);
    }
    return names;
  }();
  return kinds;
}

absl::StatusOr<absl::Span<const ParamSpec>> ParamsOf(absl::string_view kind) {
  std::vector<std::string> known;
  for (const JobKindTable& table : JobKindTables()) {
    if (table.kind == kind) return absl::MakeConstSpan(table.params);
    known.push_back(table.kind);
  }
  return absl::NotFoundError(absl::StrCat("job kind \"", kind.substr(0, 100), "\" is not known; the kinds are ",
                                          absl::StrJoin(known, ", "), DidYouMean(kind, known)));
}

absl::StatusOr<Json> ResolveParams(absl::string_view kind, const Json& given) {
  OCTAVO_ASSIGN_OR_RETURN(const absl::Span<const ParamSpec> specs, ParamsOf(kind));
  if (!given.is_object()) {
    return absl::InvalidArgumentError(absl::StrCat("the parameters of a ", kind, " job are ", given.type_name(),
                                                   "; give a JSON object of names and values"));
  }
  const std::vector<std::string> names = NamesOf(specs);
  for (const auto& item : given.items()) {
    if (std::find(names.begin(), names.end(), item.key()) != names.end()) continue;
    return absl::InvalidArgumentError(absl::StrCat("parameter ", item.key().substr(0, 100), " is not known to ", kind,
                                                   " jobs, which take ", absl::StrJoin(names, ", "),
                                                   DidYouMean(item.key(), names)));
  }
  Json resolved = Json::object();
  for (const ParamSpec& spec : specs) {
    if (const auto found = given.find(spec.name); found != given.end()) {
      OCTAVO_ASSIGN_OR_RETURN(resolved[spec.name], CheckValue(spec, *found));
    } else if (spec.required) {
      return absl::InvalidArgumentError(
          absl::StrCat("parameter ", spec.name, " is missing; give the ", kind, " job ", WhatIsRight(spec)));
    } else if (!spec.default_value.is_null()) {
      resolved[spec.name] = spec.default_value;
    }
  }
  return resolved;
}

std::vector<std::string> SplitList(absl::string_view text) {
  std::vector<std::string> items;
  for (const absl::string_view item : absl::StrSplit(text, absl::StrContains(text, ',') ? ',' : ' ')) {
    const absl::string_view stripped = absl::StripAsciiWhitespace(item);
    if (!stripped.empty()) items.emplace_back(stripped);
  }
  return items;
}

absl::StatusOr<Json> ParseParam(const ParamSpec& spec, absl::string_view text) {
  const std::string quoted = absl::StrCat("\"", text, "\"");
  switch (spec.type) {
    case ParamType::kInt: {
      int64_t whole = 0;
      double number = 0;
      if (absl::SimpleAtoi(text, &whole)) return CheckValue(spec, whole);
      if (absl::SimpleAtod(text, &number)) return CheckValue(spec, number);
      return BadValue(spec, quoted);
    }
    case ParamType::kDouble: {
      double number = 0;
      if (!absl::SimpleAtod(text, &number) || !std::isfinite(number)) return BadValue(spec, quoted);
      return CheckValue(spec, number);
    }
    case ParamType::kBool: {
      bool flag = false;
      if (!absl::SimpleAtob(text, &flag)) return BadValue(spec, quoted);
      return Json(flag);
    }
    case ParamType::kString:
      return CheckValue(spec, std::string(text));
    case ParamType::kStringList:
      return CheckValue(spec, SplitList(text));
  }
  return absl::InternalError(absl::StrCat("parameter ", spec.name, " has an unknown type"));
}

}  // namespace octavo
