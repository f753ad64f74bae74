#include "client/commands/input_files.h"

#include "client/commands/dataset_files.h"
#include "client/commands/model_folder.h"
#include "common/status_macros.h"

namespace octavo::client {

absl::StatusOr<LocalArtifact> HashInput(const std::string& path, bool is_model) {
  if (!is_model) return HashLocal(path, DatasetFileFilter(path));
  OCTAVO_ASSIGN_OR_RETURN(const auto wanted, ModelFileFilter(path));
  return HashLocal(path, wanted);
}

}  // namespace octavo::client
