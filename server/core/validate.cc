#include "server/core/validate.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/error_info.h"
#include "common/input_source.h"
#include "common/job_params.h"
#include "common/sha256.h"
#include "common/status_macros.h"
#include "common/utf8.h"

namespace octavo {
namespace {

constexpr size_t kMaxName = 100;
constexpr size_t kMaxPath = 1000;
constexpr size_t kMaxInputs = 50;
constexpr int kMaxThreads = 4096;
constexpr int kMaxAttempts = 20;
constexpr int kMaxPriority = 1000;

bool IsWord(const std::string& text, absl::string_view extra) {
  return !text.empty() && text.size() <= kMaxName && std::all_of(text.begin(), text.end(), [&](char c) {
    return absl::ascii_islower(static_cast<unsigned char>(c)) || absl::ascii_isdigit(static_cast<unsigned char>(c)) ||
           extra.find(c) != absl::string_view::npos;
  });
}

std::string Quoted(const std::string& text) { return absl::StrCat("\"", text.substr(0, 100), "\""); }

absl::Status CheckRange(const std::string& field, int64_t value, int64_t min, int64_t max) {
  if (value >= min && value <= max) return absl::OkStatus();
  return BadField(field, absl::StrCat(value, " is not within ", min, " and ", max));
}

absl::Status CheckResources(const Resources& resources, const std::string& field) {
  if (resources.device != "cpu" && resources.device != "cuda" && resources.device != "any") {
    return BadField(field + ".device", absl::StrCat(Quoted(resources.device), " is unknown: use cpu, cuda or any"));
  }
  OCTAVO_RETURN_IF_ERROR(CheckRange(field + ".threads", resources.threads, 0, kMaxThreads));
  OCTAVO_RETURN_IF_ERROR(CheckRange(field + ".memory_bytes", resources.memory_bytes, 0, int64_t{1} << 50));
  if (resources.time_limit < absl::ZeroDuration()) return BadField(field + ".time_limit", "is negative");
  return absl::OkStatus();
}

/// Their form alone: which of them are asked is the workers' business.
absl::Status CheckSources(const JobInput& input, const std::string& field) {
  if (input.sources.empty()) return absl::OkStatus();
  if (input.artifact_digest.empty()) return BadField(field, "go with artifact_digest: outputs of a job have none");
  if (input.sources.size() > kMaxInputSources) return BadField(field, absl::StrCat("more than ", kMaxInputSources));
  for (const std::string& source : input.sources) {
    if (IsInputSource(source)) continue;
    return BadField(field,
                    absl::StrCat(Quoted(Utf8Prefix(source, kMaxName)), " is no hf:// or https:// address of at most ",
                                 kMaxInputSourceBytes, " printable characters"));
  }
  return absl::OkStatus();
}

absl::Status CheckInputs(const JobSpec& spec, const std::string& field) {
  if (spec.inputs.size() > kMaxInputs) return BadField(field, absl::StrCat("more than ", kMaxInputs, " inputs"));
  std::set<std::string> names;
  for (size_t i = 0; i < spec.inputs.size(); ++i) {
    const JobInput& input = spec.inputs[i];
    const std::string at = absl::StrCat(field, "[", i, "]");
    if (!IsWord(input.name, "_")) {
      return BadField(at + ".name", absl::StrCat(Quoted(input.name), " must be 1 to 100 of a-z, 0-9 and _"));
    }
    if (!names.insert(input.name).second) return BadField(at + ".name", Quoted(input.name) + " is given twice");
    if (input.job.empty() == input.artifact_digest.empty()) {
      return BadField(at, "needs either artifact_digest or job_output.job");
    }
    if (!input.artifact_digest.empty() && !IsSha256Hex(input.artifact_digest)) {
      return BadField(at + ".artifact_digest", Quoted(input.artifact_digest) + " is not 64 lower-case hex digits");
    }
    OCTAVO_RETURN_IF_ERROR(CheckSources(input, at + ".sources"));
    if (input.path.size() > kMaxPath) return BadField(at + ".job_output.path", absl::StrCat("longer than ", kMaxPath));
  }
  return absl::OkStatus();
}

absl::Status CheckJob(JobSpec* spec, const std::string& field) {
  if (!IsWord(spec->name, "_-")) {
    return BadField(field + ".name", absl::StrCat(Quoted(spec->name), " must be 1 to 100 of a-z, 0-9, _ and -"));
  }
  const std::vector<std::string> kinds(JobKinds().begin(), JobKinds().end());
  if (std::find(kinds.begin(), kinds.end(), spec->kind) == kinds.end()) {
    return BadField(field + ".kind", absl::StrCat(Quoted(spec->kind), " is not one of ", absl::StrJoin(kinds, ", ")));
  }
  if (DumpJson(spec->params).size() > kMaxParamsBytes) {
    return BadField(field + ".params", absl::StrCat("larger than ", kMaxParamsBytes, " bytes"));
  }
  absl::StatusOr<Json> resolved = ResolveParams(spec->kind, spec->params);
  if (!resolved.ok()) return BadField(field + ".params", resolved.status().message());
  spec->params = *std::move(resolved);
  OCTAVO_RETURN_IF_ERROR(CheckInputs(*spec, field + ".inputs"));
  OCTAVO_RETURN_IF_ERROR(CheckResources(spec->resources, field + ".resources"));
  OCTAVO_RETURN_IF_ERROR(CheckRange(field + ".retry.max_attempts", spec->max_attempts, 1, kMaxAttempts));
  return CheckRange(field + ".priority", spec->priority, -kMaxPriority, kMaxPriority);
}

/// Removes jobs whose dependencies are all gone, over and over; what stays is a cycle.
absl::Status CheckAcyclic(const std::vector<JobSpec>& jobs) {
  std::map<std::string, size_t> left;
  for (size_t i = 0; i < jobs.size(); ++i) left.emplace(jobs[i].name, i);
  for (bool again = true; again;) {
    again = false;
    for (auto it = left.begin(); it != left.end();) {
      const std::vector<JobInput>& inputs = jobs[it->second].inputs;
      const bool waits =
          std::any_of(inputs.begin(), inputs.end(), [&](const JobInput& input) { return left.contains(input.job); });
      it = waits ? std::next(it) : left.erase(it);
      again = again || !waits;
    }
  }
  if (left.empty()) return absl::OkStatus();
  return BadField(absl::StrCat("jobs[", left.begin()->second, "].inputs"),
                  absl::StrCat("job ", left.begin()->first, " waits for itself through a cycle"));
}

}  // namespace

absl::Status ValidateExperiment(Scheduler::NewExperiment* experiment) {
  if (experiment->request_id.size() < 8 || experiment->request_id.size() > kMaxName) {
    return BadField("request_id", "must be a UUID made by the client");
  }
  if (experiment->name.size() > kMaxName)
    return BadField("name", absl::StrCat("longer than ", kMaxName, " characters"));
  if (experiment->jobs.empty() || experiment->jobs.size() > kMaxJobsPerExperiment) {
    return BadField("jobs", absl::StrCat("there are ", experiment->jobs.size(), "; give 1 to ", kMaxJobsPerExperiment));
  }
  std::set<std::string> names;
  for (size_t i = 0; i < experiment->jobs.size(); ++i) {
    const std::string field = absl::StrCat("jobs[", i, "]");
    OCTAVO_RETURN_IF_ERROR(CheckJob(&experiment->jobs[i], field));
    if (!names.insert(experiment->jobs[i].name).second) {
      return BadField(field + ".name", Quoted(experiment->jobs[i].name) + " is given twice");
    }
  }
  for (size_t i = 0; i < experiment->jobs.size(); ++i) {
    for (size_t k = 0; k < experiment->jobs[i].inputs.size(); ++k) {
      const std::string& job = experiment->jobs[i].inputs[k].job;
      if (!job.empty() && !names.contains(job)) {
        return BadField(absl::StrCat("jobs[", i, "].inputs[", k, "].job_output.job"),
                        Quoted(job) + " is no job of this experiment");
      }
    }
  }
  return CheckAcyclic(experiment->jobs);
}

}  // namespace octavo
