#include "client/commands/progress_view.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/commands/job_line.h"
#include "client/commands/live_lines.h"
#include "client/render/text_width.h"

namespace octavo::client {

void ProgressView::Update(const Experiment& experiment) {
  for (const Job& job : experiment.jobs) {
    Told& told = told_[job.id];
    for (const JobStory::Line& line : told.story.News(job))
      line.warning ? output_.Warning(line.text) : output_.Note(line.text);
    if (!output_.live()) TellProgress(job, told);
  }
  if (!output_.live()) return;
  output_.Live([jobs = LiveJobs::Of(experiment)](const ScreenSize& screen) { return LiveLines(jobs, screen); });
}

void ProgressView::Queued(const Job& job, const std::string& why) {
  Told& told = told_[job.id];
  if (told.queued == why) return;
  told.queued = why;
  output_.Note(Printable(absl::StrCat(job.spec.name, ": queued: ", why)));
}

/// One line as each phase begins, then now and then.
void ProgressView::TellProgress(const Job& job, Told& told) {
  if (job.state != JobState::kRunning || !job.has_progress) return;
  const absl::Time now = clock_.Now();
  if (told.phase == job.progress.phase && now - told.line < kPlainEvery) return;
  told.phase = job.progress.phase;
  told.line = now;
  output_.Note(PlainProgressLine(job));
}

void ProgressView::Transfer(const std::string& what, int64_t done, int64_t total) {
  if (output_.live()) {
    if (total > 0 && done >= total) return output_.ClearLive();
    output_.Live([what, done, total](const ScreenSize& screen) -> std::vector<std::string> {
      return {TransferLine(what, done, total, static_cast<size_t>(std::max(1, screen.columns - 1)))};
    });
    return;
  }
  if (transfers_.WantsLine(what, done, total, clock_.Now()))
    output_.Note(TransferLine(what, done, total, std::numeric_limits<size_t>::max()));
}

}  // namespace octavo::client
