#include "common/grpc_lifetime.h"

#include "grpc/grpc.h"

namespace octavo {

void KeepGrpcRunning() {
  [[maybe_unused]] static const bool held = [] {
    grpc_init();
    return true;
  }();
}

}  // namespace octavo
