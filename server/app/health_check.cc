#include "server/app/health_check.h"

#include <future>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/grpcpp.h"

namespace octavo {
namespace {

// HealthCheckResponse{status: SERVING} on the wire. Debian ships no header for the health protocol.
constexpr char kServing[] = {0x08, 0x01};

std::string Bytes(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return bytes;
}

}  // namespace

absl::Status CheckHealth(const std::string& address, absl::Duration timeout) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);  // the server is on this machine
  grpc::GenericStub stub(grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments));
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + timeout));
  context.set_wait_for_ready(true);
  const grpc::Slice empty("", 0);
  const grpc::ByteBuffer request(&empty, 1);
  grpc::ByteBuffer response;
  std::promise<grpc::Status> promise;
  stub.UnaryCall(&context, "/grpc.health.v1.Health/Check", grpc::StubOptions(), &request, &response,
                 [&promise](grpc::Status status) { promise.set_value(std::move(status)); });
  const grpc::Status status = promise.get_future().get();
  if (!status.ok()) {
    return absl::UnavailableError(absl::StrCat("cannot ask ", address, " for its health: ", status.error_message()));
  }
  if (Bytes(response) != std::string(kServing, sizeof(kServing))) {
    return absl::UnavailableError(absl::StrCat(address, " answers, but is not serving"));
  }
  return absl::OkStatus();
}

}  // namespace octavo
