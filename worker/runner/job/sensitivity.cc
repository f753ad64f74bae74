#include "worker/runner/job/sensitivity.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_format.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

constexpr ComputeType kProbed = ComputeType::kInt8;
constexpr int64_t kRowsPerLayer = 2;

Assignment AssignmentOf(const PrecisionMeter& meter, size_t layer, Kept kept) {
  const bool only = kept == Kept::kOnlyThis;
  Assignment types = meter.Uniform(only ? ComputeType::kFp32 : kProbed);
  types[layer] = only ? kProbed : ComputeType::kFp32;
  return types;
}

}  // namespace

int64_t SensitivityWork(const PrecisionMeter& meter) {
  return kRowsPerLayer * static_cast<int64_t>(meter.names().size()) * meter.task().rows.size();
}

absl::StatusOr<std::vector<SensitivityRow>> MeasureSensitivity(
    PrecisionMeter& meter, double reference_accuracy, const std::function<absl::Status(int64_t)>& on_progress) {
  std::vector<SensitivityRow> rows;
  const int64_t rows_each = meter.task().rows.size();
  for (size_t layer = 0; layer < meter.names().size(); ++layer) {
    for (const Kept kept : {Kept::kOnlyThis, Kept::kAllButThis}) {
      const int64_t before = static_cast<int64_t>(rows.size()) * rows_each;
      OCTAVO_ASSIGN_OR_RETURN(
          const PrecisionScores scores,
          meter.Scores(AssignmentOf(meter, layer, kept), [&](int64_t done) { return on_progress(before + done); }));
      OCTAVO_RETURN_IF_ERROR(on_progress(before + rows_each));
      rows.push_back({meter.names()[layer], kProbed, kept, scores, scores.accuracy - reference_accuracy});
    }
  }
  return rows;
}

std::vector<double> KlGains(absl::Span<const SensitivityRow> rows, double int8_kl) {
  std::vector<double> gains;
  for (const SensitivityRow& row : rows) {
    if (row.kept == Kept::kAllButThis) gains.push_back(std::max(0.0, int8_kl - row.scores.mean_kl));
  }
  return gains;
}

std::string FormatSensitivityCsv(absl::Span<const SensitivityRow> rows) {
  std::string csv = "layer,precision,kept,accuracy,accuracy_difference,mean_kl\n";
  for (const SensitivityRow& row : rows) {
    absl::StrAppendFormat(&csv, "%s,%s,%s,%.9g,%.9g,%.9g\n", row.layer, ComputeTypeName(row.precision),
                          KeptName(row.kept), row.scores.accuracy, row.accuracy_difference, row.scores.mean_kl);
  }
  return csv;
}

const char* KeptName(Kept kept) { return kept == Kept::kOnlyThis ? "only_this" : "all_but_this"; }

}  // namespace octavo
