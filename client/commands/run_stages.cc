#include "client/commands/run_stages.h"

#include <algorithm>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "client/commands/exit_status.h"
#include "client/commands/progress_view.h"
#include "client/commands/run_record.h"
#include "client/render/write_comparison.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

constexpr absl::Duration kWorkerArrival = absl::Seconds(15);
constexpr int kOthers = 200;
constexpr int kMaxPriority = 1000;  // the server's limit

/// Model folders often hold more than the model: only what belongs to it is uploaded.
absl::StatusOr<LocalArtifact> HashInput(const StageInput& input) {
  std::error_code ignored;
  if (!input.is_model) return HashLocal(input.path, nullptr);
  const bool safetensors = std::filesystem::exists(input.path + "/model.safetensors", ignored);
  return HashLocal(input.path, [safetensors](const std::string& name) { return IsModelFile(name, safetensors); });
}

absl::StatusOr<std::map<std::string, std::string>> UploadInputs(Context& context, Client& client,
                                                                const std::vector<Stage>& stages) {
  std::map<std::string, std::string> digests;
  ProgressView view(context.output());
  for (const Stage& stage : stages) {
    for (const StageInput& input : stage.inputs) {
      if (input.path.empty() || digests.contains(input.path)) continue;
      OCTAVO_ASSIGN_OR_RETURN(const LocalArtifact artifact, HashInput(input));
      auto progress = [&](int64_t done, int64_t total) {
        view.Transfer(absl::StrCat("uploading ", input.path), done, total);
      };
      OCTAVO_ASSIGN_OR_RETURN(digests[input.path], client.artifacts().Upload(artifact, progress));
    }
  }
  return digests;
}

/// Whether a connected worker has CUDA. A private worker is waited for: it is only just starting.
absl::StatusOr<bool> CudaOffered(Context& context, Session& session, const std::vector<Stage>& stages) {
  const bool asked =
      std::any_of(stages.begin(), stages.end(), [](const Stage& stage) { return stage.device == "auto"; });
  if (!asked) return false;
  const absl::Time give_up = absl::Now() + kWorkerArrival;
  while (true) {
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<WorkerInfo> workers, session.client->admin().ListWorkers());
    bool connected = false;
    for (const WorkerInfo& worker : workers) {
      if (worker.state == "lost") continue;
      connected = true;
      if (std::find(worker.devices.begin(), worker.devices.end(), "cuda") != worker.devices.end()) return true;
    }
    if (connected || session.local == nullptr || absl::Now() > give_up) return false;
    OCTAVO_RETURN_IF_ERROR(session.local->Health());
    if (!context.cancellation().Sleep(absl::Milliseconds(100)))
      return absl::CancelledError("interrupted before anything was submitted");
  }
}

/// A private worker has one slot. What an earlier, interrupted command of this folder left in the queue must wait until
/// the command that the user gave now is done.
absl::Status Overtake(Client& client, RunRecord& record) {
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<Experiment> others, client.experiments().List(kOthers));
  int priority = 0;
  for (const Experiment& other : others) {
    for (const Job& job : other.jobs) {
      if (!IsFinal(job.state)) priority = std::max(priority, std::min(job.spec.priority + 1, kMaxPriority));
    }
  }
  return record.SetPriority(priority);
}

int OutcomeOf(const Experiment& experiment) {
  int status = kExitDone;
  for (const Job& job : experiment.jobs) {
    if (job.state == JobState::kFailed) return kExitFailed;
    if (job.state == JobState::kCancelled) status = kExitCancelled;
  }
  return status;
}

