#include "worker/runner/quant/static_quantizer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status_macros.h"
#include "worker/runner/engine/std_boundary.h"
#include "worker/runner/formats/model_weights.h"
#include "worker/runner/formats/weight_names.h"
#include "worker/runner/quant/linear_parts.h"
#include "worker/runner/quant/smoothing.h"
#include "worker/runner/quant/weight_source.h"

namespace octavo {
namespace {

absl::Status Prefixed(absl::string_view field, const absl::Status& status) {
  if (status.ok()) return status;
  return absl::Status(status.code(), absl::StrCat("parameter ", field, ": ", status.message()));
}

/// "ffn_hidden=percentile" and its like.
absl::StatusOr<std::map<LinearRole, ObserverKind>> ParseRoleObservers(const std::vector<std::string>& texts) {
  std::map<LinearRole, ObserverKind> overrides;
  for (const std::string& text : texts) {
    const std::vector<std::string> sides = absl::StrSplit(text, absl::MaxSplits('=', 1));
    if (sides.size() != 2) {
      return absl::InvalidArgumentError(
          absl::StrCat("parameter role_observers: \"", text, "\" is not ROLE=OBSERVER, such as ffn_hidden=percentile"));
    }
    const absl::StatusOr<LinearRole> role = ParseInputRole(sides[0]);
    OCTAVO_RETURN_IF_ERROR(Prefixed("role_observers", role.status()));
    const absl::StatusOr<ObserverKind> kind = ParseObserverKind(sides[1]);
    OCTAVO_RETURN_IF_ERROR(Prefixed("role_observers", kind.status()));
    overrides[*role] = *kind;
  }
  return overrides;
}

ActivationScheme SchemeOf(const StaticOptions& options) {
  return options.symmetric_activations ? ActivationScheme::kSymmetric : ActivationScheme::kAffine;
}

int32_t HighestCode(const StaticOptions& options) { return options.reduced_range ? kReducedQuantMax : kFullQuantMax; }

absl::StatusOr<std::shared_ptr<Observer>> MakeOne(ObserverKind kind, const StaticOptions& options) {
  ObserverOptions o;
  o.percentile = options.percentile;
  o.averaging_constant = options.averaging_constant;
  o.scheme = SchemeOf(options);
  o.quant_max = HighestCode(options);
  OCTAVO_ASSIGN_OR_RETURN(std::unique_ptr<Observer> observer, MakeObserver(kind, o));
  return std::shared_ptr<Observer>(std::move(observer));
}

/// Largest magnitude of each input column over all rows of all parts.
absl::StatusOr<std::vector<float>> LargestWeights(const WeightSource& source, const LinearParts& parts) {
  std::vector<float> largest(static_cast<size_t>(parts.inputs));
  for (const std::string& name : parts.names) {
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<float> weight,
                            source.Read(name + ".weight", {parts.outputs, parts.inputs}));
    for (size_t i = 0; i < weight.size(); ++i) {
      float& column = largest[i % largest.size()];
      column = std::max(column, std::fabs(weight[i]));
    }
  }
  return largest;
}

}  // namespace

absl::StatusOr<std::unique_ptr<StaticQuantizer>> CreateStaticQuantizer(const StaticOptions& options) {
  return WithStdBoundary("prepare calibration", [&] { return CalibratingQuantizer::Create(options); });
}

absl::StatusOr<std::unique_ptr<StaticQuantizer>> CalibratingQuantizer::Create(const StaticOptions& options) {
  OCTAVO_ASSIGN_OR_RETURN(ModelConfig config, ReadModelConfig(options.model_dir + "/config.json"));
  auto quantizer = absl::WrapUnique(new CalibratingQuantizer(options, std::move(config)));
  OCTAVO_RETURN_IF_ERROR(quantizer->MakeSites());
  return quantizer;
}

absl::Status CalibratingQuantizer::MakeSites() {
  if (!(options_.smooth_alpha >= 0 && options_.smooth_alpha <= 1)) {
    return absl::InvalidArgumentError(
        absl::StrCat("parameter smooth_alpha: ", options_.smooth_alpha, " is not from 0 to 1"));
  }
  const auto kept = MatchLinears(options_.keep_layers, config_.num_layers);
  OCTAVO_RETURN_IF_ERROR(Prefixed("keep_layers", kept.status()));
  OCTAVO_ASSIGN_OR_RETURN(const auto overrides, ParseRoleObservers(options_.role_observers));
  for (const LinearSite& where : LinearSites(config_.num_layers)) {
    Site site;
    site.where = where;
    site.kept = (*kept)[IndexOf(where)];
    if (!site.kept) OCTAVO_RETURN_IF_ERROR(AddObservers(overrides, site));
    sites_.push_back(std::move(site));
  }
  return absl::OkStatus();
}

