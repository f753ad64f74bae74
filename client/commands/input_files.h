#ifndef OCTAVO_CLIENT_COMMANDS_INPUT_FILES_H_
#define OCTAVO_CLIENT_COMMANDS_INPUT_FILES_H_

#include <string>

#include "absl/status/statusor.h"
#include "client/api/artifact_api.h"

namespace octavo::client {

/// What of a job's input at `path` is uploaded: folders often hold more than the model or the data set
/// (ModelFileFilter, DatasetFileFilter). Reads all of it. Errors of files.
absl::StatusOr<LocalArtifact> HashInput(const std::string& path, bool is_model);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_INPUT_FILES_H_
