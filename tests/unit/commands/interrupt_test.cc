#include "client/commands/interrupt.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <string>

#include "client/commands/cursor.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

void LeaveNoCore() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
}

/// Puts a pipe that takes no more, and would block, behind stderr.
void MakeStderrFull() {
  int full[2];
  if (pipe(full) != 0) _exit(1);
  fcntl(full[1], F_SETFL, O_NONBLOCK);
  const std::string page(4096, 'x');
  while (write(full[1], page.data(), page.size()) > 0) {
  }
  fcntl(full[1], F_SETFL, 0);
  dup2(full[1], STDERR_FILENO);
}

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

TEST(InterruptDeathTest, QuitEndsAsEverWithTheCursorShown) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        LeaveNoCore();
        Interrupt interrupt;
        HideCursor();
        raise(SIGQUIT);
      },
      testing::KilledBySignal(SIGQUIT), "\\?25h");
}

TEST(InterruptDeathTest, ATerminalThatTakesNoMoreTextHoldsNothingUp) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        alarm(60);
        MakeStderrFull();
        Interrupt interrupt;
        HideCursor();
        raise(SIGINT);
        raise(SIGINT);
      },
      testing::ExitedWithCode(130), "");
}

TEST(CursorDeathTest, IsShownAlsoWhereItCountsAsShown) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        HideCursor();
        ShowHiddenCursor();
        ShowHiddenCursor();  // the write that hides it may have come between the two
        _exit(0);
      },
      testing::ExitedWithCode(0), "\\?25h.*\\?25h");
}

TEST(CursorDeathTest, IsLeftAloneWhereNothingHidIt) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        ShowHiddenCursor();
        _exit(0);
      },
      testing::ExitedWithCode(0), "^$");
}

}  // namespace
}  // namespace octavo::client
