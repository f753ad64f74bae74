#ifndef OCTAVO_SERVER_API_VERIFY_REACTOR_H_
#define OCTAVO_SERVER_API_VERIFY_REACTOR_H_

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "grpcpp/support/server_callback.h"
#include "octavo/v1/admin.pb.h"
#include "server/api/service_context.h"

namespace octavo {

/// Checks every stored blob and every named manifest, a piece at a time, so that a check of all that is stored, which
/// may last for hours, never keeps a thread from others for long. Thread-compatible; what it is given must outlive it.
class BlobVerification {
 public:
  using NamedManifests = std::function<absl::StatusOr<std::vector<std::string>>()>;
  BlobVerification(BlobStore& blobs, NamedManifests named, v1::VerifyBlobsResponse& response)
      : blobs_(blobs), named_(std::move(named)), response_(response) {}

  /// Lists, hashes at most 1 MiB, or looks at one manifest. Gives whether more is left; an error ends the check.
  absl::StatusOr<bool> Step();

 private:
  absl::Status HashPiece();
  void CheckManifest(const std::string& digest);
  void CheckStored(const std::string& digest);

  BlobStore& blobs_;
  const NamedManifests named_;
  v1::VerifyBlobsResponse& response_;
  std::optional<std::vector<std::string>> stored_;  // once listed; the next one is last
  std::unique_ptr<BlobReader> reader_;              // of the blob in hand
  std::optional<std::vector<std::string>> manifests_;
  std::set<std::string> corrupt_;
  std::set<std::string> missing_;
};

/// One VerifyBlobs call: each step takes its turn among what waits for an I/O thread. Ends with its caller. Deletes
/// itself.
class VerifyReactor final : public grpc::ServerUnaryReactor {
 public:
  VerifyReactor(ServiceContext& context, v1::VerifyBlobsResponse& response);
  void OnCancel() override { cancelled_ = true; }
  void OnDone() override { delete this; }

 private:
  void Step();

  ServiceContext& context_;
  BlobVerification verification_;
  std::atomic<bool> cancelled_ = false;
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_API_VERIFY_REACTOR_H_
