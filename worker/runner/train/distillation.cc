#include "worker/runner/train/distillation.h"

#include "ATen/TensorOperators.h"
#include "ATen/ops/log_softmax.h"

namespace octavo {

at::Tensor DistillationLoss(const at::Tensor& logits, const at::Tensor& teacher, double temperature) {
  const at::Tensor wanted = at::log_softmax(teacher / temperature, 1);
  const at::Tensor divergence = (wanted.exp() * (wanted - at::log_softmax(logits / temperature, 1))).sum(1);
  return divergence.mean() * (temperature * temperature);
}

}  // namespace octavo
