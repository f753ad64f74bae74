#include "client/commands/output.h"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "client/commands/cursor.h"
#include "client/render/text_width.h"
#include "common/environment.h"

namespace octavo::client {
namespace {

constexpr int kRed = 31, kYellow = 33;

/// Whether stderr is a terminal that takes control characters.
bool TakesControlCharacters() {
  const std::string term = EnvironmentVariable("TERM");
  return isatty(STDERR_FILENO) == 1 && !term.empty() && term != "dumb";
}

/// Most terminals break lines anew when they become narrower. Xterm, GNU Screen and Linux's console do not; a tmux or a
/// terminal of VTE that was started in one of these does, and inherited its variables.
bool BreaksLinesAnew() {
  if (!EnvironmentVariable("TMUX").empty() || !EnvironmentVariable("VTE_VERSION").empty()) return true;
  return EnvironmentVariable("XTERM_VERSION").empty() && EnvironmentVariable("STY").empty() &&
         EnvironmentVariable("TERM") != "linux";
}

ScreenSize SizeOfScreen() {
  winsize size{};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0) return {};
  ScreenSize screen;
  if (size.ws_col > 0) screen.columns = size.ws_col;
  if (size.ws_row > 0) screen.rows = size.ws_row;
  return screen;
}

/// All of it, past stdio: what was begun must not wait in a buffer. A terminal that is gone is nobody's loss.
void WriteToStderr(absl::string_view text) {
  while (!text.empty()) {
    const ssize_t count = write(STDERR_FILENO, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && errno == EAGAIN) {  // whoever shares the terminal made it so
      pollfd ready{STDERR_FILENO, POLLOUT, 0};
      poll(&ready, 1, -1);
      continue;
    }
    if (count <= 0) return;
    text.remove_prefix(static_cast<size_t>(count));
  }
}

LiveRegion::Options RegionOnStderr() {
  LiveRegion::Options options;
  options.write = WriteToStderr;
  options.size = SizeOfScreen;
  options.reflows = BreaksLinesAnew();
  options.foreground = InForeground;
  return options;
}

/// `text` as lines that each begin with the time, the first one with the label too. Text from outside must not steer
/// the terminal.
std::string Lines(absl::string_view time, absl::string_view label, absl::string_view text) {
  std::string lines;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    absl::StrAppend(&lines, time, lines.empty() ? label : "", Printable(line), "\n");
  }
  return lines;
}

}  // namespace

Output::Output(Options options)
    : options_(options),
      terminal_(TakesControlCharacters()),
      colours_(terminal_ && EnvironmentVariable("NO_COLOR").empty()),
      region_(RegionOnStderr()) {}

Output::~Output() {
  ClearLive();
  events_.reset();
}

void Output::Result(absl::string_view text) {
  MutexLock lock(mutex_);
  region_.Clear();
  fwrite(text.data(), 1, text.size(), stdout);
  fflush(stdout);
}

void Output::Document(const Json& value) {
  Result(absl::StrCat(value.dump(2, ' ', false, Json::error_handler_t::replace), "\n"));
}

void Output::Line(absl::string_view label, int color, absl::string_view text) {
  const std::string time = terminal_ ? "" : absl::FormatTime("%H:%M:%S ", absl::Now(), absl::LocalTimeZone());
  std::string shown;
  if (!label.empty())
    shown = absl::StrCat(colours_ ? absl::StrCat("\x1b[", color, "m", label, "\x1b[0m") : std::string(label), ": ");
  MutexLock lock(mutex_);
  region_.Print(Lines(time, shown, text));
}

void Output::Note(absl::string_view text) {
  if (!options_.quiet) Line("", 0, text);
}

void Output::Warning(absl::string_view text) { Line("warning", kYellow, text); }

void Output::Error(absl::string_view text) { Line("error", kRed, text); }

void Output::Live(LiveRegion::Frame frame) {
  MutexLock lock(mutex_);
  if (events_ == nullptr)
    events_ = std::make_unique<TerminalEvents>([this](TerminalEvents::Event event) { return OnTerminalEvent(event); });
  region_.Show(std::move(frame));
  if (region_.Due() < absl::InfiniteDuration()) events_->Wake();
}

void Output::ClearLive() {
  MutexLock lock(mutex_);
  region_.Clear();
}

absl::Duration Output::OnTerminalEvent(TerminalEvents::Event event) {
  MutexLock lock(mutex_);
  event == TerminalEvents::Event::kContinued ? region_.Restart() : region_.Tick();
  return region_.Due();
}

}  // namespace octavo::client
