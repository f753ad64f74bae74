#ifndef OCTAVO_WORKER_RUNNER_ENGINE_ENGINE_H_
#define OCTAVO_WORKER_RUNNER_ENGINE_ENGINE_H_

// The wall between the runner's job code and LibTorch. Nothing here, and nothing that includes it, sees a torch header:
// tensors cross as std::vector and absl::Span of plain numbers. The implementations live in models/, train/, quant/ and
// infer/, and every function turns c10::Error, std::bad_alloc and friends into a Status (engine/error_boundary.h, and
// engine/std_boundary.h where there is no torch):
//   RESOURCE_EXHAUSTED  out of host or device memory
//   INVALID_ARGUMENT    a bad model file, configuration or argument; the message names it, the value and the remedy
//   NOT_FOUND           a missing file
//   UNIMPLEMENTED       something that this machine or build cannot run
//   INTERNAL            anything else

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace octavo {

/// Token sequences stored back to back without padding ("packed"). Text i is ids[offsets[i] … offsets[i+1]), special
/// tokens included. `token_types` is empty (all zero) or as long as ids.
struct TokenBatch {
  std::vector<int32_t> ids;
  std::vector<int32_t> token_types;
  std::vector<int32_t> offsets = {0};

  int64_t size() const { return static_cast<int64_t>(offsets.size()) - 1; }
  int64_t tokens() const { return offsets.back(); }
  void Append(absl::Span<const int32_t> text) {
    ids.insert(ids.end(), text.begin(), text.end());
    offsets.push_back(static_cast<int32_t>(ids.size()));
  }
};

enum class ComputeType { kFp32, kBf16, kFp16, kInt8 };

/// "fp32", "bf16", "fp16", "int8".
const char* ComputeTypeName(ComputeType type);

/// What a model file says about itself, and how it runs here.
struct ModelInfo {
  std::string architecture;         // "bert"
  std::vector<std::string> labels;  // by class index
  int64_t vocab_size = 0;
  int64_t max_positions = 0;  // longest text in tokens
  int64_t hidden_size = 0;
  int64_t num_layers = 0;
  int64_t parameters = 0;  // number of scalars in the FP32 model
  ComputeType requested = ComputeType::kFp32;
  ComputeType resolved =
      ComputeType::kFp32;  // what really computes: FP16 on a CPU without it resolves to BF16, else FP32
  std::string kernels;     // which kernels run, for people: "oneDNN FP32", "AMX INT8", "AVX512-VNNI INT8"
  // Work of the encoder's linear layers, multiply-adds counted twice. After the last attention only the first token of
  // each text is computed further: the classifier reads nothing else.
  int64_t flops_per_token = 0;
  int64_t flops_per_text = 0;

  /// Of one pass over a batch.
  double Flops(const TokenBatch& batch) const {
    return static_cast<double>(flops_per_token) * static_cast<double>(batch.tokens()) +
           static_cast<double>(flops_per_text) * static_cast<double>(batch.size());
  }
};

/// A classifier ready for inference. Confined to one thread at a time; uses the process-wide intra-op threads.
class Classifier {
 public:
  virtual ~Classifier() = default;
  virtual const ModelInfo& info() const = 0;
  /// Returns float logits [batch.size() × labels], row-major. INVALID_ARGUMENT for an empty text, an id outside the
  /// vocabulary or a text longer than max_positions.
  virtual absl::StatusOr<std::vector<float>> Logits(const TokenBatch& batch) = 0;
};

/// Process-wide set-up; call once before anything else. Sets intra-op threads, allocator thresholds and flush-to-zero
/// off. `device` is "cpu" or "cuda"; UNIMPLEMENTED where this build or machine has no such device.
struct EngineOptions {
  int threads = 1;
  std::string device = "cpu";
};
absl::Status InitializeEngine(const EngineOptions& options);

/// What this machine and build can run; measured, not assumed.
struct EngineCapabilities {
  std::string torch_version;
  std::vector<std::string> isa;  // subset of avx2, avx512f, avx512_vnni, avx512_bf16, avx512_fp16, amx_bf16, amx_int8
  bool bf16 = false;             // native BF16 GEMMs
  bool fp16 = false;             // native FP16 GEMMs
  std::string int8_kernels;      // the INT8 GEMM that would be chosen: "amx", "avx512_vnni", "avx2", "scalar"
  std::vector<std::string> cuda_devices;  // names; empty without CUDA
  std::vector<int64_t> cuda_memory_bytes;
  std::vector<std::string> missing_operators;  // operators that Octavo uses and this LibTorch lacks
};
absl::StatusOr<EngineCapabilities> ProbeEngine();

/// Peak of a large square GEMM with the current number of threads, in GFLOP/s (GOP/s for INT8); best of several runs.
absl::StatusOr<double> MeasureGemmPeak(ComputeType type);

/// Opens a Hugging Face folder (config.json and weights) or an Octavo .pt/.pth file for inference.
/// `compute` asks for a type on a folder; an INT8 file runs as kInt8.
struct LoadOptions {
  std::string path;
  ComputeType compute = ComputeType::kFp32;
  std::string device = "cpu";
};
absl::StatusOr<std::unique_ptr<Classifier>> LoadClassifier(const LoadOptions& options);

/// Fine-tunes a classifier. Confined to one thread. Deterministic: same options, same calls, same thread count and
/// machine give the same weights bit for bit.
struct TrainerOptions {
  std::string model_dir;  // Hugging Face folder; an encoder without a head gets a fresh one from the seed
  std::vector<std::string> labels;
  std::string device = "cpu";
  std::string precision = "auto";  // auto (BF16 where the hardware has it), fp32, bf16
  double learning_rate = 2e-5;
  double weight_decay = 0.01;  // not on biases and LayerNorm
  double adam_beta1 = 0.9, adam_beta2 = 0.999, adam_epsilon = 1e-8;
  double max_grad_norm = 1.0;
  double warmup_ratio = 0.1;  // linear warm-up, then linear decay to zero at total_steps
  int64_t total_steps = 0;
  uint32_t seed = 42;
};
struct TrainStep {
  int64_t step = 0;          // 1 after the first call
  double loss = 0;           // mean cross-entropy of the batch
  double learning_rate = 0;  // used by this step
  double grad_norm = 0;      // before clipping
};
class Trainer {
 public:
  virtual ~Trainer() = default;
  virtual const ModelInfo& info() const = 0;
  /// One forward, backward, clip and AdamW step. `labels` has one class index per text.
  virtual absl::StatusOr<TrainStep> Step(const TokenBatch& batch, absl::Span<const int32_t> labels) = 0;
  /// Logits in evaluation mode (no dropout), as Classifier::Logits; does not touch the training state.
  virtual absl::StatusOr<std::vector<float>> Logits(const TokenBatch& batch) = 0;
  /// Writes config.json (id2label, problem_type) and model.safetensors that Python's AutoModelForSequenceClassification
  /// opens; the caller copies the tokenizer files. `dir` must exist.
  virtual absl::Status SaveModel(const std::string& dir) = 0;
  /// Everything needed to continue exactly: weights, optimizer moments, step, RNG. Written to a temporary name,
  /// fsynced, renamed.
  virtual absl::Status SaveCheckpoint(const std::string& path) = 0;
  virtual absl::Status LoadCheckpoint(const std::string& path) = 0;
};
absl::StatusOr<std::unique_ptr<Trainer>> CreateTrainer(const TrainerOptions& options);

/// Weight-only preparation of dynamic INT8: per-channel symmetric int8 linear weights, per-row int8 embeddings;
/// activations are quantized per token at run time. Writes one file that Python opens with
/// torch.load(weights_only=True).
struct QuantizeSummary {
  int64_t fp32_bytes = 0;            // weights of the source
  int64_t quantized_bytes = 0;       // the file written
  int64_t quantized_parameters = 0;  // scalars stored as int8
  int64_t float_parameters = 0;      // scalars kept in floating point
  std::vector<std::string> quantized_layers;
  std::vector<std::string> kept_layers;
};
struct QuantizeDynamicOptions {
  std::string model_dir;
  std::string output_path;
  bool quantize_embeddings = true;
};
absl::StatusOr<QuantizeSummary> QuantizeDynamic(const QuantizeDynamicOptions& options);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_ENGINE_ENGINE_H_
