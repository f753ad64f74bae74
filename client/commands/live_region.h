#ifndef OCTAVO_CLIENT_COMMANDS_LIVE_REGION_H_
#define OCTAVO_CLIENT_COMMANDS_LIVE_REGION_H_

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/clock.h"

namespace octavo::client {

struct ScreenSize {
  int columns = 80;
  int rows = 24;
  bool operator==(const ScreenSize&) const = default;
};

/// The lines at the bottom of a terminal that are painted again and again, below the text that stays. The cursor rests
/// in the row under them and is hidden while they are there. Each change is one write, so that nothing flickers and no
/// two writers mix. While the process is in the background the terminal is another's: nothing is painted then, and
/// everything anew, where the cursor is, once it is back. Thread-compatible.
class LiveRegion {
 public:
  /// The lines for a screen of that size, without control characters; those that are too wide are cut.
  using Frame = std::function<std::vector<std::string>(const ScreenSize&)>;

  struct Options {
    std::function<void(absl::string_view)> write;
    std::function<ScreenSize()> size;  // asked before each painting: it changes when the user resizes the window
    /// Whether the terminal breaks lines anew that have become too wide for it, as most do, or hides their ends.
    bool reflows = true;
    std::function<bool()> foreground = [] { return true; };  // asked before each painting
    const Clock* clock = &Clock::Steady();
  };
  /// Between two paintings because of Show(): more often than that nobody reads.
  static constexpr absl::Duration kPaintEvery = absl::Milliseconds(100);
  /// Between two looks whether the process is in the foreground again.
  static constexpr absl::Duration kLookEvery = absl::Seconds(1);

  explicit LiveRegion(Options options) : options_(std::move(options)) {}

  /// Shows this from now on: at once, or, where the last painting was just now, when Due() says so.
  void Show(Frame frame);
  /// Writes text, which ends with a newline, above the lines; also in the background, as any program does.
  void Print(absl::string_view text);
  /// Removes the lines; the cursor is visible again.
  void Clear();

  /// How long until Tick() has something to paint; InfiniteDuration: nothing waits.
  absl::Duration Due() const;
  /// Paints what waits for it, and everything if the screen has another size than before.
  void Tick();
  /// Paints everything anew where the cursor is now: another program wrote to the terminal meanwhile.
  void Restart();

 private:
  /// What paints the lines over those that are there, and counts as painted then. REQUIRES: a frame.
  std::string Painting(const ScreenSize& size);
  /// Writes that, or, in the background, nothing.
  void Paint();
  /// Whether nobody else writes to the terminal. Where somebody does, what was painted is no longer where it was.
  bool OwnsTerminal();
  /// Moves to where the lines begin, as they stand on a screen of that size now.
  std::string ToBegin(const ScreenSize& size) const;

  const Options options_;
  Frame frame_;                                   // null: nothing is shown
  bool waits_ = false;                            // frame_ is newer than what is painted
  bool in_background_ = false;                    // when that was asked last
  absl::Time painted_at_ = absl::InfinitePast();  // or would have been, in the foreground
  ScreenSize painted_size_;
  std::vector<int> painted_;  // the width of each line
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_LIVE_REGION_H_
