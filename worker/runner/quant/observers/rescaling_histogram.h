#ifndef OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_RESCALING_HISTOGRAM_H_
#define OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_RESCALING_HISTOGRAM_H_

#include <vector>

#include "absl/types/span.h"
#include "worker/runner/quant/observers/observer.h"

namespace octavo {

/// A histogram of a fixed number of equal bins from the smallest to the largest value seen. When a batch widens that
/// range, what was counted is spread over the new bins.
///
/// This is what torch.ao.quantization.HistogramObserver keeps: torch.histc of each batch over the widened range, plus
/// the old histogram, each bin cut into 16 equal parts that go where their middles lie (_upscale_histogram). Counts are
/// floats like PyTorch's, so they lose units beyond 2^24 per bin; a batch is counted in integers first, where
/// torch.histc itself saturates. Up to 2^24 the counts are PyTorch's, except where the middle of a part falls on an
/// edge to the last bit: there PyTorch's own result depends on the CPU's vector width.
class RescalingHistogram {
 public:
  /// REQUIRES: bins >= 2.
  explicit RescalingHistogram(int bins) : counts_(static_cast<size_t>(bins)) {}

  /// Adds values that span exactly `range`, of at most Observer::kLargestValue in size. REQUIRES: values not empty.
  void Add(absl::Span<const float> values, Range range);

  /// min > max before the first Add; equal after nothing but equal values, whose bin then means nothing.
  Range range() const { return range_; }
  absl::Span<const float> counts() const { return counts_; }

 private:
  void SpreadOver(Range wider);

  std::vector<float> counts_;
  Range range_{1.0f, -1.0f};
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_RESCALING_HISTOGRAM_H_
