#include "client/commands/program_output.h"

#include <string.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/commands/interruptible.h"
#include "common/files.h"
#include "common/status_macros.h"
#include "common/subprocess.h"

namespace octavo::client {

absl::StatusOr<std::string> ProgramOutput(const std::vector<std::string>& argv, absl::Duration limit,
                                          const Cancellation& cancellation) {
  const std::string command = absl::StrJoin(argv, " ");
  OCTAVO_ASSIGN_OR_RETURN(const TempDir folder, TempDir::Create("octavo-output"));
  SubprocessOptions options;
  options.argv = argv;
  options.environment = InheritEnvironment();
  options.lifeline = true;
  // A file, because a pipe could only be read without a limit of time.
  options.stdout_path = folder.path() + "/stdout";
  OCTAVO_ASSIGN_OR_RETURN(Subprocess child, Subprocess::Start(options));
  const absl::StatusOr<ExitStatus> exit = WaitForChild(child, cancellation, limit);
  if (absl::IsDeadlineExceeded(exit.status())) {
    return absl::DeadlineExceededError(absl::StrCat(command, " has not answered within ", absl::FormatDuration(limit)));
  }
  OCTAVO_RETURN_IF_ERROR(exit.status());
  if (exit->exit_code != 0 || exit->signal != 0) {
    return absl::InternalError(absl::StrCat(
        command,
        exit->signal != 0 ? absl::StrCat(" was ended by signal ", exit->signal, " (", strsignal(exit->signal), ")")
                          : absl::StrCat(" failed with exit status ", exit->exit_code),
        ": run it by hand to see why"));
  }
  return ReadFile(options.stdout_path);
}

}  // namespace octavo::client
