#include "client/commands/doctor_versions.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "client/commands/program_files.h"
#include "client/commands/program_output.h"
#include "common/build_info.h"

namespace octavo::client {
namespace {

// The runner loads LibTorch first, which takes a while from a cold disk.
constexpr absl::Duration kPatience = absl::Seconds(30);
constexpr const char* kOneBuild =
    "take all programs from one build (deploy/quickstart.sh), or name its folder in OCTAVO_BIN_DIR";

}  // namespace

Build OwnBuild() { return {std::string(Version()), std::string(SourceRevision())}; }

bool IsSameBuild(const Build& a, const Build& b) {
  const auto known = [](const std::string& revision) { return !revision.empty() && revision != "unknown"; };
  return a.version == b.version && (!known(a.revision) || !known(b.revision) || a.revision == b.revision);
}

std::string BuildText(const Build& build) {
  return build.revision.empty() ? build.version : absl::StrCat(build.version, " (", build.revision, ")");
}

absl::StatusOr<Build> ParseVersionLine(absl::string_view line) {
  const std::vector<std::string> words = absl::StrSplit(line, absl::ByAnyChar(" \n"), absl::SkipEmpty());
  if (words.size() < 2 || words[1][0] < '0' || words[1][0] > '9') {
    return absl::InvalidArgumentError(absl::StrCat("\"", line.substr(0, 100), "\" names no version"));
  }
  absl::string_view revision = words.size() < 3 ? absl::string_view() : absl::string_view(words[2]);
  absl::ConsumePrefix(&revision, "(");
  while (absl::ConsumeSuffix(&revision, ",") || absl::ConsumeSuffix(&revision, ")")) continue;
  return Build{words[1], std::string(revision)};
}

Finding JudgeProgram(const std::string& name, const std::string& path, const absl::StatusOr<std::string>& line) {
  if (absl::IsDeadlineExceeded(line.status()))
    return Warn(name, std::string(line.status().message()), "look again when this machine has less to do");
  if (!line.ok())
    return Bad(name, absl::StrCat(path, " does not run"), absl::StrCat(line.status().message(), "; or ", kOneBuild));
  const absl::StatusOr<Build> build = ParseVersionLine(*line);
  if (!build.ok())
    return Warn(name, absl::StrCat(path, ": its version is unknown: ", build.status().message()), kOneBuild);
  const std::string found = absl::StrCat(path, ": ", BuildText(*build));
  if (IsSameBuild(*build, OwnBuild())) return Good(name, found);
  return Warn(name, absl::StrCat(found, ", and this octavo is ", BuildText(OwnBuild())), kOneBuild);
}

absl::StatusOr<std::vector<Finding>> CheckPrograms(const Cancellation& cancellation) {
  std::vector<Finding> findings;
  for (const char* name : {"octavo-server", "octavo-worker", "octavo-runner"}) {
    const absl::StatusOr<std::string> path = FindProgram(name);
    if (!path.ok()) {
      findings.push_back(Bad(name, "not found", std::string(path.status().message())));
      continue;
    }
    const absl::StatusOr<std::string> line = ProgramOutput({*path, "--version"}, kPatience, cancellation);
    if (absl::IsCancelled(line.status())) return line.status();
    findings.push_back(JudgeProgram(name, *path, line));
  }
  return findings;
}

}  // namespace octavo::client
