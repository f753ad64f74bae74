#include "client/commands/output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace octavo::client {
namespace {

constexpr int kRed = 31, kYellow = 33;

void Write(FILE* stream, absl::string_view text) {
  fwrite(text.data(), 1, text.size(), stream);
  fflush(stream);
}

bool TerminalOn(int descriptor) {
  const char* term = std::getenv("TERM");
  return isatty(descriptor) == 1 && term != nullptr && absl::string_view(term) != "dumb";
}

/// Text from outside must not steer the terminal.
std::string Safe(absl::string_view text) {
  std::string safe(text);
  for (char& c : safe) {
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F) c = '?';
  }
  return safe;
}

}  // namespace

Output::Output(Options options) : options_(options) {
  const char* no_color = std::getenv("NO_COLOR");
  live_ = TerminalOn(STDERR_FILENO) && !options_.quiet;
  color_ = TerminalOn(STDERR_FILENO) && (no_color == nullptr || *no_color == '\0');
}

int Output::Width() const {
  winsize size{};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return std::max<int>(20, size.ws_col);
}

void Output::Result(absl::string_view text) {
  ClearLive();
  Write(stdout, text);
}

void Output::Document(const Json& value) {
  Result(absl::StrCat(value.dump(2, ' ', false, Json::error_handler_t::replace), "\n"));
}

void Output::Line(absl::string_view label, int color, absl::string_view text) {
  ClearLive();
  const bool terminal = isatty(STDERR_FILENO) == 1;
  std::string line;
  if (!terminal) absl::StrAppend(&line, absl::FormatTime("%H:%M:%S ", absl::Now(), absl::LocalTimeZone()));
  if (!label.empty())
    absl::StrAppend(&line, color_ ? absl::StrCat("\x1b[", color, "m", label, "\x1b[0m") : std::string(label), ": ");
  Write(stderr, absl::StrCat(line, Safe(text), "\n"));
}

void Output::Note(absl::string_view text) {
  if (!options_.quiet) Line("", 0, text);
}

void Output::Warning(absl::string_view text) { Line("warning", kYellow, text); }

void Output::Error(absl::string_view text) { Line("error", kRed, text); }

void Output::Live(absl::string_view lines) {
  if (!live_) return;
  ClearLive();
  Write(stderr, lines);
  live_lines_ = static_cast<int>(std::count(lines.begin(), lines.end(), '\n'));
}

void Output::ClearLive() {
  if (live_lines_ == 0) return;
  Write(stderr, absl::StrCat("\x1b[", live_lines_, "A\x1b[J"));
  live_lines_ = 0;
}

}  // namespace octavo::client
