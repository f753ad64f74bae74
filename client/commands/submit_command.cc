// octavo submit FILE: an experiment of one's own, as YAML or JSON.
#include "absl/strings/str_cat.h"
#include "client/commands/command.h"
#include "client/commands/exit_status.h"
#include "client/commands/experiment_file.h"
#include "client/commands/follow.h"
#include "client/commands/input_files.h"
#include "client/commands/progress_view.h"
#include "client/commands/run_record.h"
#include "client/commands/stage_flags.h"
#include "client/commands/submission.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

class SubmitCommand final : public Command {
 public:
  std::string name() const override { return "submit"; }
  std::string summary() const override {
    return "Submit an experiment from a YAML or JSON file, such as configs/experiments/quickstart.yaml";
  }
  std::string example() const override {
    return "octavo submit configs/experiments/quickstart.yaml --server localhost:50051";
  }
  std::vector<FlagSpec> flags() const override {
    return {{"file", FlagSpec::Kind::kPositional, "Name, jobs, their parameters and inputs.", "FILE", "", true},
            {"watch", FlagSpec::Kind::kSwitch, "Follow it to its end; a private service always does."}};
  }

  absl::StatusOr<int> Run(Context& context) const override {
    OCTAVO_ASSIGN_OR_RETURN(const Catalog catalog, context.ReadCatalog());
    OCTAVO_ASSIGN_OR_RETURN(ExperimentFile file,
                            ReadExperimentFile(context.flags().Text("file"), catalog, context.CacheFolder()));
    OCTAVO_ASSIGN_OR_RETURN(Session session, context.Connect(Need::kServerAndWorker));
    OCTAVO_RETURN_IF_ERROR(Upload(context, *session.client, &file));
    OCTAVO_ASSIGN_OR_RETURN(RunRecord record, RunRecord::Open(session.client->address(), file.name, file.jobs));
    OCTAVO_ASSIGN_OR_RETURN(Experiment experiment, Submit(context, session, record, file.name, file.jobs));
    int status = kExitDone;
    if (session.local != nullptr || context.flags().switches.contains("watch")) {
      OCTAVO_ASSIGN_OR_RETURN(const bool ended, FollowToEnd(context, session, &experiment));
      if (!ended) return kExitInterrupted;
      status = OutcomeOf(experiment);
    }
    // Followed to its end, or left to the server: the same command makes another experiment.
    record.Forget();
    context.output().json() ? context.output().Document(DescribeExperiment(experiment))
                            : context.output().Result(absl::StrCat(experiment.id, "\n"));
    return status;
  }

 private:
  /// Replaces the paths of inputs by the digests of what was uploaded.
  static absl::Status Upload(Context& context, Client& client, ExperimentFile* file) {
    ProgressView view(context.output());
    std::map<std::string, std::string> digests;
    for (const ExperimentFile::Upload& upload : file->uploads) {
      if (!digests.contains(upload.path)) {
        OCTAVO_ASSIGN_OR_RETURN(const LocalArtifact artifact, HashInput(upload.path, upload.is_model));
        auto progress = [&](int64_t done, int64_t total) {
          view.Transfer(absl::StrCat("uploading ", upload.path), done, total);
        };
        OCTAVO_ASSIGN_OR_RETURN(digests[upload.path], client.artifacts().Upload(artifact, progress));
      }
      file->jobs[upload.job].inputs[upload.input].artifact_digest = digests[upload.path];
    }
    return absl::OkStatus();
  }
};

}  // namespace

std::unique_ptr<Command> MakeSubmitCommand() { return std::make_unique<SubmitCommand>(); }

}  // namespace octavo::client
