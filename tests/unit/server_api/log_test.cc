#include "server/api/log_reactor.h"
#include "tests/unit/server_api/server_fixture.h"
#include "tests/unit/server_coordinator/coordinator_fixture.h"

namespace octavo {
namespace {

/// One ReadLog stream, read by the test.
class LogStream {
 public:
  LogStream(TestClient& client, const std::string& job, int64_t offset, bool follow, int attempt = 0) {
    TestClient::SetDeadline(context_);
    v1::ReadLogRequest request;
    request.set_job_id(job);
    request.set_attempt(attempt);
    request.set_offset(offset);
    request.set_follow(follow);
    stream_ = client.jobs->ReadLog(&context_, request);
  }
  /// Reads until `size` bytes are there or the stream ends.
  std::string ReadUpTo(size_t size) {
    std::string text;
    while (text.size() < size && stream_->Read(&piece)) text += piece.data();
    return text;
  }
  bool ReadOne() { return stream_->Read(&piece); }
  absl::Status Finish() { return FromGrpcStatus(stream_->Finish()); }
  void Leave() { context_.TryCancel(); }

  v1::ReadLogResponse piece;

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<v1::ReadLogResponse>> stream_;
};

constexpr size_t kAll = 1 << 30;

using LogTest = ServerTest;

TEST_F(LogTest, IsReadFromAnOffsetInPieces) {
  Pipeline();
  const v1::AttemptKey key = Grant();
  std::string text(600'000, 'x');
  text += "the end";
  ASSERT_TRUE(client_->Report(key, 0, text).ok());
  LogStream whole(*client_, key.job_id(), 0, false);
  EXPECT_EQ(whole.ReadUpTo(kAll), text);
  EXPECT_EQ(whole.piece.attempt(), 1);
  EXPECT_TRUE(whole.Finish().ok());
  LogStream end(*client_, key.job_id(), 600'000, false, 1);
  EXPECT_EQ(end.ReadUpTo(kAll), "the end");
  EXPECT_EQ(end.piece.offset(), 600'000);
  EXPECT_TRUE(end.Finish().ok());
}

TEST_F(LogTest, AFollowerHearsAtOnceThatItFollows) {
  Pipeline();
  const v1::AttemptKey key = Grant();
  LogStream log(*client_, key.job_id(), 0, true);
  ASSERT_TRUE(log.ReadOne()) << "although there is no log yet";
  EXPECT_EQ(log.piece.data(), "");
  EXPECT_EQ(log.piece.attempt(), 1);
  EXPECT_EQ(log.piece.offset(), 0);
  ASSERT_TRUE(client_->Report(key, 0, "one\n").ok());
  EXPECT_EQ(log.ReadUpTo(4), "one\n");
  ASSERT_TRUE(client_->CommitSuccess(key).ok());
  EXPECT_FALSE(log.ReadOne());
  EXPECT_TRUE(log.Finish().ok());
}

TEST_F(LogTest, FollowsUntilTheAttemptEnds) {
  Pipeline();
  const v1::AttemptKey key = Grant();
  ASSERT_TRUE(client_->Report(key, 0, "one\n").ok());
  LogStream log(*client_, key.job_id(), 0, true);
  EXPECT_EQ(log.ReadUpTo(4), "one\n");
  ASSERT_TRUE(client_->Report(key, 4, "two\n").ok());
  EXPECT_EQ(log.ReadUpTo(4), "two\n");
  ASSERT_TRUE(client_->Report(key, 4, "two\nthree\n").ok()) << "bytes below the stored size are dropped";
  EXPECT_EQ(log.ReadUpTo(6), "three\n");
  ASSERT_TRUE(client_->CommitSuccess(key).ok());
  EXPECT_EQ(log.ReadUpTo(kAll), "");
  EXPECT_TRUE(log.Finish().ok());
  LogStream after(*client_, key.job_id(), 0, true);
  EXPECT_EQ(after.ReadUpTo(kAll), "one\ntwo\nthree\n");
  EXPECT_TRUE(after.Finish().ok()) << "an ended attempt's log has an end";
}

TEST_F(LogTest, AFollowerMayLeaveAndAStoppingServerEndsIt) {
  Pipeline();
  const v1::AttemptKey key = Grant();
  ASSERT_TRUE(client_->Report(key, 0, "one\n").ok());
  LogStream leaving(*client_, key.job_id(), 0, true);
  EXPECT_EQ(leaving.ReadUpTo(4), "one\n");
  leaving.Leave();
  EXPECT_EQ(leaving.Finish().code(), absl::StatusCode::kCancelled);
  LogStream staying(*client_, key.job_id(), 0, true);
  EXPECT_EQ(staying.ReadUpTo(4), "one\n");
  server_->Stop();
  EXPECT_EQ(staying.ReadUpTo(kAll), "");
  EXPECT_EQ(staying.Finish().code(), absl::StatusCode::kUnavailable);
}

TEST_F(LogTest, WrongQuestionsAreRefused) {
  const v1::Experiment experiment = Pipeline();
  const auto reason = [&](const std::string& job, int64_t offset, int attempt) {
    LogStream log(*client_, job, offset, true, attempt);
    EXPECT_EQ(log.ReadUpTo(kAll), "");
    return ReasonOf(log.Finish());
  };
  EXPECT_EQ(reason("j99", 0, 0), "JOB_NOT_FOUND");
  EXPECT_EQ(reason("", 0, 0), "JOB_NOT_FOUND");
  EXPECT_EQ(reason(experiment.jobs(0).id(), 0, 0), "ATTEMPT_NOT_FOUND") << "it has not been tried yet";
  const v1::AttemptKey key = Grant();
  EXPECT_EQ(reason(key.job_id(), 0, 2), "ATTEMPT_NOT_FOUND");
  EXPECT_EQ(reason(key.job_id(), 1, 1), "BAD_OFFSET");
  EXPECT_EQ(reason(key.job_id(), -1, 1), "BAD_OFFSET");
  const absl::Status gap = client_->Report(key, 7, "text");
  EXPECT_EQ(gap.code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(ReasonOf(gap), "LOG_GAP");
  EXPECT_EQ(ErrorInfoOf(gap).metadata.at("size"), "0");
}

TEST_F(LogTest, AStaleAttemptMayNotWrite) {
  Pipeline();
  v1::AttemptKey key = Grant();
  key.set_fence(key.fence() + 1);
  EXPECT_EQ(ReasonOf(client_->Report(key, 0, "text")), "STALE_LEASE");
}

/// A reactor without gRPC, which would only call these methods.
class LogReactorTest : public CoordinatorTest {
 protected:
  void WaitUntilWaiting(size_t count) const {
    const absl::Time deadline = absl::Now() + absl::Seconds(20);
    while (logs_->Waiting() != count && absl::Now() < deadline) absl::SleepFor(absl::Milliseconds(1));
    EXPECT_EQ(logs_->Waiting(), count);
  }
};

TEST_F(LogReactorTest, ACallerThatLeavesASilentLogLeavesNothingBehind) {
  ASSERT_TRUE(Submit(OneJob("request-1")).ok());
  ASSERT_TRUE(Sync(Worker("i1"), absl::Seconds(10)).ok());
  IoPool io(1);
  ServiceContext context{*coordinator_, *reader_, *blobs_, *logs_, io, "server", absl::Now(), 1, ""};
  v1::ReadLogRequest request;
  request.set_job_id("j1");
  request.set_follow(true);
  LogReactor* reactor = LogReactor::Start(context, request);
  const std::weak_ptr<LogReactor> watched = reactor->weak_from_this();
  reactor->OnWriteDone(true);  // of the first message, which is empty
  WaitUntilWaiting(1);
  // The ticket may be kept a moment after the log has the waiter; either way the wait must end.
  reactor->OnCancel();
  WaitUntilWaiting(0);
  io.Stop();
  reactor->OnDone();
  EXPECT_TRUE(watched.expired());
}

}  // namespace
}  // namespace octavo
