#include "worker/runner/job/lifeline.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <future>

namespace octavo {
namespace {

TEST(LifelineTest, CallsBackWhenTheOtherEndCloses) {
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
  std::promise<void> ended;
  const auto lifeline = Lifeline::Watch(ends[0], [&] { ended.set_value(); });
  ASSERT_TRUE(lifeline.ok()) << lifeline.status();
  ASSERT_EQ(write(ends[1], "x", 1), 1);  // data is no end
  close(ends[1]);
  EXPECT_EQ(ended.get_future().wait_for(std::chrono::seconds(30)), std::future_status::ready);
}

TEST(LifelineTest, EndsQuietlyWhileTheOtherEndIsOpen) {
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
  bool called = false;
  {
    const auto lifeline = Lifeline::Watch(ends[0], [&] { called = true; });
    ASSERT_TRUE(lifeline.ok()) << lifeline.status();
  }
  EXPECT_FALSE(called);
  close(ends[1]);
}

TEST(LifelineTest, RefusesAClosedDescriptor) {
  EXPECT_EQ(Lifeline::Watch(1 << 20, [] {}).status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace octavo
