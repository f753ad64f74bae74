#ifndef OCTAVO_WORKER_RUNNER_FORMATS_MODEL_FILE_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_MODEL_FILE_H_

// What all model files of Octavo have in common (int8_file.h, float_file.h). Each is a PyTorch file with one flat dict:
//   <Hugging Face name>      the weights
//   tokenizer.<file name>    uint8: the bytes of a tokenizer file, so that the model runs alone
//   metadata                 dict: schema, version, architecture, labels, config (the text of config.json); training is
//                            the text of the folder's octavo.json, where it has one

#include <string>

#include "absl/status/statusor.h"
#include "worker/runner/formats/model_config.h"
#include "worker/runner/formats/torch_file.h"

namespace octavo {

inline constexpr char kMetadataKey[] = "metadata";
inline constexpr char kTrainingKey[] = "training";  // in metadata
inline constexpr char kTokenizerPrefix[] = "tokenizer.";

/// In a model folder: what later jobs must know of the training (job/load_phase.h).
inline constexpr char kTrainingNoteFile[] = "octavo.json";

/// The metadata's schema. INVALID_ARGUMENT for a file without one.
absl::StatusOr<std::string> SchemaOf(const TorchFile& file);

/// The metadata, whose schema must be `schema` and whose version 1 … `newest`. INVALID_ARGUMENT, with the file and the
/// remedy, otherwise. Lives as long as `file`.
absl::StatusOr<const TorchDict*> CheckedMetadata(const TorchFile& file, const std::string& schema, int newest);

/// metadata["config"].
absl::StatusOr<ModelConfig> ConfigOfMetadata(const TorchDict& metadata, const std::string& path);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_MODEL_FILE_H_
