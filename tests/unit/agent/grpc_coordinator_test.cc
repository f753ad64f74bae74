#include "worker/agent/grpc_coordinator.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/mutex.h"
#include "grpcpp/grpcpp.h"
#include "gtest/gtest.h"
#include "octavo/v1/artifacts.grpc.pb.h"
#include "worker/agent/call_error.h"

namespace octavo {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::seconds kPatience(30);
constexpr int64_t kLarge = 8 << 20;  // more than gRPC and the sockets hold between them
const std::string& Digest() {
  static const std::string digest(64, 'a');
  return digest;
}

/// An artefact service whose transfers begin and then stand still until their client goes.
class StandingService final : public v1::ArtifactService::Service {
 public:
  bool AwaitTransfer() {
    const auto deadline = SteadyClock::now() + kPatience;
    MutexLock lock(mutex_);
    while (!began_ && SteadyClock::now() < deadline) changed_.WaitFor(mutex_, std::chrono::milliseconds(20));
    return began_;
  }

  grpc::Status QueryUpload(grpc::ServerContext*, const v1::QueryUploadRequest*, v1::QueryUploadResponse*) override {
    return grpc::Status::OK;
  }
  grpc::Status UploadBlob(grpc::ServerContext* context, grpc::ServerReader<v1::UploadBlobRequest>*,
                          v1::UploadBlobResponse*) override {
    return StandStill(context);
  }
  grpc::Status DownloadBlob(grpc::ServerContext* context, const v1::DownloadBlobRequest*,
                            grpc::ServerWriter<v1::DownloadBlobResponse>*) override {
    return StandStill(context);
  }

 private:
  grpc::Status StandStill(grpc::ServerContext* context) {
    MutexLock lock(mutex_);
    began_ = true;
    changed_.NotifyAll();
    while (!context->IsCancelled()) changed_.WaitFor(mutex_, std::chrono::milliseconds(20));
    return grpc::Status::CANCELLED;
  }

  Mutex mutex_;
  CondVar changed_;
  bool began_ ABSL_GUARDED_BY(mutex_) = false;
};

class GrpcCoordinatorTest : public ::testing::Test {
 protected:
  GrpcCoordinatorTest() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    EXPECT_TRUE(WriteFileAtomically(file_, std::string(kLarge, 'x')).ok());
  }
  ~GrpcCoordinatorTest() override { server_->Shutdown(std::chrono::system_clock::now()); }

  GrpcCoordinator::Options OptionsFor(int port) const {
    GrpcCoordinator::Options options;
    options.address = absl::StrCat("127.0.0.1:", port);
    options.call_timeout = absl::Seconds(20);
    options.commit_timeout = absl::Minutes(10);
    return options;
  }
  /// Waits until the buffers between here and the server are full.
  void AwaitFullBuffers() const {
    int64_t sent = 0;
    for (int looks = 0; looks < 15; ++looks) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      const int64_t now = stats_.Get().uploaded_bytes;
      if (now != sent) looks = 0;
      sent = now;
    }
    EXPECT_LT(sent, kLarge);
  }
  /// Stops a transfer that stands still; how it ended, at once.
  template <typename Transfer>
  absl::Status Interrupt(const Transfer& transfer) {
    absl::Status ended;
    StopSignal stop;
    std::thread thread([&] { ended = transfer(stop); });
    EXPECT_TRUE(service_.AwaitTransfer());
    AwaitFullBuffers();
    const auto asked = SteadyClock::now();
    stop.Request(StopReason::kCancelled, absl::ZeroDuration());
    thread.join();
    EXPECT_LT(SteadyClock::now() - asked, kPatience);
    return ended;
  }

  const TempDir dir_ = *TempDir::Create("grpc_coordinator");
  const std::string file_ = dir_.path() + "/blob";
  AgentStats stats_;
  StandingService service_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

TEST_F(GrpcCoordinatorTest, AStopEndsAnUploadThatTheServerDoesNotTake) {
  GrpcCoordinator coordinator(OptionsFor(port_), stats_);
  const absl::Status ended =
      Interrupt([&](const StopSignal& stop) { return coordinator.Upload(file_, Digest(), stop); });
  EXPECT_EQ(ended.code(), absl::StatusCode::kCancelled) << ended;
}

TEST_F(GrpcCoordinatorTest, AStopEndsADownloadThatBringsNothing) {
  GrpcCoordinator coordinator(OptionsFor(port_), stats_);
  const absl::Status ended = Interrupt([&](const StopSignal& stop) {
    return coordinator.Download(
        Digest(), 0, [](absl::string_view) { return absl::OkStatus(); }, stop);
  });
  EXPECT_EQ(ended.code(), absl::StatusCode::kCancelled) << ended;
}

TEST_F(GrpcCoordinatorTest, AStopThatCameBeforeEndsATransferToo) {
  GrpcCoordinator coordinator(OptionsFor(port_), stats_);
  StopSignal stop;
  stop.Request(StopReason::kCancelled, absl::ZeroDuration());
  EXPECT_TRUE(absl::IsCancelled(coordinator.Upload(file_, Digest(), stop)));
}

TEST_F(GrpcCoordinatorTest, AFileThatCannotBeReadIsThisMachinesError) {
  GrpcCoordinator coordinator(OptionsFor(port_), stats_);
  EXPECT_TRUE(IsLocalError(coordinator.Upload(dir_.path() + "/none", Digest(), StopSignal())));
}

TEST_F(GrpcCoordinatorTest, NoProxyOfTheEnvironmentStandsBeforeThisMachine) {
  setenv("grpc_proxy", "http://127.0.0.1:1", 1);
  for (const char* name : {"no_grpc_proxy", "no_proxy"}) unsetenv(name);
  GrpcCoordinator coordinator(OptionsFor(port_), stats_);
  const absl::Status reached = coordinator.FindMissing({Digest()}).status();
  unsetenv("grpc_proxy");
  EXPECT_EQ(reached.code(), absl::StatusCode::kUnimplemented) << "the server's own word: " << reached;
}

/// A peer that accepts one connection, says so in HTTP/2's words, and never anything more: a machine that was cut off.
class SilentPeer {
 public:
  SilentPeer() : listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(bind(listener_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(listen(listener_, 8), 0);
    EXPECT_EQ(getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] {
      connection_ = accept(listener_, nullptr, nullptr);
      constexpr char kEmptySettings[9] = {0, 0, 0, 4, 0, 0, 0, 0, 0};
      EXPECT_EQ(write(connection_, kEmptySettings, sizeof kEmptySettings), ssize_t{sizeof kEmptySettings});
    });
  }
  ~SilentPeer() {
    thread_.join();
    close(connection_);
    close(listener_);
  }
  int port() const { return port_; }

 private:
  const int listener_;
  int port_ = 0;
  int connection_ = -1;
  std::thread thread_;
};

TEST_F(GrpcCoordinatorTest, AConnectionWithoutASignOfLifeIsGivenUp) {
  SilentPeer peer;
  GrpcCoordinator::Options options = OptionsFor(peer.port());
  options.keepalive = absl::Milliseconds(200);
  options.keepalive_timeout = absl::Milliseconds(200);
  GrpcCoordinator coordinator(options, stats_);
  const absl::Status ended = coordinator.FindMissing({Digest()}).status();
  EXPECT_EQ(ended.code(), absl::StatusCode::kUnavailable) << ended;
}

}  // namespace
}  // namespace octavo
