#include "client/commands/live_region.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/commands/cursor.h"
#include "client/render/text_width.h"

namespace octavo::client {
namespace {

constexpr char kEraseRestOfLine[] = "\x1b[K";
constexpr char kEraseBelow[] = "\x1b[J";

}  // namespace

void LiveRegion::Show(Frame frame) {
  frame_ = std::move(frame);
  waits_ = true;
  if (Due() <= absl::ZeroDuration()) Paint();
}

absl::Duration LiveRegion::Due() const {
  if (!waits_) return absl::InfiniteDuration();
  const absl::Duration pause = in_background_ ? kLookEvery : kPaintEvery;
  return std::max(absl::ZeroDuration(), painted_at_ + pause - options_.clock->Now());
}

void LiveRegion::Tick() {
  if (!frame_) return;
  if (Due() <= absl::ZeroDuration() || options_.size() != painted_size_) Paint();
}

void LiveRegion::Restart() {
  painted_.clear();
  if (frame_) Paint();
}

std::string LiveRegion::ToBegin(const ScreenSize& size) const {
  int rows = 0;
  for (const int width : painted_) {
    const bool broken = options_.reflows && size.columns > 0 && width > size.columns;
    rows += broken ? (width + size.columns - 1) / size.columns : 1;
  }
  return rows == 0 ? "" : absl::StrCat("\r\x1b[", rows, "A");
}

bool LiveRegion::OwnsTerminal() {
  in_background_ = !options_.foreground();
  if (in_background_) painted_.clear();
  return !in_background_;
}

std::string LiveRegion::Painting(const ScreenSize& size) {
  std::string text = absl::StrCat(HideCursor(), ToBegin(size));
  painted_.clear();
  for (const std::string& line : frame_(size)) {
    // Not into the last column: terminals differ in where the cursor is then.
    const std::string fitted = FitWidth(line, static_cast<size_t>(std::max(0, size.columns - 1)));
    painted_.push_back(static_cast<int>(DisplayWidth(fitted)));
    absl::StrAppend(&text, fitted, kEraseRestOfLine, "\n");
  }
  waits_ = false;
  return absl::StrCat(text, kEraseBelow);
}

void LiveRegion::Paint() {
  painted_size_ = options_.size();
  painted_at_ = options_.clock->Now();
  if (OwnsTerminal()) {
    options_.write(Painting(painted_size_));
  } else {
    waits_ = true;
  }
}

void LiveRegion::Print(absl::string_view text) {
  if (!frame_ || !OwnsTerminal()) return options_.write(text);
  painted_size_ = options_.size();
  painted_at_ = options_.clock->Now();
  const std::string above = absl::StrCat(ToBegin(painted_size_), kEraseBelow, text);
  painted_.clear();
  options_.write(absl::StrCat(above, Painting(painted_size_)));
}

void LiveRegion::Clear() {
  if (!frame_) return;
  const bool shown = OwnsTerminal();
  // In the background the cursor was shown when the process was stopped.
  if (shown) options_.write(absl::StrCat(ToBegin(options_.size()), painted_.empty() ? "" : kEraseBelow, kShowCursor));
  painted_.clear();
  frame_ = nullptr;
  waits_ = false;
}

}  // namespace octavo::client
