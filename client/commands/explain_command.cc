// octavo explain ID: why a job is where it is.
#include "absl/strings/str_cat.h"
#include "client/commands/command.h"
#include "client/commands/exit_status.h"
#include "client/commands/job_lookup.h"
#include "client/render/text_width.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

class ExplainCommand final : public Command {
 public:
  std::string name() const override { return "explain"; }
  std::string summary() const override { return "Say why a job is not running, or why it ended as it did"; }
  std::string example() const override { return "octavo explain JOB"; }
  std::vector<FlagSpec> flags() const override {
    return {{"id", FlagSpec::Kind::kPositional, "A job's or an experiment's id.", "ID", "", true}};
  }

  absl::StatusOr<int> Run(Context& context) const override {
    OCTAVO_ASSIGN_OR_RETURN(const Session session, ConnectToExisting(context, Need::kServer));
    OCTAVO_ASSIGN_OR_RETURN(const Found found, FindById(*session.client, context.flags().Text("id")));
    Json json = Json::array();
    for (const Job& job : found.experiment.jobs) {
      if (!found.job_id.empty() && job.id != found.job_id) continue;
      OCTAVO_ASSIGN_OR_RETURN(const Explanation why, session.client->jobs().Explain(job.id));
      json.push_back({{"job", job.id},
                      {"state", JobStateName(why.state)},
                      {"summary", why.summary},
                      {"reasons", why.reasons},
                      {"jobs_ahead", why.jobs_ahead},
                      {"can_never_run", why.can_never_run}});
      if (context.output().json()) continue;
      std::string text = absl::StrCat(Printable(absl::StrCat("job ", job.id, " ", job.spec.name, " is ",
                                                             JobStateName(why.state), ": ", why.summary)),
                                      "\n");
      for (const std::string& reason : why.reasons) absl::StrAppend(&text, "  - ", Printable(reason), "\n");
      context.output().Result(text);
    }
    if (context.output().json()) context.output().Document(json);
    return kExitDone;
  }
};

}  // namespace

std::unique_ptr<Command> MakeExplainCommand() { return std::make_unique<ExplainCommand>(); }

}  // namespace octavo::client
