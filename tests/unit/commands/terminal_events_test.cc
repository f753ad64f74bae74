#include "client/commands/terminal_events.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>

#include "common/mutex.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using Event = TerminalEvents::Event;

/// Counts what the thread says, and wakes the test.
class Counter {
 public:
  explicit Counter(absl::Duration answer = absl::InfiniteDuration()) : answer_(answer) {}
  TerminalEvents::Handler Handler() {
    return [this](Event event) {
      MutexLock lock(mutex_);
      ++counts_[static_cast<int>(event)];
      changed_.NotifyAll();
      return answer_;
    };
  }
  /// False after a minute.
  bool Await(Event event, int count) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    MutexLock lock(mutex_);
    while (counts_[static_cast<int>(event)] < count) {
      const auto left = end - std::chrono::steady_clock::now();
      if (left <= std::chrono::nanoseconds::zero()) return false;
      changed_.WaitFor(mutex_, left);
    }
    return true;
  }

 private:
  const absl::Duration answer_;
  Mutex mutex_;
  CondVar changed_;
  int counts_[3] ABSL_GUARDED_BY(mutex_) = {};
};

TEST(TerminalEventsTest, TellsOfAResizedWindow) {
  Counter counter;
  {
    TerminalEvents events(counter.Handler());
    raise(SIGWINCH);
    EXPECT_TRUE(counter.Await(Event::kResized, 1));
  }
  raise(SIGWINCH);  // harmless afterwards
}

/// In a process whose group this one could continue, as a shell could.
TEST(TerminalEventsTest, StopsAsAnyProgramAndTellsWhenItGoesOn) {
  const pid_t child = fork();
  if (child == 0) {
    alarm(60);
    setpgid(0, 0);
    bool told = true;
    for (int stop = 1; stop <= 2; ++stop) {
      Counter counter;
      TerminalEvents events(counter.Handler());
      raise(SIGTSTP);
      told = told && counter.Await(Event::kContinued, 1);
    }
    _exit(told ? 0 : 1);
  }
  int status = 0;
  for (int stop = 1; stop <= 2; ++stop) {
    ASSERT_EQ(waitpid(child, &status, WUNTRACED), child);
    ASSERT_TRUE(WIFSTOPPED(status)) << status;
    EXPECT_EQ(WSTOPSIG(status), SIGTSTP);
    kill(child, SIGCONT);
  }
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
}

TEST(TerminalEventsTest, AsksAgainWhenTheTimeHasCome) {
  Counter counter(absl::Milliseconds(1));
  TerminalEvents events(counter.Handler());
  events.Wake();
  EXPECT_TRUE(counter.Await(Event::kDue, 3));
}

TEST(TerminalEventsTest, EndsWithEventsWaiting) {
  Counter counter;
  TerminalEvents events(counter.Handler());
  for (int i = 0; i < 100'000; ++i) events.Wake();  // more than a pipe holds
}

}  // namespace
}  // namespace octavo::client
