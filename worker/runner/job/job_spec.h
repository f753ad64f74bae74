#ifndef OCTAVO_WORKER_RUNNER_JOB_JOB_SPEC_H_
#define OCTAVO_WORKER_RUNNER_JOB_JOB_SPEC_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/json.h"
#include "worker/runner/text/token_cache.h"

namespace octavo {

/// What job.json says (docs/runner-protocol.md), with the parameters checked and their defaults filled in.
struct JobSpec {
  std::string kind;
  Json params;
  int threads = 1;
  std::string device = "cpu";
  std::string job_id;
  int attempt = 1;
  std::optional<int> lifeline_fd;
  std::optional<TokenCacheOptions> token_cache;

  /// A parameter that has a default, hence a value. REQUIRES: `name` is in the kind's table, of type T.
  template <typename T>
  T Param(const char* name) const {
    return params.at(name).get<T>();
  }
  /// A parameter that may be absent.
  template <typename T>
  std::optional<T> OptionalParam(const char* name) const {
    const auto found = params.find(name);
    return found == params.end() ? std::nullopt : std::optional<T>(found->get<T>());
  }
};

/// Reads `dir`/job.json as JSON. A status where it cannot be read or is no JSON object.
absl::StatusOr<Json> ReadJobJson(const std::string& dir);

/// Checks every field and fills in `spec`. INVALID_ARGUMENT with the field, the value and the remedy; job_id and
/// attempt are filled in before anything else is refused, so that a report can be written about the job.
absl::Status ParseJobSpec(const Json& json, JobSpec& spec);

/// Names of the inputs that `kind` needs. REQUIRES: a known kind.
std::vector<std::string> InputsOf(absl::string_view kind);

/// Names of the inputs that `kind` takes where they are there.
std::vector<std::string> OptionalInputsOf(absl::string_view kind);

/// NOT_FOUND for an input folder that is missing or empty.
absl::Status CheckInputs(const std::string& dir, const JobSpec& spec);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_JOB_SPEC_H_
