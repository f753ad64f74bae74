#ifndef OCTAVO_CLIENT_COMPARE_STAGE_RESULT_H_
#define OCTAVO_CLIENT_COMPARE_STAGE_RESULT_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/compare/given_inputs.h"
#include "client/compare/latency_grid.h"
#include "common/json.h"
#include "common/stats.h"

namespace octavo::client {

// One stage's results folder as docs/results-format.md describes it, read into plain structs.

struct Latency {
  double p50_ms = 0;
  double p95_ms = 0;
  std::optional<double> p99_ms;  // of a hundred runs or more
  double mean_ms = 0;
  double mean_tokens = 0;
  int64_t samples = 0;
};

struct Throughput {
  int64_t batch_size = 0;
  double samples_per_second = 0;
};

/// One form of the model as one job measured it.
struct VariantFigures {
  double accuracy = 0;
  double macro_f1 = 0;
  double loss = 0;
  double calibration_error = 0;
  int64_t rows = 0;
  int64_t size_bytes = 0;
  std::string kernels;
  std::optional<Latency> latency;
  std::optional<Throughput> throughput;
  std::optional<double> load_seconds;  // cold, start of the process included
  std::optional<int64_t> load_peak_bytes;
};

/// What a job measured of a variant against its reference, in one process.
struct MeasuredComparison {
  std::string reference;  // the reference's name in `variants`
  std::optional<RatioEstimate> speedup_batch1;
  std::optional<RatioEstimate> speedup_throughput;
  std::optional<double> mean_kl;
  /// The paired accuracy difference, where the record states it.
  std::optional<Interval> accuracy_difference_interval;
  int64_t rows = 0;
  int64_t flips_to_wrong = 0;
  int64_t flips_to_right = 0;
};

/// A row of evaluation_results.csv.
struct Prediction {
  std::string id;
  int32_t label = 0;
  int32_t predicted = 0;
  std::optional<int32_t> reference = {};  // what the stage's own reference answered, where the file says so
  bool operator==(const Prediction&) const = default;
};

struct StageResult {
  std::string stage;  // the folder's stage: "baseline", "dynamic" …
  std::string folder;
  std::string model;
  std::string architecture;
  std::vector<std::string> labels;
  std::string dataset;
  int64_t train_rows = 0;
  int64_t test_rows = 0;
  int64_t seed = 0;           // of the cut into splits
  int64_t training_seed = 0;  // of all else; the same unless the record says otherwise
  int64_t max_length = 0;
  std::string device_class;
  std::string cpu_model;
  int threads = 0;
  std::string octavo_version;
  std::string libtorch_version;
  std::string started_at;
  double wall_seconds = 0;
  int64_t peak_memory_bytes = 0;
  std::vector<std::string> warnings;  // the job's own and notes on the data set
  Json params = Json::object();
  GivenInputs given;                          // empty where the folder does not say
  std::map<std::string, std::string> inputs;  // digests of the job's inputs: "model", "dataset", "static"
  Json training;                              // null unless the stage trained
  std::map<std::string, VariantFigures> variants;
  std::vector<std::string> own_variants;                       // that this stage made, at least one
  std::map<std::string, std::string> evaluation_files;         // by own variant, names in the folder
  std::map<std::string, MeasuredComparison> comparisons;       // by variant
  std::vector<GridShape> grid;                                 // empty where nothing was timed by shape
  Conditions conditions;                                       // of the times
  std::map<std::string, std::vector<Prediction>> predictions;  // by own variant
  Json record = Json::object();                                // the whole octavo.result/1 object

  /// The predictions of an own variant; none where they were not read.
  const std::vector<Prediction>& AnswersOf(const std::string& variant) const;
};

/// Reads an octavo.result/1 object. INVALID_ARGUMENT names the field that is missing or of the wrong type.
absl::StatusOr<StageResult> ParseStageResult(absl::string_view stage, const Json& result);

/// Reads evaluation_results.csv. INVALID_ARGUMENT with the line.
absl::StatusOr<std::vector<Prediction>> ParsePredictions(absl::string_view csv);

/// Reads a stage's folder: metrics.json or results.json, and the predictions of each own variant. NOT_FOUND if the
/// stage was not run.
absl::StatusOr<StageResult> ReadStageFolder(absl::string_view stage, const std::string& folder);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMPARE_STAGE_RESULT_H_
