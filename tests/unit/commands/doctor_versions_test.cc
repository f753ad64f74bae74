#include "client/commands/doctor_versions.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using testing::HasSubstr;

TEST(ParseVersionLineTest, ReadsWhatTheProgramsPrint) {
  const absl::StatusOr<Build> build = ParseVersionLine("octavo-server 0.1.0 (a1b2c3d-dirty, GNU 12.2.0 Release)\n");
  ASSERT_TRUE(build.ok()) << build.status();
  EXPECT_EQ(build->version, "0.1.0");
  EXPECT_EQ(build->revision, "a1b2c3d-dirty");
  EXPECT_EQ(ParseVersionLine("octavo-runner 0.2.0 (unknown)")->revision, "unknown");
  EXPECT_EQ(ParseVersionLine("octavo-runner 0.2.0")->revision, "");
}

TEST(ParseVersionLineTest, RefusesOtherTexts) {
  for (const char* text : {"", "octavo-server", "usage: octavo-server --listen", "\n\n"})
    EXPECT_EQ(ParseVersionLine(text).status().code(), absl::StatusCode::kInvalidArgument) << text;
}

TEST(IsSameBuildTest, AnUnknownCommitMatchesEveryOne) {
  EXPECT_TRUE(IsSameBuild({"0.1.0", "a"}, {"0.1.0", "a"}));
  EXPECT_TRUE(IsSameBuild({"0.1.0", "unknown"}, {"0.1.0", "a"}));
  EXPECT_TRUE(IsSameBuild({"0.1.0", ""}, {"0.1.0", "a"}));
  EXPECT_FALSE(IsSameBuild({"0.1.0", "b"}, {"0.1.0", "a"}));
  EXPECT_FALSE(IsSameBuild({"0.2.0", "unknown"}, {"0.1.0", "unknown"}));
}

TEST(JudgeProgramTest, OwnBuildIsInOrderAndAnotherIsAWarning) {
  const std::string own = absl::StrCat("octavo-server ", OwnBuild().version, " (", OwnBuild().revision, ", x)");
  EXPECT_EQ(JudgeProgram("octavo-server", "/bin/octavo-server", own).health, Health::kOk);
  const Finding other = JudgeProgram("octavo-server", "/bin/octavo-server", std::string("octavo-server 9.9.9 (x, y)"));
  EXPECT_EQ(other.health, Health::kWarning);
  EXPECT_THAT(other.detail, HasSubstr("/bin/octavo-server: 9.9.9 (x), and this octavo is "));
  EXPECT_THAT(other.remedy, HasSubstr("from one build"));
}

TEST(JudgeProgramTest, WhatDoesNotRunIsAnError) {
  const Finding broken = JudgeProgram("octavo-runner", "/bin/octavo-runner", absl::InternalError("status 127"));
  EXPECT_EQ(broken.health, Health::kError);
  EXPECT_THAT(broken.remedy, HasSubstr("status 127"));
  EXPECT_EQ(JudgeProgram("octavo-runner", "/bin/octavo-runner", std::string("hello")).health, Health::kWarning);
  const Finding slow = JudgeProgram("octavo-runner", "/bin/octavo-runner", absl::DeadlineExceededError("not in 30s"));
  EXPECT_EQ(slow.health, Health::kWarning);
  EXPECT_EQ(slow.detail, "not in 30s");
}

}  // namespace
}  // namespace octavo::client
