#include "client/commands/training_dataset.h"

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "client/commands/dataset_files.h"
#include "client/compare/given_inputs.h"
#include "client/compare/result_fields.h"
#include "common/json.h"
#include "common/manifest.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace fs = std::filesystem;
namespace {

/// The results folder that holds the model's.
std::string ResultsAround(const std::string& model_folder) {
  std::error_code ignored;
  fs::path path = fs::absolute(model_folder, ignored).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();  // "model/"
  return path.parent_path().string();
}

/// The digest of the data set that the training recorded; empty where it did not.
std::string RecordedDigest(const std::string& results) {
  std::string digest;
  const absl::StatusOr<Json> metrics = ReadJsonFile(results + "/metrics.json");
  if (metrics.ok()) Read(*metrics, "inputs/dataset", &digest).IgnoreError();
  return digest;
}

/// The local data set of the training, where it still is what it was. The path as the user wrote it comes first:
/// folders that were moved together keep it.
absl::StatusOr<std::string> LocalDataset(const std::string& model_folder) {
  const std::string results = ResultsAround(model_folder);
  const absl::StatusOr<GivenInputs> given = ReadGivenInputs(results);
  if (!given.ok() || given->dataset_path.empty()) {
    return absl::InvalidArgumentError(absl::StrCat("the model in ", model_folder,
                                                   " was trained on a local data set, and ", results,
                                                   "/inputs.json does not say which: give --dataset PATH"));
  }
  const std::string wanted = RecordedDigest(results);
  std::string changed;
  for (const std::string& path : {given->dataset, given->dataset_path}) {
    std::error_code ignored;
    if (!fs::exists(path, ignored)) continue;
    if (wanted.empty()) return path;
    OCTAVO_ASSIGN_OR_RETURN(const Manifest manifest, HashTree(path, DatasetFileFilter(path)));
    if (manifest.Digest() == wanted) return path;
    changed = path;
  }
  const std::string what =
      absl::StrCat("the data set '", given->dataset, "' that the model in ", model_folder, " was trained on ");
  if (changed.empty()) {
    return absl::NotFoundError(
        absl::StrCat(what, "is no longer at ", given->dataset_path, ": bring it back, or give --dataset PATH"));
  }
  return absl::InvalidArgumentError(
      absl::StrCat(what, "has changed since (", changed, "): bring the old one back, or give --dataset ", changed,
                   " to measure on it as it is now, where texts of the training may be among the test texts"));
}

}  // namespace

absl::StatusOr<std::string> TrainingDataset(const std::string& model_folder) {
  std::string dataset;
  if (const absl::StatusOr<Json> memory = ReadJsonFile(model_folder + "/octavo.json"); memory.ok())
    Read(*memory, "dataset", &dataset).IgnoreError();
  if (dataset.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("the model in ", model_folder,
                     " does not say which data set it was trained on: give --dataset NAME or a path"));
  }
  return dataset == "local" ? LocalDataset(model_folder) : dataset;
}

}  // namespace octavo::client
