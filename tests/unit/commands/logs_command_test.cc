#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "client/commands/command.h"
#include "client/commands/context.h"
#include "common/files.h"
#include "gmock/gmock.h"
#include "grpcpp/grpcpp.h"
#include "gtest/gtest.h"
#include "octavo/v1/experiments.grpc.pb.h"

namespace octavo::client {
namespace {

class FakeExperiments final : public v1::ExperimentService::Service {
 public:
  grpc::Status GetExperiment(grpc::ServerContext*, const v1::GetExperimentRequest*,
                             v1::Experiment* experiment) override {
    experiment->set_id("e1");
    v1::Job* job = experiment->add_jobs();
    job->set_id("j1");
    job->set_state(v1::JOB_STATE_RUNNING);
    job->add_attempts()->set_number(1);
    return grpc::Status::OK;
  }
};

/// Gives the begin of a log, then twice a greeting, then nothing; cuts every stream.
class FakeJobs final : public v1::JobService::Service {
 public:
  grpc::Status ReadLog(grpc::ServerContext*, const v1::ReadLogRequest* request,
                       grpc::ServerWriter<v1::ReadLogResponse>* writer) override {
    v1::ReadLogResponse response;
    response.set_attempt(1);
    response.set_offset(request->offset());
    if (request->offset() == 0) response.set_data("hello\nhal");
    if (++streams_ <= 3) writer->Write(response);
    return grpc::Status(grpc::StatusCode::UNAVAILABLE, "cut");
  }

 private:
  std::atomic<int> streams_ = 0;
};

// Takes the five seconds for which a command without -f tries to reach a server.
TEST(LogsCommandTest, OfAStreamThatIsCutPrintsWhatCameAndSaysHowToGetTheWholeLog) {
  const TempDir folder = *TempDir::Create("octavo-logs");
  const std::string address = absl::StrCat("unix:", folder.path(), "/socket");
  FakeExperiments experiments;
  FakeJobs jobs;
  grpc::ServerBuilder builder;
  builder.AddListeningPort(address, grpc::InsecureServerCredentials());
  builder.RegisterService(&experiments);
  builder.RegisterService(&jobs);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  Output output(Output::Options{.json = true});
  Cancellation cancellation;
  FlagValues flags;
  flags.texts["id"] = "e1";
  Context context(flags, Settings({{"server", address}}, [](const std::string&) { return std::nullopt; }, {}), output,
                  cancellation);
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const absl::Status status = MakeLogsCommand()->Run(context).status();
  const std::string err = testing::internal::GetCapturedStderr();
  const std::string out = testing::internal::GetCapturedStdout();
  EXPECT_EQ(err, "") << "an outage so short is not told";
  EXPECT_EQ(out,
            "{\"attempt\":1,\"job\":\"j1\",\"line\":\"hello\"}\n{\"attempt\":1,\"job\":\"j1\",\"line\":\"hal\"}\n");
  EXPECT_TRUE(absl::IsUnavailable(status)) << status;
  EXPECT_THAT(std::string(status.message()), testing::EndsWith(" The whole log: octavo logs j1."));
}

}  // namespace
}  // namespace octavo::client
