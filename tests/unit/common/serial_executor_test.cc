#include "common/serial_executor.h"

#include <atomic>
#include <future>
#include <thread>
#include <vector>

#include "gtest/gtest.h"

namespace octavo {
namespace {

/// Keeps the executor's thread inside a closure until Open(), so that what is posted meanwhile piles up.
class Gate {
 public:
  explicit Gate(SerialExecutor& executor) {
    executor.Post([this] {
      entered_.set_value();
      opened_.get_future().wait();
    });
    entered_.get_future().wait();
  }
  void Open() { opened_.set_value(); }

 private:
  std::promise<void> entered_;
  std::promise<void> opened_;
};

TEST(SerialExecutorTest, RunsClosuresInTheOrderOfEachPoster) {
  constexpr int kPosters = 4;
  constexpr int kEach = 500;
  std::vector<std::vector<int>> seen(kPosters);  // only the executor's thread writes
  SerialExecutor executor({});
  {
    std::vector<std::jthread> posters;
    for (int p = 0; p < kPosters; ++p) {
      posters.emplace_back([&, p] {
        for (int i = 0; i < kEach; ++i) EXPECT_TRUE(executor.Post([&, p, i] { seen[p].push_back(i); }));
      });
    }
  }
  executor.Stop();
  for (const std::vector<int>& numbers : seen) {
    ASSERT_EQ(numbers.size(), static_cast<size_t>(kEach));
    for (int i = 0; i < kEach; ++i) EXPECT_EQ(numbers[i], i);
  }
}

TEST(SerialExecutorTest, WhatWaitsIsOneBatchUpToTheLimit) {
  std::vector<size_t> sizes;
  SerialExecutor::Options options;
  options.max_batch = 4;
  options.run_batch = [&](std::vector<SerialExecutor::Closure>& batch) {
    sizes.push_back(batch.size());
    for (auto& closure : batch) closure();
  };
  SerialExecutor executor(std::move(options));
  Gate gate(executor);
  for (int i = 0; i < 10; ++i) executor.Post([] {});
  EXPECT_EQ(executor.QueueSize(), 10u);
  gate.Open();
  executor.Stop();
  EXPECT_EQ(sizes, (std::vector<size_t>{1, 4, 4, 2}));
}

TEST(SerialExecutorTest, AClosurePostedFromAClosureJoinsALaterBatch) {
  std::vector<int> order;
  std::vector<size_t> sizes;
  SerialExecutor::Options options;
  options.run_batch = [&](std::vector<SerialExecutor::Closure>& batch) {
    sizes.push_back(batch.size());
    for (auto& closure : batch) closure();
  };
  SerialExecutor executor(std::move(options));
  Gate gate(executor);
  executor.Post([&] {
    order.push_back(1);
    executor.Post([&] { order.push_back(3); });
  });
  executor.Post([&] { order.push_back(2); });
  std::promise<void> done;
  gate.Open();
  // Runs after the nested closure: that one was posted while the batch before this one ran, or in it.
  executor.Post([&] { executor.Post([&] { executor.Post([&] { done.set_value(); }); }); });
  done.get_future().wait();
  executor.Stop();
  EXPECT_EQ(order, (std::vector<int>{1, 2, 3}));
  EXPECT_GE(sizes.size(), 3u);
}

TEST(SerialExecutorTest, TicksWithoutWork) {
  std::promise<size_t> ticked;
  std::atomic<bool> told = false;
  SerialExecutor::Options options;
  options.tick = absl::Milliseconds(1);
  options.run_batch = [&](std::vector<SerialExecutor::Closure>& batch) {
    if (!told.exchange(true)) ticked.set_value(batch.size());
  };
  SerialExecutor executor(std::move(options));
  EXPECT_EQ(ticked.get_future().get(), 0u);
}

TEST(SerialExecutorTest, StopRunsWhatWaitsAndRefusesTheRest) {
  int ran = 0;
  SerialExecutor executor({});
  Gate gate(executor);
  for (int i = 0; i < 100; ++i) executor.Post([&] { ++ran; });
  bool nested_accepted = true;
  std::promise<void> stopping;
  executor.Post([&] {
    stopping.get_future().wait();
    // Stop() may or may not have been reached by now; either way nothing hangs and nothing is lost unheard.
    nested_accepted = executor.Post([&] { ++ran; });
  });
  gate.Open();
  stopping.set_value();
  executor.Stop();
  EXPECT_EQ(ran, nested_accepted ? 101 : 100);
  EXPECT_FALSE(executor.Post([&] { ++ran; }));
  EXPECT_EQ(executor.QueueSize(), 0u);
  executor.Stop();
  EXPECT_EQ(ran, nested_accepted ? 101 : 100) << "stopping again is harmless";
}

TEST(SerialExecutorTest, ARefusedClosureIsDestroyed) {
  SerialExecutor executor({});
  executor.Stop();
  auto held = std::make_shared<int>(1);
  EXPECT_FALSE(executor.Post([held] {}));
  EXPECT_EQ(held.use_count(), 1);
}

TEST(SerialExecutorTest, KnowsItsThread) {
  bool inside = false;
  SerialExecutor executor({});
  std::promise<void> done;
  executor.Post([&] {
    inside = executor.IsOnThread();
    done.set_value();
  });
  done.get_future().wait();
  EXPECT_TRUE(inside);
  EXPECT_FALSE(executor.IsOnThread());
}

}  // namespace
}  // namespace octavo
