#ifndef OCTAVO_CLIENT_API_EXPERIMENT_API_H_
#define OCTAVO_CLIENT_API_EXPERIMENT_API_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/api/stream_news.h"
#include "client/api/types.h"

namespace octavo::client {

class Connection;

struct NewExperiment {
  std::string request_id;  // a UUID; the same one again gives the first answer
  std::string name;
  std::vector<JobSpec> jobs;
};

/// Experiments of one server. See Client for deadlines, retries and errors. Thread-safe.
class ExperimentApi {
 public:
  explicit ExperimentApi(const Connection& connection);
  ~ExperimentApi();

  /// On disk when it returns OK. Safe to repeat with the same request id.
  absl::StatusOr<Experiment> Create(const NewExperiment& experiment) const;
  absl::StatusOr<Experiment> Get(const std::string& id) const;
  /// The newest `limit` ones, jobs without parameters and results.
  absl::StatusOr<std::vector<Experiment>> List(int limit) const;
  /// The same experiments with what a table shows of them: tests/bench/list_bench.cc times both.
  absl::StatusOr<std::vector<ExperimentSummary>> Summarize(int limit) const;
  absl::StatusOr<Experiment> Cancel(const std::string& id, const std::string& reason) const;

  /// Calls `changed` with the whole experiment first and after each change, until every job has ended; returns the
  /// final state. A lost stream is opened again and begins with the present state, which may be the one that was told
  /// last. UNAVAILABLE after the options' watch_patience without the server.
  absl::StatusOr<Experiment> Watch(const std::string& id, const std::function<void(const Experiment&)>& changed,
                                   const StreamNews& news) const;

 private:
  struct Stub;
  const Connection& connection_;
  const std::unique_ptr<Stub> stub_;
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_API_EXPERIMENT_API_H_
