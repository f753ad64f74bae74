#ifndef OCTAVO_WORKER_RUNNER_FORMATS_PICKLE_NODE_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_PICKLE_NODE_H_

// What pickle_reader.cc keeps on its stack, and what the few functions that a PyTorch pickle may name make of it.
// Errors say only what is wrong ("a tensor is not contiguous"): the reader adds the file, the byte and the remedy.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "worker/runner/formats/pickle.h"
#include "worker/runner/formats/tensor_copies.h"
#include "worker/runner/formats/torch_value.h"

namespace octavo::pickle {

struct Node;
using NodeList = std::vector<Node*>;
using NodeDict = std::vector<std::pair<Node*, Node*>>;
struct Mark {};
struct Tuple {
  NodeList items;
};
struct Global {
  std::string name;  // "module name"
};
using Storage = StorageId;
/// A tensor whose storage was not looked at yet.
struct StridedTensor {
  Storage storage;
  int64_t offset = 0;  // in elements, as the strides are
  std::vector<int64_t> shape, strides;
};

/// A Python object. Lists and dicts are filled after they were memoised, so nodes are shared by pointer; the arena owns
/// them.
struct Node {
  std::variant<std::monostate, bool, int64_t, double, std::string, NodeList, NodeDict, Tuple, Global, Storage,
               StridedTensor, Mark>
      value;
};

/// Bytes that may still be made by copying parts of a pickle: a small file must not grow without bound by naming the
/// same part again and again.
class CopyBudget {
 public:
  explicit CopyBudget(size_t bytes) : left_(bytes) {}
  /// Whether `bytes` more may be made. Once not, the pickle is refused.
  [[nodiscard]] bool Take(size_t bytes) {
    if (bytes > left_) return false;
    left_ -= bytes;
    return true;
  }

 private:
  size_t left_;
};

/// Owns the objects of one pickle, and knows the last one that was left on the stack: its value.
class NodeArena {
 public:
  Node* Add(Node node) { return &nodes_.emplace_back(std::move(node)); }
  size_t size() const { return nodes_.size(); }
  const Node* top() const { return top_; }
  void set_top(const Node* top) { top_ = top; }

 private:
  std::deque<Node> nodes_;
  const Node* top_ = nullptr;
};

/// Whether a pickle may name "module name" at all.
bool IsAllowedGlobal(absl::string_view global);

/// The storage that a persistent id means: ("storage", torch.FloatStorage, key, location, elements), in the legacy
/// format with a None after it. Refuses a key above 256 bytes: every tensor of the storage has a copy of it.
absl::StatusOr<Storage> ParseStorageId(const Node& id);

/// OrderedDict() or OrderedDict([[key, value], …]).
absl::StatusOr<NodeDict> MakeOrderedDict(const NodeList& arguments);

/// torch._utils._rebuild_tensor_v2(storage, offset, size, stride, …).
absl::StatusOr<StridedTensor> RebuildTensor(const NodeList& arguments);

/// The tensor's elements in row-major order: a view of `storage`, the bytes of its storage, or of a copy. Refuses a
/// tensor that reaches beyond its storage or has more elements than it.
absl::StatusOr<TensorView> ViewOf(const StridedTensor& tensor, absl::Span<const uint8_t> storage, TensorCopies& copies);

/// The finished value of a pickle of `pickle_bytes`, every part of it copied. Refuses what is nested too deep, or grows
/// too large because its parts are shared; passes on the errors of `storage`.
absl::StatusOr<TorchValue> ToTorchValue(const Node& node, size_t pickle_bytes, const StorageLookup& storage,
                                        TensorCopies& copies);

}  // namespace octavo::pickle

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_PICKLE_NODE_H_
