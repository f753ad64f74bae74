#ifndef OCTAVO_WORKER_RUNNER_TEXT_LENGTH_SUMMARY_H_
#define OCTAVO_WORKER_RUNNER_TEXT_LENGTH_SUMMARY_H_

#include <cstdint>
#include <vector>

namespace octavo {

/// How long the texts of a data set are, in whatever they were counted.
struct LengthSummary {
  /// Texts of `from` to `to` long, both included.
  struct Bin {
    int64_t from = 0;
    int64_t to = 0;
    int64_t texts = 0;
  };
  int64_t min = 0;
  double mean = 0;
  // The least length that so many percent of the texts do not exceed (nearest rank): a limit there cuts no more than
  // the rest.
  int64_t median = 0;
  int64_t p90 = 0;
  int64_t p95 = 0;
  int64_t p99 = 0;
  int64_t max = 0;
  /// Of one round width from about the least length up to p99, at most 20; the last one takes all that is longer.
  std::vector<Bin> histogram;
};

/// Zeros without a histogram for no lengths.
LengthSummary SummarizeLengths(std::vector<int32_t> lengths);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_LENGTH_SUMMARY_H_
