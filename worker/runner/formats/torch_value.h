#ifndef OCTAVO_WORKER_RUNNER_FORMATS_TORCH_VALUE_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_TORCH_VALUE_H_

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "worker/runner/formats/tensor.h"

namespace octavo {

struct TorchValue;
using TorchList = std::vector<TorchValue>;
/// In file order, as Python's dict keeps it. Keys are strings.
using TorchDict = std::vector<std::pair<std::string, TorchValue>>;

/// What a PyTorch file may hold here: None, bool, int, float, str, list (or tuple), dict and tensors.
struct TorchValue {
  using Variant = std::variant<std::monostate, bool, int64_t, double, std::string, TorchList, TorchDict, TensorView>;
  Variant value;

  TorchValue() = default;
  TorchValue(Variant v) : value(std::move(v)) {}                   // NOLINT: a plain sum type
  TorchValue(const char* text) : value(std::string(text)) {}       // NOLINT
  TorchValue(std::string text) : value(std::move(text)) {}         // NOLINT
  TorchValue(bool flag) : value(flag) {}                           // NOLINT
  TorchValue(int number) : value(static_cast<int64_t>(number)) {}  // NOLINT
  TorchValue(int64_t number) : value(number) {}                    // NOLINT
  TorchValue(double number) : value(number) {}                     // NOLINT
  TorchValue(TensorView tensor) : value(std::move(tensor)) {}      // NOLINT
  TorchValue(TorchList list);                                      // NOLINT
  TorchValue(TorchDict dict);                                      // NOLINT
};

inline TorchValue::TorchValue(TorchList list) : value(std::move(list)) {}
inline TorchValue::TorchValue(TorchDict dict) : value(std::move(dict)) {}

/// The value stored under `key`, or nullptr.
const TorchValue* FindKey(const TorchDict& dict, const std::string& key);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_TORCH_VALUE_H_
