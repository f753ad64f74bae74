// Downloads from a real HTTP server that behaves, and misbehaves, as the real hosts do (tests/support/hub_server.py).
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/sha256.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hub/download.h"
#include "tests/support/hub_server.h"

namespace octavo::hub {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Not compressible, not periodic in the server's pieces, so that a mix of two files shows.
std::string Bytes(size_t size, uint64_t seed = 1) {
  Random random(seed);
  std::string bytes(size, '\0');
  for (char& c : bytes) c = static_cast<char>(random.Next() & 0xFF);
  return bytes;
}

/// A port of this machine that takes connections and says nothing.
class SilentListener {
 public:
  SilentListener() : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    const bool listens =
        bind(socket_, any, size) == 0 && listen(socket_, 16) == 0 && getsockname(socket_, any, &size) == 0;
    EXPECT_TRUE(listens);
    port_ = ntohs(address.sin_port);
  }
  ~SilentListener() { close(socket_); }
  SilentListener(const SilentListener&) = delete;
  SilentListener& operator=(const SilentListener&) = delete;
  int port() const { return port_; }

 private:
  const int socket_;
  int port_ = 0;
};

class HubDownloadTest : public ::testing::Test {
 protected:
  static constexpr size_t kSize = 1'000'003;

  HubDownloadTest() {
    server_.Write("files/data.bin", data_);
    request_.what = "the data";
    request_.url = server_.hub() + "/data.bin";
    request_.path = folder_.path() + "/cache/data.bin";
    request_.size = static_cast<int64_t>(data_.size());
    request_.digest = {Digest::Algorithm::kSha256, Sha256Hex(data_)};
    tools_.policy = {.tries = 4, .first = absl::Milliseconds(1), .longest = absl::Milliseconds(4)};
    tools_.sleep = [this](absl::Duration wait) {
      waits_.push_back(wait);
      return cancellation_.Sleep(std::min(wait, absl::Milliseconds(20)));
    };
    tools_.tell = [this](const std::string& text) { told_.push_back(text); };
    options_.cancellation = &cancellation_;
  }

  absl::Status Fetch() {
    HttpClient http(options_);
    return Downloader(http, tools_, &cancellation_).Fetch(request_, [this](int64_t done, int64_t) { seen_ = done; });
  }
  /// How often bytes were asked for.
  size_t Gets() const {
    size_t count = 0;
    for (const Json& entry : server_.Log()) count += entry["method"] == "GET" ? 1 : 0;
    return count;
  }
  std::vector<std::string> Left() const { return *ListFiles(folder_.path()); }
  void ExpectWhole() {
    const absl::StatusOr<std::string> got = ReadFile(request_.path);
    ASSERT_TRUE(got.ok()) << got.status();
    EXPECT_TRUE(*got == data_);
    EXPECT_THAT(Left(), ElementsAre("cache/data.bin")) << "nothing but the file stays";
  }
  void ExpectNothing() { EXPECT_FALSE(std::filesystem::exists(request_.path)); }

  const std::string data_ = Bytes(kSize);
  HubServer server_;
  TempDir folder_ = *TempDir::Create("octavo-test");
  DownloadRequest request_;
  RetryTools tools_;
  HttpOptions options_;
  Cancellation cancellation_;
  std::vector<absl::Duration> waits_;
  std::vector<std::string> told_;
  int64_t seen_ = 0;
};

TEST_F(HubDownloadTest, BringsAFileOnce) {
  ASSERT_TRUE(Fetch().ok());
  ExpectWhole();
  EXPECT_EQ(seen_, static_cast<int64_t>(kSize));
  ASSERT_TRUE(Fetch().ok());
  EXPECT_EQ(Gets(), 1u) << "what is there is not fetched again";
}

