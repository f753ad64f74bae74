#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/error_info.h"
#include "common/sha256.h"
#include "server/api/blob_reactors.h"
#include "server/api/rpc.h"
#include "server/api/services.h"

namespace octavo {
namespace {

constexpr int kMaxDigests = 1000;

absl::Status FillMissing(const BlobStore& blobs, const v1::FindMissingBlobsRequest& request,
                         v1::FindMissingBlobsResponse* response) {
  if (request.sha256_size() > kMaxDigests)
    return BadField("sha256", absl::StrCat("more than ", kMaxDigests, " digests"));
  for (int i = 0; i < request.sha256_size(); ++i) {
    if (!IsSha256Hex(request.sha256(i))) {
      return BadField(absl::StrCat("sha256[", i, "]"), "is not 64 lower-case hex digits");
    }
    if (!blobs.Contains(request.sha256(i))) response->add_sha256(request.sha256(i));
  }
  return absl::OkStatus();
}

absl::Status FillUpload(const BlobStore& blobs, const v1::QueryUploadRequest& request,
                        v1::QueryUploadResponse* response) {
  if (!IsSha256Hex(request.sha256())) return BadField("sha256", "is not 64 lower-case hex digits");
  const std::optional<int64_t> size = blobs.SizeOf(request.sha256());
  response->set_complete(size.has_value());
  response->set_committed_size(size.has_value() ? *size : blobs.PartialSize(request.sha256()));
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* ArtifactServiceImpl::FindMissingBlobs(grpc::CallbackServerContext* call,
                                                                const v1::FindMissingBlobsRequest* request,
                                                                v1::FindMissingBlobsResponse* response) {
  grpc::ServerUnaryReactor* reactor = call->DefaultReactor();
  context_.io.Post(
      [this, request, response, reactor] { Finish(reactor, FillMissing(context_.blobs, *request, response)); });
  return reactor;
}

grpc::ServerUnaryReactor* ArtifactServiceImpl::QueryUpload(grpc::CallbackServerContext* call,
                                                           const v1::QueryUploadRequest* request,
                                                           v1::QueryUploadResponse* response) {
  grpc::ServerUnaryReactor* reactor = call->DefaultReactor();
  context_.io.Post(
      [this, request, response, reactor] { Finish(reactor, FillUpload(context_.blobs, *request, response)); });
  return reactor;
}

grpc::ServerReadReactor<v1::UploadBlobRequest>* ArtifactServiceImpl::UploadBlob(grpc::CallbackServerContext* call,
                                                                                v1::UploadBlobResponse* response) {
  return new UploadReactor(context_, *call, *response);
}

grpc::ServerWriteReactor<v1::DownloadBlobResponse>* ArtifactServiceImpl::DownloadBlob(
    grpc::CallbackServerContext* call, const v1::DownloadBlobRequest* request) {
  return new DownloadReactor(context_, *request);
}

}  // namespace octavo
