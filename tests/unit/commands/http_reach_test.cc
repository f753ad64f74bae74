#include "client/commands/http_reach.h"

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

class ReachTest : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* name :
         {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"})
      unsetenv(name);
  }
  Cancellation cancellation_;
};

TEST_F(ReachTest, AnyAnswerIsOne) {
  OneAnswer server("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
  const absl::StatusOr<HttpAnswer> answer = Reach(server.url(), absl::Seconds(20), cancellation_);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->status, 404);
  server.Join();
  EXPECT_THAT(server.request(), testing::StartsWith("HEAD / HTTP/1.1"));
}

TEST_F(ReachTest, GoesThroughTheProxyOfTheEnvironment) {
  OneAnswer proxy("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  setenv("http_proxy", proxy.url().c_str(), 1);
  EXPECT_EQ(Reach("http://hub.example", absl::Seconds(20), cancellation_)->status, 200);
  unsetenv("http_proxy");
  proxy.Join();
  EXPECT_THAT(proxy.request(), testing::StartsWith("HEAD http://hub.example/ HTTP/1.1"));
}

TEST_F(ReachTest, ASilentServerEndsWithTheLimit) {
  const OneAnswer server("");
  const absl::Status status = Reach(server.url(), absl::Milliseconds(50), cancellation_).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()), HasSubstr("timed out"));
}

TEST_F(ReachTest, TheUsersWishEndsTheWait) {
  const OneAnswer server("");
  std::jthread user([this] { cancellation_.Cancel(); });
  EXPECT_EQ(Reach(server.url(), absl::Minutes(5), cancellation_).status().code(), absl::StatusCode::kCancelled);
}

TEST_F(ReachTest, AClosedPortAndAnotherSchemeAreErrors) {
  std::string closed;
  {
    OneAnswer server("");
    closed = server.url();
  }
  EXPECT_EQ(Reach(closed, absl::Seconds(20), cancellation_).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(Reach("file:///etc/passwd", absl::Seconds(1), cancellation_).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace octavo::client
