#ifndef OCTAVO_WORKER_RUNNER_TEXT_DATASET_READERS_H_
#define OCTAVO_WORKER_RUNNER_TEXT_DATASET_READERS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "worker/runner/text/dataset.h"
#include "worker/runner/text/delimited_parser.h"
#include "worker/runner/text/file_visitor.h"

namespace octavo {

/// The published parts of a data set, before LoadDataset cuts what is missing. An absent part is empty.
struct PublishedSplits {
  std::vector<std::string> label_names;
  std::vector<Example> train;
  std::vector<Example> validation;
  std::vector<Example> test;
  std::vector<std::string> notes;
};

// One reader per layout. `path` as DatasetInfo::source says. Errors as LoadDataset's.
absl::StatusOr<PublishedSplits> ReadMovieSentences(const std::string& path);
absl::StatusOr<PublishedSplits> ReadSst2(const std::string& path);
absl::StatusOr<PublishedSplits> ReadImdb(const std::string& path);
absl::StatusOr<PublishedSplits> ReadAgNews(const std::string& path);
absl::StatusOr<PublishedSplits> ReadLocal(const DatasetRequest& request);

/// Parses everything left in `content`; errors get `what` in front.
absl::Status ParseRecords(FileContent& content, absl::string_view what, DelimitedFormat format,
                          const DelimitedParser::RecordVisitor& visitor);

/// "… has another layout than expected: expected …; found …" with the first few names.
absl::Status WrongLayout(absl::string_view path, absl::string_view expected, const std::vector<std::string>& found);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_DATASET_READERS_H_
