// AG News: ag_news_csv/{train,test}.csv, "class","title","description" without a header, classes 1 to 4.
#include <algorithm>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/text/dataset_readers.h"

namespace octavo {
namespace {

absl::Status TakeRecord(std::vector<std::string>& fields, int64_t line, bool train, PublishedSplits& splits) {
  const bool usable = fields.size() == 3 && fields[0].size() == 1 && fields[0][0] >= '1' && fields[0][0] <= '4';
  if (!usable) {
    return absl::InvalidArgumentError(
        absl::StrCat("line ", line, ": expected \"CLASS 1-4\",\"TITLE\",\"DESCRIPTION\", found ", fields.size(),
                     " fields, the first \"", fields[0].substr(0, 40), "\""));
  }
  std::string text = std::move(fields[1]);
  if (!text.empty() && !fields[2].empty()) text.push_back(' ');
  text.append(fields[2]);
  // The publisher wrote line breaks as a lone backslash (not, as the readme says, as "\n").
  std::replace(text.begin(), text.end(), '\\', '\n');
  return splits.Add(train ? splits.train : splits.test, text, fields[0][0] - '1',
                    absl::StrCat(train ? "train" : "test", ":", line));
}

}  // namespace

absl::StatusOr<PublishedSplits> ReadAgNews(const DatasetRequest& request) {
  const std::string& path = request.path;
  PublishedSplits splits(request.scratch_dir);
  std::vector<std::string> seen;
  OCTAVO_RETURN_IF_ERROR(VisitFiles(path, [&](const std::string& name, FileContent& content) -> absl::Status {
    seen.push_back(name);
    const std::string file = std::filesystem::path(name).filename().string();
    const bool train = file == "train.csv";
    if ((!train && file != "test.csv") || !(train ? splits.train : splits.test).empty()) return absl::OkStatus();
    return ParseRecords(
        content, absl::StrCat(path, ": ", name), {},
        [&](std::vector<std::string>& fields, int64_t line) { return TakeRecord(fields, line, train, splits); });
  }));
  if (splits.train.empty() || splits.test.empty()) {
    return WrongLayout(path, "ag_news_csv/train.csv and ag_news_csv/test.csv", seen);
  }
  splits.label_names = {"World", "Sports", "Business", "Sci/Tech"};
  splits.notes.emplace_back("Text is title and description; HTML entities stand as published.");
  return splits;
}

}  // namespace octavo
