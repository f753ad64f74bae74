#ifndef OCTAVO_CLIENT_COMPARE_SELECTION_H_
#define OCTAVO_CLIENT_COMPARE_SELECTION_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "client/compare/comparison.h"

namespace octavo::client {

/// What a variant is chosen by.
enum class Goal { kAccuracy, kSize, kLatency, kThroughput };

/// "accuracy", "size", "latency", "throughput", in the order of Goal.
absl::Span<const std::string> GoalNames();
/// INVALID_ARGUMENT with the names, and the nearest one, for another.
absl::StatusOr<Goal> ParseGoal(absl::string_view name);

/// What is asked for: limits that a variant must keep, and what it is then to be best in.
struct Query {
  std::optional<double> max_size_mb;     // megabytes of 1,000,000 bytes
  std::optional<double> max_latency_ms;  // median of single texts
  std::optional<double> min_accuracy;    // 0 … 1
  std::optional<double> min_throughput;  // texts a second, in batches
  std::optional<Goal> best;              // none: accuracy where there is a limit
  bool Empty() const { return !max_size_mb && !max_latency_ms && !min_accuracy && !min_throughput && !best; }
};

/// A variant that may be chosen.
struct Contender {
  std::string label;
  double accuracy = 0;
  double size_bytes = 0;
  std::optional<double> latency_ms;  // as its own job measured them …
  std::optional<double> throughput;
  std::optional<double> fair_latency_ms;  // … and beside the others', from speed-ups measured in turn
  std::optional<double> fair_throughput;
  std::string why_not;        // why it is not compared at all
  std::string why_not_speed;  // or its times are not
};

/// A contender that is not chosen, and why.
struct LeftOut {
  std::string label;
  std::string why;  // "438.0 MB"
};

/// What one limit excluded.
struct LimitOutcome {
  std::string flag;  // "--max-size-mb"
  double bound = 0;
  std::vector<LeftOut> excluded;
};

/// The answer to a query.
struct Selection {
  Goal best = Goal::kAccuracy;
  std::optional<size_t> winner;      // index into the contenders; none: nothing keeps every limit
  std::string why;                   // sentences: why that one, or why none
  std::vector<LimitOutcome> limits;  // in the order of Query
  std::vector<LeftOut> not_compared;
};

/// Chooses. Of equally good ones the more accurate, then the faster, then the smaller, then the first. Where the query
/// speaks of times, a contender whose times are not compared is left out. Pure.
Selection Select(absl::Span<const Contender> contenders, const Query& query);

/// The rows of a comparison, in their order.
std::vector<Contender> ContendersOf(const Comparison& comparison);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMPARE_SELECTION_H_
