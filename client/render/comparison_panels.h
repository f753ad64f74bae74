#ifndef OCTAVO_CLIENT_RENDER_COMPARISON_PANELS_H_
#define OCTAVO_CLIENT_RENDER_COMPARISON_PANELS_H_

#include <string>
#include <vector>

#include "client/compare/comparison.h"
#include "client/render/row_panel.h"

namespace octavo::client {

// The rows of a comparison as panels, the same in the pictures of one quantity and in the dashboard. After the variants
// come the stages that have no results, whose rows say so.

/// `mark_recommended`: whether the recommended one stands out.
std::vector<RowName> ComparisonNames(const Comparison& comparison, bool mark_recommended);

/// How much a figure says beside its mark.
enum class FigureDetail { kShort, kFull };

/// Accuracy with Wilson's interval; the axis says where it does not begin at zero. The guide is the reference, where
/// there is more.
RowPanel AccuracyPanel(const Comparison& comparison, FigureDetail detail);

/// Size on disk, from zero.
RowPanel SizePanel(const Comparison& comparison, FigureDetail detail);

/// Median latency of one text, from zero, with whiskers to the 95th percentile.
RowPanel LatencyPanel(const Comparison& comparison, FigureDetail detail);

/// Whether AccuracyPanel() has a difference to show in full detail, and LatencyPanel() a speed-up.
bool HasDifferences(const Comparison& comparison);
bool HasSpeedUps(const Comparison& comparison);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_COMPARISON_PANELS_H_
