#include "worker/runner/job/environment.h"

#include <gtest/gtest.h>

namespace octavo {
namespace {

TEST(EnvironmentTest, MachineCpuCountsAllButIdleAndWaitingAndCountsGuestsOnce) {
  // user nice system idle iowait irq softirq steal guest guest_nice
  const auto seconds = ParseMachineCpuSeconds("cpu  100 20 30 9000 800 4 6 40 50 0", 100);
  ASSERT_TRUE(seconds.has_value());
  EXPECT_DOUBLE_EQ(*seconds, (100 + 20 + 30 + 4 + 6 + 40) / 100.0);
}

TEST(EnvironmentTest, AnotherFormOfTheLineGivesNothing) {
  for (const char* line : {"", "cpu", "cpu0 1 2 3 4 5 6 7 8", "cpu 1 2 x 4 5 6 7 8", "cpu 1 2 3 4"}) {
    EXPECT_FALSE(ParseMachineCpuSeconds(line, 100).has_value()) << line;
  }
}

TEST(EnvironmentTest, OwnCpuGrowsWithWorkAndIsPartOfTheMachines) {
  const double before = OwnCpuSeconds();
  volatile double sink = 0;
  while (OwnCpuSeconds() - before < 0.02) sink = sink + 1;
  const auto machine = MachineCpuSeconds();
  ASSERT_TRUE(machine.has_value());
  EXPECT_GT(*machine, 0);
}

TEST(LimitCpusTest, FollowsTheQuotaOfTheControlGroup) {
  EXPECT_EQ(LimitCpus(64, "200000 100000\n"), 2);
  EXPECT_EQ(LimitCpus(64, "150000 100000"), 2);
  EXPECT_EQ(LimitCpus(64, "10000 100000"), 1);
  EXPECT_EQ(LimitCpus(4, "800000 100000"), 4);
  EXPECT_EQ(LimitCpus(4, "max 100000"), 4);
  EXPECT_EQ(LimitCpus(4, ""), 4);
}

}  // namespace
}  // namespace octavo
