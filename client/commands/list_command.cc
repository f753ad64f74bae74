// octavo list: the newest experiments.
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/commands/command.h"
#include "client/commands/exit_status.h"
#include "client/commands/stage_flags.h"
#include "client/render/text_table.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

constexpr int kMaxLimit = 10'000;

class ListCommand final : public Command {
 public:
  std::string name() const override { return "list"; }
  std::string summary() const override { return "List experiments, the newest first"; }
  std::string example() const override { return "octavo list --limit 10"; }
  std::vector<FlagSpec> flags() const override {
    return {{"limit", FlagSpec::Kind::kText, "How many at most.", "N", "20"}};
  }

  absl::StatusOr<int> Run(Context& context) const override {
    OCTAVO_ASSIGN_OR_RETURN(const int limit, context.settings().Number("", "limit", 20));
    if (limit < 1 || limit > kMaxLimit)
      return absl::InvalidArgumentError(absl::StrCat("--limit: ", limit, " is not from 1 to ", kMaxLimit));
    Session session;
    if (!context.ServerAddress().empty() || HasLocalState()) {
      OCTAVO_ASSIGN_OR_RETURN(session, context.Connect(Need::kServer));
    }
    return context.output().json() ? PrintDocument(context, session, limit) : PrintTable(context, session, limit);
  }

 private:
  /// `session` is without a client where there is no server, and so no experiment.
  static absl::StatusOr<int> PrintDocument(Context& context, const Session& session, int limit) {
    Json json = Json::array();
    if (session.client != nullptr) {
      OCTAVO_ASSIGN_OR_RETURN(const std::vector<Experiment> experiments, session.client->experiments().List(limit));
      for (const Experiment& experiment : experiments) json.push_back(DescribeExperiment(experiment));
    }
    context.output().Document(json);
    return kExitDone;
  }

  static absl::StatusOr<int> PrintTable(Context& context, const Session& session, int limit) {
    std::vector<ExperimentSummary> experiments;
    if (session.client != nullptr) {
      OCTAVO_ASSIGN_OR_RETURN(experiments, session.client->experiments().Summarize(limit));
    }
    if (experiments.empty()) {
      context.output().Note("there are no experiments yet; start one with octavo run-all");
      return kExitDone;
    }
    TextTable table({"id", "created", "state", "jobs", "name"});
    for (const ExperimentSummary& experiment : experiments) {
      std::vector<std::string> jobs;
      for (const JobSummary& job : experiment.jobs)
        jobs.push_back(absl::StrCat(job.name, " ", JobStateName(job.state)));
      table.Add({experiment.id, absl::FormatTime("%Y-%m-%d %H:%M", experiment.created, absl::LocalTimeZone()),
                 experiment.Ended() ? "ended" : "open", absl::StrJoin(jobs, ", "), experiment.name});
    }
    context.output().Result(table.Render());
    return kExitDone;
  }
};

}  // namespace

std::unique_ptr<Command> MakeListCommand() { return std::make_unique<ListCommand>(); }

}  // namespace octavo::client
