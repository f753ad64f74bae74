#ifndef OCTAVO_CLIENT_COMPARE_COMPARISON_H_
#define OCTAVO_CLIENT_COMPARE_COMPARISON_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/compare/repeat_study.h"
#include "client/compare/stage_result.h"
#include "common/stats.h"

namespace octavo::client {

/// A variant in the comparison.
struct ComparisonRow {
  std::string stage;
  size_t stage_index = 0;  // in Comparison::stages
  std::string variant;     // "fp32", "int8"
  std::string label;       // "FP32 baseline", "Dynamic INT8"
  size_t timed_by = 0;     // the stage whose job measured its times, in Comparison::stages
  std::string folder;
  VariantFigures figures;      // times that are no numbers are left out
  Interval accuracy_interval;  // Wilson's, of the accuracy itself
  std::string device_class;
  int threads = 0;
  bool reference = false;
  bool comparable = true;        // with the reference
  std::string why_not;           // if not
  bool speed_comparable = true;  // same device class and threads
  std::string why_not_speed;
  std::optional<PairedComparison> paired;       // recomputed from both stages' predictions
  std::optional<double> compression;            // reference's bytes over ours
  std::optional<RatioEstimate> speedup_batch1;  // measured in turn with the reference by the stage's own job
  std::optional<RatioEstimate> speedup_throughput;
  bool on_front = false;
};

struct Comparison {
  std::vector<ComparisonRow> rows;  // the reference first
  std::string model;
  std::string dataset;
  int64_t test_rows = 0;
  size_t recommended = 0;              // index into rows
  std::vector<std::string> reasons;    // why that one, sentences
  std::vector<std::string> caveats;    // sentences
  std::vector<StageResult> stages;     // what it was made of, the reference first
  std::optional<RepeatStudy> repeats;  // where the pipeline was run with several seeds
  /// Stages that a results folder can hold and this one lacks; none where one stage is compared within.
  std::vector<std::string> missing_stages;
};

/// A variant may lose at most this much accuracy, by the lower end of its 95 % interval, to be recommended.
inline constexpr double kToleratedLoss = 0.01;

/// Compares stages with the baseline. Rows that differ in model, labels, data set, split or test rows, or whose own
/// reference is not this baseline (size, evaluation, answers), are shown and not compared; rows of another device class
/// or number of threads are not compared in speed. A stage has a row for each variant that it made. INVALID_ARGUMENT
/// without a baseline stage. Pure: the same input gives the same answer.
absl::StatusOr<Comparison> Compare(std::vector<StageResult> stages);

/// Compares the variants that one stage made with the reference that it measured them against, which takes the
/// baseline's place. INVALID_ARGUMENT where its results do not hold that reference's figures and answers. Pure.
absl::StatusOr<Comparison> CompareWithin(const StageResult& stage);

/// What a row's median latency, in ms, and its throughput, in texts a second, would be beside the reference's: stages
/// were timed in different runs, and only the speed-ups, measured in turn, tell of the same machine. As measured where
/// there is no speed-up; none where nothing was timed.
std::optional<double> LatencyBesideReference(const ComparisonRow& reference, const ComparisonRow& row);
std::optional<double> ThroughputBesideReference(const ComparisonRow& reference, const ComparisonRow& row);

/// Whether the row has a latency that is compared.
bool IsTimed(const ComparisonRow& row);
/// Whether any row has.
bool IsTimed(const Comparison& comparison);
/// Whether the latencies that are compared come from more than one run, so that only speed-ups compare them fairly.
bool IsTimedApart(const Comparison& comparison);

/// Wilson's 95 % interval of a proportion.
Interval WilsonInterval(double share, int64_t rows);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMPARE_COMPARISON_H_
