#include "worker/runner/infer/packed_linear.h"

#include <optional>
#include <string_view>

#include "ATen/core/List.h"
#include "ATen/core/dispatch/Dispatcher.h"

namespace octavo {
namespace {

using Reorder = at::Tensor(const at::Tensor&, std::optional<int64_t>);
using Pointwise = at::Tensor(const at::Tensor&, const at::Tensor&, const std::optional<at::Tensor>&, std::string_view,
                             c10::List<std::optional<at::Scalar>>, std::optional<std::string_view>);

at::Tensor Run(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, std::string_view activation,
               std::string_view algorithm) {
  static const auto op =
      c10::Dispatcher::singleton().findSchemaOrThrow("mkldnn::_linear_pointwise", "").typed<Pointwise>();
  static const c10::List<std::optional<at::Scalar>> no_scalars;
  return op.call(x, weight, bias, activation, no_scalars, algorithm);
}

}  // namespace

PackedLinear::PackedLinear(const LinearWeights& weights, at::ScalarType compute) : bias_(weights.bias.to(compute)) {
  static const auto op =
      c10::Dispatcher::singleton().findSchemaOrThrow("mkldnn::_reorder_linear_weight", "").typed<Reorder>();
  weight_ = op.call(weights.weight.to(compute).contiguous(), std::nullopt);
}

at::Tensor PackedLinear::Apply(const at::Tensor& x) const { return Run(x, weight_, bias_, "none", ""); }

at::Tensor PackedLinear::ApplyWith(Activation activation, const at::Tensor& x) const {
  switch (activation) {
    case Activation::kGelu:
      return Run(x, weight_, bias_, "gelu", "none");
    case Activation::kGeluTanh:
      return Run(x, weight_, bias_, "gelu", "tanh");
    case Activation::kRelu:
      break;
  }
  return Run(x, weight_, bias_, "relu", "");
}

}  // namespace octavo
