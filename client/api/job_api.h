#ifndef OCTAVO_CLIENT_API_JOB_API_H_
#define OCTAVO_CLIENT_API_JOB_API_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/api/stream_news.h"
#include "client/api/types.h"

namespace octavo::client {

class Connection;

/// Single jobs of one server. See Client for deadlines, retries and errors. Thread-safe.
class JobApi {
 public:
  explicit JobApi(const Connection& connection);
  ~JobApi();

  absl::StatusOr<Job> Get(const std::string& id) const;
  absl::StatusOr<Job> Cancel(const std::string& id, const std::string& reason) const;
  /// Not repeated by itself: a lost answer comes back as UNAVAILABLE.
  absl::StatusOr<Job> Retry(const std::string& id) const;
  absl::StatusOr<Explanation> Explain(const std::string& id) const;

  /// Hands the log of an attempt (0: the last) to `data` in order; with `follow` until the attempt ends. A lost stream
  /// is opened again where it broke: no byte is missing and none comes twice. UNAVAILABLE after the options' patience
  /// without the server; with `follow` after their watch_patience.
  absl::Status ReadLog(const std::string& job_id, int attempt, bool follow,
                       const std::function<void(absl::string_view)>& data, const StreamNews& news) const;

 private:
  struct Stub;
  const Connection& connection_;
  const std::unique_ptr<Stub> stub_;
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_API_JOB_API_H_
