#include "client/api/experiment_api.h"

#include <atomic>

#include "absl/strings/str_cat.h"
#include "client/api/client.h"
#include "common/files.h"
#include "gtest/gtest.h"
#include "octavo/v1/experiments.grpc.pb.h"

namespace octavo::client {
namespace {

/// Greets each watcher with one experiment and ends the stream at once, as a server or a proxy in trouble does.
class FakeExperiments final : public v1::ExperimentService::Service {
 public:
  grpc::Status WatchExperiment(grpc::ServerContext*, const v1::WatchExperimentRequest*,
                               grpc::ServerWriter<v1::WatchExperimentResponse>* writer) override {
    v1::WatchExperimentResponse greeting;
    v1::Job* job = greeting.mutable_experiment()->add_jobs();
    job->set_id("j1");
    job->set_state(state);
    writer->Write(greeting);
    return grpc::Status::OK;
  }
  grpc::Status GetExperiment(grpc::ServerContext*, const v1::GetExperimentRequest* request,
                             v1::Experiment* experiment) override {
    if (gone-- > 0) return grpc::Status(grpc::StatusCode::UNAVAILABLE, "stopping");
    experiment->set_id(request->id());
    return grpc::Status::OK;
  }

  std::atomic<v1::JobState> state = v1::JOB_STATE_SUCCEEDED;
  std::atomic<int> gone = 0;  // so many times more
};

class WatchTest : public testing::Test {
 protected:
  absl::StatusOr<Experiment> Watch(absl::Duration patience) {
    const std::string address = absl::StrCat("unix:", folder_.path(), "/socket");
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(&service_);
    const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
    ClientOptions options;
    options.address = address;
    options.watch_patience = patience;
    const std::unique_ptr<Client> client = *Client::Create(options);
    StreamNews news;
    news.lost = [this] { ++lost_; };
    news.regained = [this](absl::Duration) { ++regained_; };
    return client->experiments().Watch(
        "e1", [this](const Experiment&) { ++changes_; }, news);
  }

  const TempDir folder_ = *TempDir::Create("octavo-watch");
  FakeExperiments service_;
  int lost_ = 0;
  int regained_ = 0;
  int changes_ = 0;
};

TEST_F(WatchTest, EndsWithTheStoredExperiment) {
  const absl::StatusOr<Experiment> ended = Watch(absl::Minutes(1));
  ASSERT_TRUE(ended.ok()) << ended.status();
  EXPECT_EQ(ended->id, "e1");
  EXPECT_EQ(changes_, 1);
  EXPECT_EQ(lost_ + regained_, 0);
}

TEST_F(WatchTest, TellsOfAServerThatIsLostBeforeItGaveTheStoredExperiment) {
  service_.gone = 3;
  const absl::StatusOr<Experiment> ended = Watch(absl::Minutes(1));
  ASSERT_TRUE(ended.ok()) << ended.status();
  EXPECT_EQ(lost_, 1);
  EXPECT_EQ(regained_, 1);
}

TEST_F(WatchTest, AServerThatGreetsAndBreaksOffIsGivenUp) {
  service_.state = v1::JOB_STATE_RUNNING;
  const absl::StatusOr<Experiment> ended = Watch(absl::Milliseconds(300));
  EXPECT_TRUE(absl::IsUnavailable(ended.status())) << ended.status();
  EXPECT_GT(changes_, 1);
}

}  // namespace
}  // namespace octavo::client
