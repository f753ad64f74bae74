#ifndef OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_OBSERVER_H_
#define OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_OBSERVER_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace octavo {

/// The values from min to max, both included.
struct Range {
  float min = 0;
  float max = 0;
};

/// Learns the range of one activation tensor (a site) in one calibration pass: Observe every batch, then ask for the
/// Result. Keeps statistics of bounded size, never the values. Owned by the calibration run; thread-compatible: sites
/// may be observed in parallel, one site may not.
class Observer {
 public:
  /// Larger values, NaN and infinity mean that the model is broken; they also bound the arithmetic of all observers.
  static constexpr float kLargestValue = 1e30f;

  virtual ~Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;

  /// Takes in one batch, in O(values). An empty one counts for nothing. Batches of NaN, infinite or too large values
  /// spoil the observer: Result tells of it.
  void Observe(absl::Span<const float> values);

  /// The range to quantize; it may lack 0, which ChooseQParams adds. Observing may go on afterwards.
  /// FAILED_PRECONDITION before the first value; INVALID_ARGUMENT after a NaN, an infinity or |x| > kLargestValue.
  absl::StatusOr<Range> Result() const;

 protected:
  Observer() = default;

 private:
  /// Takes in a batch that is not empty and whose values, all finite and at most kLargestValue in size, span `range`.
  virtual void Add(absl::Span<const float> values, Range range) = 0;
  /// Called only after an Add.
  virtual Range ChooseRange() const = 0;

  int64_t values_ = 0;
  bool spoilt_ = false;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_OBSERVER_H_
