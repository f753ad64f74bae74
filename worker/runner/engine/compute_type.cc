#include "worker/runner/engine/engine.h"

namespace octavo {

const char* ComputeTypeName(ComputeType type) {
  switch (type) {
    case ComputeType::kFp32:
      return "fp32";
    case ComputeType::kBf16:
      return "bf16";
    case ComputeType::kFp16:
      return "fp16";
    case ComputeType::kInt8:
      return "int8";
  }
  return "";
}

}  // namespace octavo
