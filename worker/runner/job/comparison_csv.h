#ifndef OCTAVO_WORKER_RUNNER_JOB_COMPARISON_CSV_H_
#define OCTAVO_WORKER_RUNNER_JOB_COMPARISON_CSV_H_

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "common/json.h"
#include "worker/runner/engine/engine.h"

namespace octavo {

/// The text of comparison.csv, comparison_table.csv and precision_comparison.csv (docs/results-format.md): one row per
/// variant of an octavo.result/1 object, the reference first. What was not measured stays empty.
std::string FormatComparisonCsv(const Json& result);

/// The text of layers.csv: one row per linear layer.
std::string FormatLayersCsv(absl::Span<const QuantizedLayer> layers);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_COMPARISON_CSV_H_
