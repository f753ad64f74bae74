#include "worker/runner/text/dataset_readers.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

constexpr size_t kNamesShown = 5;

}  // namespace

absl::Status ParseRecords(FileContent& content, absl::string_view what, DelimitedFormat format,
                          const DelimitedParser::RecordVisitor& visitor) {
  const auto in_file = [&](const absl::Status& status) {
    return status.ok() ? status : absl::Status(status.code(), absl::StrCat(what, ": ", status.message()));
  };
  DelimitedParser parser(format, visitor);
  for (;;) {
    OCTAVO_ASSIGN_OR_RETURN(const absl::string_view piece, content.Next());
    if (piece.empty()) return in_file(parser.Finish());
    OCTAVO_RETURN_IF_ERROR(in_file(parser.Feed(piece)));
  }
}

absl::Status WrongLayout(absl::string_view path, absl::string_view expected, const std::vector<std::string>& found) {
  const size_t shown = std::min(found.size(), kNamesShown);
  std::string names = absl::StrJoin(found.begin(), found.begin() + static_cast<int64_t>(shown), ", ");
  if (found.empty()) names = "no files";
  if (shown < found.size()) absl::StrAppend(&names, ", … (", found.size(), " files)");
  return absl::InvalidArgumentError(absl::StrCat(path, ": expected ", expected, "; found ", names));
}

}  // namespace octavo
