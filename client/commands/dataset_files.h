#ifndef OCTAVO_CLIENT_COMMANDS_DATASET_FILES_H_
#define OCTAVO_CLIENT_COMMANDS_DATASET_FILES_H_

#include <functional>
#include <string>

namespace octavo::client {

/// Says of each file of the data set `path`, by its path there, whether it is part of the data set. Empty: all are. Of
/// a folder in the hub's cache only what is chosen of a repository is part of it, as other tools put there what they
/// like, and nobody should remove that; of any other folder, all that its owner put there.
std::function<bool(const std::string& name)> DatasetFileFilter(const std::string& path);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_DATASET_FILES_H_
