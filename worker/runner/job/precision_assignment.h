#ifndef OCTAVO_WORKER_RUNNER_JOB_PRECISION_ASSIGNMENT_H_
#define OCTAVO_WORKER_RUNNER_JOB_PRECISION_ASSIGNMENT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "worker/runner/engine/engine.h"

namespace octavo {

/// The type of every linear layer, by place in LinearSites().
using Assignment = std::vector<ComputeType>;

/// Names of a model's linear layers, by place in LinearSites().
std::vector<std::string> LinearNames(int64_t num_layers);

/// For people, tables and as a key: "int8:*,bf16:layer.0.ffn_out+layer.3.ffn_out,fp32:pooler". The star stands for all
/// layers that are not named: those of the most frequent type, of equally frequent ones the fastest. Equal texts mean
/// equal assignments. REQUIRES: a name for each layer, at least one layer.
std::string FormatAssignment(absl::Span<const ComputeType> types, absl::Span<const std::string> names);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_PRECISION_ASSIGNMENT_H_
