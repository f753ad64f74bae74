// octavo completion bash|zsh|fish: the script that completes octavo's command line in that shell.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/commands/command.h"
#include "client/commands/exit_status.h"
#include "client/commands/shell_scripts.h"
#include "common/suggestion.h"

namespace octavo::client {
namespace {

class CompletionCommand final : public Command {
 public:
  std::string name() const override { return "completion"; }
  std::string summary() const override { return "Print the script that completes octavo's command line in a shell"; }
  std::string example() const override {
    return "source <(octavo completion bash)      # in ~/.bashrc\n"
           "  source <(octavo completion zsh)       # in ~/.zshrc, after compinit\n"
           "  octavo completion fish > ~/.config/fish/completions/octavo.fish";
  }
  std::vector<FlagSpec> flags() const override {
    return {{"shell", FlagSpec::Kind::kPositional, "Whose completion.", "bash|zsh|fish", "", true}};
  }

  absl::StatusOr<int> Run(Context& context) const override {
    const std::string shell = context.flags().Text("shell");
    const std::vector<std::string> shells = {"bash", "zsh", "fish"};
    const absl::string_view scripts[] = {kBashCompletion, kZshCompletion, kFishCompletion};
    for (size_t i = 0; i < shells.size(); ++i) {
      if (shells[i] != shell) continue;
      const std::string script(scripts[i]);
      context.output().json() ? context.output().Document(Json{{"shell", shell}, {"script", script}})
                              : context.output().Result(script);
      return kExitDone;
    }
    return absl::InvalidArgumentError(absl::StrCat("there is no completion for '", shell, "'; the shells are ",
                                                   absl::StrJoin(shells, ", "), DidYouMean(shell, shells)));
  }
};

}  // namespace

std::unique_ptr<Command> MakeCompletionCommand() { return std::make_unique<CompletionCommand>(); }

}  // namespace octavo::client
