#include "hub/download.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/status_macros.h"
#include "hub/file_lock.h"
#include "hub/range_headers.h"
#include "hub/url.h"

namespace octavo::hub {
namespace {

absl::Status About(const DownloadRequest& request, const absl::Status& status) {
  if (status.ok() || absl::IsCancelled(status)) return status;
  return absl::Status(status.code(), absl::StrCat("fetching ", request.what, ": ", status.message()));
}

HttpResult Broken(HttpResult result, absl::string_view why) {
  result.status = absl::UnavailableError(why);
  result.failure = HttpFailure::kBroken;
  return result;
}

HttpResult Refused(HttpResult result, absl::Status status) {
  result.status = std::move(status);
  result.failure = HttpFailure::kRefused;
  return result;
}

/// Puts the body where it belongs: behind what is there, or in its place.
class Receiver final : public BodySink {
 public:
  Receiver(const DownloadRequest& request, PartialFile& partial, const DownloadProgress& progress)
      : request_(request), partial_(partial), progress_(progress), total_(request.size) {}

  /// The size of the whole file; -1 where neither the request nor the response says it.
  int64_t total() const { return total_; }
  /// The server gave a part, but of other bytes or another place than was asked for.
  bool mismatch() const { return mismatch_; }

  absl::Status Begin(const HttpResponse& response) override {
    if (response.status == 206) {
      OCTAVO_RETURN_IF_ERROR(BeginPart(response));
    } else if (response.status == 200) {
      OCTAVO_RETURN_IF_ERROR(partial_.Restart(StrongEtag(response.headers.Find("ETag").value_or(""))));
      OCTAVO_RETURN_IF_ERROR(TakeTotal(response, response.headers.Number("Content-Length")));
    } else {
      return absl::FailedPreconditionError(
          absl::StrCat(PrintableUrl(response.url), ": status ", response.status, " instead of 200 or 206"));
    }
    return total_ < 0 ? absl::OkStatus() : partial_.CheckRoom(total_ - partial_.size());
  }

  absl::Status Write(absl::string_view data) override {
    if (total_ >= 0 && partial_.size() + static_cast<int64_t>(data.size()) > total_)
      return absl::DataLossError(absl::StrCat("more than the announced ", total_, " bytes came"));
    OCTAVO_RETURN_IF_ERROR(StillToCome(partial_.Append(data)));
    if (progress_) progress_(partial_.size(), total_);
    return absl::OkStatus();
  }

 private:
  /// Of a full disk one wants to know how much room to make.
  absl::Status StillToCome(absl::Status status) const {
    if (!absl::IsResourceExhausted(status) || total_ < 0) return status;
    return absl::ResourceExhaustedError(
        absl::StrCat(status.message(), "; ", total_ - partial_.size(), " bytes are still to come"));
  }

  absl::Status BeginPart(const HttpResponse& response) {
    const auto range = ParseContentRange(response.headers.Find("Content-Range").value_or(""));
    // A server that knows Range and not If-Range gives the rest of whatever it has now.
    const std::string etag = StrongEtag(response.headers.Find("ETag").value_or(""));
    const bool other_bytes = !etag.empty() && !partial_.etag().empty() && etag != partial_.etag();
    if (!range.has_value() || range->first != partial_.size() || other_bytes) {
      mismatch_ = true;
      return absl::AbortedError("the source has other bytes now than those that are here");
    }
    return TakeTotal(response, range->total);
  }

  absl::Status TakeTotal(const HttpResponse& response, std::optional<int64_t> announced) {
    if (!announced.has_value()) return absl::OkStatus();
    if (request_.size >= 0 && *announced != request_.size) {
      return absl::DataLossError(absl::StrCat(PrintableUrl(response.url), " has ", *announced, " bytes, not ",
                                              request_.size, ": the source was replaced"));
    }
    total_ = *announced;
    return absl::OkStatus();
  }

