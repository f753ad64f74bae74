#ifndef OCTAVO_WORKER_RUNNER_QUANT_STATIC_QUANTIZER_H_
#define OCTAVO_WORKER_RUNNER_QUANT_STATIC_QUANTIZER_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/formats/model_config.h"
#include "worker/runner/quant/column_statistics.h"
#include "worker/runner/quant/int8_plan.h"
#include "worker/runner/quant/observers/make_observer.h"

namespace octavo {

/// The StaticQuantizer behind CreateStaticQuantizer.
class CalibratingQuantizer : public StaticQuantizer {
 public:
  static absl::StatusOr<std::unique_ptr<StaticQuantizer>> Create(const StaticOptions& options);

  /// With smoothing a first pass finds the columns' sizes, for the observers are to see what is smoothed.
  int passes() const override { return options_.smooth_alpha > 0 ? 2 : 1; }
  absl::Status Observe(const LinearSite& site, absl::Span<const float> rows, int64_t width) override;
  absl::Status EndPass() override;
  /// Also FAILED_PRECONDITION where a layer's input was never seen, and INVALID_ARGUMENT, with the layer, where it held
  /// NaN, an infinity or the like, and for an observer that did not run.
  absl::StatusOr<StaticSummary> Write(const std::string& observer, const std::string& output_path) const override;

 private:
  struct Site {
    LinearSite where;
    bool kept = false;  // in FP32
    ColumnStatistics columns;
    std::vector<float> smooth;
    // By name. A role with an observer of its own has one, under every name.
    std::map<std::string, std::shared_ptr<Observer>> observers;
  };

  CalibratingQuantizer(StaticOptions options, ModelConfig config)
      : options_(std::move(options)), config_(std::move(config)) {}
  absl::Status MakeSites();
  absl::Status AddObservers(const std::map<LinearRole, ObserverKind>& overrides, Site& site) const;
  bool last_pass() const { return passes_ended_ + 1 == passes(); }
  absl::Status FindFactors();
  absl::StatusOr<LinearPlan> PlanOf(const Site& site, const std::string& observer, QuantizedLayer& described) const;

  const StaticOptions options_;
  const ModelConfig config_;
  std::vector<Site> sites_;
  std::vector<float> smoothed_;  // of the rows being observed
  int passes_ended_ = 0;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_STATIC_QUANTIZER_H_
