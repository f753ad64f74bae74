#ifndef OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_EDGE_HISTOGRAM_H_
#define OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_EDGE_HISTOGRAM_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "worker/runner/quant/observers/observer.h"

namespace octavo {

/// Counts between edges that are (nearly) equally far apart: numpy.histogram's result for float32, to the bit. Bin i
/// holds edges[i] <= x < edges[i+1], the last bin also its upper edge.
struct EdgeHistogram {
  std::vector<float> edges;  // ascending, one more than counts
  std::vector<int64_t> counts;

  /// Empty bins between the ends of `range`. One of equal ends is widened by 0.5 at both. What differs: so is one of
  /// less than 1e-30, and one with too few floats for that many edges is widened at both ends until it has enough;
  /// NumPy refuses them. REQUIRES: bins >= 1, |min| and |max| <= Observer::kLargestValue.
  static EdgeHistogram Linear(Range range, size_t bins);
};

/// Most bins of a histogram that grows: 768 KiB. ONNX Runtime has no limit, so that one small first batch could cost
/// any amount of memory.
inline constexpr size_t kMostBins = 65536;

/// Which number of a value is counted.
enum class Magnitude { kSigned, kAbsolute };

/// Adds the values to their bins; values outside the edges are left out, as numpy.histogram does.
/// REQUIRES: |x| <= Observer::kLargestValue.
void CountInto(absl::Span<const float> values, Magnitude magnitude, EdgeHistogram& histogram);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_EDGE_HISTOGRAM_H_
