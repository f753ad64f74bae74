#include "worker/agent/transfer.h"

#include <sys/resource.h>

#include <cerrno>
#include <csignal>
#include <string>
#include <thread>

#include "common/error_info.h"
#include "common/sha256.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/agent/attempt_fixture.h"
#include "worker/agent/call_error.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;
using Call = FakeCoordinator::Call;

absl::Status DiskFull() { return WithReason(absl::ResourceExhaustedError("disk is full"), "DISK_FULL"); }

/// Transfers as parts of whole attempts, because their errors decide how those end.
class TransferTest : public AttemptFixture {
 protected:
  static Json OneOutput() { return {{"outputs", {{"a", "1"}}}, {"log", "hello\n"}}; }
};

/// While it lives, no file of this process or its children grows beyond `bytes`: EFBIG.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit = {bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    signal(SIGXFSZ, handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  void (*const handler_)(int);
  rlimit before_ = {};
};

TEST_F(TransferTest, OutputsWaitForRoomOnTheCoordinatorsDisk) {
  coordinator_.Fail(Call::kUpload, DiskFull(), 3);
  const AttemptEnd end = RunJob(OneOutput());
  EXPECT_EQ(end.outcome, AttemptOutcome::kSucceeded) << end.reason << ": " << end.message;
  EXPECT_EQ(coordinator_.blob(Sha256Hex("1")), "1");
  EXPECT_EQ(coordinator_.calls(Call::kUpload), 5);
}

TEST_F(TransferTest, OutputsOfACancelledJobDoNotWaitForRoom) {
  coordinator_.Fail(Call::kUpload, DiskFull());
  AttemptRunner runner(Job("j1", OneOutput()), context_);
  std::thread thread([&] { runner.Run(); });
  EXPECT_TRUE(coordinator_.Await([](const FakeCoordinator& c) { return c.calls(Call::kUpload) > 3; }));
  runner.RequestStop(StopReason::kCancelled, context_.kill_grace);
  EXPECT_EQ(AwaitCommit().end.outcome, AttemptOutcome::kCancelled);
  thread.join();
}

TEST_F(TransferTest, AnOutputAboveTheCoordinatorsLimitFails) {
  coordinator_.Fail(Call::kUpload, WithReason(absl::ResourceExhaustedError("the limit is 5"), "BLOB_TOO_LARGE"));
  const AttemptEnd end = RunJob(OneOutput());
  EXPECT_EQ(end.outcome, AttemptOutcome::kFailed);
  EXPECT_EQ(end.reason, "BLOB_TOO_LARGE");
  EXPECT_THAT(end.message, HasSubstr("the limit is 5"));
}

TEST_F(TransferTest, AMistakeOfTheCoordinatorEndsTheUploadSomeTime) {
  for (const absl::Status& status : {absl::InternalError("it broke"), absl::UnknownError("it broke"),
                                     WithReason(absl::InternalError("it broke"), "INTERNAL")}) {
    coordinator_.Fail(Call::kUpload, status);
    const AttemptEnd end = RunJob(OneOutput());
    EXPECT_EQ(end.outcome, AttemptOutcome::kCrashed) << status;
    EXPECT_EQ(end.reason, "WORKER_ERROR") << status;
    EXPECT_THAT(end.message, HasSubstr("it broke"));
  }
  coordinator_.Fail(Call::kUpload, absl::InternalError("it broke"), 5);
  EXPECT_EQ(RunJob(OneOutput()).outcome, AttemptOutcome::kSucceeded);
}

TEST_F(TransferTest, AnUploadThatArrivedDamagedIsMadeAgainButNotForEver) {
  const absl::Status damaged = WithReason(absl::InvalidArgumentError("another digest"), "DIGEST_MISMATCH");
  coordinator_.Fail(Call::kUpload, damaged, 2);
  EXPECT_EQ(RunJob(OneOutput()).outcome, AttemptOutcome::kSucceeded);
  coordinator_.Forget(Sha256Hex("1"));
  coordinator_.Fail(Call::kUpload, damaged);
  const int before = coordinator_.calls(Call::kUpload);
  const AttemptEnd end = RunJob(OneOutput());
  EXPECT_EQ(end.outcome, AttemptOutcome::kFailed);
  EXPECT_EQ(end.reason, "DIGEST_MISMATCH");
  EXPECT_EQ(coordinator_.calls(Call::kUpload) - before, 3);
}

