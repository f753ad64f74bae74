#include "client/commands/doctor_hub.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// Answers one request on a port of its own; with an empty answer, never.
class OneAnswer {
 public:
  explicit OneAnswer(std::string answer) : answer_(std::move(answer)), socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(bind(socket_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(listen(socket_, 1), 0);
    EXPECT_EQ(getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    port_ = ntohs(address.sin_port);
    // Without an accept() the kernel takes the connection all the same, and nobody reads it.
    if (!answer_.empty()) thread_ = std::jthread([this] { Serve(); });
  }
  ~OneAnswer() {
    if (thread_.joinable()) thread_.join();
    close(socket_);
  }
  std::string url() const { return absl::StrCat("http://127.0.0.1:", port_); }
  /// REQUIRES: it has answered.
  const std::string& request() const { return request_; }
  void Join() { thread_.join(); }

 private:
  void Serve() {
    const int peer = accept(socket_, nullptr, nullptr);
    char buffer[4096];
    while (request_.find("\r\n\r\n") == std::string::npos) {
      const ssize_t count = read(peer, buffer, sizeof buffer);
      if (count <= 0) break;
      request_.append(buffer, static_cast<size_t>(count));
    }
    EXPECT_EQ(write(peer, answer_.data(), answer_.size()), static_cast<ssize_t>(answer_.size()));
    close(peer);
  }

  const std::string answer_;
  const int socket_;
  int port_ = 0;
  std::string request_;
  std::jthread thread_;
};

hub::HubSettings HubAt(const std::string& endpoint, bool offline = false) {
  hub::HubSettings hub;
  hub.endpoint = endpoint;
  hub.offline = offline;
  hub.offline_by = "HF_HUB_OFFLINE";
  return hub;
}

class AskHubTest : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* name :
         {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"})
      unsetenv(name);
  }
  Cancellation cancellation_;
};

TEST_F(AskHubTest, AnyAnswerIsOne) {
  OneAnswer server("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
  const absl::StatusOr<HubAnswer> answer = AskHub(HubAt(server.url()), absl::Seconds(20), cancellation_);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->status, 404);
  server.Join();
  EXPECT_THAT(server.request(), testing::StartsWith("HEAD / HTTP/1.1"));
}

TEST_F(AskHubTest, GoesThroughTheProxyOfTheEnvironment) {
  OneAnswer proxy("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  setenv("http_proxy", proxy.url().c_str(), 1);
  EXPECT_EQ(AskHub(HubAt("http://hub.example"), absl::Seconds(20), cancellation_)->status, 200);
  unsetenv("http_proxy");
  proxy.Join();
  EXPECT_THAT(proxy.request(), testing::StartsWith("HEAD http://hub.example/ HTTP/1.1"));
}

TEST_F(AskHubTest, ASilentServerEndsWithTheLimit) {
  const OneAnswer server("");
  const absl::Status status = AskHub(HubAt(server.url()), absl::Milliseconds(50), cancellation_).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_THAT(std::string(status.message()), HasSubstr("timed out"));
}

TEST_F(AskHubTest, TheUsersWishEndsTheWait) {
  const OneAnswer server("");
  std::jthread user([this] { cancellation_.Cancel(); });
  EXPECT_EQ(AskHub(HubAt(server.url()), absl::Minutes(5), cancellation_).status().code(), absl::StatusCode::kCancelled);
}

TEST_F(AskHubTest, AClosedPortAndAnotherSchemeAreErrors) {
  std::string closed;
  {
    OneAnswer server("");
    closed = server.url();
  }
  EXPECT_EQ(AskHub(HubAt(closed), absl::Seconds(20), cancellation_).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(AskHub(HubAt("file:///etc/passwd"), absl::Seconds(1), cancellation_).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(JudgeHubTest, SaysHowToBringModelsWhereItIsOutOfReach) {
  hub::HubSettings hub = HubAt("https://user:secret@mirror.example");
  hub.cache_dir = "my/cache";
  EXPECT_EQ(JudgeHub(hub, HubAnswer{404, absl::Milliseconds(50)}).health, Health::kOk);
  const Finding away = JudgeHub(hub, absl::UnavailableError("Could not resolve host"));
  EXPECT_EQ(away.health, Health::kWarning);
  EXPECT_THAT(away.detail,
              AllOf(HasSubstr("cannot be reached: Could not resolve host"), testing::Not(HasSubstr("secret"))));
  EXPECT_THAT(away.remedy, AllOf(HasSubstr("my/cache here"), HasSubstr("https_proxy")));
  EXPECT_THAT(JudgeHub(HubAt("https://h", true), absl::UnavailableError("")).detail,
              HasSubstr("HF_HUB_OFFLINE is set"));
}

TEST(JudgeHubTest, AnErrorOfTheServerOrTheProxyIsAWarning) {
  const hub::HubSettings hub = HubAt("https://mirror.example");
  EXPECT_THAT(JudgeHub(hub, HubAnswer{503, absl::ZeroDuration()}).detail, HasSubstr("HTTP status 503"));
  EXPECT_THAT(JudgeHub(hub, HubAnswer{407, absl::ZeroDuration()}).remedy, HasSubstr("user and password"));
}

}  // namespace
}  // namespace octavo::client
