#ifndef OCTAVO_HUB_DOWNLOAD_H_
#define OCTAVO_HUB_DOWNLOAD_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "common/cancellation.h"
#include "common/digest.h"
#include "hub/http.h"
#include "hub/partial_file.h"
#include "hub/retry.h"

namespace octavo::hub {

/// One file to bring.
struct DownloadRequest {
  std::string what;  // for messages: "imdb", "google-bert/bert-base-uncased: vocab.txt"
  std::string url;
  std::string token;      // for the origin of `url`; empty: none
  std::string path;       // where it shall lie
  std::string lock_path;  // empty: PATH.lock, which is removed in the end
  int64_t size = -1;      // -1: not known
  Digest digest;          // empty: not known
  /// Looks at all the bytes, in the file of this path, before they get their name; DATA_LOSS where they are not the
  /// right ones. For what a digest of the whole cannot say; may be empty.
  std::function<absl::Status(const std::string& path)> check = {};
};

/// How much of a file is here, and of how much; -1: not known.
using DownloadProgress = std::function<void(int64_t done, int64_t total)>;

/// Brings files over HTTP so that a file under its name is always whole and right:
///
///   lock, look whether it is there by now → NAME.incomplete, from an earlier try or new → GET, the rest of it by Range
///   and If-Range, tried again with backoff → size, digest and check of what lies on the disk → fsync, rename, unlock
///
/// What an interruption leaves in NAME.incomplete is gone on from, by the same or another process. It is believed only
/// where the server says by a strong ETag that it still has those bytes, or where a digest will tell; else it is begun
/// anew. Thread-compatible.
class Downloader {
 public:
  /// All outlive it.
  Downloader(HttpClient& http, RetryTools& tools, const Cancellation* cancellation)
      : http_(http), tools_(tools), cancellation_(cancellation) {}

  /// OK at once where the file is there; blocks otherwise. DATA_LOSS where size, digest or what the check looks at are
  /// not what they should be (nothing stays then); RESOURCE_EXHAUSTED where the disk is too small, with its folder and
  /// the bytes that are missing, said before it is filled where the size is known; CANCELLED; else the errors of
  /// HttpClient and of files.
  absl::Status Fetch(const DownloadRequest& request, const DownloadProgress& progress);

 private:
  absl::Status FetchLocked(const DownloadRequest& request, const DownloadProgress& progress);
  /// Both set `resumed` where they went on from something.
  absl::Status ReceiveOrDiscard(const DownloadRequest& request, PartialFile& partial, const DownloadProgress& progress,
                                bool* resumed);
  absl::Status Receive(const DownloadRequest& request, PartialFile& partial, const DownloadProgress& progress,
                       bool* resumed);
  HttpResult ReceiveOnce(const DownloadRequest& request, PartialFile& partial, const DownloadProgress& progress);

  HttpClient& http_;
  RetryTools& tools_;
  const Cancellation* cancellation_;
};

}  // namespace octavo::hub

#endif  // OCTAVO_HUB_DOWNLOAD_H_
