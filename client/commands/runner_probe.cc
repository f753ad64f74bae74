#include "client/commands/runner_probe.h"

#include <string.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "client/commands/interruptible.h"
#include "client/commands/program_files.h"
#include "common/files.h"
#include "common/status_macros.h"
#include "common/subprocess.h"

namespace octavo::client {
namespace {

constexpr absl::Duration kProbeTime = absl::Seconds(60);

}  // namespace

absl::StatusOr<Json> ProbeRunner(const Cancellation& cancellation) {
  OCTAVO_ASSIGN_OR_RETURN(const std::string runner, FindProgram("octavo-runner"));
  OCTAVO_ASSIGN_OR_RETURN(const TempDir folder, TempDir::Create("octavo-probe"));
  SubprocessOptions options;
  options.argv = {runner, "--probe"};
  options.environment = InheritEnvironment();
  // A file, because a pipe could only be read without a limit of time.
  options.stdout_path = folder.path() + "/probe.json";
  OCTAVO_ASSIGN_OR_RETURN(Subprocess child, Subprocess::Start(options));
  const absl::StatusOr<ExitStatus> exit = WaitForChild(child, cancellation, kProbeTime);
  if (absl::IsDeadlineExceeded(exit.status())) {
    return absl::DeadlineExceededError(
        absl::StrCat(runner, " --probe has not answered within ", absl::FormatDuration(kProbeTime)));
  }
  OCTAVO_RETURN_IF_ERROR(exit.status());
  if (exit->exit_code != 0 || exit->signal != 0) {
    return absl::InternalError(absl::StrCat(
        "octavo-runner --probe, which says what this machine can run, ",
        exit->signal != 0 ? absl::StrCat("was ended by signal ", exit->signal, " (", strsignal(exit->signal), ")")
                          : absl::StrCat("failed with exit status ", exit->exit_code),
        ": run ", runner, " --probe by hand to see why"));
  }
  OCTAVO_ASSIGN_OR_RETURN(const std::string text, ReadFile(options.stdout_path));
  OCTAVO_ASSIGN_OR_RETURN(Json probe, ParseJson(text, "octavo-runner --probe"));
  if (!probe.is_object()) return absl::InternalError("octavo-runner --probe printed no JSON object");
  return probe;
}

}  // namespace octavo::client
