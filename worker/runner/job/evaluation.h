#ifndef OCTAVO_WORKER_RUNNER_JOB_EVALUATION_H_
#define OCTAVO_WORKER_RUNNER_JOB_EVALUATION_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "common/json.h"
#include "worker/runner/engine/engine.h"

namespace octavo {

/// Rows of one split, tokenized.
struct EncodedRows {
  std::vector<std::string> ids;              // the data set's names of the rows
  std::vector<std::vector<int32_t>> tokens;  // special tokens included
  std::vector<int32_t> labels;               // class indices

  int64_t size() const { return static_cast<int64_t>(tokens.size()); }
};

/// `limit` of `rows`, drawn by the seed and in the order drawn; all of them as they are where there are no more, and
/// for a limit of 0. `purpose` as in Random.
EncodedRows DrawRows(EncodedRows rows, int64_t limit, uint64_t seed, absl::string_view purpose);

/// Logits of a batch, by a classifier or by a trainer in evaluation mode.
using LogitsFunction = std::function<absl::StatusOr<std::vector<float>>(const TokenBatch&)>;

/// Logits of every text, row-major in the order of `tokens`; computed in batches of similar length. `on_progress` hears
/// the number of texts done and may stop the work by an error, which is returned. INVALID_ARGUMENT, blamed on the
/// model, for the first logit that is not finite.
absl::StatusOr<std::vector<float>> LogitsOfAll(const LogitsFunction& logits,
                                               absl::Span<const std::vector<int32_t>> tokens, int batch_size,
                                               const std::function<absl::Status(int64_t)>& on_progress);

/// The "evaluation" object of a variant: accuracy, macro scores, per-class table, confusion matrix, loss, calibration
/// error.
absl::StatusOr<Json> DescribeEvaluation(absl::Span<const int32_t> labels, absl::Span<const float> logits,
                                        absl::Span<const std::string> label_names);

/// The "comparison" object's paired part: accuracy difference with its interval, McNemar's p, flips, mean KL.
absl::StatusOr<Json> DescribePaired(absl::Span<const int32_t> labels, absl::Span<const float> reference,
                                    absl::Span<const float> variant, int num_classes, uint64_t seed);

/// The text of evaluation_results.csv: id, label, prediction, logit_0 …; with a reference also reference_prediction and
/// reference_logit_0 …. Logits are printed so that reading them back gives the same floats.
std::string FormatEvaluationCsv(const EncodedRows& rows, absl::Span<const float> logits,
                                absl::Span<const float> reference, int num_classes);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_EVALUATION_H_
