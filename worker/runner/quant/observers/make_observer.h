#ifndef OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_MAKE_OBSERVER_H_
#define OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_MAKE_OBSERVER_H_

#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "worker/runner/quant/activation_qparams.h"
#include "worker/runner/quant/observers/observer.h"

namespace octavo {

/// How the range of an activation is chosen; each has a class of its own in this folder.
enum class ObserverKind { kMinMax, kMovingAverage, kHistogram, kPercentile, kEntropy, kMse };

/// "minmax", "moving_average", "histogram", "percentile", "entropy" or "mse".
absl::string_view ObserverKindName(ObserverKind kind);

/// The kind of that name. INVALID_ARGUMENT lists the names.
absl::StatusOr<ObserverKind> ParseObserverKind(absl::string_view name);

/// Each kind reads its own fields.
struct ObserverOptions {
  double averaging_constant = 0.01;  // moving_average: 0 < c <= 1
  int bins = 2048;                   // histogram, percentile, entropy, mse: even, 2 … 8,192
  int quantized_bins = 128;          // entropy: even, 2 … bins
  double percentile = 99.999;        // percentile: 50 < p <= 100
  // How the range will be used: percentile and mse; the range of codes: mse alone.
  ActivationScheme scheme = ActivationScheme::kAffine;
  int32_t quant_min = 0;
  int32_t quant_max = kFullQuantMax;
};

/// An observer that has seen nothing. INVALID_ARGUMENT names a field outside its bounds, also one that `kind` does not
/// read.
absl::StatusOr<std::unique_ptr<Observer>> MakeObserver(ObserverKind kind, const ObserverOptions& options);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_MAKE_OBSERVER_H_
