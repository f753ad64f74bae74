#ifndef OCTAVO_WORKER_RUNNER_QUANT_WEIGHT_SOURCE_H_
#define OCTAVO_WORKER_RUNNER_QUANT_WEIGHT_SOURCE_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "worker/runner/formats/tensor_file.h"
#include "worker/runner/formats/weight_names.h"

namespace octavo {

/// Floating-point tensors of a Hugging Face model under the names that a classifier of its architecture has, whatever
/// the file's accepted spelling (NameInFile). Keeps a reference to the file.
class WeightSource {
 public:
  WeightSource(const TensorFile& file, WeightNames names) : file_(file), names_(std::move(names)) {}

  /// The tensor as float32. INVALID_ARGUMENT, naming the tensor, both values and the remedy, where it is missing, has
  /// another shape or type, or holds an infinity or NaN.
  absl::StatusOr<std::vector<float>> Read(const std::string& name, const std::vector<int64_t>& shape) const;

 private:
  absl::StatusOr<TensorView> Find(const std::string& name) const;

  const TensorFile& file_;
  const WeightNames names_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_WEIGHT_SOURCE_H_
