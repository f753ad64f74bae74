#ifndef OCTAVO_HUB_REPO_FILES_H_
#define OCTAVO_HUB_REPO_FILES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "hub/hub_repo.h"

namespace octavo::hub {

// Which of a repository's files Octavo needs. Pure.

/// Of a model: config.json, then the tokenizer's files that are there, then the weights.
struct ModelFiles {
  std::vector<std::string> small;  // config.json first
  /// The first that is there of model.safetensors, model.safetensors.index.json, pytorch_model.bin and
  /// pytorch_model.bin.index.json; an index names more files, its shards.
  std::string weights;
  bool sharded() const { return weights.ends_with(".index.json"); }
};

/// INVALID_ARGUMENT, with what is there instead, for a repository that is no such model.
absl::StatusOr<ModelFiles> ChooseModelFiles(const HubRepo& repo, const std::vector<std::string>& listing);

/// Of a data set: train.csv, .tsv or .jsonl, compressed or not (common/table_files.h), and, of the same folder, one
/// file for validation (validation, else valid, val, dev) and one for test where they are there; or the one such file
/// of the repository, unless its name is that of a validation or test part. Of a listing that lacks some of the files
/// that were not chosen, the same are.
struct DatasetFiles {
  std::vector<std::string> files;  // sorted
  std::string path;  // in the snapshot, of what is read: the folder (empty: the snapshot itself) or the one file
};

/// INVALID_ARGUMENT, with what is there instead and what to do, for a repository without such files: one that has
/// Parquet only is told so.
absl::StatusOr<DatasetFiles> ChooseDatasetFiles(const HubRepo& repo, const std::vector<std::string>& listing);

/// What a model can do without, and does otherwise where it is there.
inline constexpr const char* kOptionalModelFiles[] = {"tokenizer.json", "tokenizer_config.json",
                                                      "special_tokens_map.json", "added_tokens.json"};

/// The parts that are not chosen of the listing, as "train.*", "validation.*" and "test.*".
std::vector<std::string> MissingParts(const HubRepo& repo, const std::vector<std::string>& listing);

/// Checks that the text of a config.json names an architecture that Octavo reads: bert, distilbert or roberta.
/// INVALID_ARGUMENT otherwise.
absl::Status CheckArchitecture(const HubRepo& repo, const std::string& config);

}  // namespace octavo::hub

#endif  // OCTAVO_HUB_REPO_FILES_H_