TEST_F(HubDownloadTest, WhatACheckRefusesNeverGetsItsName) {
  request_.digest = {};
  request_.check = [&](const std::string& path) -> absl::Status {
    EXPECT_EQ(*ReadFile(path), data_);
    EXPECT_FALSE(std::filesystem::exists(request_.path));
    return absl::DataLossError("another edition");
  };
  const absl::Status status = Fetch();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(status.message()), HasSubstr("does not give the right bytes (another edition)"));
  EXPECT_THAT(Left(), ElementsAre()) << "nothing stays";
  request_.check = [](const std::string&) { return absl::OkStatus(); };
  ASSERT_TRUE(Fetch().ok());
  ExpectWhole();
}

TEST_F(HubDownloadTest, ACheckTellsWhetherARestWithoutEtagFits) {
  request_.digest = {};
  request_.check = [&](const std::string& path) {
    return *ReadFile(path) == data_ ? absl::OkStatus() : absl::DataLossError("a mixture");
  };
  server_.Faults(
      {{{"match", "GET hub"}, {"cut", kSize / 2}, {"etag", ""}, {"times", 1}}, {{"match", "GET hub"}, {"etag", ""}}});
  ASSERT_TRUE(Fetch().ok());
  ExpectWhole();
  EXPECT_EQ(server_.Log().back()["range"], absl::StrCat("bytes=", kSize / 2, "-"));
}

TEST_F(HubDownloadTest, AnEmptyFileIsAFile) {
  server_.Write("files/data.bin", "");
  request_.size = 0;
  request_.digest = {Digest::Algorithm::kSha256, Sha256Hex("")};
  ASSERT_TRUE(Fetch().ok());
  EXPECT_EQ(*ReadFile(request_.path), "");
}

TEST_F(HubDownloadTest, InterruptedAtEveryTenthAndResumedByTheSameProcess) {
  Json faults = Json::array();
  for (int i = 0; i < 9; ++i) faults.push_back({{"match", "GET hub"}, {"cut", kSize / 10}, {"times", 1}});
  server_.Faults(faults);
  ASSERT_TRUE(Fetch().ok());
  ExpectWhole();
  EXPECT_EQ(Gets(), 10u);
  for (const Json& entry : server_.Log()) {
    EXPECT_EQ(entry["range"].is_string(), entry["if_range"].is_string())
        << "a range without the condition that the bytes are the same";
  }
}

TEST_F(HubDownloadTest, InterruptedAtEveryTenthAndResumedByAnotherProcess) {
  for (int i = 1; i < 10; ++i) {
    // Ctrl-C at about that much.
    const Cancellation* before = options_.cancellation;
    Cancellation interrupted;
    options_.cancellation = &interrupted;
    HttpClient http(options_);
    const absl::Status status =
        Downloader(http, tools_, &interrupted).Fetch(request_, [&](int64_t done, int64_t total) {
          if (done >= total * i / 10) interrupted.Cancel();
        });
    options_.cancellation = before;
    ASSERT_EQ(status.code(), absl::StatusCode::kCancelled) << status;
    ExpectNothing();
    const auto kept = std::filesystem::file_size(request_.path + ".incomplete");
    EXPECT_GE(kept, kSize * static_cast<size_t>(i) / 10);
  }
  ASSERT_TRUE(Fetch().ok());
  ExpectWhole();
  EXPECT_EQ(server_.Log().back()["range"].get<std::string>().substr(0, 7), "bytes=9");
}

