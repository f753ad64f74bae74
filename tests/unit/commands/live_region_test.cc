#include "client/commands/live_region.h"

#include <utility>

#include "gtest/gtest.h"

namespace octavo::client {
namespace {

constexpr char kHide[] = "\x1b[?25l";
constexpr char kShow[] = "\x1b[?25h";

class LiveRegionTest : public testing::Test {
 protected:
  LiveRegionTest() : region_(MakeOptions(true)) {}

  LiveRegion::Options MakeOptions(bool reflows) {
    LiveRegion::Options options;
    options.write = [this](absl::string_view text) {
      written_.append(text.data(), text.size());
      ++writes_;
    };
    options.size = [this] { return size_; };
    options.reflows = reflows;
    options.foreground = [this] { return foreground_; };
    options.clock = &clock_;
    return options;
  }
  static LiveRegion::Frame Lines(std::vector<std::string> lines) {
    return [lines = std::move(lines)](const ScreenSize&) { return lines; };
  }
  /// What was written since the last call.
  std::string Written() { return std::exchange(written_, ""); }

  FakeClock clock_;
  ScreenSize size_{20, 10};
  bool foreground_ = true;
  std::string written_;
  int writes_ = 0;
  LiveRegion region_;
};

TEST_F(LiveRegionTest, PaintsOverWhatItPaintedInOneWrite) {
  region_.Show(Lines({"one", "two"}));
  EXPECT_EQ(Written(), std::string(kHide) + "one\x1b[K\ntwo\x1b[K\n\x1b[J");
  clock_.Advance(LiveRegion::kPaintEvery);
  region_.Show(Lines({"three"}));
  EXPECT_EQ(Written(), std::string(kHide) + "\r\x1b[2Athree\x1b[K\n\x1b[J");
  EXPECT_EQ(writes_, 2);
}

TEST_F(LiveRegionTest, PaintsTheNewestFrameWhenItsTimeHasCome) {
  region_.Show(Lines({"one"}));
  EXPECT_EQ(region_.Due(), absl::InfiniteDuration());
  Written();
  region_.Show(Lines({"two"}));
  clock_.Advance(LiveRegion::kPaintEvery / 2);
  region_.Show(Lines({"three"}));
  region_.Tick();
  EXPECT_EQ(Written(), "") << "more often than ten times a second nobody reads";
  EXPECT_EQ(region_.Due(), LiveRegion::kPaintEvery / 2);
  clock_.Advance(LiveRegion::kPaintEvery / 2);
  EXPECT_EQ(region_.Due(), absl::ZeroDuration());
  region_.Tick();
  EXPECT_EQ(Written(), std::string(kHide) + "\r\x1b[1Athree\x1b[K\n\x1b[J");
  region_.Tick();
  EXPECT_EQ(Written(), "");
}

TEST_F(LiveRegionTest, TextGoesAboveTheLinesAtOnce) {
  region_.Print("before\n");
  EXPECT_EQ(Written(), "before\n");
  region_.Show(Lines({"one"}));
  Written();
  region_.Print("note\n");
  EXPECT_EQ(Written(), std::string("\r\x1b[1A\x1b[Jnote\n") + kHide + "one\x1b[K\n\x1b[J");
  EXPECT_EQ(writes_, 3) << "a text and the lines are one write";
}

TEST_F(LiveRegionTest, InTheBackgroundOnlyTextIsWritten) {
  region_.Show(Lines({"one"}));
  Written();
  foreground_ = false;
  region_.Restart();
  region_.Show(Lines({"two"}));
  size_ = {30, 10};
  region_.Tick();
  EXPECT_EQ(Written(), "");
  region_.Print("note\n");
  EXPECT_EQ(Written(), "note\n");
  region_.Clear();
  EXPECT_EQ(Written(), "");
}

TEST_F(LiveRegionTest, BackInTheForegroundItPaintsWhereTheCursorIs) {
  region_.Show(Lines({"one"}));
  Written();
  foreground_ = false;
  clock_.Advance(LiveRegion::kPaintEvery);
  region_.Show(Lines({"two"}));
  EXPECT_EQ(region_.Due(), LiveRegion::kLookEvery);
  foreground_ = true;
  clock_.Advance(LiveRegion::kLookEvery);
  EXPECT_EQ(region_.Due(), absl::ZeroDuration());
  region_.Tick();
  EXPECT_EQ(Written(), std::string(kHide) + "two\x1b[K\n\x1b[J");
  EXPECT_EQ(region_.Due(), absl::InfiniteDuration());
}

TEST_F(LiveRegionTest, ClearShowsTheCursorAgain) {
  region_.Clear();
  EXPECT_EQ(Written(), "");
  region_.Show(Lines({"one", "two"}));
  Written();
  region_.Clear();
  EXPECT_EQ(Written(), std::string("\r\x1b[2A\x1b[J") + kShow);
  region_.Tick();
  region_.Print("after\n");
  EXPECT_EQ(Written(), "after\n");
}

TEST_F(LiveRegionTest, CutsLinesBeforeTheLastColumn) {
  region_.Show(Lines({std::string(20, 'x')}));
  EXPECT_EQ(Written(), std::string(kHide) + std::string(18, 'x') + "…\x1b[K\n\x1b[J");
}

TEST_F(LiveRegionTest, ANarrowerScreenBreaksLinesThatAreThenErasedWhole) {
  region_.Show(Lines({std::string(15, 'x'), "y"}));
  Written();
  region_.Tick();
  EXPECT_EQ(Written(), "") << "nothing changed";
  size_ = {7, 10};  // 15 columns are three rows there
  region_.Tick();
  EXPECT_EQ(Written(), std::string(kHide) + "\r\x1b[4Axxxxx…\x1b[K\ny\x1b[K\n\x1b[J");
}

TEST_F(LiveRegionTest, ATerminalThatDoesNotReflowHasARowForEachLine) {
  LiveRegion region(MakeOptions(false));
  region.Show(Lines({std::string(15, 'x'), "y"}));
  Written();
  size_ = {7, 10};
  region.Tick();
  EXPECT_EQ(Written(), std::string(kHide) + "\r\x1b[2Axxxxx…\x1b[K\ny\x1b[K\n\x1b[J");
}

TEST_F(LiveRegionTest, AfterAStopItPaintsWhereTheCursorIs) {
  region_.Restart();
  EXPECT_EQ(Written(), "");
  region_.Show(Lines({"one"}));
  Written();
  region_.Restart();
  EXPECT_EQ(Written(), std::string(kHide) + "one\x1b[K\n\x1b[J");
}

}  // namespace
}  // namespace octavo::client
