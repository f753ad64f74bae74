#include "client/api/types.h"

#include <algorithm>
#include <array>
#include <utility>

namespace octavo::client {
namespace {

constexpr std::array<std::pair<JobState, absl::string_view>, 9> kNames = {{{JobState::kUnknown, "unknown"},
                                                                           {JobState::kBlocked, "blocked"},
                                                                           {JobState::kQueued, "queued"},
                                                                           {JobState::kLeased, "leased"},
                                                                           {JobState::kRunning, "running"},
                                                                           {JobState::kSucceeded, "succeeded"},
                                                                           {JobState::kFailed, "failed"},
                                                                           {JobState::kCancelled, "cancelled"},
                                                                           {JobState::kSkipped, "skipped"}}};

}  // namespace

absl::string_view JobStateName(JobState state) {
  for (const auto& [value, name] : kNames) {
    if (value == state) return name;
  }
  return "unknown";
}

JobState JobStateFromName(absl::string_view name) {
  for (const auto& [value, text] : kNames) {
    if (text == name) return value;
  }
  return JobState::kUnknown;
}

bool IsFinal(JobState state) {
  return state == JobState::kSucceeded || state == JobState::kFailed || state == JobState::kCancelled ||
         state == JobState::kSkipped;
}

const Job* Experiment::Find(absl::string_view job_name) const {
  for (const Job& job : jobs) {
    if (job.spec.name == job_name) return &job;
  }
  return nullptr;
}

bool Experiment::Ended() const {
  return std::all_of(jobs.begin(), jobs.end(), [](const Job& job) { return IsFinal(job.state); });
}

bool ExperimentSummary::Ended() const {
  return std::all_of(jobs.begin(), jobs.end(), [](const JobSummary& job) { return IsFinal(job.state); });
}

}  // namespace octavo::client
