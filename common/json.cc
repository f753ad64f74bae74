#include "common/json.h"

#include <algorithm>

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

}  // namespace

absl::StatusOr<Json> ParseJson(absl::string_view text, absl::string_view what) {
  if (IsTooDeep(text)) {
    return absl::InvalidArgumentError(absl::StrCat(what, ": JSON nests deeper than ", kMaxDepth, " levels"));
  }
  try {
    return Json::parse(text.begin(), text.end());
  } catch (const Json::parse_error& error) {
    return absl::InvalidArgumentError(
        absl::StrCat(what, ": not valid JSON at ", Position(text, error.byte), ": ", error.what()));
  } catch (const Json::exception& error) {
    return absl::InvalidArgumentError(absl::StrCat(what, ": not usable as JSON: ", error.what()));
  }
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
