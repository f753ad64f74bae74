#include "server/api/verify_reactor.h"

#include <algorithm>
#include <utility>

#include "common/grpc_status.h"
#include "common/logging.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

constexpr size_t kVerifiedPiece = 1 << 20;

}  // namespace

absl::StatusOr<bool> BlobVerification::Step() {
  if (!stored_.has_value()) {
    OCTAVO_ASSIGN_OR_RETURN(stored_, blobs_.List());
    response_.set_checked(static_cast<int64_t>(stored_->size()));
    std::reverse(stored_->begin(), stored_->end());
  } else if (!stored_->empty()) {
    OCTAVO_RETURN_IF_ERROR(HashPiece());
  } else if (!manifests_.has_value()) {
    OCTAVO_ASSIGN_OR_RETURN(manifests_, named_());
  } else if (!manifests_->empty()) {
    CheckManifest(manifests_->back());
    manifests_->pop_back();
  } else {
    for (const std::string& digest : missing_) response_.add_missing(digest);
    return false;
  }
  return true;
}

absl::Status BlobVerification::HashPiece() {
  const std::string& sha256 = stored_->back();
  const absl::StatusOr<std::string> piece = [&]() -> absl::StatusOr<std::string> {
    if (reader_ == nullptr) {
      OCTAVO_ASSIGN_OR_RETURN(reader_, blobs_.OpenReader(sha256, 0));
    }
    return reader_->Read(kVerifiedPiece);
  }();
  if (absl::IsUnavailable(piece.status())) return piece.status();  // too many open files say nothing of the blob
  if (piece.ok()) {
    response_.set_bytes(response_.bytes() + static_cast<int64_t>(piece->size()));
    if (!piece->empty()) return absl::OkStatus();
  } else if (!absl::IsNotFound(piece.status())) {  // that one has just been moved away: missing, where it is named
    LogError("blob ", sha256, " cannot be verified: ", piece.status().message());
    response_.add_corrupt(sha256);
    corrupt_.insert(sha256);
  }
  reader_.reset();
  stored_->pop_back();
  return absl::OkStatus();
}

void BlobVerification::CheckManifest(const std::string& digest) {
  CheckStored(digest);
  const absl::StatusOr<Manifest> manifest = blobs_.ReadManifest(digest);
  if (!manifest.ok()) return;  // missing or corrupt: listed already
  for (const Manifest::File& file : manifest->files) CheckStored(file.sha256);
}

/// What this check found corrupt is in quarantine by now, and is listed once.
void BlobVerification::CheckStored(const std::string& digest) {
  if (!corrupt_.contains(digest) && !blobs_.Contains(digest)) missing_.insert(digest);
}

VerifyReactor::VerifyReactor(ServiceContext& context, v1::VerifyBlobsResponse& response)
    : context_(context),
      verification_(
          context.blobs, [&context] { return context.reader.NamedManifests(); }, response) {
  context_.io.Post([this] { Step(); });
}

void VerifyReactor::Step() {
  if (cancelled_) return Finish(grpc::Status::CANCELLED);
  const absl::StatusOr<bool> more = verification_.Step();
  if (!more.ok() || !*more) return Finish(ToGrpcStatus(more.status()));
  context_.io.Post([this] { Step(); });
}

}  // namespace octavo
