#include "common/grpc_status.h"

#include <string>

#include "absl/strings/escaping.h"
#include "common/error_info.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "gtest/gtest.h"

namespace octavo {
namespace {

google::rpc::Status WireOf(const grpc::Status& status) {
  google::rpc::Status wire;
  EXPECT_TRUE(wire.ParseFromString(status.error_details()));
  return wire;
}

TEST(GrpcStatusTest, OkStaysOk) {
  EXPECT_TRUE(ToGrpcStatus(absl::OkStatus()).ok());
  EXPECT_TRUE(FromGrpcStatus(grpc::Status::OK).ok());
}

TEST(GrpcStatusTest, EverythingComesBack) {
  const ErrorInfo info{"BAD_REQUEST", {{"field", "jobs[0]"}}, {{"jobs[0].name", "is empty"}, {"jobs[1]", "näme"}}};
  const absl::Status status = WithErrorInfo(absl::InvalidArgumentError("jobs[0].name: is empty"), info);
  const absl::Status back = FromGrpcStatus(ToGrpcStatus(status));
  EXPECT_EQ(back.code(), status.code());
  EXPECT_EQ(back.message(), status.message());
  EXPECT_EQ(ErrorInfoOf(back), info);
}

TEST(GrpcStatusTest, EveryErrorCarriesExactlyOneErrorInfo) {
  const grpc::Status status = ToGrpcStatus(absl::UnavailableError("no reason given"));
  const google::rpc::Status wire = WireOf(status);
  ASSERT_EQ(wire.details_size(), 1);
  google::rpc::ErrorInfo error;
  ASSERT_TRUE(wire.details(0).UnpackTo(&error));
  EXPECT_EQ(error.domain(), "octavo");
  EXPECT_EQ(error.reason(), "UNAVAILABLE");
  EXPECT_EQ(wire.code(), static_cast<int>(grpc::StatusCode::UNAVAILABLE));
}

// gRPC drops a call's whole status where its trailers are longer than 8 KiB: the message, percent-encoded, and the
// details in base64.
size_t TrailerBytes(const grpc::Status& status) {
  size_t bytes = absl::Base64Escape(status.error_details()).size();
  for (const char c : status.error_message()) bytes += c >= ' ' && c <= '~' && c != '%' ? 1 : 3;
  return bytes;
}

TEST(GrpcStatusTest, LongErrorsFitIntoTrailersAndStayReadable) {
  std::string umlauts;
  for (int i = 0; i < 5000; ++i) umlauts += "ä";
  for (const std::string& text : {std::string(20'000, 'x'), umlauts, "a" + umlauts}) {
    ErrorInfo info{"BAD_REQUEST", {{"field", text}}, {}};
    for (int i = 0; i < 20; ++i) info.violations.push_back({text, text});
    const grpc::Status status = ToGrpcStatus(WithErrorInfo(absl::InvalidArgumentError(text), info));
    EXPECT_LT(TrailerBytes(status), 7000u);
    const absl::Status back = FromGrpcStatus(status);
    EXPECT_EQ(ErrorInfoOf(back).reason, "BAD_REQUEST") << "cut between characters, or it would not parse";
    EXPECT_FALSE(back.message().empty());
    EXPECT_EQ(text.substr(0, back.message().size()), back.message());
  }
}

TEST(GrpcStatusTest, ForeignAndDamagedDetailsAreIgnored) {
  google::rpc::Status wire;
  google::rpc::ErrorInfo foreign;
  foreign.set_domain("example.com");
  foreign.set_reason("THEIRS");
  wire.add_details()->PackFrom(foreign);
  wire.add_details()->set_type_url("type.googleapis.com/unknown.Type");
  const grpc::Status status(grpc::StatusCode::ABORTED, "m", wire.SerializeAsString());
  EXPECT_EQ(ErrorInfoOf(FromGrpcStatus(status)), ErrorInfo{});
  const absl::Status damaged = FromGrpcStatus(grpc::Status(grpc::StatusCode::ABORTED, "m", "\xff\xff"));
  EXPECT_EQ(damaged.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(damaged.message(), "m");
}

}  // namespace
}  // namespace octavo
