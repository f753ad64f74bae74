#include "worker/runner/job/evaluation.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "common/random.h"
#include "common/stats.h"
#include "common/status_macros.h"
#include "worker/runner/job/failure.h"
#include "worker/runner/text/batching.h"

namespace octavo {
namespace {

/// RFC 4180: quoted where it must be.
std::string CsvField(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

/// A comparison with NaN is always false, so that an arg-max over such logits would pass for an answer.
absl::Status CheckFinite(absl::Span<const float> logits, int64_t text) {
  for (size_t c = 0; c < logits.size(); ++c) {
    if (std::isfinite(logits[c])) continue;
    return Blame(absl::InvalidArgumentError(absl::StrCat(
                     "evaluating text ", text, " (the first is 0): logit ", c, " is ", logits[c],
                     "; the model's weights are damaged or its training has diverged: use another model, or train with "
                     "a smaller learning_rate")),
                 kBadModel);
  }
  return absl::OkStatus();
}

void AppendLogits(std::string& csv, absl::Span<const float> row) {
  for (const float value : row) absl::StrAppendFormat(&csv, ",%.9g", value);
}

}  // namespace

EncodedRows DrawRows(EncodedRows rows, int64_t limit, uint64_t seed, absl::string_view purpose) {
  if (limit == 0 || limit >= rows.size()) return rows;
  Random random(seed, purpose);
  EncodedRows drawn;
  for (const int64_t row : random.Permutation(rows.size())) {
    if (drawn.size() == limit) break;
    const auto i = static_cast<size_t>(row);
    drawn.ids.push_back(std::move(rows.ids[i]));
    drawn.tokens.push_back(std::move(rows.tokens[i]));
    drawn.labels.push_back(rows.labels[i]);
  }
  return drawn;
}

absl::StatusOr<std::vector<float>> LogitsOfAll(const LogitsFunction& logits,
                                               absl::Span<const std::vector<int32_t>> tokens, int batch_size,
                                               const std::function<absl::Status(int64_t)>& on_progress) {
  std::vector<int32_t> lengths;
  lengths.reserve(tokens.size());
  for (const std::vector<int32_t>& text : tokens) lengths.push_back(static_cast<int32_t>(text.size()));
  std::vector<float> all;
  int64_t done = 0;
  for (const Batch& rows : EvaluationBatches(lengths, batch_size)) {
    TokenBatch batch;
    for (const int64_t row : rows) batch.Append(tokens[static_cast<size_t>(row)]);
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<float> got, logits(batch));
    const size_t classes = got.size() / rows.size();
    all.resize(tokens.size() * classes);
    for (size_t i = 0; i < rows.size(); ++i) {
      OCTAVO_RETURN_IF_ERROR(CheckFinite(absl::MakeConstSpan(got).subspan(i * classes, classes), rows[i]));
      std::copy_n(got.begin() + static_cast<std::ptrdiff_t>(i * classes), classes,
                  all.begin() + static_cast<std::ptrdiff_t>(static_cast<size_t>(rows[i]) * classes));
    }
    done += batch.size();
    OCTAVO_RETURN_IF_ERROR(on_progress(done));
  }
  return all;
}

absl::StatusOr<Json> DescribeEvaluation(absl::Span<const int32_t> labels, absl::Span<const float> logits,
                                        absl::Span<const std::string> label_names) {
  const int classes = static_cast<int>(label_names.size());
  OCTAVO_ASSIGN_OR_RETURN(const ClassificationScores scores,
                          ScoreClassification(labels, ArgMax(logits, classes), classes));
  Json per_class = Json::array();
  for (size_t c = 0; c < scores.classes.size(); ++c) {
    const ClassScores& row = scores.classes[c];
    per_class.push_back({{"label", label_names[c]},
                         {"support", row.support},
                         {"precision", row.precision},
                         {"recall", row.recall},
                         {"f1", row.f1}});
  }
  return Json{{"rows", scores.rows},
              {"accuracy", scores.accuracy},
              {"macro_precision", scores.macro_precision},
              {"macro_recall", scores.macro_recall},
              {"macro_f1", scores.macro_f1},
              {"loss", MeanCrossEntropy(logits, labels, classes)},
              {"calibration_error", ExpectedCalibrationError(logits, labels, classes)},
              {"per_class", std::move(per_class)},
              {"confusion_matrix", scores.confusion}};
}

absl::StatusOr<Json> DescribePaired(absl::Span<const int32_t> labels, absl::Span<const float> reference,
                                    absl::Span<const float> variant, int num_classes, uint64_t seed) {
  OCTAVO_ASSIGN_OR_RETURN(const PairedComparison paired,
                          ComparePaired(labels, ArgMax(reference, num_classes), ArgMax(variant, num_classes), seed));
  return Json{{"rows", paired.rows},
              {"accuracy_difference", paired.accuracy_difference},
              {"accuracy_difference_interval",
               {paired.accuracy_difference_interval.low, paired.accuracy_difference_interval.high}},
              {"interval_method", paired.few_flips ? "bootstrap, Agresti-Min" : "bootstrap"},
              {"mcnemar_p", paired.mcnemar_p},
              {"flips_to_wrong", paired.flips_to_wrong},
              {"flips_to_right", paired.flips_to_right},
              {"changed_predictions", paired.changed_predictions},
              {"mean_kl", MeanKlDivergence(reference, variant, num_classes)}};
}

std::string FormatEvaluationCsv(const EncodedRows& rows, absl::Span<const float> logits,
                                absl::Span<const float> reference, int num_classes) {
  const size_t classes = static_cast<size_t>(num_classes);
  std::string csv = "id,label,prediction";
  for (size_t c = 0; c < classes; ++c) absl::StrAppend(&csv, ",logit_", c);
  if (!reference.empty()) {
    absl::StrAppend(&csv, ",reference_prediction");
    for (size_t c = 0; c < classes; ++c) absl::StrAppend(&csv, ",reference_logit_", c);
  }
  csv += "\n";
  const std::vector<int32_t> predictions = ArgMax(logits, num_classes);
  const std::vector<int32_t> reference_predictions = ArgMax(reference, num_classes);
  for (size_t i = 0; i < rows.labels.size(); ++i) {
    absl::StrAppend(&csv, CsvField(rows.ids[i]), ",", rows.labels[i], ",", predictions[i]);
    AppendLogits(csv, logits.subspan(i * classes, classes));
    if (!reference.empty()) {
      absl::StrAppend(&csv, ",", reference_predictions[i]);
      AppendLogits(csv, reference.subspan(i * classes, classes));
    }
    csv += "\n";
  }
  return csv;
}

}  // namespace octavo
