#include "client/commands/stage_plan.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status_macros.h"
#include "common/suggestion.h"

namespace octavo::client {
namespace fs = std::filesystem;
namespace {

/// Fills the settings that every stage has: device and threads.
absl::Status ReadResources(const Settings& settings, Stage* stage) {
  static const auto& devices = *new std::vector<std::string>{"auto", "cpu", "cuda"};
  stage->device = settings.Text(stage->kind, "device", "auto");
  if (std::find(devices.begin(), devices.end(), stage->device) == devices.end()) {
    return absl::InvalidArgumentError(absl::StrCat("--device: '", stage->device, "' is not one of ",
                                                   absl::StrJoin(devices, ", "), DidYouMean(stage->device, devices)));
  }
  OCTAVO_ASSIGN_OR_RETURN(stage->threads, settings.Number(stage->kind, "threads", 0));
  if (stage->threads > 1024)
    return absl::InvalidArgumentError(absl::StrCat("--threads: ", stage->threads, " is more than 1024"));
  return absl::OkStatus();
}

}  // namespace

GivenInputs GivenOf(const std::string& model, const std::string& dataset, const ResolvedAsset& data) {
  std::error_code ignored;
  return {model, dataset, data.format == "local" ? fs::absolute(data.path, ignored).lexically_normal().string() : ""};
}

void TakeColumns(const ResolvedAsset& data, const std::function<bool(const std::string& param)>& given, Json* params) {
  if (!data.text_column.empty() && !given("text_column")) (*params)["text_column"] = data.text_column;
  if (!data.label_column.empty() && !given("label_column")) (*params)["label_column"] = data.label_column;
  if (!data.label_names.empty() && !given("label_names")) (*params)["label_names"] = data.label_names;
}

absl::StatusOr<Stage> StartStage(const Settings& settings, const std::string& kind, const std::string& output_dir) {
  Stage stage;
  stage.kind = kind;
  stage.name = kind;
  stage.output_dir = output_dir;
  OCTAVO_ASSIGN_OR_RETURN(stage.params, settings.Params(kind));
  OCTAVO_RETURN_IF_ERROR(ReadResources(settings, &stage));
  return stage;
}

absl::StatusOr<Stage> PlanBaseline(const Settings& settings, const Catalog& catalog, const std::string& cache,
                                   const std::string& output_dir) {
  OCTAVO_ASSIGN_OR_RETURN(Stage stage, StartStage(settings, "baseline", output_dir));
  OCTAVO_ASSIGN_OR_RETURN(const ResolvedAsset model, catalog.Model(stage.params["model"].get<std::string>(), cache));
  OCTAVO_ASSIGN_OR_RETURN(const ResolvedAsset data, catalog.Dataset(stage.params["dataset"].get<std::string>(), cache));
  stage.given = GivenOf(stage.params["model"].get<std::string>(), stage.params["dataset"].get<std::string>(), data);
  stage.params["model"] = model.name;
  stage.params["dataset"] = data.format;
  TakeColumns(
      data, [&](const std::string& param) { return settings.Given(stage.kind, param); }, &stage.params);
  stage.inputs = {{"model", model.path, true, "", "", model.sources},
                  {"dataset", data.path, false, "", "", data.sources}};
  return stage;
}

absl::Status CheckRunAllPlaces(const Settings& settings, const std::string& kind,
                               const std::map<std::string, std::string>& places) {
  const auto same = [](const std::string& a, const std::string& b) {
    std::error_code ignored;
    return fs::absolute(a + "/", ignored).lexically_normal() == fs::absolute(b + "/", ignored).lexically_normal();
  };
  for (const auto& [name, used] : places) {
    const std::string asked = settings.Text(kind, name, used);
    if (same(asked, used)) continue;
    return settings.ErrorAbout(kind, name,
                               absl::StrCat("'", asked, "' would have no effect: run-all uses '", used, "' for the ",
                                            kind, " stage; leave it out, or set results_dir"));
  }
  return absl::OkStatus();
}

absl::Status KeepInputs(const std::vector<Stage>& stages, const Experiment& experiment) {
  for (const Stage& stage : stages) {
    const Job* job = experiment.Find(stage.name);
    if (job == nullptr || job->state != JobState::kSucceeded) continue;
    OCTAVO_RETURN_IF_ERROR(WriteGivenInputs(stage.given, stage.output_dir));
  }
  return absl::OkStatus();
}

absl::Status CheckWritable(const std::string& folder, int64_t bytes) {
  std::error_code error;
  fs::path existing = fs::absolute(folder, error).lexically_normal();
  while (!fs::exists(existing, error) && existing.has_parent_path() && existing.parent_path() != existing)
    existing = existing.parent_path();
  const std::string problem = absl::StrCat("output folder '", folder, "': ");
  if (!fs::is_directory(existing, error)) {
    return absl::FailedPreconditionError(
        absl::StrCat(problem, existing.string(), " is a file, not a folder: give another --output_dir"));
  }
  std::string probe = absl::StrCat(existing.string(), "/.octavo-probe-XXXXXX");
  const int fd = mkostemp(probe.data(), O_CLOEXEC);
  if (fd < 0) {
    return absl::PermissionDeniedError(absl::StrCat(problem, "cannot write to ", existing.string(), " (",
                                                    strerror(errno),
                                                    "): change its permissions or give another --output_dir"));
  }
  close(fd);
  unlink(probe.c_str());
  struct statvfs space {};
  if (statvfs(existing.c_str(), &space) == 0) {
    const auto available = static_cast<uint64_t>(space.f_bavail) * space.f_frsize;
    if (available < static_cast<uint64_t>(bytes)) {
      return absl::FailedPreconditionError(absl::StrCat(problem, "only ", available >> 20,
                                                        " MiB are free on its disk and the results may need ",
                                                        bytes >> 20, " MiB: make room or give another --output_dir"));
    }
  }
  return absl::OkStatus();
}

std::vector<JobSpec> ToJobs(const std::vector<Stage>& stages, const std::map<std::string, std::string>& digests,
                            bool cuda_offered, bool no_cache) {
  std::vector<JobSpec> jobs;
  for (const Stage& stage : stages) {
    JobSpec job;
    job.name = stage.name;
    job.kind = stage.kind;
    job.params = stage.params;
    job.device = stage.device == "auto" ? (cuda_offered ? "cuda" : "cpu") : stage.device;
    job.threads = stage.threads;
    // A job that measures latency takes its worker alone.
    const auto timed = stage.params.find("latency_samples");
    job.quiet = timed != stage.params.end() && timed->is_number() && *timed > 0;
    job.no_cache = no_cache;
    for (const StageInput& input : stage.inputs) {
      if (input.from_stage.empty()) {
        job.inputs.push_back({input.name, digests.at(input.path), "", "", input.sources});
      } else {
        job.inputs.push_back({input.name, "", input.from_stage, input.from_path});
      }
    }
    jobs.push_back(std::move(job));
  }
  return jobs;
}

}  // namespace octavo::client