TEST_F(HubDownloadTest, WhatChangedMeanwhileIsNotMixed) {
  server_.Faults({{{"match", "GET hub"}, {"cut", 400'000}, {"times", 4}}});
  tools_.policy.tries = 1;
  EXPECT_EQ(Fetch().code(), absl::StatusCode::kUnavailable);
  const std::string other = Bytes(kSize, 2);
  server_.Write("files/data.bin", other);
  server_.Faults(Json::array());
  request_.digest = {Digest::Algorithm::kSha256, Sha256Hex(other)};
  ASSERT_TRUE(Fetch().ok());
  EXPECT_TRUE(*ReadFile(request_.path) == other);
}

TEST_F(HubDownloadTest, AServerThatIgnoresIfRangeDoesNotMixEither) {
  server_.Faults({{{"match", "GET hub"}, {"cut", 400'000}, {"times", 1}}});
  tools_.policy.tries = 1;
  EXPECT_FALSE(Fetch().ok());
  const std::string other = Bytes(kSize, 2);
  server_.Write("files/data.bin", other);
  server_.Faults({{{"match", "GET hub"}, {"ranges", "blind"}}});
  request_.digest = {Digest::Algorithm::kSha256, Sha256Hex(other)};
  tools_.policy.tries = 3;
  ASSERT_TRUE(Fetch().ok());
  EXPECT_TRUE(*ReadFile(request_.path) == other);
}

TEST_F(HubDownloadTest, AServerWithoutRangesIsAskedForAll) {
  server_.Faults({{{"match", "GET hub"}, {"cut", 400'000}, {"times", 1}}, {{"match", "GET hub"}, {"ranges", false}}});
  ASSERT_TRUE(Fetch().ok());
  ExpectWhole();
}

TEST_F(HubDownloadTest, WithoutEtagTheDigestDecidesWhetherPiecesFit) {
  server_.Faults(
      {{{"match", "GET hub"}, {"cut", 400'000}, {"times", 1}, {"etag", ""}}, {{"match", "GET hub"}, {"etag", ""}}});
  ASSERT_TRUE(Fetch().ok());
  ExpectWhole();
  EXPECT_EQ(server_.Log().back()["range"].get<std::string>(), "bytes=400000-");
}

TEST_F(HubDownloadTest, WithoutEtagAndDigestAnEarlierTryIsNotBelieved) {
  server_.Faults({{{"match", "GET hub"}, {"cut", 400'000}, {"times", 1}, {"etag", ""}}});
  request_.digest = Digest();
  tools_.policy.tries = 1;
  EXPECT_FALSE(Fetch().ok());
  server_.Faults(Json::array());
  ASSERT_TRUE(Fetch().ok());
  ExpectWhole();
  EXPECT_TRUE(server_.Log().back()["range"].is_null());
}

TEST_F(HubDownloadTest, WithoutEtagAndDigestABrokenTryIsNotBelievedEither) {
  const std::string other = Bytes(kSize, 2);
  server_.Faults(
      {{{"match", "GET hub"}, {"cut", 400'000}, {"times", 1}, {"etag", ""}}, {{"match", "GET hub"}, {"etag", ""}}});
  request_.digest = Digest();
  tools_.sleep = [&](absl::Duration) {
    server_.Write("files/data.bin", other);  // the source changes between two tries of one process
    return true;
  };
  ASSERT_TRUE(Fetch().ok());
  EXPECT_TRUE(*ReadFile(request_.path) == other) << "no mix of the two";
  EXPECT_TRUE(server_.Log().back()["range"].is_null());
}

TEST_F(HubDownloadTest, ADamagedRestIsBegunAnewAndAWholeOneIsNot) {
  std::string damaged = data_.substr(0, 300'000);
  damaged[5] = static_cast<char>(damaged[5] + 1);
  std::filesystem::create_directories(folder_.path() + "/cache");
  ASSERT_TRUE(WriteFileAtomically(request_.path + ".incomplete", damaged).ok());
  ASSERT_TRUE(Fetch().ok());
  ExpectWhole();
  EXPECT_EQ(Gets(), 2u);
  std::filesystem::remove(request_.path);
  ASSERT_TRUE(WriteFileAtomically(request_.path + ".incomplete", data_).ok());
  ASSERT_TRUE(Fetch().ok());
  ExpectWhole();
  EXPECT_EQ(Gets(), 2u) << "all of it was here; only the last step was missing";
}

TEST_F(HubDownloadTest, MoreThanTheSourceHasIsBegunAnew) {
  std::filesystem::create_directories(folder_.path() + "/cache");
  ASSERT_TRUE(WriteFileAtomically(request_.path + ".incomplete", data_ + "more").ok());
  ASSERT_TRUE(WriteFileAtomically(request_.path + ".incomplete.etag", "\"of another file\"").ok());
  request_.size = -1;
  ASSERT_TRUE(Fetch().ok());
  ExpectWhole();
}

TEST_F(HubDownloadTest, ATruncatedBodyIsNoFile) {
  // Without a length the connection ends as it would at the file's end.
  server_.Faults({{{"match", "GET hub"}, {"lengthless", 500'000}, {"times", 1}}});
  ASSERT_TRUE(Fetch().ok());
  ExpectWhole();
  std::filesystem::remove(request_.path);
  server_.Faults({{{"match", "GET hub"}, {"lengthless", 0}}});
  const absl::Status status = Fetch();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  ExpectNothing();
}

TEST_F(HubDownloadTest, WrongBytesNeverGetTheName) {
  server_.Faults({{{"match", "GET hub"}, {"corrupt", true}}});
  const absl::Status status = Fetch();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(status.message()), HasSubstr(request_.digest.ToString()));
  EXPECT_TRUE(Left().empty()) << "nothing stays of it";
  server_.Faults(Json::array());
  EXPECT_TRUE(Fetch().ok());
}

TEST_F(HubDownloadTest, AnotherSizeIsToldBeforeAByteIsTaken) {
  request_.size += 1;
  const absl::Status status = Fetch();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(status.message()), HasSubstr("1000003 bytes, not 1000004"));
  EXPECT_EQ(seen_, 0);
  EXPECT_TRUE(Left().empty()) << "nothing stays of it";
}

TEST_F(HubDownloadTest, ADiskThatIsTooSmallIsToldBeforeItIsFull) {
  request_.size = int64_t{1} << 58;
  server_.Faults({{{"match", "GET hub"}, {"size", int64_t{1} << 58}}});
  const absl::Status status = Fetch();
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted) << status;
  EXPECT_EQ(seen_, 0);
  ExpectNothing();
}

TEST_F(HubDownloadTest, TooManyRequestsWaitsAsLongAsTheServerAsks) {
  server_.Faults({{{"match", "GET hub"}, {"status", 429}, {"headers", {{"Retry-After", "7"}}}, {"times", 2}}});
  ASSERT_TRUE(Fetch().ok());
  ExpectWhole();
  EXPECT_THAT(waits_, ElementsAre(absl::Seconds(7), absl::Seconds(7)));
  ASSERT_FALSE(told_.empty());
  EXPECT_THAT(told_.front(), HasSubstr("status 429, too many requests from here; trying again in 7s"));
}

TEST_F(HubDownloadTest, ErrorsOfTheServerAreTriedAgainAndThenTold) {
  server_.Faults({{{"match", "GET hub"}, {"status", 503}, {"times", 3}}});
  ASSERT_TRUE(Fetch().ok());
  std::filesystem::remove(request_.path);
  server_.Faults({{{"match", "GET hub"}, {"status", 503}}});
  EXPECT_EQ(Fetch().code(), absl::StatusCode::kUnavailable);
  server_.ForgetLog();
  server_.Faults({{{"match", "GET hub"}, {"status", 403}}});
  EXPECT_EQ(Fetch().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(Gets(), 1u) << "it would say the same again";
}

TEST_F(HubDownloadTest, AServerThatStallsIsLeftAndTheRestAskedFor) {
  server_.Faults({{{"match", "GET hub"}, {"stall", 300}, {"times", 1}}});
  options_.stall_timeout = absl::Seconds(2);
  const absl::Time begin = absl::Now();
  ASSERT_TRUE(Fetch().ok());
  EXPECT_LT(absl::Now() - begin, absl::Minutes(1));
  ExpectWhole();
}

TEST_F(HubDownloadTest, ASlowServerIsWaitedFor) {
  server_.Faults({{{"match", "GET hub"}, {"rate", 500'000}}});
  ASSERT_TRUE(Fetch().ok());
  ExpectWhole();
  EXPECT_EQ(Gets(), 1u);
}

TEST_F(HubDownloadTest, AServerThatIsGoneHalfWayLeavesWhatItGave) {
  server_.Faults({{{"match", "GET hub"}, {"die", 500'000}}});
  const absl::Status status = Fetch();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  EXPECT_GT(waits_.size(), 1u) << "it had been there: worth another try";
  ExpectNothing();
  EXPECT_EQ(std::filesystem::file_size(request_.path + ".incomplete"), 500'000u);
}

TEST_F(HubDownloadTest, NobodyListeningIsToldAtOnce) {
  request_.url = "http://127.0.0.1:1/data.bin";
  const absl::Status status = Fetch();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()), HasSubstr("cannot connect"));
  EXPECT_TRUE(waits_.empty());
}

TEST_F(HubDownloadTest, AnUnknownHostIsToldAtOnce) {
  request_.url = "http://nowhere.invalid/data.bin";
  const absl::Status status = Fetch();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()), HasSubstr("is this machine online"));
}

TEST_F(HubDownloadTest, CancelledWhileItWaitsForAStalledServer) {
  server_.Faults({{{"match", "GET hub"}, {"stall", 300}}});
  options_.stall_timeout = absl::Minutes(5);
  std::jthread user([this] {
    while (server_.Log().empty()) std::this_thread::yield();
    cancellation_.Cancel();
  });
  const absl::Time begin = absl::Now();
  EXPECT_EQ(Fetch().code(), absl::StatusCode::kCancelled);
  EXPECT_LT(absl::Now() - begin, absl::Minutes(1));
}

TEST_F(HubDownloadTest, TheTokenStaysWithItsOrigin) {
  server_.Write("models/org/name/model.safetensors", data_);
  request_.url = server_.hub() + "/org/name/resolve/main/model.safetensors";
  request_.token = "a-token";
  ASSERT_TRUE(Fetch().ok());
  ExpectWhole();
  bool hub = false, cdn = false;
  for (const Json& entry : server_.Log()) {
    if (entry["role"] == "hub") hub = entry["authorization"] == "Bearer a-token";
    if (entry["role"] == "cdn") {
      cdn = true;
      EXPECT_TRUE(entry["authorization"].is_null());
    }
  }
  EXPECT_TRUE(hub);
  EXPECT_TRUE(cdn);
}

TEST_F(HubDownloadTest, ARedirectThatGoesRoundAndRoundEnds) {
  server_.Faults({{{"match", "GET hub"}, {"status", 302}, {"headers", {{"Location", "/data.bin"}}}}});
  const absl::Status status = Fetch();
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
  EXPECT_THAT(std::string(status.message()), HasSubstr("more than 10 redirects"));
}

TEST_F(HubDownloadTest, WhoTakesConnectionsAndNeverAnswersIsOutOfReach) {
  const SilentListener nobody;
  const auto ask = [&](const char* scheme) {
    HttpRequest request;
    request.url = absl::StrCat(scheme, "://127.0.0.1:", nobody.port(), "/data.bin");
    return HttpClient(options_).Perform(request, nullptr);
  };
  options_.answer_timeout = absl::Milliseconds(100);
  for (const char* scheme : {"http", "https"}) {
    const HttpResult result = ask(scheme);
    EXPECT_EQ(result.failure, HttpFailure::kUnreachable) << scheme;
    EXPECT_EQ(result.status.code(), absl::StatusCode::kDeadlineExceeded) << result.status;
    EXPECT_THAT(std::string(result.status.message()), HasSubstr("no answer began within 100ms"));
  }
  options_.answer_timeout = absl::ZeroDuration();
  options_.connect_timeout = absl::Milliseconds(100);
  const HttpResult handshake = ask("https");
  EXPECT_EQ(handshake.failure, HttpFailure::kUnreachable) << "TLS is part of the connection";
  EXPECT_EQ(handshake.status.code(), absl::StatusCode::kUnavailable) << handshake.status;
}

TEST_F(HubDownloadTest, WhoNeverAnswersIsOutOfReachAlsoWhereTheLimitOfBodiesPassesFirst) {
  const SilentListener nobody;
  options_.answer_timeout = absl::Minutes(5);
  options_.stall_timeout = absl::Seconds(1);
  request_.url = absl::StrCat("http://127.0.0.1:", nobody.port(), "/data.bin");
  EXPECT_EQ(Fetch().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_TRUE(waits_.empty()) << "it is not tried again";
}

TEST_F(HubDownloadTest, AnAnswerThatBeganHasTheTimeItNeeds) {
  options_.answer_timeout = absl::Milliseconds(200);
  server_.Faults({{{"match", "GET hub /data.bin"}, {"stall", 1.5}}});
  EXPECT_TRUE(Fetch().ok());
  EXPECT_EQ(Gets(), 1u);
}

TEST_F(HubDownloadTest, OfABodyThatNobodyWantsLittleIsRead) {
  options_.total_timeout = absl::Seconds(20);
  HttpClient http(options_);
  HttpRequest request;
  request.url = request_.url;
  StringSink body(1 << 20);
  server_.Faults({{{"match", "/data.bin"}, {"status", 404}, {"endless", true}}});
  EXPECT_EQ(http.Perform(request, &body).status.code(), absl::StatusCode::kNotFound);
  server_.Faults({{{"match", "/data.bin"}, {"status", 200}, {"endless", true}}});
  EXPECT_TRUE(http.Perform(request, nullptr).status.ok());
  server_.Write("files/small.txt", "small");
  server_.Faults(
      {{{"match", "/data.bin"}, {"status", 302}, {"headers", {{"Location", "/small.txt"}}}, {"endless", true}}});
  EXPECT_TRUE(http.Perform(request, &body).status.ok());
  EXPECT_EQ(body.text(), "small");
}

TEST_F(HubDownloadTest, WhoAsksMaySayWhatIsFollowed) {
  server_.Faults({{{"match", "/data.bin"}, {"status", 302}, {"headers", {{"Location", "/elsewhere/data2.bin"}}}}});
  HttpClient http(options_);
  HttpRequest request;
  request.url = request_.url;
  std::vector<std::string> targets;
  request.may_follow = [&](const std::string& url) {
    targets.push_back(url);
    return absl::PermissionDeniedError("not there");
  };
  const HttpResult result = http.Perform(request, nullptr);
  EXPECT_EQ(result.status, absl::PermissionDeniedError("not there"));
  EXPECT_EQ(result.failure, HttpFailure::kRefused);
  EXPECT_THAT(targets, ElementsAre(server_.hub() + "/elsewhere/data2.bin"));
  EXPECT_EQ(Gets(), 1u);
}

TEST_F(HubDownloadTest, ManyAtOnceFetchOnce) {
  server_.Faults({{{"match", "GET hub"}, {"rate", 2'000'000}}});
  std::vector<std::jthread> threads;
  std::atomic<int> good = 0;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      RetryTools tools;
      tools.sleep = [](absl::Duration) { return true; };
      HttpClient http(options_);
      good += Downloader(http, tools, &cancellation_).Fetch(request_, nullptr).ok() ? 1 : 0;
    });
  }
  threads.clear();
  EXPECT_EQ(good, 4);
  ExpectWhole();
  EXPECT_EQ(Gets(), 1u);
}

}  // namespace
}  // namespace octavo::hub
