#include "client/commands/run_stages.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "client/commands/exit_status.h"
#include "client/commands/follow.h"
#include "client/commands/input_files.h"
#include "client/commands/progress_view.h"
#include "client/commands/run_record.h"
#include "client/commands/runner_probe.h"
#include "client/commands/submission.h"
#include "client/render/write_comparison.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

absl::StatusOr<std::map<std::string, std::string>> UploadInputs(Context& context, Client& client,
                                                                const std::vector<Stage>& stages) {
  std::map<std::string, std::string> digests;
  ProgressView view(context.output());
  for (const Stage& stage : stages) {
    for (const StageInput& input : stage.inputs) {
      if (input.path.empty() || digests.contains(input.path)) continue;
      OCTAVO_ASSIGN_OR_RETURN(const LocalArtifact artifact, HashInput(input.path, input.is_model));
      auto progress = [&](int64_t done, int64_t total) {
        view.Transfer(absl::StrCat("uploading ", input.path), done, total);
      };
      OCTAVO_ASSIGN_OR_RETURN(digests[input.path], client.artifacts().Upload(artifact, progress));
    }
  }
  return digests;
}

/// Also of a JSON list.
template <typename List>
bool HasCuda(const List& devices) {
  return std::find(devices.begin(), devices.end(), "cuda") != devices.end();
}

/// Whether a worker has CUDA. A private one does not run yet (see Submit): what it will have is asked of the machine.
absl::StatusOr<bool> CudaOffered(Context& context, Session& session, const std::vector<Stage>& stages) {
  const bool asked =
      std::any_of(stages.begin(), stages.end(), [](const Stage& stage) { return stage.device == "auto"; });
  if (!asked) return false;
  if (session.local != nullptr) {
    const absl::StatusOr<Json> probe = ProbeRunner(context.cancellation());
    if (absl::IsCancelled(probe.status())) return Interrupted("before anything was submitted");
    // A runner that cannot even be asked fails the worker too, which then says more about it.
    if (!probe.ok()) return false;
    return HasCuda(probe->value("devices", Json::array()));
  }
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<WorkerInfo> workers, session.client->admin().ListWorkers());
  return std::any_of(workers.begin(), workers.end(),
                     [](const WorkerInfo& worker) { return worker.state != "lost" && HasCuda(worker.devices); });
}

void TellFailures(Context& context, const Experiment& experiment) {
  for (const Job& job : experiment.jobs) {
    if (job.state != JobState::kFailed) continue;
    const std::string why =
        job.attempts.empty() || job.attempts.back().message.empty() ? job.state_reason : job.attempts.back().message;
    context.output().Error(
        absl::StrCat("job ", job.spec.name, " (", job.id, ") failed: ", why, ". Its log: octavo logs ", job.id));
  }
  if (OutcomeOf(experiment) == kExitCancelled)
    context.output().Warning(absl::StrCat("experiment ", experiment.id, " was cancelled"));
}

absl::Status FetchAll(Context& context, Client& client, const std::vector<Stage>& stages,
                      const Experiment& experiment) {
  for (const Stage& stage : stages) {
    const Job* job = experiment.Find(stage.name);
    if (job == nullptr || job->state != JobState::kSucceeded) continue;
    OCTAVO_RETURN_IF_ERROR(FetchResults(context, client, *job, stage.output_dir));
    context.output().Note(absl::StrCat(stage.name, ": results in ", stage.output_dir));
  }
  return absl::OkStatus();
}

/// "Training of minilm-l6 on sst2"; a model without a name of its own is left out.
std::string CurveTitle(const JobSpec& job) {
  const std::string model = job.params.value("model", "");
  return absl::StrCat(job.kind == "qat" ? "Quantization-aware training" : "Training",
                      model.empty() ? "" : absl::StrCat(" of ", model), " on ", job.params.value("dataset", ""));
}

/// Draws the pictures of a job's results, which are whole without them: a failure is a warning.
void DrawPictures(Context& context, const Job& job, const Manifest& manifest, const std::string& folder) {
  const bool curve = std::any_of(manifest.files.begin(), manifest.files.end(),
                                 [](const Manifest::File& file) { return file.path == "training_curve.csv"; });
  if (curve) {
    const absl::Status drawn = DrawTrainingCurve(folder, CurveTitle(job.spec));
    if (!drawn.ok()) context.output().Warning(absl::StrCat("training_curve.png was not drawn: ", drawn.message()));
  }
  if (job.spec.kind == "mixed") {
    const absl::Status drawn = DrawStageComparison(job.spec.kind, folder);
    if (!drawn.ok()) context.output().Warning(absl::StrCat("the comparison was not drawn: ", drawn.message()));
  }
}

}  // namespace

absl::Status FetchResults(Context& context, Client& client, const Job& job, const std::string& folder) {
  OCTAVO_ASSIGN_OR_RETURN(const Manifest manifest, client.artifacts().GetManifest(job.output_digest));
  {
    ProgressView view(context.output());
    auto progress = [&](int64_t done, int64_t total) {
      view.Transfer(absl::StrCat("downloading to ", folder), done, total);
    };
    OCTAVO_RETURN_IF_ERROR(client.artifacts().DownloadTree(manifest, folder, progress));
  }
  DrawPictures(context, job, manifest, folder);
  return absl::OkStatus();
}

absl::StatusOr<StagesOutcome> RunStages(Context& context, const std::string& name, const std::vector<Stage>& stages,
                                        bool no_cache) {
  for (const Stage& stage : stages) {
    for (const std::string& warning : stage.warnings) context.output().Warning(warning);
  }
  OCTAVO_ASSIGN_OR_RETURN(Session session, context.Connect(Need::kServerAndWorker));
  Client& client = *session.client;
  OCTAVO_ASSIGN_OR_RETURN(const auto digests, UploadInputs(context, client, stages));
  OCTAVO_ASSIGN_OR_RETURN(const bool cuda, CudaOffered(context, session, stages));
  const std::vector<JobSpec> jobs = ToJobs(stages, digests, cuda, no_cache);
  OCTAVO_ASSIGN_OR_RETURN(RunRecord record, RunRecord::Open(client.address(), name, jobs));
  OCTAVO_ASSIGN_OR_RETURN(Experiment experiment, Submit(context, session, record, name, jobs));

  OCTAVO_ASSIGN_OR_RETURN(const bool ended, FollowToEnd(context, session, &experiment));
  if (!ended) return StagesOutcome{kExitInterrupted, std::move(experiment)};
  OCTAVO_RETURN_IF_ERROR(FetchAll(context, client, stages, experiment));
  record.Forget();
  TellFailures(context, experiment);
  const int status = OutcomeOf(experiment);
  return StagesOutcome{status, std::move(experiment)};
}

}  // namespace octavo::client
