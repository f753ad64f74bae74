#include "common/mutex.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "common/clock.h"

namespace octavo {
namespace {

struct Counter {
  Mutex mutex;
  CondVar changed;
  int value ABSL_GUARDED_BY(mutex) = 0;
};

TEST(MutexTest, ProtectsACounterFromManyThreads) {
  Counter counter;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&counter] {
        for (int j = 0; j < 10000; ++j) {
          MutexLock lock(counter.mutex);
          ++counter.value;
        }
      });
    }
  }
  MutexLock lock(counter.mutex);
  EXPECT_EQ(counter.value, 40000);
}

TEST(CondVarTest, WaiterSeesTheChangeOfAnotherThread) {
  Counter counter;
  std::jthread writer([&counter] {
    MutexLock lock(counter.mutex);
    counter.value = 7;
    counter.changed.NotifyAll();
  });
  MutexLock lock(counter.mutex);
  while (counter.value == 0) counter.changed.Wait(counter.mutex);
  EXPECT_EQ(counter.value, 7);
}

TEST(CondVarTest, WaitForSaysThatTimePassed) {
  Counter counter;
  MutexLock lock(counter.mutex);
  EXPECT_FALSE(counter.changed.WaitFor(counter.mutex, std::chrono::nanoseconds(1)));
}

TEST(FakeClockTest, MovesOnlyWhenTold) {
  FakeClock clock;
  const absl::Time start = clock.Now();
  EXPECT_EQ(clock.Now(), start);
  clock.Advance(absl::Seconds(3));
  EXPECT_EQ(clock.Now() - start, absl::Seconds(3));
}

}  // namespace
}  // namespace octavo
