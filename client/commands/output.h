#ifndef OCTAVO_CLIENT_COMMANDS_OUTPUT_H_
#define OCTAVO_CLIENT_COMMANDS_OUTPUT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "common/json.h"

namespace octavo::client {

/// Where a command writes. Results go to stdout; progress, notes and errors to stderr. Confined to the main thread.
class Output {
 public:
  struct Options {
    bool json = false;   // one JSON document on stdout instead of text
    bool quiet = false;  // no progress and no notes; warnings and errors stay
  };
  /// Looks at the terminal, NO_COLOR and TERM.
  explicit Output(Options options);

  bool json() const { return options_.json; }
  bool quiet() const { return options_.quiet; }
  /// Whether stderr is a terminal that can redraw a line.
  bool live() const { return live_; }
  bool color() const { return color_; }
  /// Columns of the terminal behind stderr; 80 where there is none.
  int Width() const;

  /// Text on stdout, as it is.
  void Result(absl::string_view text);
  /// Indented JSON on stdout.
  void Document(const Json& value);
  /// A line for people on stderr, with a time when that is no terminal. Nothing when quiet.
  void Note(absl::string_view text);
  void Warning(absl::string_view text);
  void Error(absl::string_view text);

  /// Replaces the live lines at the bottom of the terminal. REQUIRES: live().
  void Live(absl::string_view lines);
  /// Removes the live lines, so that other text can follow.
  void ClearLive();

 private:
  void Line(absl::string_view label, int color, absl::string_view text);

  const Options options_;
  bool live_ = false;
  bool color_ = false;
  int live_lines_ = 0;
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_OUTPUT_H_
