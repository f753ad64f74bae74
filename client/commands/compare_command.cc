// octavo compare: renders the comparison from a results folder; needs no server.
#include "client/commands/command.h"
#include "client/commands/compare_results.h"
#include "client/commands/exit_status.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

class CompareCommand final : public Command {
 public:
  std::string name() const override { return "compare"; }
  std::string summary() const override { return "Compare the results in a folder: table, report and pictures"; }
  std::string example() const override { return "octavo compare --results-dir results"; }
  std::vector<FlagSpec> flags() const override {
    return {{"results-dir", FlagSpec::Kind::kText,
             "Folder with baseline/, dynamic_quant/ …, and the further seeds' repeats/; comparison/ is written there.",
             "FOLDER", "results"}};
  }
  absl::StatusOr<int> Run(Context& context) const override {
    OCTAVO_ASSIGN_OR_RETURN(const WrittenResults results,
                            CompareResults(context, context.settings().Text("", "results_dir", "results")));
    TellComparison(context, results);
    return kExitDone;
  }
};

}  // namespace

std::unique_ptr<Command> MakeCompareCommand() { return std::make_unique<CompareCommand>(); }

}  // namespace octavo::client
