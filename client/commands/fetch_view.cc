#include "client/commands/fetch_view.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/commands/job_line.h"
#include "client/render/numbers.h"
#include "client/render/text_width.h"

namespace octavo::client {
namespace {

constexpr absl::Duration kRateOver = absl::Seconds(10);

}  // namespace

std::string FetchLine(const hub::FetchProgress& progress, int bar, double rate) {
  std::string line = absl::StrCat(progress.what, ": ");
  if (progress.total > 0) {
    const double share = static_cast<double>(progress.done) / static_cast<double>(progress.total);
    if (bar > 0) absl::StrAppend(&line, ProgressBar(share, bar), " ");
    absl::StrAppend(&line, Bytes(progress.done), " of ", Bytes(progress.total));
  } else {
    absl::StrAppend(&line, Bytes(progress.done));
  }
  if (rate <= 0) return Printable(line);
  absl::StrAppend(&line, ", ", Bytes(static_cast<int64_t>(rate)), "/s");
  if (progress.total > progress.done)
    absl::StrAppend(&line, ", ", Span(absl::Seconds(static_cast<double>(progress.total - progress.done) / rate)),
                    " left");
  return Printable(line);
}

double FetchView::Rate(const hub::FetchProgress& progress, absl::Time now) {
  recent_.emplace_back(now, progress.done);
  while (recent_.size() > 2 && now - recent_.front().first > kRateOver) recent_.pop_front();
  const double seconds = absl::ToDoubleSeconds(now - recent_.front().first);
  const int64_t came = progress.done - recent_.front().second;
  return seconds > 0.5 && came > 0 ? static_cast<double>(came) / seconds : 0;
}

void FetchView::Update(const hub::FetchProgress& progress, absl::Time now) {
  for (const std::string& note : progress.notes) output_.Note(note);
  if (progress.what.empty()) return;
  if (progress.what != what_) {
    what_ = progress.what;
    recent_.clear();
  }
  const double rate = Rate(progress, now);
  if (output_.live()) {
    if (progress.total > 0 && progress.done >= progress.total) return output_.ClearLive();
    output_.Live([progress, rate](const ScreenSize& screen) -> std::vector<std::string> {
      return {FitWidth(FetchLine(progress, screen.columns >= 100 ? 24 : 10, rate),
                       static_cast<size_t>(std::max(1, screen.columns - 1)))};
    });
    return;
  }
  if (pace_.WantsLine(progress.what, progress.done, progress.total, now)) output_.Note(FetchLine(progress, 0, rate));
}

}  // namespace octavo::client
