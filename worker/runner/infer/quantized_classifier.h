#ifndef OCTAVO_WORKER_RUNNER_INFER_QUANTIZED_CLASSIFIER_H_
#define OCTAVO_WORKER_RUNNER_INFER_QUANTIZED_CLASSIFIER_H_

#include <memory>

#include "absl/status/statusor.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/formats/torch_file.h"

namespace octavo {

/// Runs an INT8 or mixed file (formats/int8_file.h) with Octavo's own kernels, the fastest that this machine
/// has (OCTAVO_ISA picks others). The logits of a text are the same bits alone, in any batch and with any number of
/// threads. INVALID_ARGUMENT, with the file, the tensor and the remedy, for a file of another kind or one that does not
/// match its own configuration; RESOURCE_EXHAUSTED without memory.
absl::StatusOr<std::unique_ptr<Classifier>> LoadQuantizedClassifier(std::unique_ptr<TorchFile> file);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_INFER_QUANTIZED_CLASSIFIER_H_
