#ifndef OCTAVO_COMMON_WEIGHT_FILES_H_
#define OCTAVO_COMMON_WEIGHT_FILES_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace octavo {

/// What the weights of a model in Hugging Face layout may lie in, the preferred one first: one file, or an index, which
/// names the shards.
inline constexpr const char* kWeightFileNames[] = {"model.safetensors", "model.safetensors.index.json",
                                                   "pytorch_model.bin", "pytorch_model.bin.index.json"};

/// Names of the files that hold the weights of the model folder `dir`: the first of kWeightFileNames that is there, and
/// the shards of an index. An index comes first, then its shards in the order of their names.
/// NOT_FOUND where there are none; INVALID_ARGUMENT, with the file, what is wrong and the remedy, for an index that
/// ReadWeightIndex refuses or that names a shard that is not there. Says nothing of what the files hold.
absl::StatusOr<std::vector<std::string>> WeightFiles(const std::string& dir);

/// Where each tensor of a model in shards lies: tensor → shard, from the "weight_map" of the index file `path`. Every
/// shard is a plain file name, so that it lies in the folder of the index. INVALID_ARGUMENT for anything else, for a
/// tensor that is named twice, and for more than a thousand shards.
absl::StatusOr<std::map<std::string, std::string>> ReadWeightIndex(const std::string& path);

}  // namespace octavo

#endif  // OCTAVO_COMMON_WEIGHT_FILES_H_
