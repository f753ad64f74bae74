#include "client/commands/runner_job.h"

#include <unistd.h>

#include <filesystem>
#include <thread>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "client/commands/interruptible.h"
#include "client/commands/program_files.h"
#include "client/commands/stage_flags.h"
#include "common/files.h"
#include "common/runner_environment.h"
#include "common/status_macros.h"
#include "common/subprocess.h"

namespace octavo::client {
namespace fs = std::filesystem;
namespace {

/// inputs/model: the model's folder, or a folder that holds the one file.
absl::Status LinkModel(const std::string& model, const std::string& inputs) {
  std::error_code error;
  const fs::path target = fs::absolute(model, error);
  if (fs::is_directory(target, error)) {
    fs::create_directory_symlink(target, inputs + "/model", error);
  } else {
    OCTAVO_RETURN_IF_ERROR(MakeDirectories(inputs + "/model"));
    fs::create_symlink(target, absl::StrCat(inputs, "/model/", target.filename().string()), error);
  }
  return error ? absl::ErrnoToStatus(error.value(), absl::StrCat("cannot link ", model, " into ", inputs))
               : absl::OkStatus();
}

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
  return absl::InternalError(absl::StrCat(
      "octavo-runner ended with ",
      exit.signal != 0 ? absl::StrCat("signal ", exit.signal) : absl::StrCat("status ", exit.exit_code), ": ", tail));
}

absl::StatusOr<std::vector<Json>> ReadLines(const std::string& path, size_t expected) {
  OCTAVO_ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  std::vector<Json> lines;
  for (absl::string_view line : absl::StrSplit(text, '\n', absl::SkipEmpty())) {
    OCTAVO_ASSIGN_OR_RETURN(Json json, ParseJson(line, path));
    lines.push_back(std::move(json));
  }
  if (lines.size() != expected)
    return absl::InternalError(absl::StrCat("octavo-runner answered ", lines.size(), " of ", expected, " texts"));
  return lines;
}

std::vector<std::string> Lines(const std::string& data) {
  std::vector<std::string> lines = absl::StrSplit(data, '\n');
  if (lines.back().empty()) lines.pop_back();
  return lines;
}

}  // namespace

std::vector<FlagSpec> TextFlags(const std::string& kind) {
  std::vector<FlagSpec> flags = {
      {"text", FlagSpec::Kind::kPositionalList, "Texts; without them and --file, the lines of stdin.", "TEXT"},
      {"model", FlagSpec::Kind::kText, "A model folder, a quantized model file, or a name of octavo models.", "DIR",
       "results/baseline/model"},
      {"file", FlagSpec::Kind::kText, "A file with one text a line.", "FILE"},
      {"threads", FlagSpec::Kind::kText, "Compute threads; 0 takes all.", "N", "0"}};
  const std::vector<FlagSpec> params = ParamFlags({kind});
  flags.insert(flags.end(), params.begin(), params.end());
  return flags;
}

absl::StatusOr<std::vector<std::string>> ReadTexts(Context& context) {
  std::vector<std::string> texts = context.flags().List("text");
  for (const std::string& text : texts) {
    if (absl::StrContains(text, '\n'))
      return absl::InvalidArgumentError("TEXT holds a line break: a text is one line; give them in --file, one a line");
  }
  if (context.flags().Has("file")) {
    if (!texts.empty()) return absl::InvalidArgumentError("give either TEXT or --file, not both");
    OCTAVO_ASSIGN_OR_RETURN(const std::string data, ReadFile(context.flags().Text("file")));
    texts = Lines(data);
  } else if (texts.empty()) {
    OCTAVO_ASSIGN_OR_RETURN(const std::string data, ReadToEnd(STDIN_FILENO, context.cancellation()));
    texts = Lines(data);
  }
  if (texts.empty()) return absl::InvalidArgumentError("there is no text: give TEXT, --file FILE, or lines on stdin");
  return texts;
}

absl::StatusOr<std::vector<Json>> RunTextJob(Context& context, const std::string& kind,
                                             const std::vector<std::string>& texts, const std::string& output) {
  OCTAVO_ASSIGN_OR_RETURN(const Json params, context.settings().Params(kind));
  OCTAVO_ASSIGN_OR_RETURN(int threads, context.settings().Number(kind, "threads", 0));
  if (threads == 0) threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  std::string model = context.settings().Text("", "model", "results/baseline/model");
  std::error_code ignored;
  if (!fs::exists(model, ignored)) {
    OCTAVO_ASSIGN_OR_RETURN(const Catalog catalog, context.ReadCatalog());
    OCTAVO_ASSIGN_OR_RETURN(const ResolvedAsset asset, catalog.Model(model, context.CacheFolder()));
    model = asset.path;
  }
  OCTAVO_ASSIGN_OR_RETURN(const std::string program, FindProgram("octavo-runner"));
  OCTAVO_ASSIGN_OR_RETURN(const TempDir folder, TempDir::Create("octavo-job"));
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(folder.path() + "/inputs/texts"));
  OCTAVO_RETURN_IF_ERROR(LinkModel(model, folder.path() + "/inputs"));
  OCTAVO_RETURN_IF_ERROR(
      WriteFileAtomically(folder.path() + "/inputs/texts/texts.txt", absl::StrCat(absl::StrJoin(texts, "\n"), "\n")));
  OCTAVO_RETURN_IF_ERROR(WriteJsonFile(folder.path() + "/job.json", Json{{"schema", "octavo.job/1"},
                                                                         {"kind", kind},
                                                                         {"params", params},
                                                                         {"threads", threads},
                                                                         {"device", "cpu"},
                                                                         {"job_id", kind},
                                                                         {"attempt", 1},
                                                                         {"lifeline_fd", 3}}));
  SubprocessOptions options;
  options.argv = {program, "--job", folder.path()};
  options.environment = InheritEnvironment();
  CompleteRunnerEnvironment(options.environment);
  options.stdout_path = folder.path() + "/log.txt";
  options.stderr_path = options.stdout_path;
  options.lifeline = true;
  OCTAVO_ASSIGN_OR_RETURN(Subprocess runner, Subprocess::Start(options));
  OCTAVO_ASSIGN_OR_RETURN(const ExitStatus exit, WaitForChild(runner, context.cancellation()));
  if (exit.signal != 0 || exit.exit_code != 0) return Explain(folder.path(), exit);
  return ReadLines(absl::StrCat(folder.path(), "/outputs/", output), texts.size());
}

}  // namespace octavo::client
