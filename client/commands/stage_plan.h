#ifndef OCTAVO_CLIENT_COMMANDS_STAGE_PLAN_H_
#define OCTAVO_CLIENT_COMMANDS_STAGE_PLAN_H_

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/api/types.h"
#include "client/commands/catalog.h"
#include "client/commands/settings.h"
#include "client/compare/given_inputs.h"

namespace octavo::client {

/// A file or folder of this machine that a job takes.
struct StageInput {
  std::string name;                       // "model", "dataset", "static"
  std::string path;                       // here; empty where it comes from another stage
  bool is_model = false;                  // upload only what belongs to a model
  std::string from_stage;                 // the name of the stage whose output it is …
  std::string from_path;                  // … and what of it
  std::vector<std::string> sources = {};  // whence workers can have what lies at `path` too
};

/// One job of an experiment that a command submits, before anything is uploaded.
struct Stage {
  std::string kind;
  std::string name;  // of the job
  Json params;
  std::string device;  // "auto", "cpu", "cuda"
  int threads = 0;
  std::vector<StageInput> inputs;
  std::string output_dir;
  GivenInputs given = {};                  // kept beside the results
  std::vector<std::string> warnings = {};  // for the user, before anything runs
};

/// What the user named, with the place of a local data set.
GivenInputs GivenOf(const std::string& model, const std::string& dataset, const ResolvedAsset& data);

/// Puts what the catalog says of a local data set's columns and labels into a job's parameters, where `given` does not
/// say that the user did.
void TakeColumns(const ResolvedAsset& data, const std::function<bool(const std::string& param)>& given, Json* params);

/// A stage with its parameters, device and threads, and no inputs yet. INVALID_ARGUMENT names the setting.
absl::StatusOr<Stage> StartStage(const Settings& settings, const std::string& kind, const std::string& output_dir);

/// The baseline stage: model and data set resolved and checked on this machine.
absl::StatusOr<Stage> PlanBaseline(const Settings& settings, const Catalog& catalog, const std::string& cache,
                                   const std::string& output_dir);

/// run-all writes each stage to a folder of its own below results_dir and hands models from stage to stage itself:
/// refuses settings of `kind` that ask for other `places` (setting → what run-all uses), such as output_dir, naming
/// where they stand.
absl::Status CheckRunAllPlaces(const Settings& settings, const std::string& kind,
                               const std::map<std::string, std::string>& places);

/// Writes what the user named beside the results of every stage whose job succeeded and was downloaded.
absl::Status KeepInputs(const std::vector<Stage>& stages, const Experiment& experiment);

/// Whether results can be written to `folder`: its nearest existing ancestor takes a file and has `bytes` free. Changes
/// nothing. PERMISSION_DENIED or FAILED_PRECONDITION otherwise, with the remedy.
absl::Status CheckWritable(const std::string& folder, int64_t bytes);

/// The job specs of `stages`; `digests` are those of the uploaded inputs, by path. "auto" becomes "cuda" where a worker
/// offers it.
std::vector<JobSpec> ToJobs(const std::vector<Stage>& stages, const std::map<std::string, std::string>& digests,
                            bool cuda_offered, bool no_cache);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_STAGE_PLAN_H_
