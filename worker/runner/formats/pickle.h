#ifndef OCTAVO_WORKER_RUNNER_FORMATS_PICKLE_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_PICKLE_H_

// The part of Python's pickle format that PyTorch's checkpoints need: reading without executing anything, and writing.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "worker/runner/formats/tensor_copies.h"
#include "worker/runner/formats/torch_value.h"

namespace octavo {

namespace pickle {
class NodeArena;
}

/// What a pickle says of a storage that lies outside it.
struct StorageId {
  DType dtype;
  std::string key;
  int64_t elements;
};

/// Bytes of the storage named `key`, or an error.
using StorageLookup = std::function<absl::StatusOr<absl::Span<const uint8_t>>(const std::string& key)>;

/// A pickle of protocol 2 to 4, read without its tensors' bytes. Globals outside a short list of harmless names
/// (OrderedDict, tensor rebuilding, storages) are refused, never resolved; no code runs. Movable; confined to one
/// thread.
class PickledValue {
 public:
  /// Reads the pickle that `bytes` begins with; more may follow it. INVALID_ARGUMENT, with `source`, the byte and the
  /// remedy, for anything else than what makes up a TorchValue.
  static absl::StatusOr<PickledValue> Parse(absl::Span<const uint8_t> bytes, const std::string& source);

  PickledValue(PickledValue&&) noexcept;
  ~PickledValue();

  /// Length of the pickle.
  size_t bytes() const { return bytes_; }
  /// The storages that it names, each once, in the order of their first mention.
  const std::vector<StorageId>& storages() const { return storages_; }

  /// The value, its tensors as views of their storages, or of `copies` where a storage does not hold them in row-major
  /// order. INVALID_ARGUMENT, with the source, what is wrong and the remedy, for a storage that `storage` does not
  /// find, a tensor that does not fit its storage, and values that grow too large because their parts are shared.
  absl::StatusOr<TorchValue> Resolve(const StorageLookup& storage, TensorCopies& copies) const;

 private:
  PickledValue(std::string source, std::unique_ptr<pickle::NodeArena> arena);

  std::string source_;
  std::unique_ptr<pickle::NodeArena> arena_;
  size_t bytes_ = 0;
  std::vector<StorageId> storages_;
};

/// A pickle of protocol 2 that torch.load(weights_only=True) reads. The i-th tensor met in order refers to storage "i";
/// the tensors are appended to `tensors` in that order. The same value always gives the same bytes.
/// INVALID_ARGUMENT for a tensor whose bytes do not fit its shape.
absl::StatusOr<std::string> WritePickle(const TorchDict& root, std::vector<TensorView>& tensors);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_PICKLE_H_