/// Creates the experiment, or meets the unfinished one of the same command.
absl::StatusOr<Experiment> Submit(Context& context, Session& session, RunRecord& record, const std::string& name,
                                  std::vector<JobSpec> jobs) {
  Client& client = *session.client;
  auto create = [&]() -> absl::StatusOr<Experiment> {
    if (session.local != nullptr && !record.found()) OCTAVO_RETURN_IF_ERROR(Overtake(client, record));
    for (JobSpec& job : jobs) job.priority = record.priority();
    return client.experiments().Create({record.request_id(), name, jobs});
  };
  absl::StatusOr<Experiment> experiment = create();
  // An interrupted run that succeeded meanwhile is what the user waits for; one that failed is tried anew. The request
  // id may also mean something else to this server by now.
  const bool stale = record.found() && (experiment.ok() ? experiment->Ended() && OutcomeOf(*experiment) != kExitDone
                                                        : absl::IsAlreadyExists(experiment.status()));
  if (stale) {
    OCTAVO_RETURN_IF_ERROR(record.Renew());
    experiment = create();
  }
  OCTAVO_RETURN_IF_ERROR(experiment.status());
  context.output().Note(
      absl::StrCat(record.found() ? "continuing experiment " : "experiment ", experiment->id, " (", name, ")"));
  return experiment;
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

/// What a Ctrl-C leaves behind.
StagesOutcome Interrupted(Context& context, Session& session, Experiment experiment) {
  if (session.local != nullptr) {
    context.output().Note("stopping; a running job saves a checkpoint first (Ctrl-C again ends at once)");
    session.client.reset();
    session.local->Stop();
    context.output().Warning("interrupted. Run the same command again to continue.");
  } else {
    context.output().Warning(
        absl::StrCat("interrupted; experiment ", experiment.id,
                     " goes on at the server. Run the same command again to continue watching, or octavo cancel ",
                     experiment.id, " to stop it."));
  }
  return {kExitInterrupted, std::move(experiment)};
}

absl::Status FetchAll(Context& context, Client& client, const std::vector<Stage>& stages,
                      const Experiment& experiment) {
  for (const Stage& stage : stages) {
    const Job* job = experiment.Find(stage.kind);
    if (job == nullptr || job->state != JobState::kSucceeded) continue;
    OCTAVO_RETURN_IF_ERROR(FetchResults(context, client, *job, stage.output_dir));
    context.output().Note(absl::StrCat(stage.kind, ": results in ", stage.output_dir));
  }
  return absl::OkStatus();
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
  const bool curve = std::any_of(manifest.files.begin(), manifest.files.end(),
                                 [](const Manifest::File& file) { return file.path == "training_curve.csv"; });
  if (!curve) return absl::OkStatus();
  const std::string model = job.spec.params.value("model", ""), dataset = job.spec.params.value("dataset", "");
  const absl::Status drawn = DrawTrainingCurve(folder, absl::StrCat("Training of ", model, " on ", dataset));
  if (!drawn.ok()) context.output().Warning(absl::StrCat("training_curve.png was not drawn: ", drawn.message()));
  return absl::OkStatus();
}

absl::StatusOr<StagesOutcome> RunStages(Context& context, const std::string& name, const std::vector<Stage>& stages,
                                        bool no_cache) {
  OCTAVO_ASSIGN_OR_RETURN(Session session, context.Connect(Need::kServerAndWorker));
  Client& client = *session.client;
  OCTAVO_ASSIGN_OR_RETURN(const auto digests, UploadInputs(context, client, stages));
  OCTAVO_ASSIGN_OR_RETURN(const bool cuda, CudaOffered(context, session, stages));
  const std::vector<JobSpec> jobs = ToJobs(stages, digests, cuda, no_cache);
  OCTAVO_ASSIGN_OR_RETURN(RunRecord record, RunRecord::Open(client.address(), name, jobs));
  OCTAVO_ASSIGN_OR_RETURN(Experiment experiment, Submit(context, session, record, name, jobs));

  absl::StatusOr<Experiment> final_state;
  {
    ProgressView view(context.output());
    final_state = client.experiments().Watch(experiment.id, [&](const Experiment& now) {
      experiment = now;
      view.Update(now);
    });
  }
  if (absl::IsCancelled(final_state.status())) {
    if (session.local != nullptr) OCTAVO_RETURN_IF_ERROR(session.local->Health());
    return Interrupted(context, session, std::move(experiment));
  }
  OCTAVO_RETURN_IF_ERROR(final_state.status());
  OCTAVO_RETURN_IF_ERROR(FetchAll(context, client, stages, *final_state));
  record.Forget();
  TellFailures(context, *final_state);
  return StagesOutcome{OutcomeOf(*final_state), *std::move(final_state)};
}

}  // namespace octavo::client
