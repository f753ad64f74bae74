#ifndef OCTAVO_WORKER_RUNNER_QUANT_WEIGHT_SOURCE_H_
#define OCTAVO_WORKER_RUNNER_QUANT_WEIGHT_SOURCE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "worker/runner/formats/safetensors.h"

namespace octavo {

/// Floating-point tensors of a Hugging Face file under their names as a classifier has them ("bert.encoder…"), also
/// where the file's names lack the prefix or use LayerNorm's old gamma and beta. Keeps a reference to the reader.
class WeightSource {
 public:
  WeightSource(const SafetensorsReader& file, std::string prefix) : file_(file), prefix_(std::move(prefix)) {}

  /// The tensor as float32. INVALID_ARGUMENT, naming the tensor, both values and the remedy, where it is missing, has
  /// another shape or type, or holds an infinity or NaN.
  absl::StatusOr<std::vector<float>> Read(const std::string& name, const std::vector<int64_t>& shape) const;

 private:
  absl::StatusOr<TensorView> Find(const std::string& name) const;

  const SafetensorsReader& file_;
  const std::string prefix_;  // "bert."
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_WEIGHT_SOURCE_H_
