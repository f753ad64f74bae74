#include "server/api/blob_reactors.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/error_info.h"
#include "common/grpc_status.h"
#include "common/sha256.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

constexpr size_t kMaxPiece = 1 << 20;
constexpr size_t kPiece = 256 << 10;

}  // namespace

UploadReactor::UploadReactor(ServiceContext& context, grpc::CallbackServerContext& call,
                             v1::UploadBlobResponse& response)
    : context_(context), call_(call), response_(response) {
  StartRead(&message_);
}

void UploadReactor::OnReadDone(bool ok) {
  context_.io.Post([this, ok] {
    if (ok) {
      const absl::Status stored = Store();
      if (!stored.ok() || upload_->exists()) return End(stored);
      return StartRead(&message_);
    }
    if (call_.IsCancelled()) return End(absl::CancelledError("the caller is gone"));
    if (upload_ == nullptr) return End(BadField("sha256", "the stream ended before its first message"));
    End(upload_->Finish());
  });
}

absl::Status UploadReactor::Store() {
  if (upload_ == nullptr) {
    if (!IsSha256Hex(message_.sha256())) return BadField("sha256", "is not 64 lower-case hex digits");
    if (message_.size_bytes() < 0) return BadField("size_bytes", absl::StrCat(message_.size_bytes(), " is negative"));
    OCTAVO_ASSIGN_OR_RETURN(upload_,
                            context_.blobs.StartUpload(message_.sha256(), message_.size_bytes(), message_.offset()));
  }
  if (message_.data().size() > kMaxPiece) return BadField("data", absl::StrCat("is longer than ", kMaxPiece, " bytes"));
  return upload_->Append(message_.data());
}

void UploadReactor::End(const absl::Status& status) {
  if (upload_ != nullptr) response_.set_committed_size(upload_->committed_size());
  // Closed before the caller hears, so that it can resume at once.
  upload_.reset();
  context_.blobs.RemoveOldPartials(absl::Now());
  Finish(ToGrpcStatus(status));
}

DownloadReactor::DownloadReactor(ServiceContext& context, const v1::DownloadBlobRequest& request)
    : context_(context), request_(request) {
  context_.io.Post([this] { Step(); });
}

void DownloadReactor::OnWriteDone(bool ok) {
  if (!ok) return Finish(grpc::Status::CANCELLED);
  context_.io.Post([this] { Step(); });
}

void DownloadReactor::Step() {
  const absl::Status status = [&]() -> absl::Status {
    if (reader_ == nullptr) {
      if (!IsSha256Hex(request_.sha256())) return BadField("sha256", "is not 64 lower-case hex digits");
      OCTAVO_ASSIGN_OR_RETURN(reader_, context_.blobs.OpenReader(request_.sha256(), request_.offset()));
    }
    OCTAVO_ASSIGN_OR_RETURN(*message_.mutable_data(), reader_->Read(kPiece));
    return absl::OkStatus();
  }();
  if (!status.ok() || message_.data().empty()) return Finish(ToGrpcStatus(status));
  StartWrite(&message_);
}

}  // namespace octavo
