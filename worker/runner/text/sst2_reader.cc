// SST-2 in GLUE's layout: SST-2/{train,dev,test}.tsv with a header line "sentence<tab>label".
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/text/dataset_readers.h"

namespace octavo {
namespace {

absl::Status TakeRecord(const std::vector<std::string>& fields, int64_t line, bool train, PublishedSplits& splits) {
  if (line == 1) {
    if (fields.size() == 2 && fields[0] == "sentence" && fields[1] == "label") return absl::OkStatus();
    return absl::InvalidArgumentError("line 1: expected the header sentence<tab>label");
  }
  if (fields.size() != 2 || (fields[1] != "0" && fields[1] != "1")) {
    return absl::InvalidArgumentError(
        absl::StrCat("line ", line, ": expected SENTENCE<tab>0 or 1, found ", fields.size(), " fields",
                     fields.size() > 1 ? absl::StrCat(", the second \"", fields[1].substr(0, 40), "\"") : ""));
  }
  return splits.Add(train ? splits.train : splits.test, fields[0], fields[1] == "1" ? 1 : 0,
                    absl::StrCat(train ? "train" : "dev", ":", line));
}

}  // namespace

absl::StatusOr<PublishedSplits> ReadSst2(const DatasetRequest& request) {
  const std::string& path = request.path;
  PublishedSplits splits(request.scratch_dir);
  std::vector<std::string> seen;
  OCTAVO_RETURN_IF_ERROR(VisitFiles(path, [&](const std::string& name, FileContent& content) -> absl::Status {
    seen.push_back(name);
    const std::string file = std::filesystem::path(name).filename().string();
    const bool train = file == "train.tsv";
    if ((!train && file != "dev.tsv") || !(train ? splits.train : splits.test).empty()) return absl::OkStatus();
    return ParseRecords(
        content, absl::StrCat(path, ": ", name), {.delimiter = '\t', .quotes = false},
        [&](std::vector<std::string>& fields, int64_t line) { return TakeRecord(fields, line, train, splits); });
  }));
  if (splits.train.empty() || splits.test.empty()) return WrongLayout(path, "SST-2/train.tsv and SST-2/dev.tsv", seen);
  splits.label_names = {"negative", "positive"};
  splits.notes.emplace_back("Tested on dev.tsv: the published test.tsv has no labels.");
  return splits;
}

}  // namespace octavo
