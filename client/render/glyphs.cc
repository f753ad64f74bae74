#include "client/render/glyphs.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "client/render/plain_text.h"
#include "common/files.h"
#include "common/status_macros.h"
#include "common/subprocess.h"

namespace octavo::client {
namespace {

constexpr absl::Duration kAskingTime = absl::Seconds(20);
constexpr uint32_t kBox = 0x25A1;  // "□"

/// Latin, Greek, Cyrillic and common punctuation: every font for these pictures has them.
bool IsCommon(uint32_t point) { return point < 0x530 || (point >= 0x2010 && point <= 0x2027); }

using Ranges = std::vector<std::pair<uint32_t, uint32_t>>;

Ranges ParseRanges(absl::string_view charsets) {
  Ranges ranges;
  for (absl::string_view text : absl::StrSplit(charsets, absl::ByAnyChar(" \n"), absl::SkipEmpty())) {
    const std::pair<absl::string_view, absl::string_view> ends = absl::StrSplit(text, absl::MaxSplits('-', 1));
    uint32_t first = 0, last = 0;
    if (!absl::SimpleHexAtoi(ends.first, &first)) continue;
    if (!absl::SimpleHexAtoi(ends.second, &last)) last = first;
    ranges.push_back({first, last});
  }
  return ranges;
}

bool Holds(const Ranges& ranges, uint32_t point) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const auto& range) { return range.first <= point && point <= range.second; });
}

/// What fontconfig says of every font of this machine.
absl::StatusOr<std::string> AskCharsets() {
  OCTAVO_ASSIGN_OR_RETURN(const TempDir temporary, TempDir::Create("octavo-fonts"));
  SubprocessOptions options;
  options.argv = {"/usr/bin/env", "fc-list", "--format", "%{charset}\\n"};
  options.environment = InheritEnvironment({"PATH", "HOME", "FONTCONFIG_PATH", "FONTCONFIG_FILE"});
  options.stdout_path = temporary.path() + "/charsets.txt";
  options.stderr_path = temporary.path() + "/log.txt";
  OCTAVO_ASSIGN_OR_RETURN(Subprocess child, Subprocess::Start(options));
  OCTAVO_ASSIGN_OR_RETURN(const ExitStatus exit, child.Wait(kAskingTime));
  if (exit.signal != 0 || exit.exit_code != 0) return absl::UnavailableError("fc-list failed");
  return ReadFile(options.stdout_path);
}

}  // namespace

std::string DrawableText(absl::string_view script) {
  const std::vector<uint32_t> points = CodePoints(script);
  if (std::all_of(points.begin(), points.end(), IsCommon)) return std::string(script);
  const absl::StatusOr<std::string> charsets = AskCharsets();
  return DrawableText(script, charsets.ok() ? *charsets : "");
}

std::string DrawableText(absl::string_view script, absl::string_view charsets) {
  const Ranges ranges = ParseRanges(charsets);
  const absl::string_view box = Holds(ranges, kBox) ? "□" : "?";
  std::string text;
  for (size_t i = 0; i < script.size();) {
    size_t length = 1;
    while (i + length < script.size() && (static_cast<unsigned char>(script[i + length]) & 0xC0) == 0x80) ++length;
    const absl::string_view character = script.substr(i, length);
    const uint32_t point = CodePoints(character).front();
    absl::StrAppend(&text, IsCommon(point) || Holds(ranges, point) ? character : box);
    i += length;
  }
  return text;
}

}  // namespace octavo::client
