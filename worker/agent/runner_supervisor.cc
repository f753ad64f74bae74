#include "worker/agent/runner_supervisor.h"

#include <poll.h>
#include <sys/stat.h>

#include <algorithm>
#include <csignal>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/logging.h"
#include "common/status_macros.h"
#include "common/subprocess.h"
#include "worker/agent/event_reader.h"
#include "worker/agent/file_tail.h"
#include "worker/agent/runner_end.h"

namespace octavo {
namespace {

constexpr absl::Duration kTick = absl::Milliseconds(50);
// A runner is one process as a rule; children that it starts are found by this slower look at all of /proc.
constexpr absl::Duration kGroupTick = absl::Seconds(1);
constexpr size_t kEventChunk = 256 << 10;

int64_t FileSize(const std::string& path) {
  struct stat info = {};
  return stat(path.c_str(), &info) == 0 ? info.st_size : 0;
}

/// Watches one runner. Confined to the supervising thread.
class Watch {
 public:
  Watch(const RunnerOptions& options, const JobDirectory& dir, const Clock& clock, Subprocess& child, StopSignal& stop,
        RunnerObserver& observer)
      : options_(options),
        dir_(dir),
        clock_(clock),
        child_(child),
        stop_(stop),
        observer_(observer),
        start_(clock.Now()),
        events_(dir.events()) {}

  absl::StatusOr<ExitStatus> UntilEnd() {
    for (;;) {
      AwaitNews();
      OCTAVO_ASSIGN_OR_RETURN(const std::optional<ExitStatus> end, child_.Poll());
      if (end.has_value()) return *end;
      const absl::Time now = clock_.Now();
      CheckLimits(now);
      Descend(now);
      ReadEvents();
    }
  }

  int64_t peak_rss_bytes() const { return peak_rss_; }

 private:
  void AwaitNews() const {
    pollfd ready[2] = {{child_.pid_fd(), POLLIN, 0}, {stop_.fd(), POLLIN, 0}};
    // Once stopping, the signal stays readable: ticks alone drive the ladder then.
    poll(ready, stop_.requested() ? 1 : 2, static_cast<int>(absl::ToInt64Milliseconds(kTick)));
  }

  void CheckLimits(absl::Time now) {
    const std::optional<ProcessUsage> leader = UsageOfProcess(child_.pid());
    int64_t rss = leader.has_value() ? leader->rss_bytes : 0;
    if (now >= next_group_look_) {
      next_group_look_ = now + kGroupTick;
      const ProcessUsage group = UsageOfGroup(child_.pid());
      rss = std::max(rss, group.rss_bytes);
      observer_.OnUsage(group);
      memory_bytes_ = group.rss_bytes;
    }
    peak_rss_ = std::max(peak_rss_, rss);
    if (stop_.requested()) return;
    if (options_.memory_bytes > 0 && rss > options_.memory_bytes) {
      // No grace: saving a checkpoint takes memory too.
      stop_.Request(StopReason::kMemoryLimit, absl::ZeroDuration());
    } else if (now - start_ >= options_.time_limit) {
      stop_.Request(StopReason::kTimeLimit, options_.kill_grace);
    } else if (FileSize(dir_.log()) > options_.log_bytes) {
      stop_.Request(StopReason::kLogLimit, options_.kill_grace);
    }
  }

  /// The kill ladder, one rung at a time.
  void Descend(absl::Time now) {
    if (!stop_.requested() || killed_) return;
    if (!terminated_at_.has_value()) {
      child_.Signal(SIGTERM).IgnoreError();
      terminated_at_ = now;
    }
    if (now - *terminated_at_ >= stop_.grace()) {
      child_.Signal(SIGKILL).IgnoreError();
      killed_ = true;
    }
  }

  void ReadEvents() {
    const absl::StatusOr<std::string> bytes = events_.Next(kEventChunk);
    if (!bytes.ok() || bytes->empty()) return;
    reader_.Feed(*bytes);
    if (!reader_.progress().has_value()) return;
    JobProgress progress = *reader_.progress();
    progress.memory_bytes = memory_bytes_;
    observer_.OnProgress(progress, reader_.training_rate());
  }

  const RunnerOptions& options_;
  const JobDirectory& dir_;
  const Clock& clock_;
  Subprocess& child_;
  StopSignal& stop_;
  RunnerObserver& observer_;
  const absl::Time start_;
  absl::Time next_group_look_ = absl::InfinitePast();
  std::optional<absl::Time> terminated_at_;
  bool killed_ = false;
  int64_t peak_rss_ = 0;
  int64_t memory_bytes_ = 0;  // the group's resident set at the last look
  FileTail events_;
  EventReader reader_;
};

absl::StatusOr<Subprocess> StartRunner(const RunnerOptions& options, const JobDirectory& dir) {
  SubprocessOptions child;
  child.argv = {options.runner, "--job", dir.root()};
  child.environment = options.environment;
  child.stdout_path = dir.log();
  child.stderr_path = dir.log();
  child.lifeline = true;
  return Subprocess::Start(child);
}

}  // namespace

absl::StatusOr<AttemptEnd> SuperviseRunner(const RunnerOptions& options, const AttemptId& id, const JobDirectory& dir,
                                           const Clock& clock, StopSignal& stop, RunnerObserver& observer) {
  OCTAVO_ASSIGN_OR_RETURN(Subprocess child, StartRunner(options, dir));
  PreferForOomKill(child.pid());
  if (absl::Status noted = dir.RecordRunner(child.pid()); !noted.ok()) LogWarning(ToString(id), ": ", noted.message());
  observer.OnStarted(child.pid());
  Watch watch(options, dir, clock, child, stop, observer);
  absl::StatusOr<ExitStatus> exit = watch.UntilEnd();
  if (!exit.ok()) return exit.status();
  dir.RunnerEnded();
  AttemptEnd end = JudgeRunner(*exit, stop.reason(), ReadRunnerReport(dir.report(), id));
  end.max_rss_bytes = std::max(exit->max_rss_bytes, watch.peak_rss_bytes());
  return end;
}

}  // namespace octavo
