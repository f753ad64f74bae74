#include "client/compare/training_curve.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "client/compare/csv_rows.h"
#include "common/status_macros.h"

namespace octavo::client {

absl::StatusOr<std::vector<TrainingPoint>> ParseTrainingCurve(absl::string_view csv) {
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<CsvRow> rows,
                          ReadCsvRows(csv, "step,epoch,loss,learning_rate,validation_accuracy,validation_loss"));
  std::vector<TrainingPoint> points;
  for (const CsvRow& row : rows) {
    TrainingPoint point;
    if (!absl::SimpleAtoi(row.fields[0], &point.step) || !absl::SimpleAtoi(row.fields[1], &point.epoch))
      return absl::InvalidArgumentError(absl::StrCat("line ", row.line, ": step and epoch are not whole numbers"));
    point.loss = CsvNumber(row.fields[2]);
    point.validation_accuracy = CsvNumber(row.fields[4]);
    point.validation_loss = CsvNumber(row.fields[5]);
    points.push_back(point);
  }
  return points;
}

}  // namespace octavo::client
