#ifndef OCTAVO_SERVER_API_BLOB_REACTORS_H_
#define OCTAVO_SERVER_API_BLOB_REACTORS_H_

#include <memory>

#include "absl/status/status.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"
#include "octavo/v1/artifacts.pb.h"
#include "server/api/service_context.h"

namespace octavo {

/// One UploadBlob stream: reads a message, stores it on an I/O thread, reads the next. Never has two of these under
/// way, so its members need no lock. Deletes itself.
class UploadReactor final : public grpc::ServerReadReactor<v1::UploadBlobRequest> {
 public:
  UploadReactor(ServiceContext& context, grpc::CallbackServerContext& call, v1::UploadBlobResponse& response);
  void OnReadDone(bool ok) override;
  void OnDone() override { delete this; }

 private:
  absl::Status Store();  // the message read last
  void End(const absl::Status& status);

  ServiceContext& context_;
  grpc::CallbackServerContext& call_;
  v1::UploadBlobResponse& response_;
  v1::UploadBlobRequest message_;
  std::unique_ptr<BlobUpload> upload_;
};

/// One DownloadBlob stream: reads a piece on an I/O thread, writes it, reads the next. Deletes itself.
class DownloadReactor final : public grpc::ServerWriteReactor<v1::DownloadBlobResponse> {
 public:
  DownloadReactor(ServiceContext& context, const v1::DownloadBlobRequest& request);
  void OnWriteDone(bool ok) override;
  void OnDone() override { delete this; }

 private:
  void Step();

  ServiceContext& context_;
  const v1::DownloadBlobRequest request_;
  v1::DownloadBlobResponse message_;
  std::unique_ptr<BlobReader> reader_;
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_API_BLOB_REACTORS_H_
