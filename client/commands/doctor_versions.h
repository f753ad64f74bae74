#ifndef OCTAVO_CLIENT_COMMANDS_DOCTOR_VERSIONS_H_
#define OCTAVO_CLIENT_COMMANDS_DOCTOR_VERSIONS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/commands/doctor_finding.h"
#include "common/cancellation.h"

namespace octavo::client {

/// Which build a program is.
struct Build {
  std::string version;   // "0.1.0"
  std::string revision;  // the commit; empty or "unknown": not known
};

/// This program's.
Build OwnBuild();
/// The same release, and the same commit where both are known. Pure.
bool IsSameBuild(const Build& a, const Build& b);
/// "0.1.0 (a1b2c3d)". Pure.
std::string BuildText(const Build& build);
/// From "octavo-server 0.1.0 (a1b2c3d, GNU 12.2.0 Release)"; INVALID_ARGUMENT for another text. Pure.
absl::StatusOr<Build> ParseVersionLine(absl::string_view line);

/// What is found of the program `name` at `path` that printed `line` when asked for its version. Pure.
Finding JudgeProgram(const std::string& name, const std::string& path, const absl::StatusOr<std::string>& line);

/// octavo-server, octavo-worker and octavo-runner as a private service would start them. Blocks for as long as they
/// take to say their versions. CANCELLED when the user interrupts.
absl::StatusOr<std::vector<Finding>> CheckPrograms(const Cancellation& cancellation);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_DOCTOR_VERSIONS_H_
