#ifndef OCTAVO_WORKER_RUNNER_TRAIN_ADAMW_H_
#define OCTAVO_WORKER_RUNNER_TRAIN_ADAMW_H_

#include <cstdint>
#include <string>
#include <vector>

#include "ATen/core/Tensor.h"
#include "absl/status/statusor.h"
#include "worker/runner/models/classifier_weights.h"

namespace octavo {

struct AdamWOptions {
  double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
  double weight_decay = 0.01;  // of the parameters that decay
  double max_grad_norm = 1.0;
};

/// AdamW with bias correction and clipping by the global norm, over LibTorch's fused kernel. Updates the parameters in
/// place from their autograd gradients. Confined to one thread.
class AdamW {
 public:
  struct State {
    std::string name;
    at::Tensor parameter;    // shared with the model
    at::Tensor mean;         // first moment
    at::Tensor mean_square;  // second moment
    bool decays = false;
  };

  AdamW(const std::vector<Parameter>& parameters, const AdamWOptions& options);

  /// One update with the gradients at hand, which it then drops. Returns their global norm before clipping.
  /// INVALID_ARGUMENT for a norm that is not finite: nothing is updated then.
  absl::StatusOr<double> Step(double learning_rate);

  int64_t steps() const { return steps_; }
  void set_steps(int64_t steps) { steps_ = steps; }
  /// For checkpoints; in the order of the parameters.
  const std::vector<State>& states() const { return states_; }

 private:
  const AdamWOptions options_;
  std::vector<State> states_;
  int64_t steps_ = 0;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TRAIN_ADAMW_H_
