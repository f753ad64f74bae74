#ifndef OCTAVO_WORKER_RUNNER_JOB_LABEL_MATCH_H_
#define OCTAVO_WORKER_RUNNER_JOB_LABEL_MATCH_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "worker/runner/job/job_context.h"
#include "worker/runner/job/load_phase.h"

namespace octavo {

/// Renumbers the labels of `data` as the model numbers them: the model's label of the same name counts, whatever its
/// case, not the one of the same number. Where the names do not tell them apart they are taken in order, with a
/// warning. INVALID_ARGUMENT, blamed on the data, where the numbers of labels differ.
absl::Status MatchLabels(JobContext& context, const std::vector<std::string>& model_labels, EncodedDataset& data);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_LABEL_MATCH_H_
