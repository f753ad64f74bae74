#ifndef OCTAVO_WORKER_RUNNER_JOB_MEASUREMENT_H_
#define OCTAVO_WORKER_RUNNER_JOB_MEASUREMENT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "common/json.h"
#include "worker/runner/job/evaluation.h"
#include "worker/runner/job/job_context.h"
#include "worker/runner/job/latency.h"

namespace octavo {

/// A form of the model that is being measured. The first one of a job is the reference.
struct Variant {
  std::string name;  // "fp32", "int8"
  Classifier* classifier = nullptr;
  std::string path;  // folder or file
  /// Measured before the file was mapped by this process; DescribeFiles measures it where it is empty.
  std::optional<OpenCost> open_cost = std::nullopt;
};

/// The "time" phase: latency at batch 1 and natural length, throughput, the grid of shapes where the job has
/// `latency_shapes`, and what makes the figures credible. Fills `result`["variants"][name]["latency"],
/// ["comparison"][name]
/// ["speedup"], ["grid"] and ["measurement"] (docs/results-format.md). Does nothing where latency_samples is 0.
absl::Status MeasureLatency(JobContext& context, absl::Span<const Variant> variants, const EncodedRows& test,
                            const TimingOptions& timing, Json& result);

/// The system's steady clock, and the context's stop flag.
TimingOptions SystemTiming(const JobContext& context);

/// Fills ["compute"], ["size_bytes"], ["files"] and ["load"] of every variant.
absl::Status DescribeFiles(JobContext& context, absl::Span<const Variant> variants, Json& result);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_MEASUREMENT_H_
