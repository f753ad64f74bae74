#ifndef OCTAVO_WORKER_RUNNER_FORMATS_PICKLE_NODE_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_PICKLE_NODE_H_

// What pickle_reader.cc keeps on its stack, and what the few functions that a PyTorch pickle may name make of it.
// Errors say only what is wrong ("a tensor is not contiguous"): the reader adds the file, the byte and the remedy.

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
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
struct Storage {
  DType dtype;
  absl::Span<const uint8_t> bytes;
};

/// A Python object. Lists and dicts are filled after they were memoised, so nodes are shared by pointer; the arena owns
/// them.
struct Node {
  std::variant<std::monostate, bool, int64_t, double, std::string, NodeList, NodeDict, Tuple, Global, Storage,
               TensorView, Mark>
      value;
};

/// Whether a pickle may name "module name" at all.
bool IsAllowedGlobal(absl::string_view global);

/// The storage that a persistent id ("storage", torch.FloatStorage, key, location, elements) means.
struct StorageId {
  DType dtype;
  std::string key;
};
absl::StatusOr<StorageId> ParseStorageId(const Node& id);

/// OrderedDict() or OrderedDict([[key, value], …]).
absl::StatusOr<NodeDict> MakeOrderedDict(const NodeList& arguments);

/// torch._utils._rebuild_tensor_v2(storage, offset, size, stride, …): a contiguous view that fits its storage.
absl::StatusOr<TensorView> RebuildTensor(const NodeList& arguments);

/// The finished value, every part of it copied. Refuses what is nested too deep, or grows too large because its parts
/// are shared.
absl::StatusOr<TorchValue> ToTorchValue(const Node& node);

}  // namespace octavo::pickle

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_PICKLE_NODE_H_
