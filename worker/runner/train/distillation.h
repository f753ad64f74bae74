#ifndef OCTAVO_WORKER_RUNNER_TRAIN_DISTILLATION_H_
#define OCTAVO_WORKER_RUNNER_TRAIN_DISTILLATION_H_

#include "ATen/core/Tensor.h"

namespace octavo {

/// T² · KL(softmax(teacher / T) ‖ softmax(logits / T)), the mean over the rows: a scalar, differentiable by `logits`
/// (Hinton et al., Distilling the Knowledge in a Neural Network, 2015). Both are FP32 [rows, classes].
at::Tensor DistillationLoss(const at::Tensor& logits, const at::Tensor& teacher, double temperature);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TRAIN_DISTILLATION_H_
