#include "client/commands/program_output.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using testing::HasSubstr;

TEST(ProgramOutputTest, GivesWhatTheProgramPrints) {
  const Cancellation cancellation;
  EXPECT_EQ(*ProgramOutput({"/bin/sh", "-c", "echo one; echo two"}, absl::Minutes(1), cancellation), "one\ntwo\n");
}

TEST(ProgramOutputTest, AProgramThatFailsIsAnErrorThatSaysHow) {
  const Cancellation cancellation;
  const absl::Status failed = ProgramOutput({"/bin/sh", "-c", "exit 7"}, absl::Minutes(1), cancellation).status();
  EXPECT_EQ(failed.code(), absl::StatusCode::kInternal);
  EXPECT_THAT(std::string(failed.message()), HasSubstr("/bin/sh -c exit 7 failed with exit status 7: run it by hand"));
  const absl::Status killed = ProgramOutput({"/bin/sh", "-c", "kill -9 $$"}, absl::Minutes(1), cancellation).status();
  EXPECT_THAT(std::string(killed.message()), HasSubstr("was ended by signal 9"));
  EXPECT_EQ(ProgramOutput({"/nowhere/program"}, absl::Minutes(1), cancellation).status().code(),
            absl::StatusCode::kNotFound);
}

TEST(ProgramOutputTest, TheLimitAndTheUsersWishEndIt) {
  Cancellation cancellation;
  const std::vector<std::string> forever = {"/bin/sh", "-c", "sleep 1000"};
  EXPECT_EQ(ProgramOutput(forever, absl::Milliseconds(1), cancellation).status().code(),
            absl::StatusCode::kDeadlineExceeded);
  cancellation.Cancel();
  EXPECT_EQ(ProgramOutput(forever, absl::Minutes(1), cancellation).status().code(), absl::StatusCode::kCancelled);
}

// What it started may be read by nobody else: the descriptor gives end-of-file once octavo is gone.
TEST(ProgramOutputTest, TheProgramHasALifeline) {
  const Cancellation cancellation;
  EXPECT_EQ(*ProgramOutput({"/bin/sh", "-c", "[ -p /dev/fd/3 ] && echo pipe"}, absl::Minutes(1), cancellation),
            "pipe\n");
}

}  // namespace
}  // namespace octavo::client
