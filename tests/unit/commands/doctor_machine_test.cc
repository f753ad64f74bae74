#include "client/commands/doctor_machine.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using testing::HasSubstr;

constexpr int64_t kGiB = int64_t{1} << 30;
constexpr const char* kMeminfo = "MemTotal:       16000000 kB\nMemFree:  1 kB\nMemAvailable:    8000000 kB\n";

TEST(FreeMemoryTest, IsWhatTheKernelCallsAvailable) {
  EXPECT_EQ(FreeMemory(kMeminfo, "", ""), 8'192'000'000);
  EXPECT_EQ(FreeMemory(kMeminfo, "max\n", "1000\n"), 8'192'000'000);
  EXPECT_EQ(FreeMemory("", "", ""), 0);
}

TEST(FreeMemoryTest, AControlGroupMayLeaveLess) {
  EXPECT_EQ(FreeMemory(kMeminfo, "5000\n", "2000\n"), 3000);
  EXPECT_EQ(FreeMemory(kMeminfo, "5000\n", "6000\n"), 0);
  EXPECT_EQ(FreeMemory(kMeminfo, "90000000000\n", "1\n"), 8'192'000'000);
}

TEST(JudgeMemoryTest, SaysWhatItIsEnoughFor) {
  EXPECT_EQ(JudgeMemory(9 * kGiB).health, Health::kOk);
  const Finding some = JudgeMemory(5 * kGiB);
  EXPECT_EQ(some.health, Health::kWarning);
  EXPECT_THAT(some.detail, HasSubstr("enough to quantize BERT-base; training it 8.0 GiB"));
  EXPECT_THAT(JudgeMemory(kGiB).detail, HasSubstr("quantizing BERT-base may take 4.0 GiB"));
  EXPECT_EQ(some.figures, (Json{{"free_bytes", 5 * kGiB}, {"wanted_bytes", 8 * kGiB}}));
}

TEST(JudgeDiskTest, LittleSpaceIsAWarning) {
  EXPECT_EQ(JudgeDisk(6 * kGiB).health, Health::kOk);
  EXPECT_EQ(JudgeDisk(kGiB).health, Health::kWarning);
}

}  // namespace
}  // namespace octavo::client