absl::Status CalibratingQuantizer::AddObservers(const std::map<LinearRole, ObserverKind>& overrides, Site& site) const {
  std::shared_ptr<Observer> of_role;
  if (const auto found = overrides.find(site.where.role); found != overrides.end()) {
    OCTAVO_ASSIGN_OR_RETURN(of_role, MakeOne(found->second, options_));
  }
  for (const std::string& name : options_.observers) {
    const absl::StatusOr<ObserverKind> kind = ParseObserverKind(name);
    OCTAVO_RETURN_IF_ERROR(Prefixed("observer", kind.status()));
    site.observers[name] = of_role;
    if (of_role == nullptr) {
      OCTAVO_ASSIGN_OR_RETURN(site.observers[name], MakeOne(*kind, options_));
    }
  }
  return absl::OkStatus();
}

absl::Status CalibratingQuantizer::Observe(const LinearSite& where, absl::Span<const float> rows, int64_t width) {
  Site& site = sites_[IndexOf(where)];
  if (site.kept) return absl::OkStatus();
  if (passes_ended_ == 0) site.columns.Add(rows, width);
  if (!last_pass()) return absl::OkStatus();
  if (!site.smooth.empty()) {
    smoothed_.assign(rows.begin(), rows.end());
    for (size_t i = 0; i < smoothed_.size(); ++i) smoothed_[i] /= site.smooth[i % site.smooth.size()];
    rows = smoothed_;
  }
  const Observer* before = nullptr;
  for (const auto& [name, observer] : site.observers) {
    if (observer.get() != before) observer->Observe(rows);  // one that stands under every name sees the rows once
    before = observer.get();
  }
  return absl::OkStatus();
}

absl::Status CalibratingQuantizer::EndPass() {
  ++passes_ended_;
  return passes() == 2 && passes_ended_ == 1 ? FindFactors() : absl::OkStatus();
}

absl::Status CalibratingQuantizer::FindFactors() {
  OCTAVO_ASSIGN_OR_RETURN(const WeightNames names, WeightNamesOf(config_.architecture));
  OCTAVO_ASSIGN_OR_RETURN(const std::unique_ptr<TensorFile> file, OpenModelWeights(options_.model_dir));
  const WeightSource source(*file, names);
  for (Site& site : sites_) {
    if (site.kept) continue;
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<float> weights,
                            LargestWeights(source, PartsOf(config_, names, site.where)));
    site.smooth = SmoothingFactors(site.columns.largest(), weights, options_.smooth_alpha);
  }
  return absl::OkStatus();
}

absl::StatusOr<LinearPlan> CalibratingQuantizer::PlanOf(const Site& site, const std::string& observer,
                                                        QuantizedLayer& described) const {
  LinearPlan plan;
  described.name = LinearName(site.where);
  if (site.kept) {
    plan.type = described.type = ComputeType::kFp32;
    return plan;
  }
  const absl::StatusOr<Range> range = site.observers.at(observer)->Result();
  if (!range.ok()) {
    return absl::Status(range.status().code(),
                        absl::StrCat("calibration of the input of ", described.name, ": ", range.status().message()));
  }
  plan.input = ChooseQParams(range->min, range->max, SchemeOf(options_), 0, HighestCode(options_));
  plan.per_tensor = options_.per_tensor_weights;
  plan.smooth = site.smooth;
  if (options_.bias_correction) plan.input_mean = site.columns.Mean();
  described.fixed_codes = true;
  described.scale = plan.input->scale;
  described.zero_point = plan.input->zero_point;
  described.lowest = plan.input->quant_min;
  described.highest = plan.input->quant_max;
  described.observed_min = range->min;
  described.observed_max = range->max;
  described.smooth = !site.smooth.empty();
  return plan;
}

absl::StatusOr<StaticSummary> CalibratingQuantizer::Write(const std::string& observer,
                                                          const std::string& output_path) const {
  if (passes_ended_ < passes()) {
    return absl::FailedPreconditionError(
        absl::StrCat("calibration has ended ", passes_ended_, " of ", passes(), " passes; end all before writing"));
  }
  if (std::find(options_.observers.begin(), options_.observers.end(), observer) == options_.observers.end()) {
    return absl::InvalidArgumentError(absl::StrCat("observer \"", observer, "\" has seen nothing; those that ran are ",
                                                   absl::StrJoin(options_.observers, ", ")));
  }
  StaticSummary summary;
  Int8Plan plan = {"static", options_.quantize_embeddings, "", {}};
  for (const Site& site : sites_) {
    OCTAVO_ASSIGN_OR_RETURN(LinearPlan linear, PlanOf(site, observer, summary.layers.emplace_back()));
    plan.linears.push_back(std::move(linear));
  }
  OCTAVO_ASSIGN_OR_RETURN(summary.file, WriteInt8Model(options_.model_dir, output_path, plan));
  return summary;
}

}  // namespace octavo
