#include "worker/runner/train/adamw.h"

#include <cmath>
#include <optional>

#include "ATen/core/grad_mode.h"
#include "ATen/ops/_foreach_norm.h"
#include "ATen/ops/_fused_adamw.h"
#include "ATen/ops/full.h"
#include "ATen/ops/zeros_like.h"
#include "absl/strings/str_cat.h"

namespace octavo {

AdamW::AdamW(const std::vector<Parameter>& parameters, const AdamWOptions& options) : options_(options) {
  for (const Parameter& parameter : parameters) {
    const at::Tensor values = parameter.tensor->detach();
    states_.push_back(
        {parameter.name, *parameter.tensor, at::zeros_like(values), at::zeros_like(values), parameter.decays});
  }
}

absl::StatusOr<double> AdamW::Step(double learning_rate) {
  const at::NoGradGuard no_grad;
  std::vector<at::Tensor> grads;
  for (const State& state : states_) grads.push_back(state.parameter.grad());
  double squares = 0;
  for (const at::Tensor& norm : at::_foreach_norm(grads, 2)) squares += norm.item<double>() * norm.item<double>();
  const double norm = std::sqrt(squares);
  if (!std::isfinite(norm)) {
    return absl::InvalidArgumentError(absl::StrCat("the gradient norm is ", norm, " at learning rate ", learning_rate,
                                                   "; training has diverged: use a smaller learning_rate"));
  }
  // The kernel divides gradients by grad_scale and writes them back: that is the clipping, without a pass of its own.
  const double excess = (norm + 1e-6) / options_.max_grad_norm;
  const std::optional<at::Tensor> scale =
      excess > 1 ? std::make_optional(at::full({1}, excess, at::kFloat)) : std::nullopt;
  ++steps_;
  const at::Tensor step = at::full({}, static_cast<double>(steps_), at::kFloat);
  for (const bool decays : {true, false}) {
    std::vector<at::Tensor> values, gradients, means, squares_of, steps;
    for (size_t i = 0; i < states_.size(); ++i) {
      if (states_[i].decays != decays) continue;
      values.push_back(states_[i].parameter);
      gradients.push_back(grads[i]);
      means.push_back(states_[i].mean);
      squares_of.push_back(states_[i].mean_square);
      steps.push_back(step);
    }
    at::_fused_adamw_(values, gradients, means, squares_of, {}, steps, learning_rate, options_.beta1, options_.beta2,
                      decays ? options_.weight_decay : 0.0, options_.epsilon, /*amsgrad=*/false, /*maximize=*/false,
                      scale, std::nullopt);
  }
  for (State& state : states_) state.parameter.mutable_grad().reset();
  return norm;
}

}  // namespace octavo
