#ifndef OCTAVO_CLIENT_COMMANDS_OUTPUT_H_
#define OCTAVO_CLIENT_COMMANDS_OUTPUT_H_

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "client/commands/live_region.h"
#include "client/commands/terminal_events.h"
#include "common/json.h"
#include "common/mutex.h"

namespace octavo::client {

/// Where a command writes. Results go to stdout; progress, notes and errors to stderr.
///
/// What stderr gets depends on what is behind it. A terminal gets live lines that are painted again and again, and
/// colours, which a NO_COLOR that is not empty turns off (no-color.org). A file, a pipe, and a terminal with TERM=dumb
/// or without TERM get plain lines that begin with the time and hold no control characters, so that they make a good
/// log. Thread-safe.
class Output {
 public:
  struct Options {
    bool json = false;   // one JSON document on stdout instead of text
    bool quiet = false;  // no progress and no notes; warnings and errors stay
  };
  /// Looks at stderr, NO_COLOR and TERM.
  explicit Output(Options options);
  /// Removes the live lines.
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  bool json() const { return options_.json; }
  bool quiet() const { return options_.quiet; }
  /// Whether stderr takes live lines.
  bool live() const { return terminal_ && !options_.quiet; }

  /// Text on stdout, as it is. Removes the live lines, because stdout may be the same terminal.
  void Result(absl::string_view text);
  /// Indented JSON on stdout.
  void Document(const Json& value);
  /// Text for people on stderr, a line or several, without what would steer a terminal. Nothing when quiet.
  void Note(absl::string_view text);
  /// The same with a label before it; also when quiet.
  void Warning(absl::string_view text);
  void Error(absl::string_view text);

  /// Shows this below all other text until ClearLive() or a result, and paints it anew when the window is resized;
  /// `frame` runs on any thread. REQUIRES: live().
  void Live(LiveRegion::Frame frame);
  /// Removes the live lines.
  void ClearLive();

 private:
  void Line(absl::string_view label, int color, absl::string_view text);
  absl::Duration OnTerminalEvent(TerminalEvents::Event event);

  const Options options_;
  const bool terminal_;  // stderr takes control characters
  const bool colours_;
  // Held while the terminal is written to: that is what keeps the bytes of two threads apart.
  Mutex mutex_;
  LiveRegion region_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<TerminalEvents> events_;  // from the first live line on; calls OnTerminalEvent
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_OUTPUT_H_
