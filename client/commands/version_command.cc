// octavo version.
#include "absl/strings/str_cat.h"
#include "client/commands/command.h"
#include "client/commands/exit_status.h"
#include "common/build_info.h"

namespace octavo::client {
namespace {

class VersionCommand final : public Command {
 public:
  std::string name() const override { return "version"; }
  std::string summary() const override { return "Print the version and how it was built"; }
  std::string example() const override { return "octavo version --json"; }
  std::vector<FlagSpec> flags() const override { return {}; }
  absl::StatusOr<int> Run(Context& context) const override {
    if (context.output().json()) {
      context.output().Document(Json{{"version", std::string(Version())},
                                     {"revision", std::string(SourceRevision())},
                                     {"build", std::string(BuildDescription())}});
    } else {
      context.output().Result(
          absl::StrCat("octavo ", Version(), " (", SourceRevision(), ", ", BuildDescription(), ")\n"));
    }
    return kExitDone;
  }
};

}  // namespace

std::unique_ptr<Command> MakeVersionCommand() { return std::make_unique<VersionCommand>(); }

}  // namespace octavo::client
