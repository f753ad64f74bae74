#include "client/api/job_api.h"

#include <atomic>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "client/api/client.h"
#include "common/files.h"
#include "gtest/gtest.h"
#include "octavo/v1/experiments.grpc.pb.h"

namespace octavo::client {
namespace {

/// Gives each reader the next `piece` bytes of a log, or just a greeting, and cuts the stream while there are more, as
/// a server or a proxy in trouble does.
class FakeJobs final : public v1::JobService::Service {
 public:
  grpc::Status ReadLog(grpc::ServerContext*, const v1::ReadLogRequest* request,
                       grpc::ServerWriter<v1::ReadLogResponse>* writer) override {
    if (++streams > 100) return grpc::Status(grpc::StatusCode::INTERNAL, "asked for the same again and again");
    const auto offset = static_cast<size_t>(request->offset());
    v1::ReadLogResponse response;
    response.set_attempt(2);
    response.set_offset(request->offset());
    response.set_data(log.substr(offset, piece));
    writer->Write(response);
    const bool has_all = offset + piece >= log.size();
    return piece > 0 && has_all ? grpc::Status::OK : grpc::Status(grpc::StatusCode::UNAVAILABLE, "cut");
  }

  const std::string log = "one\ntwo\nthree\n";
  size_t piece = 4;
  std::atomic<int> streams = 0;
};

class ReadLogTest : public testing::TestWithParam<bool> {
 protected:
  ReadLogTest() {
    options_.address = absl::StrCat("unix:", folder_.path(), "/socket");
    options_.patience = absl::Seconds(20);
    options_.watch_patience = absl::Seconds(20);
  }

  absl::Status Read(bool follow) {
    grpc::ServerBuilder builder;
    builder.AddListeningPort(options_.address, grpc::InsecureServerCredentials());
    builder.RegisterService(&service_);
    const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
    const std::unique_ptr<Client> client = *Client::Create(options_);
    return client->jobs().ReadLog("j1", 0, follow, [this](absl::string_view data) { absl::StrAppend(&read_, data); },
                                  {});
  }

  const TempDir folder_ = *TempDir::Create("octavo-log");
  FakeJobs service_;
  ClientOptions options_;
  std::string read_;
};

TEST_P(ReadLogTest, ACutStreamIsGoneOnFromBehindWhatCame) {
  ASSERT_TRUE(Read(GetParam()).ok());
  EXPECT_EQ(read_, service_.log);
  EXPECT_EQ(service_.streams, 4);
}

TEST_P(ReadLogTest, AServerThatGreetsAndCutsIsGivenUpAfterTheCallsOwnPatience) {
  service_.piece = 0;
  (GetParam() ? options_.watch_patience : options_.patience) = absl::Milliseconds(300);
  const absl::Time begin = absl::Now();
  const absl::Status status = Read(GetParam());
  EXPECT_TRUE(absl::IsUnavailable(status)) << status;
  EXPECT_GT(service_.streams, 1);
  EXPECT_LT(absl::Now() - begin, absl::Seconds(10)) << "the other patience is longer";
}

INSTANTIATE_TEST_SUITE_P(WithAndWithoutFollow, ReadLogTest, testing::Bool());

}  // namespace
}  // namespace octavo::client
