#include "client/api/call_error.h"

#include "common/error_info.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string Told(const absl::Status& status) {
  return std::string(DescribeCallError("show job j1", "example.org:50051", status).message());
}

TEST(CallErrorTest, KeepsWhatTheServerSays) {
  const absl::Status status = WithReason(absl::NotFoundError("there is no job j1"), "NOT_FOUND");
  EXPECT_EQ(Told(status), "show job j1: there is no job j1");
  const absl::Status described = DescribeCallError("show job j1", "x:1", status);
  EXPECT_TRUE(absl::IsNotFound(described));
  EXPECT_EQ(ErrorInfoOf(described).reason, "NOT_FOUND");
}

TEST(CallErrorTest, SaysWhatToDoAboutWhatTheLibrarySays) {
  EXPECT_THAT(Told(absl::DeadlineExceededError("Deadline Exceeded")),
              AllOf(HasSubstr("show job j1: the server at example.org:50051 has not answered in time"),
                    HasSubstr("give the command again")));
  EXPECT_THAT(Told(absl::UnimplementedError("")), AllOf(HasSubstr("it gave no reason"), HasSubstr("octavo doctor")));
  EXPECT_THAT(Told(absl::ResourceExhaustedError("Received message larger than max (9 vs. 4)")),
              AllOf(HasSubstr("larger than max (9 vs. 4)"), HasSubstr("--limit")));
  EXPECT_THAT(Told(absl::PermissionDeniedError("no")), HasSubstr("does not let this user do that"));
  EXPECT_THAT(Told(absl::UnknownError("")), HasSubstr("Its log says more"));
}

TEST(CallErrorTest, ACallThatAStoppingServerCancelledMayBeTriedAgain) {
  const absl::Status of_library = DescribeCallError("watch e1", "x:1", absl::CancelledError("CANCELLED"));
  EXPECT_TRUE(absl::IsUnavailable(of_library));
  EXPECT_THAT(std::string(of_library.message()), HasSubstr("give the command again"));
  const absl::Status of_server = WithReason(absl::CancelledError("e1 was cancelled"), "CANCELLED");
  EXPECT_TRUE(absl::IsCancelled(DescribeCallError("watch e1", "x:1", of_server)));
}

TEST(CallErrorTest, OkStaysOk) { EXPECT_TRUE(DescribeCallError("list", "x:1", absl::OkStatus()).ok()); }

}  // namespace
}  // namespace octavo::client
