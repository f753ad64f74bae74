// octavo show ID: an experiment or a job, whole.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/commands/command.h"
#include "client/commands/exit_status.h"
#include "client/commands/job_line.h"
#include "client/commands/job_lookup.h"
#include "client/commands/stage_flags.h"
#include "client/render/numbers.h"
#include "client/render/text_width.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

std::string Moment(absl::Time time) {
  return time == absl::InfinitePast() ? "" : absl::FormatTime("%Y-%m-%d %H:%M:%S", time, absl::LocalTimeZone());
}

std::string DescribeAttempt(const Attempt& attempt) {
  std::string line = absl::StrCat("attempt ", attempt.number, " on ", attempt.worker, ", ", Moment(attempt.start), ": ",
                                  attempt.outcome.empty() ? "under way" : attempt.outcome);
  if (!attempt.reason.empty()) absl::StrAppend(&line, " ", attempt.reason);
  if (attempt.wall_time > absl::ZeroDuration()) absl::StrAppend(&line, " after ", Span(attempt.wall_time));
  if (attempt.max_rss_bytes > 0) absl::StrAppend(&line, ", peak memory ", Bytes(attempt.max_rss_bytes));
  if (!attempt.message.empty()) absl::StrAppend(&line, ": ", attempt.message);
  if (!attempt.retry_rule.empty()) absl::StrAppend(&line, " [", attempt.retry_rule, "]");
  return line;
}

/// Lines, each of them made harmless: all of it is what a server says.
std::string DescribeForPeople(const Job& job) {
  std::string text;
  auto add = [&](const std::string& line) { absl::StrAppend(&text, Printable(line), "\n"); };
  add(absl::StrCat("job ", job.id, " ", job.spec.name, " (", job.spec.kind, "): ", Outcome(job)));
  if (job.has_progress) add(absl::StrCat("  ", PlainProgressLine(job)));
  add(absl::StrCat("  params  ", DumpJson(job.spec.params)));
  for (const JobInput& input : job.spec.inputs) {
    add(absl::StrCat("  input   ", input.name, ": ",
                     input.from_job.empty() ? input.artifact_digest
                                            : absl::StrCat("output of ", input.from_job, " ", input.from_path),
                     input.sources.empty() ? "" : absl::StrCat(" (", absl::StrJoin(input.sources, ", "), ")")));
  }
  if (!job.output_digest.empty()) add(absl::StrCat("  output  ", job.output_digest));
  if (!job.cached_from.empty()) add(absl::StrCat("  cached  from job ", job.cached_from));
  for (const Attempt& attempt : job.attempts) add(absl::StrCat("  ", DescribeAttempt(attempt)));
  return text;
}

class ShowCommand final : public Command {
 public:
  std::string name() const override { return "show"; }
  std::string summary() const override { return "Show an experiment or a job: state, parameters, attempts, results"; }
  std::string example() const override { return "octavo show ID --json"; }
  std::vector<FlagSpec> flags() const override {
    return {{"id", FlagSpec::Kind::kPositional, "An experiment's or a job's id.", "ID", "", true}};
  }

  absl::StatusOr<int> Run(Context& context) const override {
    OCTAVO_ASSIGN_OR_RETURN(const Session session, ConnectToExisting(context, Need::kServer));
    OCTAVO_ASSIGN_OR_RETURN(const Found found, FindById(*session.client, context.flags().Text("id")));
    if (!found.job_id.empty()) {
      OCTAVO_ASSIGN_OR_RETURN(const Job job, session.client->jobs().Get(found.job_id));
      context.output().json() ? context.output().Document(DescribeJob(job))
                              : context.output().Result(DescribeForPeople(job));
      return kExitDone;
    }
    if (context.output().json()) {
      context.output().Document(DescribeExperiment(found.experiment));
      return kExitDone;
    }
    std::string text =
        absl::StrCat(Printable(absl::StrCat("experiment ", found.experiment.id, " ", found.experiment.name,
                                            ", created ", Moment(found.experiment.created))),
                     "\n");
    for (const Job& job : found.experiment.jobs) absl::StrAppend(&text, DescribeForPeople(job));
    context.output().Result(text);
    return kExitDone;
  }
};

}  // namespace

std::unique_ptr<Command> MakeShowCommand() { return std::make_unique<ShowCommand>(); }

}  // namespace octavo::client
