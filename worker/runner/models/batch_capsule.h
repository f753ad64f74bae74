#ifndef OCTAVO_WORKER_RUNNER_MODELS_BATCH_CAPSULE_H_
#define OCTAVO_WORKER_RUNNER_MODELS_BATCH_CAPSULE_H_

#include <memory>
#include <utility>

#include "ATen/core/ivalue.h"
#include "c10/util/intrusive_ptr.h"
#include "worker/runner/models/packed_batch.h"

namespace octavo {

/// A batch that a backward pass keeps alive: autograd contexts hold IValues.
struct BatchHolder : public torch::CustomClassHolder {
  explicit BatchHolder(std::shared_ptr<const PackedBatch> held) : batch(std::move(held)) {}
  std::shared_ptr<const PackedBatch> batch;  // shared: the caller and every node of the graph
};
using BatchCapsule = c10::intrusive_ptr<BatchHolder>;

inline BatchCapsule MakeBatchCapsule(std::shared_ptr<const PackedBatch> batch) {
  return c10::make_intrusive<BatchHolder>(std::move(batch));
}
inline BatchCapsule BatchFromCapsule(const c10::IValue& value) {
  return c10::static_intrusive_pointer_cast<BatchHolder>(value.toCapsule());
}

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_MODELS_BATCH_CAPSULE_H_
