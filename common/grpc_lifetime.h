#ifndef OCTAVO_COMMON_GRPC_LIFETIME_H_
#define OCTAVO_COMMON_GRPC_LIFETIME_H_

namespace octavo {

/// Keeps gRPC's library running until the process ends. Without it, letting go of the last channel or server shuts the
/// library down, and gRPC 1.51 then may wait up to 10 s for a thread that polls a closed connection. Call before the
/// first use of gRPC; repeating it is harmless. Thread-safe.
void KeepGrpcRunning();

}  // namespace octavo

#endif  // OCTAVO_COMMON_GRPC_LIFETIME_H_
