#include "client/compare/stage_details.h"

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/files.h"

namespace octavo::client {
namespace {

/// Parses a CSV of the folder into `*rows`, where it is there.
template <typename Row>
void ReadRows(const StageResult& stage, absl::string_view file,
              absl::StatusOr<std::vector<Row>> (*parse)(absl::string_view), std::vector<Row>* rows,
              std::vector<std::string>* problems) {
  const absl::StatusOr<std::string> csv = ReadFile(absl::StrCat(stage.folder, "/", file));
  if (absl::IsNotFound(csv.status())) return;
  absl::StatusOr<std::vector<Row>> parsed = csv.ok() ? parse(*csv) : csv.status();
  if (parsed.ok()) {
    *rows = *std::move(parsed);
  } else {
    problems->push_back(absl::StrCat(file, " of ", stage.stage, " cannot be read: ", parsed.status().message()));
  }
}

template <typename Part>
void ReadPart(const StageResult& stage, absl::string_view part, absl::StatusOr<Part> (*parse)(const Json&), Part* value,
              std::vector<std::string>* problems) {
  absl::StatusOr<Part> parsed = parse(stage.record);
  if (parsed.ok()) {
    *value = *std::move(parsed);
  } else {
    problems->push_back(
        absl::StrCat("The ", part, " of ", stage.stage, " cannot be read: ", parsed.status().message()));
  }
}

}  // namespace

std::vector<StageDetails> ReadStageDetails(absl::Span<const StageResult> stages) {
  std::vector<StageDetails> all;
  for (const StageResult& stage : stages) {
    StageDetails details;
    ReadRows(stage, "training_curve.csv", ParseTrainingCurve, &details.training, &details.problems);
    ReadRows(stage, "layers.csv", ParseLayerRanges, &details.layers, &details.problems);
    ReadPart(stage, "sensitivity", ParseSensitivity, &details.sensitivity, &details.problems);
    ReadPart(stage, "search", ParseSearch, &details.search, &details.problems);
    all.push_back(std::move(details));
  }
  return all;
}

}  // namespace octavo::client
