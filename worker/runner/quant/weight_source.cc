#include "worker/runner/quant/weight_source.h"

#include <cmath>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

float HalfToFloat(uint16_t half) {
  const uint32_t sign = static_cast<uint32_t>(half & 0x8000) << 16, exponent = (half >> 10) & 31,
                 fraction = half & 1023;
  if (exponent == 0) return std::copysign(std::ldexp(static_cast<float>(fraction), -24), sign ? -1.0f : 1.0f);
  const uint32_t bits = sign | (exponent == 31 ? 0x7f800000u : (exponent + 112) << 23) | fraction << 13;
  float value;
  std::memcpy(&value, &bits, sizeof(value));
  return value;
}

float ElementToFloat(const TensorView& tensor, size_t index) {
  if (tensor.dtype == DType::kF32) {
    float value;
    std::memcpy(&value, tensor.bytes.data() + index * sizeof(value), sizeof(value));
    return value;
  }
  uint16_t half;
  std::memcpy(&half, tensor.bytes.data() + index * sizeof(half), sizeof(half));
  if (tensor.dtype == DType::kF16) return HalfToFloat(half);
  const uint32_t bits = static_cast<uint32_t>(half) << 16;
  float value;
  std::memcpy(&value, &bits, sizeof(value));
  return value;
}

}  // namespace

absl::StatusOr<TensorView> WeightSource::Find(const std::string& name) const {
  const std::string spelling = NameInFile(file_, names_, name);
  if (!spelling.empty()) return file_.Find(spelling);
  return absl::InvalidArgumentError(absl::StrCat(file_.path(), " has no tensor '", name,
                                                 "'; give a trained classifier, such as results/baseline/model"));
}

absl::StatusOr<std::vector<float>> WeightSource::Read(const std::string& name,
                                                      const std::vector<int64_t>& shape) const {
  OCTAVO_ASSIGN_OR_RETURN(const TensorView tensor, Find(name));
  if (tensor.shape != shape) {
    return absl::InvalidArgumentError(absl::StrCat(file_.path(), ": tensor '", name, "' has shape [",
                                                   absl::StrJoin(tensor.shape, ", "), "] where config.json asks for [",
                                                   absl::StrJoin(shape, ", "),
                                                   "]; use the config.json that belongs to these weights"));
  }
  if (tensor.dtype != DType::kF32 && tensor.dtype != DType::kF16 && tensor.dtype != DType::kBF16) {
    return absl::InvalidArgumentError(absl::StrCat(
        file_.path(), ": tensor '", name, "' is not float32, float16 or bfloat16; save the model in one of them"));
  }
  std::vector<float> values(tensor.bytes.size() / static_cast<size_t>(DTypeBytes(tensor.dtype)));
  for (size_t i = 0; i < values.size(); ++i) {
    values[i] = ElementToFloat(tensor, i);
    if (!std::isfinite(values[i])) {
      return absl::InvalidArgumentError(
          absl::StrCat(file_.path(), ": tensor '", name, "' holds ", values[i], " at element ", i,
                       "; the training diverged, train again with a lower learning rate"));
    }
  }
  return values;
}

}  // namespace octavo
