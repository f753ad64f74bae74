#ifndef OCTAVO_CLIENT_API_ARTIFACT_STUB_H_
#define OCTAVO_CLIENT_API_ARTIFACT_STUB_H_

#include <memory>

#include "client/api/artifact_api.h"
#include "octavo/v1/artifacts.grpc.pb.h"

namespace octavo::client {

/// Shared by artifact_upload.cc and artifact_download.cc.
struct ArtifactApi::Stub {
  std::unique_ptr<v1::ArtifactService::Stub> service;
};

inline constexpr int64_t kChunkBytes = 1 << 20;
/// No transfer may be slower than this on average.
inline constexpr double kSlowestBytesPerSecond = 256 * 1024;

inline absl::Duration TransferDeadline(int64_t bytes) {
  return absl::Seconds(60) + absl::Seconds(static_cast<double>(bytes) / kSlowestBytesPerSecond);
}

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_API_ARTIFACT_STUB_H_
