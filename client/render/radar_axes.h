#ifndef OCTAVO_CLIENT_RENDER_RADAR_AXES_H_
#define OCTAVO_CLIENT_RENDER_RADAR_AXES_H_

#include <optional>
#include <string>
#include <vector>

#include "client/compare/comparison.h"

namespace octavo::client {

/// One quantity of all variants, each as a share of the best.
struct RadarAxis {
  std::string name;                                // "size"
  std::string meaning;                             // "smallest size over own size"
  std::string best = {};                           // what the outer ring stands for, with its unit: "21.9 MiB"
  std::vector<std::optional<double>> shares = {};  // by row of the comparison, 0 … 1; none where there is no figure
  std::vector<std::string> gaps = {};              // why there is none, by row; empty where there is one
};

struct RadarFigures {
  std::vector<RadarAxis> axes;
  std::vector<std::string> left_out;  // sentences: which there are not, and why
};

/// The axes: accuracy, macro F1, calibration, size, and where something was timed latency and throughput. Times are
/// those beside the reference's, and of rows that are compared in speed. More is always better; nothing at all of what
/// is to be much is the centre. An axis on which no variant has a figure above zero is left out.
RadarFigures RadarAxes(const Comparison& comparison);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_RADAR_AXES_H_
