#include "worker/runner/train/deployed_linear_function.h"

#include <utility>

#include "ATen/TensorOperators.h"
#include "ATen/ops/mm.h"
#include "torch/csrc/autograd/custom_function.h"

namespace octavo {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

struct LinearHolder : public torch::CustomClassHolder {
  explicit LinearHolder(std::shared_ptr<const DeployedLinear> held) : linear(std::move(held)) {}
  std::shared_ptr<const DeployedLinear> linear;
};
using LinearCapsule = c10::intrusive_ptr<LinearHolder>;

struct DeployedFunction : public Function<DeployedFunction> {
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& x, const at::Tensor&, const at::Tensor&,
                            const LinearCapsule& capsule) {
    const DeployedLinear& linear = *capsule->linear;
    const at::Tensor input = x.contiguous();
    const at::Tensor codes = linear.Encode(input);
    ctx->save_for_backward({codes, linear.InRange(input)});
    ctx->saved_data["linear"] = c10::IValue::make_capsule(capsule);
    return linear.Multiply(codes);
  }

  static variable_list backward(AutogradContext* ctx, const variable_list& grads) {
    const variable_list saved = ctx->get_saved_variables();
    const auto holder = c10::static_intrusive_pointer_cast<LinearHolder>(ctx->saved_data["linear"].toCapsule());
    const DeployedLinear& linear = *holder->linear;
    const at::Tensor rounded = linear.Rounded();
    const at::Tensor d = grads[0].to(rounded.scalar_type()).contiguous();
    at::Tensor d_input = at::mm(d, rounded).to(at::kFloat);
    at::Tensor d_weight = at::mm(d.t(), linear.Decode(saved[0])).to(at::kFloat);
    if (linear.factors().defined()) {
      // The layer multiplies x / factors by weight · factors.
      d_input = d_input / linear.factors();
      d_weight = d_weight * linear.factors();
    }
    return {d_input * saved[1], d_weight, grads[0].sum(0), at::Tensor()};
  }
};

}  // namespace

at::Tensor ApplyDeployed(const at::Tensor& x, std::shared_ptr<const DeployedLinear> linear) {
  const LinearWeights parameters = linear->parameters();
  return DeployedFunction::apply(x, parameters.weight, parameters.bias,
                                 c10::make_intrusive<LinearHolder>(std::move(linear)));
}

}  // namespace octavo
