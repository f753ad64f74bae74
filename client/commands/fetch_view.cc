#include "client/commands/fetch_view.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/render/numbers.h"
#include "client/render/text_width.h"

namespace octavo::client {
namespace {

constexpr absl::Duration kPlainEvery = absl::Seconds(10);
constexpr absl::Duration kRateOver = absl::Seconds(10);
// Less than this is here before a line about it is read.
constexpr int64_t kWorthALine = 8 << 20;

std::string Bar(double share, int columns) {
  const auto full = static_cast<size_t>(std::lround(std::clamp(share, 0.0, 1.0) * columns));
  return absl::StrCat("[", std::string(full, '#'), std::string(static_cast<size_t>(columns) - full, '.'), "]");
}

}  // namespace

std::string FetchLine(const hub::FetchProgress& progress, int bar, double rate) {
  std::string line = absl::StrCat(progress.what, ": ");
  if (progress.total > 0) {
    const double share = static_cast<double>(progress.done) / static_cast<double>(progress.total);
    if (bar > 0) absl::StrAppend(&line, Bar(share, bar), " ");
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
    last_line_ = absl::InfinitePast();
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
  if (progress.done == 0 || progress.total < kWorthALine || now - last_line_ < kPlainEvery) return;
  last_line_ = now;
  output_.Note(FetchLine(progress, 0, rate));
}

}  // namespace octavo::client