  const DownloadRequest& request_;
  PartialFile& partial_;
  const DownloadProgress& progress_;
  int64_t total_;
  bool mismatch_ = false;
};

/// What is here of a file is gone on from only where an ETag, a digest or a check will tell whether the rest fits.
absl::Status ForgetUnlessBelievable(const DownloadRequest& request, PartialFile& partial) {
  if (partial.size() == 0 || !partial.etag().empty() || !request.digest.empty() || request.check)
    return absl::OkStatus();
  return partial.Restart("");
}

absl::Status CheckBytes(const DownloadRequest& request, const std::string& path) {
  OCTAVO_RETURN_IF_ERROR(CheckFileDigest(path, request.digest));
  return request.check ? request.check(path) : absl::OkStatus();
}

/// A 416 is good news where all is here; else what is here cannot be the begin of it.
HttpResult AfterRangeRefused(HttpResult result, const DownloadRequest& request, PartialFile& partial) {
  const auto range = ParseContentRange(result.response.headers.Find("Content-Range").value_or(""));
  const bool all_here =
      range.has_value() && range->total == partial.size() && (request.size < 0 || request.size == partial.size());
  if (all_here) {
    result.status = absl::OkStatus();
    result.failure = HttpFailure::kNone;
    return result;
  }
  if (absl::Status status = partial.Restart(""); !status.ok()) return Refused(std::move(result), std::move(status));
  return Broken(std::move(result), "the source is shorter than what was here of it; beginning anew");
}

}  // namespace

absl::Status Downloader::Fetch(const DownloadRequest& request, const DownloadProgress& progress) {
  if (IsRegularFile(request.path)) return absl::OkStatus();
  const bool own_lock = request.lock_path.empty();
  const auto on_wait = [&] {
    if (tools_.tell) tools_.tell(absl::StrCat("another process is fetching ", request.what, "; waiting for it"));
  };
  OCTAVO_ASSIGN_OR_RETURN(
      FileLock lock, FileLock::Acquire(own_lock ? request.path + ".lock" : request.lock_path, cancellation_, on_wait));
  absl::Status status = IsRegularFile(request.path) ? absl::OkStatus() : FetchLocked(request, progress);
  if (own_lock) lock.RemoveFile();
  return About(request, status);
}

absl::Status Downloader::FetchLocked(const DownloadRequest& request, const DownloadProgress& progress) {
  OCTAVO_ASSIGN_OR_RETURN(PartialFile partial, PartialFile::Open(request.path));
  bool resumed = partial.size() > 0;
  OCTAVO_RETURN_IF_ERROR(ReceiveOrDiscard(request, partial, progress, &resumed));
  absl::Status right = CheckBytes(request, partial.path());
  if (absl::IsDataLoss(right) && resumed) {
    // The pieces may be of different files: once more from the begin, before the source is blamed.
    if (tools_.tell) tools_.tell(absl::StrCat("what was here of ", request.what, " was damaged; beginning anew"));
    OCTAVO_RETURN_IF_ERROR(partial.Restart(""));
    OCTAVO_RETURN_IF_ERROR(ReceiveOrDiscard(request, partial, progress, &resumed));
    right = CheckBytes(request, partial.path());
  }
  if (absl::IsDataLoss(right)) {
    partial.Discard();
    return absl::DataLossError(absl::StrCat(PrintableUrl(request.url), " does not give the right bytes (",
                                            right.message(),
                                            "), and they were thrown away: the source or something on the way to it "
                                            "changed them"));
  }
  OCTAVO_RETURN_IF_ERROR(right);
  return partial.Commit();
}

absl::Status Downloader::ReceiveOrDiscard(const DownloadRequest& request, PartialFile& partial,
                                          const DownloadProgress& progress, bool* resumed) {
  absl::Status status = Receive(request, partial, progress, resumed);
  if (absl::IsDataLoss(status)) partial.Discard();
  return status;
}

absl::Status Downloader::Receive(const DownloadRequest& request, PartialFile& partial, const DownloadProgress& progress,
                                 bool* resumed) {
  if (request.size >= 0 && partial.size() > request.size) OCTAVO_RETURN_IF_ERROR(partial.Restart(""));
  OCTAVO_RETURN_IF_ERROR(ForgetUnlessBelievable(request, partial));
  if (request.size > 0 && partial.size() == request.size) return absl::OkStatus();  // only the last step was missing
  Retry retry(tools_.policy, tools_.random);
  int64_t most = partial.size();
  const HttpResult result = WithRetries(tools_, retry, [&] {
    if (absl::Status status = ForgetUnlessBelievable(request, partial); !status.ok())
      return Refused({}, std::move(status));
    *resumed = *resumed || partial.size() > 0;
    HttpResult one = ReceiveOnce(request, partial, progress);
    if (partial.size() > most) retry.Progress();
    most = std::max(most, partial.size());
    return one;
  });
  return result.status;
}

HttpResult Downloader::ReceiveOnce(const DownloadRequest& request, PartialFile& partial,
                                   const DownloadProgress& progress) {
  HttpRequest get;
  get.url = request.url;
  get.token = request.token;
  if (partial.size() > 0) {
    get.headers.emplace_back("Range", absl::StrCat("bytes=", partial.size(), "-"));
    if (!partial.etag().empty()) get.headers.emplace_back("If-Range", partial.etag());
  }
  Receiver receiver(request, partial, progress);
  HttpResult result = http_.Perform(get, &receiver);
  if (result.response.status == 416 && partial.size() > 0)
    return AfterRangeRefused(std::move(result), request, partial);
  if (receiver.mismatch()) {
    const std::string why(result.status.message());
    if (absl::Status status = partial.Restart(""); !status.ok()) return Refused(std::move(result), std::move(status));
    return Broken(std::move(result), absl::StrCat(why, "; beginning anew"));
  }
  if (result.status.ok() && receiver.total() > partial.size()) {
    return Broken(std::move(result),
                  absl::StrCat("the connection ended after ", partial.size(), " of ", receiver.total(), " bytes"));
  }
  return result;
}

}  // namespace octavo::hub
