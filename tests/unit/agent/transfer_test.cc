#include "worker/agent/transfer.h"

#include <string>
#include <thread>

#include "common/error_info.h"
#include "common/sha256.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/agent/attempt_fixture.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;
using Call = FakeCoordinator::Call;

absl::Status DiskFull() { return WithReason(absl::ResourceExhaustedError("disk is full"), "DISK_FULL"); }

/// Transfers as parts of whole attempts, because their errors decide how those end.
class TransferTest : public AttemptFixture {};

TEST_F(TransferTest, OutputsWaitForRoomOnTheCoordinatorsDisk) {
  coordinator_.Fail(Call::kUpload, DiskFull(), 3);
  const AttemptEnd end = RunJob({{"outputs", {{"a", "1"}}}});
  EXPECT_EQ(end.outcome, AttemptOutcome::kSucceeded) << end.reason << ": " << end.message;
  EXPECT_EQ(coordinator_.blob(Sha256Hex("1")), "1");
  EXPECT_EQ(coordinator_.calls(Call::kUpload), 5);
}

TEST_F(TransferTest, OutputsOfACancelledJobDoNotWaitForRoom) {
  coordinator_.Fail(Call::kUpload, DiskFull());
  AttemptRunner runner(Job("j1", {{"outputs", {{"a", "1"}}}}), context_);
  std::thread thread([&] { runner.Run(); });
  EXPECT_TRUE(coordinator_.Await([](const FakeCoordinator& c) { return c.calls(Call::kUpload) > 3; }));
  runner.RequestStop(StopReason::kCancelled, context_.kill_grace);
  EXPECT_EQ(AwaitCommit().end.outcome, AttemptOutcome::kCancelled);
  thread.join();
}

TEST_F(TransferTest, AnOutputAboveTheCoordinatorsLimitFails) {
  coordinator_.Fail(Call::kUpload, WithReason(absl::ResourceExhaustedError("the limit is 5"), "BLOB_TOO_LARGE"));
  const AttemptEnd end = RunJob({{"outputs", {{"a", "1"}}}});
  EXPECT_EQ(end.outcome, AttemptOutcome::kFailed);
  EXPECT_EQ(end.reason, "BLOB_TOO_LARGE");
  EXPECT_THAT(end.message, HasSubstr("the limit is 5"));
}

}  // namespace
}  // namespace octavo
