#include "worker/runner/train/checkpoint.h"

#include <cstring>
#include <map>
#include <utility>
#include <vector>

#include "ATen/core/grad_mode.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/build_info.h"
#include "common/status_macros.h"
#include "torch/headeronly/version.h"
#include "worker/runner/formats/safetensors.h"
#include "worker/runner/models/row_kernels.h"
#include "worker/runner/models/tensor_bridge.h"

namespace octavo {
namespace {

constexpr char kFormat[] = "octavo-training-checkpoint-2";

/// What has to be the same for a run to continue as if it had not stopped.
std::map<std::string, std::string> Fingerprint(const TrainerOptions& o, ComputeType resolved,
                                               const CheckpointExtras& extras) {
  return {{"format", kFormat},
          {"extra_options", extras.options},
          {"seed", absl::StrCat(o.seed)},
          {"total_steps", absl::StrCat(o.total_steps)},
          {"precision", o.precision},
          {"resolved_precision", ComputeTypeName(resolved)},
          {"row_kernels", RowKernelIsa()},
          {"libtorch_version", TORCH_VERSION},
          {"octavo_revision", std::string(SourceRevision())},
          {"schedule", absl::StrFormat("lr=%.17g warmup=%.17g", o.learning_rate, o.warmup_ratio)},
          {"optimizer", absl::StrFormat("decay=%.17g betas=%.17g,%.17g eps=%.17g clip=%.17g", o.weight_decay,
                                        o.adam_beta1, o.adam_beta2, o.adam_epsilon, o.max_grad_norm)}};
}

struct Slot {
  std::string name;
  at::Tensor tensor;
};

std::vector<Slot> Slots(const AdamW& optimizer, const CheckpointExtras& extras) {
  std::vector<Slot> slots;
  for (const auto& [name, tensor] : extras.tensors) slots.push_back({"extra." + name, tensor});
  for (const AdamW::State& state : optimizer.states()) {
    slots.push_back({"parameter." + state.name, state.parameter.detach()});
    slots.push_back({"mean." + state.name, state.mean});
    slots.push_back({"mean_square." + state.name, state.mean_square});
  }
  return slots;
}

}  // namespace

absl::Status WriteCheckpoint(const std::string& path, const TrainerOptions& options, ComputeType resolved,
                             const AdamW& optimizer, const CheckpointExtras& extras) {
  std::vector<NamedTensor> tensors;
  const std::vector<Slot> slots = Slots(optimizer, extras);
  for (const Slot& slot : slots) {
    OCTAVO_ASSIGN_OR_RETURN(TensorView view, ViewOf(slot.tensor));
    tensors.push_back({slot.name, std::move(view)});
  }
  std::map<std::string, std::string> metadata = Fingerprint(options, resolved, extras);
  metadata["step"] = absl::StrCat(optimizer.steps());
  return WriteSafetensors(path, tensors, metadata);
}

absl::Status ReadCheckpoint(const std::string& path, const TrainerOptions& options, ComputeType resolved,
                            AdamW& optimizer, const CheckpointExtras& extras) {
  OCTAVO_ASSIGN_OR_RETURN(const SafetensorsReader file, SafetensorsReader::Open(path));
  std::map<std::string, std::string> metadata = file.metadata();
  for (const auto& [key, value] : Fingerprint(options, resolved, extras)) {
    if (metadata[key] != value) {
      return absl::InvalidArgumentError(
          absl::StrCat("training checkpoint ", path, ": ", key, " is \"", metadata[key], "\", this run has \"", value,
                       "\"; continue with the options, the build and the machine of the first start, or start anew"));
    }
  }
  int64_t steps = 0;
  if (!absl::SimpleAtoi(metadata["step"], &steps) || steps < 0 || steps > options.total_steps) {
    return absl::InvalidArgumentError(
        absl::StrCat("training checkpoint ", path, ": step is \"", metadata["step"], "\"; start anew"));
  }
  std::vector<TensorView> views;
  const std::vector<Slot> slots = Slots(optimizer, extras);
  for (const Slot& slot : slots) {
    const absl::StatusOr<TensorView> view = file.Find(slot.name);
    if (!view.ok() || view->dtype != DType::kF32 || at::IntArrayRef(view->shape) != slot.tensor.sizes()) {
      return absl::InvalidArgumentError(absl::StrCat("training checkpoint ", path, ": tensor \"", slot.name,
                                                     "\" is missing or of another shape; it belongs to another model"));
    }
    views.push_back(*view);
  }
  for (size_t i = 0; i < slots.size(); ++i) {
    std::memcpy(slots[i].tensor.mutable_data_ptr(), views[i].bytes.data(), views[i].bytes.size());
  }
  optimizer.set_steps(steps);
  return absl::OkStatus();
}

}  // namespace octavo
