#include "worker/agent/process_usage.h"

#include <unistd.h>

#include <string>

#include "common/subprocess.h"
#include "gtest/gtest.h"

namespace octavo {
namespace {

TEST(ProcessUsageTest, SeesThisProcessGrow) {
  const std::optional<ProcessUsage> before = UsageOfProcess(getpid());
  ASSERT_TRUE(before.has_value());
  EXPECT_GT(before->rss_bytes, 0);
  const std::string memory(64 << 20, '\1');
  EXPECT_GE(UsageOfProcess(getpid())->rss_bytes, before->rss_bytes + (60 << 20)) << memory.size();
}

TEST(ProcessUsageTest, AddsUpAProcessGroup) {
  SubprocessOptions options;
  options.argv = {"/bin/sh", "-c", "sleep 1000 & sleep 1000 & echo started; wait"};
  options.environment = InheritEnvironment();
  options.stderr_path = "/dev/null";
  options.stdout_path = "/dev/null";
  absl::StatusOr<Subprocess> group = Subprocess::Start(options);
  ASSERT_TRUE(group.ok()) << group.status();
  // The shell has about 1 MiB, so has each child once it exists.
  const std::optional<ProcessUsage> leader = UsageOfProcess(group->pid());
  ASSERT_TRUE(leader.has_value());
  EXPECT_GE(UsageOfGroup(group->pid()).rss_bytes, leader->rss_bytes);
}

TEST(ProcessUsageTest, AProcessThatIsGoneHasNone) {
  SubprocessOptions options;
  options.argv = {"true"};
  absl::StatusOr<Subprocess> child = Subprocess::Start(options);
  ASSERT_TRUE(child.ok());
  ASSERT_TRUE(child->Wait(absl::Seconds(30)).ok());
  EXPECT_FALSE(UsageOfProcess(child->pid()).has_value());
  EXPECT_FALSE(ProcessStartTicks(child->pid()).has_value());
}

}  // namespace
}  // namespace octavo
