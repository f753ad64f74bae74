#ifndef OCTAVO_HUB_FETCH_TOOLS_H_
#define OCTAVO_HUB_FETCH_TOOLS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/cancellation.h"
#include "hub/download.h"
#include "hub/http.h"
#include "hub/retry.h"

namespace octavo::hub {

/// How far a fetch is, for the user.
struct FetchProgress {
  std::string what;                // "google-bert/bert-base-uncased (7 files)"
  int64_t done = 0;                // bytes
  int64_t total = 0;               // 0: not known yet
  std::vector<std::string> notes;  // what happened since the last call: a wait, a second process
};

/// What every fetch works with. A value.
struct FetchTools {
  HttpOptions http;  // its cancellation is set by those who use it
  RetryPolicy retry;
  uint64_t seed = 0;                     // of the waits
  Cancellation* cancellation = nullptr;  // outlives the fetch
  int parallel = 4;                      // files at once
  /// Called a few times a second on the thread that fetches; may be empty.
  std::function<void(const FetchProgress&)> progress;
};

/// The tools of one thread, whose notes go to `tell`.
RetryTools MakeRetryTools(const FetchTools& tools, const Cancellation* cancellation, uint64_t stream,
                          std::function<void(const std::string&)> tell);

/// Brings all of `requests`, a few at once, each as Downloader does. Blocks until all have ended. The first error: it
/// stops the others, whose begun files stay for later.
absl::Status FetchFiles(const std::string& what, const std::vector<DownloadRequest>& requests, const FetchTools& tools);

}  // namespace octavo::hub

#endif  // OCTAVO_HUB_FETCH_TOOLS_H_
