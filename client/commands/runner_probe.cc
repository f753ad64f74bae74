#include "client/commands/runner_probe.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/commands/program_files.h"
#include "client/commands/program_output.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

constexpr absl::Duration kFactsTime = absl::Seconds(60);
constexpr absl::Duration kPeaksTime = absl::Minutes(3);

}  // namespace

absl::StatusOr<Json> ProbeRunner(const Cancellation& cancellation, ProbeDepth depth) {
  OCTAVO_ASSIGN_OR_RETURN(const std::string runner, FindProgram("octavo-runner"));
  std::vector<std::string> argv = {runner, "--probe"};
  if (depth == ProbeDepth::kPeaks) argv.emplace_back("--peak");
  argv.insert(argv.end(), {"--lifeline-fd", absl::StrCat(kLifelineFd)});
  OCTAVO_ASSIGN_OR_RETURN(const std::string text,
                          ProgramOutput(argv, depth == ProbeDepth::kPeaks ? kPeaksTime : kFactsTime, cancellation));
  OCTAVO_ASSIGN_OR_RETURN(Json probe, ParseJson(text, "octavo-runner --probe"));
  if (!probe.is_object()) return absl::InternalError("octavo-runner --probe printed no JSON object");
  return probe;
}

}  // namespace octavo::client
