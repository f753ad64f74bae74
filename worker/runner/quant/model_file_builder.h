#ifndef OCTAVO_WORKER_RUNNER_QUANT_MODEL_FILE_BUILDER_H_
#define OCTAVO_WORKER_RUNNER_QUANT_MODEL_FILE_BUILDER_H_

#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "worker/runner/formats/model_config.h"
#include "worker/runner/formats/torch_file.h"

namespace octavo {

/// A classifier's config.json and its text, which goes into model files. INVALID_ARGUMENT also for one without labels.
struct ConfigText {
  ModelConfig config;
  std::string text;
};
absl::StatusOr<ConfigText> ReadClassifierConfig(const std::string& model_dir);

/// Collects what goes into a model file (formats/model_file.h) and owns its bytes.
class ModelFileBuilder {
 public:
  template <typename T>
  void Add(const std::string& name, DType dtype, std::vector<int64_t> shape, const std::vector<T>& values) {
    const auto* bytes = reinterpret_cast<const char*>(values.data());
    AddBytes(name, dtype, std::move(shape), std::string(bytes, values.size() * sizeof(T)));
  }

  /// The metadata that all files have; what `more` holds goes beside it. `companions` is the folder of the training's
  /// note, which goes in where it is there, so that texts are cut for the lone file as they are for the folder.
  absl::Status AddMetadata(const char* schema, int version, const ConfigText& config, const std::string& companions,
                           TorchDict more);

  /// The tokenizer's files in `dir`. A model without a tokenizer stays one: it can still be run on ids.
  absl::Status AddTokenizer(const std::string& dir);

  /// Writes the file and returns its size.
  absl::StatusOr<int64_t> Write(const std::string& path) const;

 private:
  void AddBytes(const std::string& name, DType dtype, std::vector<int64_t> shape, std::string bytes);

  std::deque<std::string> storage_;
  TorchDict root_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_MODEL_FILE_BUILDER_H_
