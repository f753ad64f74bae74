#include "common/json.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

constexpr int kMaxDepth = 100;
constexpr auto kReplace = Json::error_handler_t::replace;

std::string Position(absl::string_view text, size_t byte) {
  const absl::string_view before = text.substr(0, std::min(byte, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const size_t start = before.rfind('\n');
  const size_t column = start == absl::string_view::npos ? before.size() : before.size() - start - 1;
  return absl::StrCat("line ", line, ", column ", column);
}

/// Whether brackets nest deeper than kMaxDepth; checked first, because destroying a deep value recurses.
bool IsTooDeep(absl::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMaxDepth) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

/// What the library says, without its own name and number of the error and the place, which is told otherwise.
absl::string_view Reason(const Json::exception& error) {
  absl::string_view text = error.what();
  if (const size_t number = text.find("] "); absl::StartsWith(text, "[") && number != absl::string_view::npos)
    text.remove_prefix(number + 2);
  if (const size_t place = text.find(": "); absl::StartsWith(text, "parse error") && place != absl::string_view::npos)
    text.remove_prefix(place + 2);
  return text;
}

/// Parses; `watch`, where given, sees every event.
absl::StatusOr<Json> ParseWatched(absl::string_view text, absl::string_view what, Json::parser_callback_t watch) {
  if (IsTooDeep(text)) {
    return absl::InvalidArgumentError(absl::StrCat(what, ": JSON nests deeper than ", kMaxDepth, " levels"));
  }
  try {
    return Json::parse(text.begin(), text.end(), std::move(watch));
  } catch (const Json::parse_error& error) {
    return absl::InvalidArgumentError(
        absl::StrCat(what, ": not valid JSON at ", Position(text, error.byte), ": ", Reason(error)));
  } catch (const Json::exception& error) {
    return absl::InvalidArgumentError(absl::StrCat(what, ": not usable as JSON: ", Reason(error)));
  }
}

}  // namespace

absl::StatusOr<Json> ParseJson(absl::string_view text, absl::string_view what) {
  return ParseWatched(text, what, nullptr);
}

absl::StatusOr<Json> ParseJsonOfUniqueKeys(absl::string_view text, absl::string_view what) {
  std::vector<std::set<std::string>> keys;  // of the objects that are open
  std::optional<std::string> twice;
  const auto watch = [&](int, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) keys.emplace_back();
    if (event == Json::parse_event_t::object_end) keys.pop_back();
    if (event == Json::parse_event_t::key && !keys.back().insert(parsed.get<std::string>()).second) {
      twice = parsed.get<std::string>();
    }
    return true;
  };
  absl::StatusOr<Json> json = ParseWatched(text, what, watch);
  if (!json.ok() || !twice.has_value()) return json;
  return absl::InvalidArgumentError(absl::StrCat(what, ": JSON names \"", *twice, "\" twice"));
}

absl::StatusOr<Json> ReadJsonFile(const std::string& path) {
  OCTAVO_ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  return ParseJson(text, path);
}

absl::Status WriteJsonFile(const std::string& path, const Json& value) {
  return WriteFileAtomically(path, value.dump(2, ' ', false, kReplace) + "\n");
}

std::string DumpJson(const Json& value) { return value.dump(-1, ' ', false, kReplace); }

}  // namespace octavo