TEST_F(TransferTest, AFileThatCannotBeReadEndsTheUploadAtOnce) {
  coordinator_.Fail(Call::kUpload, LocalError(absl::ErrnoToStatus(EIO, "cannot read a")));
  const AttemptEnd end = RunJob(OneOutput());
  EXPECT_EQ(end.outcome, AttemptOutcome::kCrashed);
  EXPECT_EQ(end.reason, "WORKER_ERROR");
  EXPECT_THAT(end.message, HasSubstr("cannot read a"));
  EXPECT_EQ(coordinator_.calls(Call::kUpload), 1);
}

TEST_F(TransferTest, ADamagedInputIsUnavailable) {
  coordinator_.Fail(Call::kDownload, WithReason(absl::DataLossError("its bytes have another digest"), "BLOB_CORRUPT"));
  Assignment job = Job("j1", Json::object());
  job.inputs = {{"model", coordinator_.PutTree({{"weights", "12345"}})}};
  const AttemptEnd end = RunJob(job);
  EXPECT_EQ(end.outcome, AttemptOutcome::kFailed);
  EXPECT_EQ(end.reason, "INPUT_UNAVAILABLE");
  EXPECT_THAT(end.message, HasSubstr("input model: its bytes have another digest (BLOB_CORRUPT)"));
  EXPECT_EQ(coordinator_.calls(Call::kDownload), 3) << "damage on the way would have been cured";
}

TEST_F(TransferTest, AnInputThatCannotBeWrittenEndsTheAttemptAtOnce) {
  const FileSizeLimit limit(64 << 10);
  Assignment job = Job("j1", Json::object());
  job.inputs = {{"model", coordinator_.PutTree({{"weights", std::string(100'000, 'x')}})}};
  const AttemptEnd end = RunJob(job);
  EXPECT_EQ(end.outcome, AttemptOutcome::kCrashed);
  EXPECT_EQ(end.reason, "WORKER_ERROR");
  EXPECT_THAT(end.message, HasSubstr("File too large"));
  EXPECT_EQ(coordinator_.calls(Call::kDownload), 2) << "the manifest and the file";
}

TEST_F(TransferTest, ALogThatTheCoordinatorDoesNotTakeHoldsNoResultBack) {
  coordinator_.Fail(Call::kReport, absl::InternalError("it broke"));
  const AttemptEnd end = RunJob(OneOutput());
  EXPECT_EQ(end.outcome, AttemptOutcome::kSucceeded);
  EXPECT_GE(coordinator_.calls(Call::kReport), 10);
}

TEST_F(TransferTest, ALogWaitsForTheEndOfAnOutage) {
  coordinator_.Fail(Call::kReport, absl::UnavailableError("away"), 30);
  const Assignment job = Job("j1", OneOutput());
  EXPECT_EQ(RunJob(job).outcome, AttemptOutcome::kSucceeded);
  EXPECT_EQ(coordinator_.log(job.id), "hello\n");
}

TEST_F(TransferTest, AResultThatBreaksTheCoordinatorGivesWayToAnEndWithoutOne) {
  coordinator_.Fail(Call::kCommit, absl::InternalError("it broke"), 12);
  const AttemptEnd end = RunJob(OneOutput());
  EXPECT_EQ(end.outcome, AttemptOutcome::kCrashed);
  EXPECT_EQ(end.reason, "COMMIT_FAILED");
  EXPECT_THAT(end.message, HasSubstr("it broke"));
  EXPECT_EQ(end.output_digest, "");
}

TEST_F(TransferTest, AResultThatTheCoordinatorRefusesIsABadReport) {
  coordinator_.Fail(Call::kCommit, absl::InvalidArgumentError("result: too odd"), 1);
  EXPECT_EQ(RunJob(OneOutput()).reason, "BAD_REPORT");
}

}  // namespace
}  // namespace octavo
