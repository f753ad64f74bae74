#include "worker/runner/job/precision_search.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "common/status_macros.h"

namespace octavo {
namespace {

/// Ranks are quotients: this keeps them finite where a difference was measured as none.
constexpr double kSmallest = 1e-6;

/// One layer, one type further up (towards FP32) or down.
struct LayerMove {
  size_t layer = 0;
  int step = 0;     // +1 or -1, in SearchSpace::types
  double rank = 0;  // larger ones are tried first
};

/// One search; its steps share the candidates.
class PrecisionSearch {
 public:
  PrecisionSearch(const SearchSpace& space, const SearchLimits& limits, const CandidateMeasurement& measure)
      : space_(space), limits_(limits), measure_(measure), rounds_left_(limits.rounds) {}

  absl::StatusOr<SearchOutcome> Run() {
    OCTAVO_RETURN_IF_ERROR(MeasureUniform());
    OCTAVO_RETURN_IF_ERROR(Raise());
    OCTAVO_RETURN_IF_ERROR(Improve());
    const std::optional<size_t> chosen = Chosen();
    outcome_.holds_budget = chosen.has_value();
    outcome_.chosen = chosen.value_or(stages());  // FP32 everywhere
    return std::move(outcome_);
  }

 private:
  size_t layers() const { return space_.kl_gain.size(); }
  size_t stages() const { return space_.types.size() - 1; }  // from each type to the next
  bool Holds(size_t place) const { return HoldsBudget(outcome_.candidates[place], limits_.accuracy_budget); }
  std::optional<size_t> Chosen() const { return ChooseCandidate(outcome_.candidates, limits_.accuracy_budget); }

  /// Place of the candidate, which is measured where it has not been.
  absl::StatusOr<size_t> Measure(const Assignment& types) {
    const auto [found, fresh] = places_.emplace(types, outcome_.candidates.size());
    if (!fresh) return found->second;
    OCTAVO_ASSIGN_OR_RETURN(PrecisionCandidate candidate, measure_(types));
    outcome_.candidates.push_back(std::move(candidate));
    return found->second;
  }
  absl::StatusOr<size_t> MeasureRound(const Assignment& types) {
    if (!places_.contains(types)) --rounds_left_;
    return Measure(types);
  }

  /// The candidate of type i is at place i.
  absl::Status MeasureUniform() {
    for (const ComputeType type : space_.types) {
      OCTAVO_RETURN_IF_ERROR(Measure(Assignment(layers(), type)).status());
    }
    return absl::OkStatus();
  }

  /// Layers from the one that wins most per cost. Within a stage the cost of a layer is its share of one and the same
  /// time, which therefore does not matter here.
  std::vector<size_t> FallbackOrder() const {
    std::vector<size_t> order(layers());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      return space_.kl_gain[a] / space_.weight_shares[a] > space_.kl_gain[b] / space_.weight_shares[b];
    });
    return order;
  }

  /// All layers of `stage`'s lower type, but the first `count` of the order, which have its upper one.
  Assignment Rung(const std::vector<size_t>& order, size_t stage, size_t count) const {
    Assignment types(layers(), space_.types[stage]);
    for (size_t i = 0; i < count; ++i) types[order[i]] = space_.types[stage + 1];
    return types;
  }

  /// Where a uniform type breaks the budget and the next one holds it: as few layers as possible, in the order of
  /// fallback, get the next one.
  absl::Status Raise() {
    size_t holding = 0;
    while (holding <= stages() && !Holds(holding)) ++holding;
    if (holding == 0 || holding > stages()) return absl::OkStatus();
    const std::vector<size_t> order = FallbackOrder();
    size_t breaks = 0, holds = layers();
    while (holds - breaks > 1 && rounds_left_ > 0) {
      const size_t middle = breaks + (holds - breaks) / 2;
      OCTAVO_ASSIGN_OR_RETURN(const size_t place, MeasureRound(Rung(order, holding - 1, middle)));
      (Holds(place) ? holds : breaks) = middle;
    }
    return absl::OkStatus();
  }

  size_t LevelOf(ComputeType type) const {
    return static_cast<size_t>(std::find(space_.types.begin(), space_.types.end(), type) - space_.types.begin());
  }
  /// KL divergence that the layer's step from `stage`'s lower type to its upper one wins: the sensitivities are those
  /// of INT8, and shrink from stage to stage as the divergence of the uniform candidates does.
  double Gain(size_t layer, size_t stage) const {
    const auto kl = [&](size_t place) { return outcome_.candidates[place].scores.mean_kl; };
    const double all = std::max(kl(0) - kl(stages()), kSmallest);
    return space_.kl_gain[layer] * std::max(kl(stage) - kl(stage + 1), 0.0) / all;
  }
  double Slowdown(size_t stage) const {
    const auto time = [&](size_t place) { return outcome_.candidates[place].latency.to_int8.ratio; };
    return time(stage + 1) - time(stage);
  }
  double Cost(size_t layer, size_t stage) const {
    return space_.weight_shares[layer] * std::max(Slowdown(stage), kSmallest);
  }
  /// A slower type for a layer that wins nothing by it is not worth a round.
  bool MayHelp(size_t layer, size_t stage) const { return Gain(layer, stage) > 0 || Slowdown(stage) <= 0; }

  /// From `types`: first the steps down, the cheapest loss first, for they are what makes it faster; then the steps up,
  /// the best gain for its cost first.
  std::vector<LayerMove> Moves(const Assignment& types) const {
    std::vector<LayerMove> down, up;
    for (size_t layer = 0; layer < layers(); ++layer) {
      const size_t level = LevelOf(types[layer]);
      if (level > 0) down.push_back({layer, -1, -Gain(layer, level - 1)});
      if (level < stages() && MayHelp(layer, level)) up.push_back({layer, +1, Gain(layer, level) / Cost(layer, level)});
    }
    const auto before = [](const LayerMove& a, const LayerMove& b) { return a.rank > b.rank; };
    std::stable_sort(down.begin(), down.end(), before);
    std::stable_sort(up.begin(), up.end(), before);
    down.insert(down.end(), up.begin(), up.end());
    return down;
  }

  /// Passes over the layers of the best candidate, until one changes nothing or the rounds are used.
  absl::Status Improve() {
    std::optional<size_t> best = Chosen();
    for (bool better = best.has_value(); better && rounds_left_ > 0;) {
      better = false;
      for (const LayerMove& move : Moves(outcome_.candidates[*best].types)) {
        if (rounds_left_ == 0) break;
        OCTAVO_RETURN_IF_ERROR(Try(outcome_.candidates[*best].types, move));
        better = better || Chosen() != best;
        best = Chosen();
      }
    }
    return absl::OkStatus();
  }

  absl::Status Try(Assignment types, const LayerMove& move) {
    const auto level = static_cast<int64_t>(LevelOf(types[move.layer])) + move.step;
    // An earlier move of the same pass may have been there already.
    if (level < 0 || level > static_cast<int64_t>(stages())) return absl::OkStatus();
    types[move.layer] = space_.types[static_cast<size_t>(level)];
    return MeasureRound(types).status();
  }

  const SearchSpace& space_;
  const SearchLimits& limits_;
  const CandidateMeasurement& measure_;
  int64_t rounds_left_;
  std::map<Assignment, size_t> places_;
  SearchOutcome outcome_;
};

}  // namespace

absl::StatusOr<SearchOutcome> SearchPrecisions(const SearchSpace& space, const SearchLimits& limits,
                                               const CandidateMeasurement& measure) {
  return PrecisionSearch(space, limits, measure).Run();
}

}  // namespace octavo
