#ifndef OCTAVO_CLIENT_COMMANDS_EXPERIMENT_FILE_H_
#define OCTAVO_CLIENT_COMMANDS_EXPERIMENT_FILE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/api/types.h"
#include "client/commands/catalog.h"

namespace octavo::client {

/// An experiment as a user wrote it:
///
///   name: two seeds
///   jobs:
///     - name: baseline
///       kind: baseline
///       params: {epochs: 2, learning_rate: 5e-5}
///       inputs: {model: minilm-l6, dataset: movie-sentences}
///     - name: dynamic
///       kind: dynamic
///       inputs:
///         model: {job: baseline, path: model}
///         dataset: movie-sentences
///       device: cpu
///
/// Inputs are names of the catalog, paths, or outputs of another job. The input `model` also sets params.model, and
/// `dataset` sets params.dataset, unless given.
struct ExperimentFile {
  /// An input that must be uploaded first: jobs[job].inputs[input] takes its digest.
  struct Upload {
    size_t job = 0;
    size_t input = 0;
    std::string path;
    bool is_model = false;
  };
  std::string name;
  std::vector<JobSpec> jobs;
  std::vector<Upload> uploads;
};

/// INVALID_ARGUMENT "FILE:LINE:COLUMN: …" for what is wrong in the file; the catalog's errors for its inputs.
absl::StatusOr<ExperimentFile> ReadExperimentFile(const std::string& path, const Catalog& catalog,
                                                  const std::string& cache);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_EXPERIMENT_FILE_H_
