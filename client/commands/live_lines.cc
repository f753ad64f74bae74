#include "client/commands/live_lines.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/commands/job_line.h"
#include "client/render/text_width.h"

namespace octavo::client {
namespace {

// On a narrower screen columns are dearer than order.
constexpr size_t kScreenForPadding = 60;
constexpr size_t kMostNameColumns = 24;

int CountOf(const LiveJobs& jobs, std::initializer_list<JobState> states) {
  int count = 0;
  for (const JobState state : states) {
    if (const auto found = jobs.count.find(state); found != jobs.count.end()) count += found->second;
  }
  return count;
}

/// "3 running, 2 waiting, 4 done"
std::string Summary(const LiveJobs& jobs, size_t hidden) {
  std::vector<std::string> parts;
  auto add = [&](int count, absl::string_view what) {
    if (count > 0) parts.push_back(absl::StrCat(count, " ", what));
  };
  add(CountOf(jobs, {JobState::kLeased, JobState::kRunning}),
      hidden > 0 ? absl::StrCat("running (", hidden, " not shown)") : "running");
  add(CountOf(jobs, {JobState::kBlocked, JobState::kQueued}), "waiting");
  add(CountOf(jobs, {JobState::kSucceeded}), "done");
  add(CountOf(jobs, {JobState::kFailed}), "failed");
  add(CountOf(jobs, {JobState::kCancelled}), "cancelled");
  add(CountOf(jobs, {JobState::kSkipped}), "skipped");
  return absl::StrJoin(parts, ", ");
}

size_t NameColumns(const LiveJobs& jobs, size_t shown, size_t columns) {
  size_t width = 0;
  if (columns < kScreenForPadding) return width;
  for (size_t i = 0; i < shown; ++i) width = std::max(width, DisplayWidth(jobs.active[i].spec.name));
  return std::min(width, kMostNameColumns);
}

}  // namespace

LiveJobs LiveJobs::Of(const Experiment& experiment) {
  LiveJobs jobs;
  for (const Job& job : experiment.jobs) {
    ++jobs.count[job.state];
    if (job.state != JobState::kLeased && job.state != JobState::kRunning) continue;
    Job shown;
    shown.spec.name = job.spec.name;
    shown.state = job.state;
    shown.has_progress = job.has_progress;
    shown.progress = job.progress;
    jobs.active.push_back(std::move(shown));
  }
  if (experiment.jobs.size() == 1) jobs.only_job = experiment.jobs.front().spec.name;
  return jobs;
}

std::vector<std::string> LiveLines(const LiveJobs& jobs, const ScreenSize& screen) {
  const auto columns = static_cast<size_t>(std::max(1, screen.columns - 1));
  const auto rows = static_cast<size_t>(std::max(1, screen.rows - 1));  // the cursor stands on the last one
  const bool single = !jobs.only_job.empty();
  const size_t shown = std::min(jobs.active.size(), single ? rows : rows - 1);
  const size_t name_columns = NameColumns(jobs, shown, columns);
  std::vector<std::string> lines;
  for (size_t i = 0; i < shown; ++i) lines.push_back(LiveProgressLine(jobs.active[i], columns, name_columns));
  if (!single) lines.push_back(FitWidth(Summary(jobs, jobs.active.size() - shown), columns));
  if (single && jobs.active.empty() && CountOf(jobs, {JobState::kQueued}) > 0)
    lines.push_back(FitWidth(absl::StrCat(Printable(jobs.only_job), ": queued"), columns));
  return lines;
}

}  // namespace octavo::client
