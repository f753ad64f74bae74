#ifndef OCTAVO_CLIENT_COMMANDS_TRAINING_DATASET_H_
#define OCTAVO_CLIENT_COMMANDS_TRAINING_DATASET_H_

#include <string>

#include "absl/status/statusor.h"

namespace octavo::client {

/// The data set that the model in `model_folder` was trained on: a name of the catalog, or the path of a local one as
/// the results folder around the model remembers it. INVALID_ARGUMENT where nothing says which it was, or where the
/// local one has other bytes now; NOT_FOUND where it is gone.
absl::StatusOr<std::string> TrainingDataset(const std::string& model_folder);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_TRAINING_DATASET_H_
