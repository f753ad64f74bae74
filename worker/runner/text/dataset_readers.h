#ifndef OCTAVO_WORKER_RUNNER_TEXT_DATASET_READERS_H_
#define OCTAVO_WORKER_RUNNER_TEXT_DATASET_READERS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "worker/runner/text/dataset.h"
#include "worker/runner/text/delimited_parser.h"
#include "worker/runner/text/file_visitor.h"
#include "worker/runner/text/text_store.h"

namespace octavo {

/// The published parts of a data set, before LoadDataset cuts what is missing. An absent part is empty.
struct PublishedSplits {
  explicit PublishedSplits(const std::string& scratch_dir)
      : store(std::make_shared<TextStore>(TextStore::Options{.folder = scratch_dir})) {}

  /// Appends a copy to `part`, one of these. Errors as TextStore::Add's.
  absl::Status Add(std::vector<Example>& part, absl::string_view text, int32_t label, absl::string_view id);

  std::shared_ptr<TextStore> store;
  std::vector<std::string> label_names;
  std::vector<Example> train;
  std::vector<Example> validation;
  std::vector<Example> test;
  std::vector<std::string> notes;
};

// One reader per layout. The request's `path` as DatasetInfo::source says; its columns and names are ReadLocal's.
// Errors as LoadDataset's.
absl::StatusOr<PublishedSplits> ReadMovieSentences(const DatasetRequest& request);
absl::StatusOr<PublishedSplits> ReadSst2(const DatasetRequest& request);
absl::StatusOr<PublishedSplits> ReadImdb(const DatasetRequest& request);
absl::StatusOr<PublishedSplits> ReadAgNews(const DatasetRequest& request);
absl::StatusOr<PublishedSplits> ReadLocal(const DatasetRequest& request);

/// Parses everything left in `content`; errors get `what` in front. INVALID_ARGUMENT for UTF-16.
absl::Status ParseRecords(FileContent& content, absl::string_view what, DelimitedFormat format,
                          const DelimitedParser::RecordVisitor& visitor);

/// A name or value out of a file as it stands in a message: its first 40 bytes, which are UTF-8.
std::string Shortened(absl::string_view name);

/// "… has another layout than expected: expected …; found …" with the first few names.
absl::Status WrongLayout(absl::string_view path, absl::string_view expected, const std::vector<std::string>& found);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_DATASET_READERS_H_
