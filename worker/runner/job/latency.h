#ifndef OCTAVO_WORKER_RUNNER_JOB_LATENCY_H_
#define OCTAVO_WORKER_RUNNER_JOB_LATENCY_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "worker/runner/engine/engine.h"

namespace octavo {

// The latency protocol: classifiers are timed in turn in one process, run by run, so that whatever disturbs the machine
// disturbs all of them; the order within a turn alternates, so that none always follows the same neighbour. Before each
// timed run the same classifier reads the same batch untimed: a service runs one form only, and finds that form's
// weights in its caches and the kernels for that number of tokens made.

/// CPU seconds used so far.
struct CpuSeconds {
  double machine = 0;  // by everything, time stolen by the hypervisor included
  double own = 0;      // by this process and the children it has waited for
};

struct TimingOptions {
  /// Seconds of a clock that never goes back.
  std::function<double()> now;
  /// Asked between runs; an error ends the measurement and is returned.
  std::function<absl::Status()> check;
  /// Nothing where the system does not say.
  std::function<std::optional<CpuSeconds>()> cpu;
  /// Called with the classifier's place before its turn begins; an error ends the measurement and is returned. May be
  /// empty.
  std::function<absl::Status(size_t which)> prepare = nullptr;
};

/// Seconds of each run: [classifier][run].
using RunTimes = std::vector<std::vector<double>>;

/// Times `runs` runs of every classifier, each after an untimed one; run r uses batches[r % batches.size()], the same
/// one for all classifiers.
absl::StatusOr<RunTimes> TimeInterleaved(absl::Span<Classifier* const> classifiers,
                                         absl::Span<const TokenBatch> batches, int64_t runs,
                                         const TimingOptions& options);

/// Runs `batch` until every classifier is stable: the median of its last 5 runs within 5 % of the 5 before. At least 10
/// runs, at most 100 or 10 s. Returns the number of runs of each.
absl::StatusOr<int64_t> WarmUp(absl::Span<Classifier* const> classifiers, const TokenBatch& batch,
                               const TimingOptions& options);

/// One cell of the latency grid.
struct Shape {
  int64_t batch = 0;
  int64_t tokens = 0;  // a text
};

/// Parses "8x128". INVALID_ARGUMENT with the parameter, the value and the form.
absl::StatusOr<Shape> ParseShape(absl::string_view text);

/// A batch of `shape` cut from real texts: each text begins with the first token and ends with the last token of the
/// texts it was cut from, as the tokenizer would have it. REQUIRES: at least one text with two tokens or more.
TokenBatch BatchOfShape(const Shape& shape, absl::Span<const std::vector<int32_t>> texts);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_LATENCY_H_
