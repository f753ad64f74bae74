#include "client/render/repeats_cells.h"

#include <cmath>
#include <cstdint>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/render/numbers.h"

namespace octavo::client {
namespace {

constexpr char kNone[] = "not measured";

/// " ± 0.25"; nothing of a single run.
std::string Deviation(const MeanEstimate& mean, double unit) {
  return mean.interval.has_value() ? absl::StrCat(" ± ", Fixed(unit * mean.deviation, 2)) : "";
}

}  // namespace

std::string SeedsText(const RepeatStudy& study) {
  std::vector<int64_t> seeds;
  for (const SeedRun& run : study.runs) seeds.push_back(run.seed);
  if (seeds.size() == 1) return absl::StrCat("Only seed ", seeds[0], " counts, so there is nothing to average:");
  return absl::StrCat(seeds.size(), " seeds (", absl::StrJoin(seeds, ", "), "), mean ± sample standard deviation:");
}

std::string AccuracyCell(const RepeatedRow& row) {
  if (!row.accuracy.estimate.has_value()) return kNone;
  const MeanEstimate& mean = *row.accuracy.estimate;
  return absl::StrCat(Fixed(100 * mean.mean, 2), Deviation(mean, 100), " %");
}

std::string DifferenceCell(const RepeatedRow& row) {
  if (row.reference) return "reference";
  if (!row.accuracy_difference.estimate.has_value()) return "not compared";
  const MeanEstimate& mean = *row.accuracy_difference.estimate;
  std::string cell = absl::StrCat(Signed(100 * mean.mean, 2), Deviation(mean, 100), " points");
  if (mean.interval.has_value()) {
    absl::StrAppend(&cell, " (", Signed(100 * mean.interval->low, 2), " to ", Signed(100 * mean.interval->high, 2),
                    ")");
  }
  return cell;
}

std::string SizeCell(const RepeatedRow& row) {
  if (!row.size_bytes.estimate.has_value()) return kNone;
  const auto text = [](double bytes) { return Bytes(std::llround(bytes)); };
  const MeanEstimate& mean = *row.size_bytes.estimate;
  const std::string lowest = text(mean.lowest), highest = text(mean.highest);
  return lowest == highest ? text(mean.mean) : absl::StrCat(text(mean.mean), " (", lowest, " to ", highest, ")");
}

std::string SpeedupCell(const RepeatedRow& row, const RepeatedFigure& speedup, absl::string_view times) {
  if (row.reference) return "reference";
  if (!speedup.estimate.has_value()) return kNone;
  const size_t runs = speedup.values.size();
  return absl::StrCat(Fixed(speedup.estimate->mean, 2), Deviation(*speedup.estimate, 1), times,
                      runs == row.accuracy.values.size() ? "" : absl::StrCat(" (", runs, " timed)"));
}

}  // namespace octavo::client
