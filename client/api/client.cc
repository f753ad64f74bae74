#include "client/api/client.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "client/api/connection.h"
#include "common/address.h"
#include "common/grpc_lifetime.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

// An experiment of 200 jobs, each with 256 KiB of results and 20 attempts with their messages.
constexpr int kMaxMessageBytes = 256 << 20;

absl::Status CheckAddress(const ClientOptions& options) {
  const std::string& address = options.address;
  if (absl::StartsWith(address, "unix:") && address.size() > 5) return absl::OkStatus();
  const size_t colon = address.rfind(':');
  if (colon == std::string::npos || colon == 0 || colon + 1 == address.size() || absl::StrContains(address, "://")) {
    return absl::InvalidArgumentError(
        absl::StrCat("server address '", address, "': give host:port (localhost:50051) or unix:/path/to/socket"));
  }
  return CheckPlaintextTo(address, options.insecure);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Client>> Client::Create(ClientOptions options) {
  OCTAVO_RETURN_IF_ERROR(CheckAddress(options));
  KeepGrpcRunning();
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxMessageBytes);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 50);
  // Despite its name, the time that one attempt to connect is given: a busy machine or a far one needs some.
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 2000);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 2000);
  // A call that waits for news, such as a watch, notices within a minute that the server's machine is gone. The server
  // takes a ping every 10 s (server/app/server.cc).
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 30'000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 20'000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  arguments.SetInt(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
  // A proxy of the environment is for the web, never for a server on this machine.
  if (IsLocalAddress(options.address)) arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  auto channel = grpc::CreateCustomChannel(options.address, grpc::InsecureChannelCredentials(), arguments);
  return std::unique_ptr<Client>(new Client(std::make_unique<Connection>(std::move(options), std::move(channel))));
}

Client::Client(std::unique_ptr<Connection> connection)
    : connection_(std::move(connection)),
      experiments_(std::make_unique<ExperimentApi>(*connection_)),
      jobs_(std::make_unique<JobApi>(*connection_)),
      artifacts_(std::make_unique<ArtifactApi>(*connection_)),
      admin_(std::make_unique<AdminApi>(*connection_)) {}

Client::~Client() = default;

const std::string& Client::address() const { return connection_->options().address; }

absl::Duration Client::watch_patience() const { return connection_->options().watch_patience; }

}  // namespace octavo::client
