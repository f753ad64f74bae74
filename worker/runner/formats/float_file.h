#ifndef OCTAVO_WORKER_RUNNER_FORMATS_FLOAT_FILE_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_FLOAT_FILE_H_

// The layout of fp16_model.pt and bf16_model.pt, beyond what model_file.h says of all: every weight is float16 or
// bfloat16, LayerNorm and head too, as PyTorch's half() has it; metadata["type"] is "fp16" or "bf16".

namespace octavo {

inline constexpr char kFloatSchema[] = "octavo.float_model";
inline constexpr int kFloatVersion = 1;
inline constexpr char kFloatTypeKey[] = "type";  // in metadata

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_FLOAT_FILE_H_
