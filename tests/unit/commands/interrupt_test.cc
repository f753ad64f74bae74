#include "client/commands/interrupt.h"

#include <signal.h>

#include "client/commands/cursor.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

TEST(InterruptTest, LeavesAnIgnoredSignalAlone) {
  signal(SIGHUP, SIG_IGN);
  {
    Interrupt interrupt;
    raise(SIGHUP);
    raise(SIGHUP);  // a second one would end the process
    EXPECT_FALSE(interrupt.cancellation().Cancelled());
  }
  struct sigaction after {};
  sigaction(SIGHUP, nullptr, &after);
  EXPECT_EQ(after.sa_handler, SIG_IGN);
  signal(SIGHUP, SIG_DFL);
}

TEST(InterruptTest, TheFirstSignalCancels) {
  Interrupt interrupt;
  raise(SIGINT);
  EXPECT_FALSE(interrupt.cancellation().Sleep(absl::Minutes(1)));
}

TEST(InterruptDeathTest, TheSecondSignalEndsAtOnceWithTheCursorShown) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        Interrupt interrupt;
        HideCursor();
        raise(SIGINT);
        raise(SIGINT);
      },
      testing::ExitedWithCode(130), "\\?25h");
}

}  // namespace
}  // namespace octavo::client
