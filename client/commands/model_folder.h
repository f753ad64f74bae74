#ifndef OCTAVO_CLIENT_COMMANDS_MODEL_FOLDER_H_
#define OCTAVO_CLIENT_COMMANDS_MODEL_FOLDER_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace octavo::client {

/// Whether `path` is a model that could be loaded: a folder with config.json and weights, or one file. A quick look at
/// safetensors' headers finds a truncated file. INVALID_ARGUMENT or NOT_FOUND says what is missing.
absl::Status CheckModelFolder(const std::string& path);

/// A quick look at a safetensors file: whether it is as long as its header says. INVALID_ARGUMENT where it is not.
absl::Status CheckSafetensors(const std::string& path);

/// Says of each file of the model folder `path`, by its name, whether it is part of the model: its configuration, its
/// tokenizer, and of its weights what would be loaded (WeightFiles, whose errors these are). For a model of one file it
/// says yes.
absl::StatusOr<std::function<bool(const std::string& name)>> ModelFileFilter(const std::string& path);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_MODEL_FOLDER_H_
