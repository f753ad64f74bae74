#include "worker/runner/text/dataset_readers.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status_macros.h"
#include "common/utf8.h"

namespace octavo {
namespace {

constexpr size_t kNamesShown = 5;
constexpr size_t kNameBytesShown = 40;

absl::Status CheckEncoding(absl::string_view beginning) {
  if (!absl::StartsWith(beginning, "\xFF\xFE") && !absl::StartsWith(beginning, "\xFE\xFF")) return absl::OkStatus();
  return absl::InvalidArgumentError(
      "the file is UTF-16 and UTF-8 is read; convert it: iconv -f UTF-16 -t UTF-8 OLD > NEW");
}

}  // namespace

absl::Status PublishedSplits::Add(std::vector<Example>& part, absl::string_view text, int32_t label,
                                  absl::string_view id) {
  Example example{.text = {}, .label = label, .id = {}};
  OCTAVO_ASSIGN_OR_RETURN(example.text, store->Add(text));
  OCTAVO_ASSIGN_OR_RETURN(example.id, store->Add(id));
  part.push_back(example);
  return absl::OkStatus();
}

absl::Status ParseRecords(FileContent& content, absl::string_view what, DelimitedFormat format,
                          const DelimitedParser::RecordVisitor& visitor) {
  const auto in_file = [&](const absl::Status& status) {
    return status.ok() ? status : absl::Status(status.code(), absl::StrCat(what, ": ", status.message()));
  };
  DelimitedParser parser(format, visitor);
  for (bool first = true;; first = false) {
    OCTAVO_ASSIGN_OR_RETURN(const absl::string_view piece, content.Next());
    if (piece.empty()) return in_file(parser.Finish());
    if (first) OCTAVO_RETURN_IF_ERROR(in_file(CheckEncoding(piece)));
    OCTAVO_RETURN_IF_ERROR(in_file(parser.Feed(piece)));
  }
}

std::string Shortened(absl::string_view name) {
  if (name.size() <= kNameBytesShown) return std::string(name);
  return absl::StrCat(Utf8Prefix(name, kNameBytesShown), "…");
}

absl::Status WrongLayout(absl::string_view path, absl::string_view expected, const std::vector<std::string>& found) {
  const size_t shown = std::min(found.size(), kNamesShown);
  std::string names = absl::StrJoin(found.begin(), found.begin() + static_cast<int64_t>(shown), ", ");
  if (found.empty()) names = "no files";
  if (shown < found.size()) absl::StrAppend(&names, ", … (", found.size(), " files)");
  return absl::InvalidArgumentError(absl::StrCat(path, ": expected ", expected, "; found ", names));
}

}  // namespace octavo
