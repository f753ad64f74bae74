#ifndef OCTAVO_CLIENT_COMPARE_LAYER_RANGES_H_
#define OCTAVO_CLIENT_COMPARE_LAYER_RANGES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/stats.h"

namespace octavo::client {

/// A row of layers.csv: a linear layer whose input was observed. A layer whose input has no fixed codes has no ranges.
struct LayerRange {
  std::string layer;
  std::string precision;
  std::optional<double> scale;
  std::optional<Interval> codes;     // the input values that the lowest and the highest code stand for
  std::optional<Interval> observed;  // the input values that were met in calibration
  bool smooth = false;
};

/// Reads layers.csv (docs/results-format.md). INVALID_ARGUMENT with the line.
absl::StatusOr<std::vector<LayerRange>> ParseLayerRanges(absl::string_view csv);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMPARE_LAYER_RANGES_H_
