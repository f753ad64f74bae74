#include "client/commands/local_job.h"

#include <signal.h>
#include <string.h>

#include <algorithm>
#include <filesystem>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "client/commands/dataset_files.h"
#include "client/commands/interruptible.h"
#include "client/commands/program_files.h"
#include "common/runner_environment.h"
#include "common/status_macros.h"
#include "common/subprocess.h"

namespace octavo::client {
namespace fs = std::filesystem;
namespace {

absl::Status LinkTo(const fs::path& target, const fs::path& link) {
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(link.parent_path().string()));
  std::error_code error;
  fs::create_symlink(target, link, error);
  return error ? absl::ErrnoToStatus(error.value(), absl::StrCat("cannot link ", target.string(), " into ",
                                                                 link.parent_path().string()))
               : absl::OkStatus();
}

/// inputs/NAME: the folder, or a folder that holds the one file, or what of a folder is part of the data set.
absl::Status LinkInput(const std::string& path, const std::string& input) {
  std::error_code error;
  const fs::path target = fs::absolute(path, error);
  if (!fs::is_directory(target, error)) return LinkTo(target, fs::path(input) / target.filename());
  const auto wanted = DatasetFileFilter(path);
  if (!wanted) return LinkTo(target, input);
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> files, ListFiles(path));
  for (const std::string& file : files) {
    if (wanted(file)) OCTAVO_RETURN_IF_ERROR(LinkTo(target / file, fs::path(input) / file));
  }
  return absl::OkStatus();
}

/// `message` with the inputs' paths as they were given: those in the job's folder go with it.
std::string OfGivenPaths(const std::string& message, const std::string& folder,
                         const std::map<std::string, std::string>& inputs) {
  std::vector<std::pair<std::string, std::string>> given;
  std::error_code ignored;
  for (const auto& [name, path] : inputs) {
    std::string linked = absl::StrCat(folder, "/inputs/", name);
    if (!fs::is_directory(path, ignored)) absl::StrAppend(&linked, "/", fs::path(path).filename().string());
    given.emplace_back(std::move(linked), path);
  }
  return absl::StrReplaceAll(message, given);
}

/// Why the runner failed.
absl::Status Explain(const std::string& folder, const ExitStatus& exit) {
  const absl::StatusOr<Json> report = ReadJsonFile(folder + "/report.json");
  if (report.ok() && report->is_object() && report->value("outcome", "") == "failed") {
    const std::string reason = report->value("reason", ""), message = report->value("message", "");
    if (reason == "INTERNAL" || reason == "OUT_OF_MEMORY" || reason == "DISK_FULL")
      return absl::InternalError(absl::StrCat(reason, ": ", message));
    return absl::InvalidArgumentError(message);
  }
  const absl::StatusOr<std::string> log = ReadFile(folder + "/log.txt");
  const std::string tail = log.ok() ? log->substr(log->size() > 1000 ? log->size() - 1000 : 0) : "";
  std::string how = absl::StrCat("failed with exit status ", exit.exit_code);
  if (exit.signal != 0) how = absl::StrCat("was ended by signal ", exit.signal, " (", strsignal(exit.signal), ")");
  if (exit.signal == SIGKILL) absl::StrAppend(&how, ", as the system does where memory runs out");
  return absl::InternalError(absl::StrCat("octavo-runner ", how,
                                          tail.empty() ? " and printed nothing; octavo doctor checks this machine"
                                                       : absl::StrCat("; its log ends: ", tail)));
}

absl::StatusOr<Json> DescribeJobFile(Context& context, const std::string& kind, const Json& params) {
  OCTAVO_ASSIGN_OR_RETURN(int threads, context.settings().Number(kind, "threads", 0));
  if (threads == 0) threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  return Json{{"schema", "octavo.job/1"}, {"kind", kind},   {"params", params}, {"threads", threads},
              {"device", "cpu"},          {"job_id", kind}, {"attempt", 1},     {"lifeline_fd", 3}};
}

}  // namespace

absl::StatusOr<std::string> FindModelHere(Context& context) {
  const std::string model = context.settings().Text("", "model", "results/baseline/model");
  std::error_code ignored;
  if (fs::exists(model, ignored)) return model;
  OCTAVO_ASSIGN_OR_RETURN(const Catalog catalog, context.ReadCatalog());
  OCTAVO_ASSIGN_OR_RETURN(const ResolvedAsset asset, catalog.Model(model, context.CacheFolder()));
  return asset.path;
}

absl::StatusOr<TempDir> RunLocalJob(Context& context, const std::string& kind, const Json& params,
                                    const std::map<std::string, std::string>& inputs) {
  OCTAVO_ASSIGN_OR_RETURN(const Json job, DescribeJobFile(context, kind, params));
  OCTAVO_ASSIGN_OR_RETURN(const std::string program, FindProgram("octavo-runner"));
  OCTAVO_ASSIGN_OR_RETURN(TempDir folder, TempDir::Create("octavo-job"));
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(folder.path() + "/inputs"));
  for (const auto& [name, path] : inputs) {
    OCTAVO_RETURN_IF_ERROR(LinkInput(path, absl::StrCat(folder.path(), "/inputs/", name)));
  }
  OCTAVO_RETURN_IF_ERROR(WriteJsonFile(folder.path() + "/job.json", job));
  SubprocessOptions options;
  options.argv = {program, "--job", folder.path()};
  options.environment = InheritEnvironment();
  CompleteRunnerEnvironment(options.environment);
  options.stdout_path = folder.path() + "/log.txt";
  options.stderr_path = options.stdout_path;
  options.lifeline = true;
  OCTAVO_ASSIGN_OR_RETURN(Subprocess runner, Subprocess::Start(options));
  OCTAVO_ASSIGN_OR_RETURN(const ExitStatus exit, WaitForChild(runner, context.cancellation()));
  if (exit.signal == 0 && exit.exit_code == 0) return folder;
  const absl::Status failure = Explain(folder.path(), exit);
  return absl::Status(failure.code(), OfGivenPaths(std::string(failure.message()), folder.path(), inputs));
}

}  // namespace octavo::client
