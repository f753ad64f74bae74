#ifndef OCTAVO_WORKER_RUNNER_INFER_INT8_INT8_MODEL_FILE_H_
#define OCTAVO_WORKER_RUNNER_INFER_INT8_INT8_MODEL_FILE_H_

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "worker/runner/formats/model_config.h"
#include "worker/runner/formats/torch_file.h"
#include "worker/runner/infer/int8/encoder.h"

namespace octavo::int8 {

/// An INT8 or mixed model file, open and checked for what it must hold. The weights are views into it and into `made`.
struct Int8ModelFile {
  std::unique_ptr<TorchFile> file;
  std::deque<std::vector<float>> made;  // what the file has not in this form: multipliers, widened BF16
  ModelConfig config;
  EncoderWeights weights;
  int64_t parameters = 0;  // of the model, without scales
};

/// NOT_FOUND for a missing file; INVALID_ARGUMENT, with the file, the tensor and the remedy, for one that
/// WriteInt8Model did not write, or a newer version.
absl::StatusOr<Int8ModelFile> OpenInt8ModelFile(const std::string& path);

/// The same of a file that is open already: to open one is to check all of its bytes.
absl::StatusOr<Int8ModelFile> ReadInt8ModelFile(std::unique_ptr<TorchFile> file);

}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_INT8_MODEL_FILE_H_
