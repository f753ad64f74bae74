#ifndef OCTAVO_WORKER_RUNNER_TEXT_DATASET_H_
#define OCTAVO_WORKER_RUNNER_TEXT_DATASET_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace octavo {

class TextStore;

/// One labelled text. `text` is the publisher's bytes (UTF-8 as found); `id` says where it comes from
/// ("train/pos/12_9", "dev:17") and is unique in its data set. Both are the data set's, which has to outlive them: of
/// an example no more than these 40 bytes is in memory for good.
struct Example {
  absl::string_view text;
  int32_t label = 0;  // index into Dataset::label_names
  absl::string_view id;
};

struct SplitSizes {
  int64_t train = 0;
  int64_t validation = 0;
  int64_t test = 0;
  int64_t left_out = 0;  // of sst2: training texts that are in no part, because they stand in a validation text
};

/// A data set in three disjoint parts. Train on `train`, choose by `validation`, report on `test`.
struct Dataset {
  std::string name;
  std::vector<std::string> label_names;
  std::vector<Example> train;
  std::vector<Example> validation;
  std::vector<Example> test;
  std::shared_ptr<const TextStore> store = {};  // holds the examples' texts and ids
  SplitSizes published = {};                    // before the cut
  SplitSizes full;                              // after it, before train_samples and eval_samples
  int64_t test_texts_seen_in_training = 0;      // texts of `test` that stand, byte for byte, in `train` or `validation`
  bool test_is_cut_by_seed = false;             // none is published: another seed gives other test texts
  std::vector<std::string> notes;               // sentences for the report: what was dropped, how the parts were cut
};

/// What LoadDataset knows about a data set of a given name.
struct DatasetInfo {
  std::string name;                      // "sst2"
  std::string title;                     // "SST-2 (GLUE), sentences from film reviews"
  std::string source;                    // what `path` has to be
  std::vector<std::string> label_names;  // empty: taken from the file
};

/// movie-sentences, sst2, imdb, ag_news, local.
absl::Span<const DatasetInfo> KnownDatasets();

/// NOT_FOUND with the known names, and the nearest one.
absl::StatusOr<DatasetInfo> FindDataset(absl::string_view name);

struct DatasetRequest {
  std::string name;                    // one of KnownDatasets
  std::string path;                    // archive, folder or file, as DatasetInfo::source says
  uint64_t seed = 42;                  // decides the cut and the subsets; the same on every platform
  int64_t train_samples = 0;           // keep that many of train, drawn by the seed; 0: all
  int64_t eval_samples = 0;            // the same for validation and for test, each
  std::string text_column = "text";    // of local files; several, "title,description", are joined by a space
  std::string label_column = "label";  // of local files
  /// Of local files: names for the labels, or their order. Either "VALUE=NAME" for every label ("4=good" and "5=good"
  /// make one of two), or the names alone, for labels that are whole numbers by value, or that have these very names.
  std::vector<std::string> label_names = {};
  std::string scratch_dir = {};  // where texts that are too many for memory are kept; empty: $TMPDIR, or /tmp
};

/// Reads a data set. How it is cut:
///   movie-sentences  80/10/10, shuffled by the seed; the 37 neutral sentences (mean rating 0) are dropped
///   sst2             test is dev.tsv (test.tsv has no labels). train.tsv holds the sentences of film reviews and the
///                    phrases in them. Validation is drawn from the whole sentences, which are the texts that stand in
///                    no other one as contiguous words: 10 % of them, at most 1,000. Rows that stand in a validation
///                    text are left out of training, so that no choice is made on texts that were trained on
///   imdb             the published test set; 10 % of train is validation
///   ag_news          the published test set; 10 % of train, at most 5,000, is validation
///   local            train/validation/test files where there are such; what is missing is cut, 10 % each
/// NOT_FOUND for an unknown name or a missing path; INVALID_ARGUMENT for another layout (what was expected, what was
/// found), a bad label, an id that two texts have, or an empty part; DATA_LOSS for a damaged archive;
/// RESOURCE_EXHAUSTED where scratch_dir is full.
///
/// Memory: 40 bytes an example, while it is loaded 60 more, one record, and the first 16 MiB of the texts; the others
/// lie in a mapped file (text_store.h), so that data sets larger than memory can be read. sst2 alone takes memory by
/// its words, for the search of phrases.
absl::StatusOr<Dataset> LoadDataset(const DatasetRequest& request);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_DATASET_H_
