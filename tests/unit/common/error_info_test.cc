#include "common/error_info.h"

#include "gtest/gtest.h"

namespace octavo {
namespace {

TEST(ErrorInfoTest, ComesBackAsItWasAttached) {
  const ErrorInfo info{"STALE_LEASE", {{"fence", "12"}, {"quote", "\"\n"}}, {{"jobs[2].name", "is empty"}}};
  const absl::Status status = WithErrorInfo(absl::FailedPreconditionError("too late"), info);
  EXPECT_EQ(ErrorInfoOf(status), info);
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(status.message(), "too late");
}

TEST(ErrorInfoTest, TheLastOneAttachedHolds) {
  const absl::Status first = WithReason(absl::NotFoundError("gone"), "JOB_NOT_FOUND", {{"id", "j1"}});
  EXPECT_EQ(ErrorInfoOf(WithReason(first, "OTHER")), (ErrorInfo{"OTHER", {}, {}}));
}

TEST(ErrorInfoTest, BadFieldBlamesTheField) {
  const absl::Status status = BadField("jobs[0].kind", "is unknown");
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(), "jobs[0].kind: is unknown");
  const ErrorInfo info = ErrorInfoOf(status);
  EXPECT_EQ(info.reason, "BAD_REQUEST");
  EXPECT_EQ(info.metadata.at("field"), "jobs[0].kind");
  EXPECT_EQ(info.violations, (std::vector<ErrorInfo::FieldViolation>{{"jobs[0].kind", "is unknown"}}));
}

TEST(ErrorInfoTest, AStatusWithoutOneGivesNone) {
  EXPECT_EQ(ErrorInfoOf(absl::InternalError("plain")), ErrorInfo{});
  EXPECT_EQ(ErrorInfoOf(WithReason(absl::OkStatus(), "IGNORED")), ErrorInfo{}) << "OK carries nothing";
}

TEST(ErrorInfoTest, ADamagedPayloadGivesNone) {
  for (const char* text : {"no json", "[]"}) {
    absl::Status status = absl::InternalError("plain");
    status.SetPayload("octavo.error_info", absl::Cord(text));
    EXPECT_EQ(ErrorInfoOf(status), ErrorInfo{}) << text;
  }
}

}  // namespace
}  // namespace octavo
