// octavo logs ID [-f]: what the runner printed.
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/commands/command.h"
#include "client/commands/exit_status.h"
#include "client/commands/follow.h"
#include "client/commands/job_lookup.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

/// The log as JSON, an object a line. Data may come in pieces of lines.
class LogLines {
 public:
  LogLines(Output& output, std::string job, int attempt) : output_(output), job_(std::move(job)), attempt_(attempt) {}

  void Add(absl::string_view data) {
    absl::StrAppend(&rest_, data);
    size_t begin = 0;
    for (size_t end = rest_.find('\n'); end != std::string::npos; end = rest_.find('\n', begin)) {
      Print(rest_.substr(begin, end - begin));
      begin = end + 1;
    }
    rest_.erase(0, begin);
  }
  /// Prints a last line without an end.
  void Finish() {
    if (!rest_.empty()) Print(rest_);
  }

 private:
  void Print(const std::string& line) {
    output_.Result(absl::StrCat(DumpJson(Json{{"job", job_}, {"attempt", attempt_}, {"line", line}}), "\n"));
  }

  Output& output_;
  const std::string job_;
  const int attempt_;
  std::string rest_;
};

class LogsCommand final : public Command {
 public:
  std::string name() const override { return "logs"; }
  std::string summary() const override {
    return "Print the log of a job; of an experiment, of the job that runs or ran last";
  }
  std::string example() const override { return "octavo logs ID -f"; }
  std::vector<FlagSpec> flags() const override {
    return {{"id", FlagSpec::Kind::kPositional, "A job's or an experiment's id.", "ID", "", true},
            {"attempt", FlagSpec::Kind::kText, "Which attempt; 0 is the last.", "N", "0"},
            {"follow", FlagSpec::Kind::kSwitch, "Go on until the attempt has ended.", "", "", false, "f"}};
  }

  absl::StatusOr<int> Run(Context& context) const override {
    OCTAVO_ASSIGN_OR_RETURN(const int attempt, context.settings().Number("", "attempt", 0));
    OCTAVO_ASSIGN_OR_RETURN(const Session session, ConnectToExisting(context, Need::kServer));
    OCTAVO_ASSIGN_OR_RETURN(const Job job, FindJob(*session.client, context.flags().Text("id")));
    if (job.attempts.empty()) {
      context.output().Note(
          absl::StrCat("job ", job.id, " (", job.spec.name, ") has not been started: octavo explain ", job.id));
      return kExitDone;
    }
    LogLines lines(context.output(), job.id, attempt == 0 ? job.attempts.back().number : attempt);
    const bool json = context.output().json();
    const bool follow = context.flags().switches.contains("follow");
    auto print = [&](absl::string_view data) { json ? lines.Add(data) : context.output().Result(data); };
    // Without -f the patience is that of any call, and too short to be told of.
    const StreamNews news = follow ? NewsOf(context, *session.client) : StreamNews{};
    const absl::Status read = session.client->jobs().ReadLog(job.id, attempt, follow, print, news);
    lines.Finish();
    OCTAVO_RETURN_IF_ERROR(
        WithRemedy(read, absl::StrCat("The whole log: octavo logs ", job.id, follow ? " -f." : ".")));
    return kExitDone;
  }
};

}  // namespace

std::unique_ptr<Command> MakeLogsCommand() { return std::make_unique<LogsCommand>(); }

}  // namespace octavo::client
