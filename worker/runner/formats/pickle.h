#ifndef OCTAVO_WORKER_RUNNER_FORMATS_PICKLE_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_PICKLE_H_

// The part of Python's pickle format that PyTorch's checkpoints need: reading without executing anything, and writing.

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "worker/runner/formats/torch_value.h"

namespace octavo {

/// Bytes of the storage named `key` (the entry data/<key>), or an error.
using StorageLookup = std::function<absl::StatusOr<absl::Span<const uint8_t>>(const std::string& key)>;

/// Reads a pickle of protocol 2 to 4. Globals outside a list of thirteen harmless names (OrderedDict, tensor
/// rebuilding, typed storages) are refused, never resolved; no code runs. INVALID_ARGUMENT, with `source`, the byte and
/// the remedy, for anything else than values of TorchValue, and for tensors that do not fit their storage or are not
/// contiguous.
absl::StatusOr<TorchValue> ReadPickle(absl::Span<const uint8_t> pickle, const StorageLookup& storage,
                                      const std::string& source);

/// A pickle of protocol 2 that torch.load(weights_only=True) reads. The i-th tensor met in order refers to storage "i";
/// the tensors are appended to `tensors` in that order. The same value always gives the same bytes.
/// INVALID_ARGUMENT for a tensor whose bytes do not fit its shape.
absl::StatusOr<std::string> WritePickle(const TorchDict& root, std::vector<TensorView>& tensors);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_PICKLE_H_
