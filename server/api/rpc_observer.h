#ifndef OCTAVO_SERVER_API_RPC_OBSERVER_H_
#define OCTAVO_SERVER_API_RPC_OBSERVER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "grpcpp/support/server_interceptor.h"
#include "grpcpp/support/status_code_enum.h"

namespace octavo {

/// Hears of every call that was handled. Called on gRPC's threads; must be thread-safe and must not block.
class RpcObserver {
 public:
  virtual ~RpcObserver() = default;
  /// `method` is "octavo.v1.JobService/GetJob".
  virtual void OnHandled(absl::string_view method, grpc::StatusCode code, absl::Duration took) = 0;
};

/// For ServerBuilder. The observer must outlive the server. gRPC 1.51 has no metrics of its own, hence an interceptor.
std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> MakeObservingInterceptor(RpcObserver& observer);

/// "octavo.v1.JobService/GetJob": every method of our services.
std::vector<std::string> ServedMethods();

}  // namespace octavo

#endif  // OCTAVO_SERVER_API_RPC_OBSERVER_H_
