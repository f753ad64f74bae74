#ifndef OCTAVO_WORKER_RUNNER_FORMATS_MODEL_WEIGHTS_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_MODEL_WEIGHTS_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "worker/runner/formats/tensor_file.h"

namespace octavo {

/// Opens the weights of the model folder `dir`, whichever of the formats that WeightFiles (common/weight_files.h) knows
/// they have. Nothing in them is executed. NOT_FOUND where there are none; INVALID_ARGUMENT, with the file, what is
/// wrong and the remedy, for damaged or hostile files, for shards that lack a tensor of their index, and for a tensor
/// that two shards hold.
absl::StatusOr<std::unique_ptr<TensorFile>> OpenModelWeights(const std::string& dir);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_MODEL_WEIGHTS_H_
