#include "worker/runner/quant/observers/batch_range.h"

#include <cstddef>

namespace octavo {
namespace {

// Compilers must not reorder a plain minimum over floats; of independent lanes they make vectors.
constexpr size_t kLanes = 16;

struct Lanes {
  explicit Lanes(float first) {
    for (size_t i = 0; i < kLanes; ++i) low[i] = high[i] = first;
  }

  // Comparisons skip a NaN; x · 0 keeps it.
  void Add(size_t lane, float x) {
    low[lane] = x < low[lane] ? x : low[lane];
    high[lane] = x > high[lane] ? x : high[lane];
    taint[lane] += x * 0.0f;
  }

  float low[kLanes], high[kLanes], taint[kLanes] = {};
};

}  // namespace

BatchRange FindBatchRange(absl::Span<const float> values) {
  Lanes lanes(values[0]);
  const float* x = values.data();
  const float* const end = x + values.size();
  for (; end - x >= static_cast<ptrdiff_t>(kLanes); x += kLanes) {
    for (size_t lane = 0; lane < kLanes; ++lane) lanes.Add(lane, x[lane]);
  }
  for (; x != end; ++x) lanes.Add(0, *x);

  BatchRange batch{.range = {values[0], values[0]}};
  for (size_t lane = 0; lane < kLanes; ++lane) {
    if (lanes.low[lane] < batch.range.min) batch.range.min = lanes.low[lane];
    if (lanes.high[lane] > batch.range.max) batch.range.max = lanes.high[lane];
    batch.has_nan = batch.has_nan || lanes.taint[lane] != lanes.taint[lane];
  }
  return batch;
}

}  // namespace octavo
