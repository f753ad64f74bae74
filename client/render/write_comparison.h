#ifndef OCTAVO_CLIENT_RENDER_WRITE_COMPARISON_H_
#define OCTAVO_CLIENT_RENDER_WRITE_COMPARISON_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/compare/comparison.h"

namespace octavo::client {

struct WrittenComparison {
  std::string report;                 // path of summary_report.md
  std::vector<std::string> warnings;  // pictures that could not be drawn, with the remedy
};

/// Writes summary_table.csv, summary_report.md, report.html, with several seeds repeats.csv, and the pictures into
/// `folder`, each atomically. Without gnuplot the rest is written and a warning says so. What an earlier comparison has
/// left and this one has not is removed, which is all that is done about pictures without `plots`.
absl::StatusOr<WrittenComparison> WriteComparison(const Comparison& comparison, const std::string& folder,
                                                  bool plots = true);

/// Draws the comparison's pictures of the variants that the stage in `folder` made against its own reference, beside
/// its results. INVALID_ARGUMENT where those hold no such reference; NOT_FOUND without gnuplot.
absl::Status DrawStageComparison(absl::string_view stage, const std::string& folder);

/// Draws training_curve.png beside training_curve.csv in `folder`. NOT_FOUND without the CSV or without gnuplot.
absl::Status DrawTrainingCurve(const std::string& folder, const std::string& title);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_WRITE_COMPARISON_H_
