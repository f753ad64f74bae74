#ifndef OCTAVO_WORKER_AGENT_INPUT_SOURCES_H_
#define OCTAVO_WORKER_AGENT_INPUT_SOURCES_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/cancellation.h"
#include "common/clock.h"
#include "common/manifest.h"
#include "common/mutex.h"
#include "hub/http.h"
#include "hub/retry.h"
#include "worker/agent/source_outcome.h"
#include "worker/agent/source_policy.h"
#include "worker/agent/stop_signal.h"

namespace octavo {

/// The sources that jobs name for their inputs, as one worker sees them: what may be asked, and who did not answer
/// lately. A machine without internet so pays for one try at each host in a while, of answer_timeout at most, not for
/// one a file. Thread-safe.
class InputSources {
 public:
  /// Performs one request, as hub::HttpClient does.
  using Http = std::function<hub::HttpResult(const hub::HttpRequest& request, hub::BodySink* sink)>;
  struct Options {
    SourcePolicy policy;
    /// For the first byte of a host's answer, its connection included; HF_HUB_DOWNLOAD_TIMEOUT where that is shorter.
    absl::Duration answer_timeout = absl::Seconds(5);
    int64_t slowest = 64 << 10;  // bytes a second: the coordinator is nearer than such a source
    absl::Duration left_alone = absl::Minutes(5);
    hub::RetryPolicy retry = {3, absl::Milliseconds(200), absl::Seconds(5), absl::Seconds(10)};
    uint64_t seed = 0;             // of the retries' waits
    const Clock* clock = nullptr;  // outlives this object
    /// A client for one thread. Empty: hub::HttpClient.
    std::function<Http(const hub::HttpOptions& options)> make_http;
  };

  explicit InputSources(Options options);

  const SourcePolicy& policy() const { return options_.policy; }

 private:
  friend class SourceSession;
  /// OK, or UNAVAILABLE with how long the origin is still left alone.
  absl::Status CheckReachable(const std::string& origin);
  /// Leaves the origin alone for a while, and says so and why.
  void LeaveAlone(const std::string& origin, const absl::Status& why);

  const Options options_;
  Mutex mutex_;
  std::map<std::string, absl::Time> until_ ABSL_GUARDED_BY(mutex_);  // by origin
};

/// One attempt's way to the sources, which keeps its connections. Confined to one thread.
class SourceSession {
 public:
  using Sink = std::function<absl::Status(absl::string_view bytes)>;
  struct Answer {
    absl::Status status;  // OK: all bytes from the offset on went to the sink
    SourceOutcome outcome = SourceOutcome::kFetched;
  };

  /// Both outlive it.
  SourceSession(InputSources& sources, const StopSignal& stop);

  /// Why `source` is not asked for `file`, whose artefact is of `files` files; nothing where it is. Asks nobody.
  std::optional<Answer> WhyNot(const std::string& source, const Manifest::File& file, size_t files);

  /// Gives the bytes of `file` from `offset` on as `source` has them, which need not be the right ones; never more than
  /// the file's size. Blocks for connections, tries and the transfer; tries again only what brought something.
  /// CANCELLED on the stop; the sink's own error. REQUIRES: offset < file.size.
  Answer Fetch(const std::string& source, const Manifest::File& file, size_t files, int64_t offset, const Sink& sink);

 private:
  hub::HttpResult Receive(const SourcePolicy::Place& place, hub::BodySink& sink, int64_t offset);
  InputSources::Http& http();

  InputSources& sources_;
  const StopSignal& stop_;
  Cancellation cancellation_;
  std::stop_callback<std::function<void()>> on_stop_;
  hub::RetryTools retry_;
  std::optional<InputSources::Http> http_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_INPUT_SOURCES_H_
