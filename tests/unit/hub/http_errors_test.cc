#include "hub/http_errors.h"

#include <curl/curl.h>

#include <cerrno>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::hub {
namespace {

using ::testing::HasSubstr;

TEST(HttpHeadersTest, FindsFieldsInAnyCase) {
  HttpHeaders headers;
  headers.Add("X-Linked-ETag ", "  \"a\"\r\n");
  headers.Add("content-length", "12");
  headers.Add("Content-Length", "13");
  EXPECT_EQ(headers.Find("x-linked-etag"), "\"a\"");
  EXPECT_EQ(headers.Number("CONTENT-LENGTH"), 13);
  EXPECT_EQ(headers.Number("X-Linked-Etag"), std::nullopt);
  EXPECT_EQ(headers.Find("Location"), std::nullopt);
  for (const char* odd : {"+5", "-5", "5 6", "0x5", "99999999999999999999", ""}) {
    headers.Add("Content-Length", odd);
    EXPECT_EQ(headers.Number("Content-Length"), std::nullopt) << odd;
  }
}

TEST(ProblemOfResponseTest, EachStatusHasItsCodeAndSaysWhetherToTryAgain) {
  const struct {
    int status;
    absl::StatusCode code;
    HttpFailure failure;
  } cases[] = {{304, absl::StatusCode::kFailedPrecondition, HttpFailure::kRefused},
               {401, absl::StatusCode::kUnauthenticated, HttpFailure::kRefused},
               {403, absl::StatusCode::kPermissionDenied, HttpFailure::kRefused},
               {404, absl::StatusCode::kNotFound, HttpFailure::kRefused},
               {407, absl::StatusCode::kUnauthenticated, HttpFailure::kRefused},
               {408, absl::StatusCode::kUnavailable, HttpFailure::kBroken},
               {410, absl::StatusCode::kNotFound, HttpFailure::kRefused},
               {416, absl::StatusCode::kOutOfRange, HttpFailure::kRefused},
               {418, absl::StatusCode::kFailedPrecondition, HttpFailure::kRefused},
               {429, absl::StatusCode::kUnavailable, HttpFailure::kBroken},
               {500, absl::StatusCode::kUnavailable, HttpFailure::kBroken},
               {501, absl::StatusCode::kFailedPrecondition, HttpFailure::kRefused},
               {505, absl::StatusCode::kFailedPrecondition, HttpFailure::kRefused},
               {522, absl::StatusCode::kUnavailable, HttpFailure::kBroken},
               {503, absl::StatusCode::kUnavailable, HttpFailure::kBroken}};
  for (const auto& one : cases) {
    HttpResponse response;
    response.status = one.status;
    response.url = "https://cdn.test/a?X-Signature=secret";
    const HttpProblem problem = ProblemOfResponse(response);
    EXPECT_EQ(problem.status.code(), one.code) << one.status;
    EXPECT_EQ(problem.failure, one.failure) << one.status;
    EXPECT_THAT(std::string(problem.status.message()), HasSubstr(std::to_string(one.status)));
    EXPECT_THAT(std::string(problem.status.message()), ::testing::Not(HasSubstr("secret")));
  }
}

TEST(ProblemOfTransferTest, TellsTheWaysApartInWhichAConnectionFails) {
  const std::string url = "https://hub.test/a";
  const auto of = [&](CURLcode code, int error) { return ProblemOfTransfer(code, url, {"", error, true, 0}); };
  EXPECT_EQ(of(CURLE_COULDNT_RESOLVE_HOST, 0).failure, HttpFailure::kUnreachable);
  EXPECT_THAT(std::string(of(CURLE_COULDNT_RESOLVE_HOST, 0).status.message()), HasSubstr("is this machine online"));
  EXPECT_THAT(std::string(of(CURLE_COULDNT_RESOLVE_PROXY, 0).status.message()), HasSubstr("https_proxy"));
  EXPECT_THAT(std::string(of(CURLE_COULDNT_CONNECT, ENETUNREACH).status.message()), HasSubstr("no route"));
  EXPECT_THAT(std::string(of(CURLE_COULDNT_CONNECT, ECONNREFUSED).status.message()), HasSubstr("Connection refused"));
  EXPECT_EQ(of(CURLE_PEER_FAILED_VERIFICATION, 0).status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(of(CURLE_PEER_FAILED_VERIFICATION, 0).failure, HttpFailure::kRefused);
  EXPECT_THAT(std::string(of(CURLE_PEER_FAILED_VERIFICATION, 0).status.message()), HasSubstr("SSL_CERT_FILE"));
  EXPECT_EQ(of(CURLE_OPERATION_TIMEDOUT, 0).failure, HttpFailure::kBroken);
  EXPECT_EQ(ProblemOfTransfer(CURLE_OPERATION_TIMEDOUT, url, {"", 0, false}).failure, HttpFailure::kUnreachable)
      << "a firewall that swallows connections is no broken line";
  EXPECT_EQ(of(CURLE_PARTIAL_FILE, 0).failure, HttpFailure::kBroken);
  EXPECT_EQ(of(CURLE_RECV_ERROR, 0).failure, HttpFailure::kBroken);
}

}  // namespace
}  // namespace octavo::hub
