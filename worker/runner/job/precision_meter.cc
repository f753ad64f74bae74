#include "worker/runner/job/precision_meter.h"

#include <optional>
#include <utility>

#include "common/stats.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

enum TimedForm : size_t { kAllInt8, kAllFp32, kOther };
constexpr double kMilliseconds = 1e3;
constexpr double kPrecise = 0.01;  // half the width of a ratio's interval, as a share of the ratio

/// Median over the runs of one form's time over another's. Texts differ in length by more than forms differ in speed:
/// their ratios do not.
absl::StatusOr<RatioEstimate> MedianRatio(const std::vector<double>& times, const std::vector<double>& reference,
                                          uint64_t seed) {
  std::vector<double> ratios;
  for (size_t i = 0; i < times.size(); ++i) ratios.push_back(times[i] / reference[i]);
  return EstimateRatio(ratios, std::vector<double>(ratios.size(), 1.0), seed);
}

bool IsPrecise(const RatioEstimate& estimate) {
  return estimate.interval.high - estimate.interval.low <= 2 * kPrecise * estimate.ratio;
}

}  // namespace

PrecisionMeter::PrecisionMeter(SwitchableClassifier& classifier, const PrecisionTask& task, const TimingOptions& timing,
                               PrecisionRecord& record)
    : classifier_(classifier),
      task_(task),
      timing_(timing),
      record_(record),
      names_(LinearNames(classifier.info().num_layers)) {}

absl::StatusOr<PrecisionScores> PrecisionMeter::Scores(const Assignment& types,
                                                       const std::function<absl::Status(int64_t)>& on_progress) {
  const std::string key = FormatAssignment(types, names_);
  if (const std::optional<PrecisionScores> known = record_.scores(key)) return *known;
  OCTAVO_RETURN_IF_ERROR(classifier_.SetTypes(types));
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<float> logits,
                          LogitsOfAll([&](const TokenBatch& batch) { return classifier_.Logits(batch); },
                                      task_.rows.tokens, task_.batch_size, on_progress));
  OCTAVO_ASSIGN_OR_RETURN(const PairedComparison paired,
                          ComparePaired(task_.rows.labels, ArgMax(task_.reference, task_.classes),
                                        ArgMax(logits, task_.classes), task_.seed));
  const Interval& difference = paired.accuracy_difference_interval;
  const PrecisionScores measured = {paired.variant_accuracy,
                                    MeanKlDivergence(task_.reference, logits, task_.classes),
                                    {0.0 - difference.high, 0.0 - difference.low}};
  OCTAVO_RETURN_IF_ERROR(record_.Add(key, measured));
  return measured;
}

absl::StatusOr<RunTimes> PrecisionMeter::TimeBlock(const std::vector<Assignment>& forms) {
  TimingOptions timing = timing_;
  timing.prepare = [&](size_t which) { return classifier_.SetTypes(forms[which]); };
  const std::vector<Classifier*> classifiers(forms.size(), &classifier_);
  return TimeInterleaved(classifiers, task_.timed, kTimedRuns, timing);
}

absl::StatusOr<PrecisionLatency> PrecisionMeter::Latency(const Assignment& types) {
  const std::string key = FormatAssignment(types, names_);
  if (const std::optional<PrecisionLatency> known = record_.latency(key)) return *known;
  std::vector<Assignment> forms = {Uniform(ComputeType::kInt8), Uniform(ComputeType::kFp32)};
  const size_t candidate = types == forms[kAllInt8] ? kAllInt8 : types == forms[kAllFp32] ? kAllFp32 : kOther;
  if (candidate == kOther) forms.push_back(types);
  RunTimes times(forms.size());
  PrecisionLatency latency;
  const double start = timing_.now();
  do {
    OCTAVO_ASSIGN_OR_RETURN(const RunTimes block, TimeBlock(forms));
    for (size_t i = 0; i < forms.size(); ++i) times[i].insert(times[i].end(), block[i].begin(), block[i].end());
    latency.runs = static_cast<int64_t>(times[candidate].size());
    OCTAVO_ASSIGN_OR_RETURN(latency.to_int8, MedianRatio(times[candidate], times[kAllInt8], task_.seed));
  } while (!IsPrecise(latency.to_int8) && latency.runs < kMostTimedRuns && timing_.now() - start < kTimedSeconds);
  OCTAVO_ASSIGN_OR_RETURN(latency.to_fp32, MedianRatio(times[candidate], times[kAllFp32], task_.seed));
  latency.int8_ms = Median(times[kAllInt8]) * kMilliseconds;
  OCTAVO_RETURN_IF_ERROR(record_.Add(key, latency));
  return latency;
}

absl::StatusOr<int64_t> PrecisionMeter::FileBytes(const Assignment& types) {
  OCTAVO_RETURN_IF_ERROR(classifier_.SetTypes(types));
  return classifier_.FileBytes();
}

}  // namespace octavo
