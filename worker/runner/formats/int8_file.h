#ifndef OCTAVO_WORKER_RUNNER_FORMATS_INT8_FILE_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_INT8_FILE_H_

// The layout of INT8 and mixed files (quantized_model.pt, int8_model.pth, mixed_model.pth, qat_model.pth), beyond what
// model_file.h says of all:
//   <Hugging Face name>        int8 [rows × columns] for quantized weights and embeddings, float32 for what is kept,
//                              bfloat16 for linear layers that run in it
//   <Hugging Face name>_scale  float32 [rows]: weight[r][c] ≈ int8[r][c] * scale[r]
//   <layer>.smooth_factor      float32 [inputs]: of layers (engine/linear_sites.h) with fixed input codes that are
//                              smoothed: code = round(x · ((1 / scale) / factor)) + zero_point, and the weight's
//                              columns were multiplied by the factors. Without it they are all 1.
//   metadata                   also scheme, for people, and linears: {layer: {type: "int8" | "bf16" | "fp32",
//                              input: "dynamic" | {scale, zero_point, lowest, highest}}}
// Version 1 had no linears: all were int8 with dynamic inputs.

namespace octavo {

inline constexpr char kInt8Schema[] = "octavo.int8_model";
inline constexpr int kInt8Version = 2;
inline constexpr char kLinearsKey[] = "linears";  // in metadata
inline constexpr char kScaleSuffix[] = "_scale";
inline constexpr char kSmoothSuffix[] = ".smooth_factor";

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_INT8_FILE_H_
