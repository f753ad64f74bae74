#include "worker/runner/job/run_job.h"

#include <unistd.h>

#include <exception>
#include <filesystem>
#include <memory>
#include <new>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/logging.h"
#include "common/status_macros.h"
#include "worker/runner/job/failure.h"
#include "worker/runner/job/jobs.h"
#include "worker/runner/job/lifeline.h"

namespace octavo {
namespace fs = std::filesystem;
namespace {

using RunKind = absl::StatusOr<Json> (*)(JobContext&);

absl::StatusOr<Json> Dispatch(JobContext& context) {
  static constexpr std::pair<absl::string_view, RunKind> kKinds[] = {
      {"baseline", RunBaseline}, {"dynamic", RunDynamic},   {"static", RunStatic},
      {"qat", RunQat},           {"mixed", RunMixed},       {"evaluate", RunEvaluate},
      {"predict", RunPredict},   {"tokenize", RunTokenize}, {"describe", RunDescribe}};
  for (const auto& [kind, run] : kKinds) {
    if (context.spec.kind == kind) return run(context);
  }
  return absl::UnimplementedError(absl::StrCat("job kind ", context.spec.kind, " has no implementation"));
}

/// The engine has a boundary of its own; this one is for the job code: tokens of a large data set, say.
absl::StatusOr<Json> DispatchWithBoundary(JobContext& context) {
  try {
    return Dispatch(context);
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError(absl::StrCat(
        "job ", context.spec.job_id, ": out of memory outside of the model; use fewer samples or a larger worker"));
  } catch (const std::exception& error) {
    return absl::InternalError(absl::StrCat("job ", context.spec.job_id, ": ", error.what()));
  }
}

/// outputs/ is made afresh: what an earlier attempt left there must not pass for this one's.
absl::Status PrepareFolders(const std::string& dir) {
  std::error_code error;
  fs::remove_all(dir + "/outputs", error);
  if (error) return absl::ErrnoToStatus(error.value(), absl::StrCat("cannot clear ", dir, "/outputs"));
  fs::remove(dir + "/report.json", error);
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(dir + "/outputs"));
  return MakeDirectories(dir + "/work");
}

absl::StatusOr<Json> RunInContext(const RunJobOptions& options, const JobSpec& spec) {
  const absl::Time started = options.clock.Now();
  OCTAVO_RETURN_IF_ERROR(Blame(CheckInputs(options.dir, spec), kBadSpec));
  OCTAVO_RETURN_IF_ERROR(PrepareFolders(options.dir));
  OCTAVO_ASSIGN_OR_RETURN(const auto events, EventWriter::Open(options.dir + "/events.jsonl", options.clock));
  const EventBeat beat(*events);
  if (spec.kind != "tokenize" && spec.kind != "describe") {
    OCTAVO_RETURN_IF_ERROR(options.engine.initialize({spec.threads, spec.device}));
  }
  JobContext context{spec, options.dir, options.engine, {}, *events, options.stop, options.clock, started};
  if (options.measure_open_cost) {
    context.measure_open_cost = [&](const std::string& path) { return options.measure_open_cost(path, spec.threads); };
  }
  return DispatchWithBoundary(context);
}

absl::Status WriteReport(const std::string& dir, const JobSpec& spec, const absl::StatusOr<Json>& result) {
  const absl::Status& status = result.status();
  Json report = {{"schema", "octavo.report/1"},
                 {"job_id", spec.job_id},
                 {"attempt", spec.attempt},
                 {"outcome", result.ok() ? "succeeded" : "failed"},
                 {"reason", result.ok() ? "" : std::string(FailureReason(status))},
                 {"message", std::string(status.message())},
                 {"result", result.ok() ? *result : Json::object()}};
  return WriteJsonFile(dir + "/report.json", report);
}

}  // namespace

RunnerExit RunJob(const RunJobOptions& options) {
  const auto json = ReadJobJson(options.dir);
  if (!json.ok()) {
    LogError(json.status().message());
    return RunnerExit::kBadUsage;
  }
  JobSpec spec;
  absl::Status parsed = ParseJobSpec(*json, spec);
  std::unique_ptr<Lifeline> lifeline;
  if (parsed.ok() && spec.lifeline_fd.has_value()) {
    // Nothing may be saved here: the agent that owned this folder is gone, and another may use it next.
    auto watched = Lifeline::Watch(*spec.lifeline_fd, [] { _exit(static_cast<int>(RunnerExit::kLifelineEnded)); });
    parsed = watched.status();
    if (watched.ok()) lifeline = *std::move(watched);
  }
  const absl::StatusOr<Json> result = parsed.ok() ? RunInContext(options, spec) : Blame(parsed, kBadSpec);
  if (!result.ok() && options.stop.requested()) {
    // A SIGTERM reaches the whole process group: whatever failed then, a child that was killed say, failed by the stop.
    if (!absl::IsCancelled(result.status())) LogWarning("stopped: ", result.status().message());
    return RunnerExit::kStopped;
  }
  if (!result.ok()) LogError(FailureReason(result.status()), ": ", result.status().message());
  const absl::Status reported = WriteReport(options.dir, spec, result);
  if (!reported.ok()) {
    LogError("no report: ", reported.message());
    return RunnerExit::kNoReport;
  }
  return result.ok() ? RunnerExit::kSucceeded : RunnerExit::kFailed;
}

absl::Status ValidateJob(const std::string& dir) {
  OCTAVO_ASSIGN_OR_RETURN(const Json json, ReadJobJson(dir));
  JobSpec spec;
  OCTAVO_RETURN_IF_ERROR(ParseJobSpec(json, spec));
  return CheckInputs(dir, spec);
}

}  // namespace octavo
