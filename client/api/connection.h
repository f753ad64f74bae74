#ifndef OCTAVO_CLIENT_API_CONNECTION_H_
#define OCTAVO_CLIENT_API_CONNECTION_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "client/api/client.h"
#include "common/cancellation.h"
#include "common/clock.h"
#include "common/grpc_status.h"
#include "grpcpp/grpcpp.h"

namespace octavo::client {

/// The channel to one server, and how calls over it are made: with a deadline, cancelled with the user's Ctrl-C, and
/// tried again where that is safe. Internal to client/api. Thread-safe.
class Connection {
 public:
  /// `clock`, which outlives it, measures how long a server is away.
  Connection(ClientOptions options, std::shared_ptr<grpc::Channel> channel, const Clock& clock = Clock::Steady())
      : options_(std::move(options)), channel_(std::move(channel)), clock_(clock) {}

  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  const ClientOptions& options() const { return options_; }
  const Clock& clock() const { return clock_; }

  /// A context with the deadline of one call, or none for InfiniteDuration.
  std::shared_ptr<grpc::ClientContext> NewContext(absl::Duration deadline) const;

  /// Runs `call` once, cancelled with the user's wish. `what` begins the error message.
  absl::Status Once(absl::string_view what, absl::Duration deadline,
                    const std::function<grpc::Status(grpc::ClientContext&)>& call) const;

  /// Like Once, and again with growing pauses while the server is UNAVAILABLE or says ABORTED. For idempotent calls.
  absl::Status Retrying(absl::string_view what, const std::function<grpc::Status(grpc::ClientContext&)>& call) const;

  /// How far an attempt came that failed in the end.
  struct Reach {
    absl::Time answered = absl::InfiniteFuture();  // when the server said something first
    bool news = false;                             // it said, or took, what no attempt before did
  };

  /// Runs `attempt` until it does anything but fail with UNAVAILABLE or ABORTED, for at most `patience` without
  /// success. The patience starts anew after an attempt that brought news, or whose connection lived for a while after
  /// the answer; a server that answers and breaks off at once, over and over, uses it up.
  absl::Status RetryLoop(absl::string_view what, absl::Duration patience,
                         const std::function<absl::Status(Reach*)>& attempt) const;

 private:
  const ClientOptions options_;
  const std::shared_ptr<grpc::Channel> channel_;
  const Clock& clock_;
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_API_CONNECTION_H_
