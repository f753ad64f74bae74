#include "client/commands/job_story.h"

#include "absl/strings/str_cat.h"
#include "client/commands/job_line.h"
#include "client/render/text_width.h"

namespace octavo::client {
namespace {

/// Whether the attempt's runner was started. Of an attempt that ended only a runner's time says so.
bool Ran(const Job& job, size_t attempt) {
  const bool last = attempt + 1 == job.attempts.size();
  return (last && job.state == JobState::kRunning) || job.attempts[attempt].wall_time > absl::ZeroDuration();
}

std::string RunningLine(const Job& job, size_t attempt) {
  const Attempt& run = job.attempts[attempt];
  return Printable(absl::StrCat(job.spec.name, ": running on ", run.worker,
                                run.number > 1 ? absl::StrCat(" (attempt ", run.number, ")") : ""));
}

/// Why the job was queued again after that attempt: in the server's words while they are there.
std::string QueuedAgainLine(const Job& job, size_t attempt) {
  const bool last = attempt + 1 == job.attempts.size();
  const Attempt& ended = job.attempts[attempt];
  std::string why = last && job.state == JobState::kQueued ? job.state_reason : "";
  if (why.empty())
    why = ended.message.empty() ? absl::StrCat("attempt ", ended.number, " ", ended.outcome) : ended.message;
  return Printable(absl::StrCat(job.spec.name, ": queued again: ", why));
}

}  // namespace

std::vector<JobStory::Line> JobStory::News(const Job& job) {
  std::vector<Line> lines;
  const size_t attempts = job.attempts.size();
  if (first_ && attempts > 0) {
    started_ = ended_ = job.attempts.back().outcome.empty() ? attempts - 1 : attempts;
  }
  first_ = false;
  for (size_t i = 0; i < attempts; ++i) {
    if (i >= started_ && Ran(job, i)) {
      lines.push_back({false, RunningLine(job, i)});
      started_ = i + 1;
    }
    const bool again = !job.attempts[i].outcome.empty() && (i + 1 < attempts || !IsFinal(job.state));
    if (i >= ended_ && again) {
      lines.push_back({false, QueuedAgainLine(job, i)});
      ended_ = i + 1;
    }
  }
  if (IsFinal(job.state) && !over_) {
    const bool bad = job.state == JobState::kFailed || job.state == JobState::kCancelled;
    lines.push_back({bad, EndLine(job)});
  }
  over_ = IsFinal(job.state);
  return lines;
}

}  // namespace octavo::client
