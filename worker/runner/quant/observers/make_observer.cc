#include "worker/runner/quant/observers/make_observer.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status_macros.h"
#include "worker/runner/quant/observers/entropy_observer.h"
#include "worker/runner/quant/observers/histogram_observer.h"
#include "worker/runner/quant/observers/min_max_observer.h"
#include "worker/runner/quant/observers/moving_average_observer.h"
#include "worker/runner/quant/observers/mse_observer.h"
#include "worker/runner/quant/observers/percentile_observer.h"

namespace octavo {
namespace {

constexpr std::pair<absl::string_view, ObserverKind> kKinds[] = {
    {"minmax", ObserverKind::kMinMax},       {"moving_average", ObserverKind::kMovingAverage},
    {"histogram", ObserverKind::kHistogram}, {"percentile", ObserverKind::kPercentile},
    {"entropy", ObserverKind::kEntropy},     {"mse", ObserverKind::kMse},
};

template <typename Value>
absl::Status OutOfBounds(absl::string_view field, Value value, absl::string_view bounds) {
  return absl::InvalidArgumentError(absl::StrCat("observer: ", field, " is ", value, "; choose ", bounds));
}

absl::Status CheckOptions(const ObserverOptions& options) {
  if (!(options.averaging_constant > 0 && options.averaging_constant <= 1)) {
    return OutOfBounds("averaging_constant", options.averaging_constant, "a value above 0 and at most 1, such as 0.01");
  }
  if (options.bins < 2 || options.bins > static_cast<int>(kMostEntropyBins) || options.bins % 2 != 0) {
    return OutOfBounds("bins", options.bins,
                       absl::StrCat("an even number from 2 to ", kMostEntropyBins, ", such as 2048"));
  }
  if (options.quantized_bins < 2 || options.quantized_bins > options.bins || options.quantized_bins % 2 != 0) {
    return OutOfBounds("quantized_bins", options.quantized_bins,
                       absl::StrCat("an even number from 2 to bins (", options.bins, "), such as 128"));
  }
  if (!(options.percentile > 50 && options.percentile <= 100)) {
    return OutOfBounds("percentile", options.percentile, "a value above 50 and at most 100, such as 99.999");
  }
  if (options.quant_min < 0 || options.quant_max > kFullQuantMax || options.quant_max < options.quant_min + 2) {
    return OutOfBounds("the range of codes", absl::StrCat(options.quant_min, " … ", options.quant_max),
                       "0 … 255 or, for a CPU without VNNI, 0 … 127");
  }
  return absl::OkStatus();
}

std::unique_ptr<Observer> MakePercentileObserver(const ObserverOptions& options) {
  if (options.scheme == ActivationScheme::kSymmetric) {
    return std::make_unique<MagnitudePercentileObserver>(options.bins, options.percentile);
  }
  return std::make_unique<PercentileObserver>(options.bins, options.percentile);
}

}  // namespace

absl::string_view ObserverKindName(ObserverKind kind) {
  for (const auto& [name, named] : kKinds) {
    if (named == kind) return name;
  }
  return "unknown";
}

absl::StatusOr<ObserverKind> ParseObserverKind(absl::string_view name) {
  for (const auto& [known, kind] : kKinds) {
    if (known == name) return kind;
  }
  const auto append_name = [](std::string* out, const auto& kind) { absl::StrAppend(out, kind.first); };
  return absl::InvalidArgumentError(
      absl::StrCat("observer \"", name, "\" is unknown; choose one of ", absl::StrJoin(kKinds, ", ", append_name)));
}

absl::StatusOr<std::unique_ptr<Observer>> MakeObserver(ObserverKind kind, const ObserverOptions& options) {
  OCTAVO_RETURN_IF_ERROR(CheckOptions(options));
  switch (kind) {
    case ObserverKind::kMinMax:
      return std::make_unique<MinMaxObserver>();
    case ObserverKind::kMovingAverage:
      return std::make_unique<MovingAverageObserver>(static_cast<float>(options.averaging_constant));
    case ObserverKind::kHistogram:
      return std::make_unique<HistogramObserver>(options.bins);
    case ObserverKind::kPercentile:
      return MakePercentileObserver(options);
    case ObserverKind::kEntropy:
      return std::make_unique<EntropyObserver>(options.bins, options.quantized_bins);
    case ObserverKind::kMse:
      return std::make_unique<MseObserver>(options.bins, options.scheme, options.quant_min, options.quant_max);
  }
  return absl::InternalError("observer: a kind without a class");
}

}  // namespace octavo
