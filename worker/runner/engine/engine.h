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
#include "worker/runner/engine/linear_sites.h"

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
  std::string architecture;         // "bert", "distilbert" or "roberta"
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

/// Watches what enters the linear layers of a model that runs.
class ActivationTap {
 public:
  virtual ~ActivationTap() = default;
  /// `rows` [rows × width], row-major: the input of `site` in FP32, before it is rounded to anything; of the last layer
  /// after attention, and of the pooler, only the first row of each text. An error ends the pass and is returned.
  virtual absl::Status Observe(const LinearSite& site, absl::Span<const float> rows, int64_t width) = 0;
};

/// A classifier ready for inference. Confined to one thread at a time; uses the process-wide intra-op threads.
class Classifier {
 public:
  virtual ~Classifier() = default;
  virtual const ModelInfo& info() const = 0;
  /// Returns float logits [batch.size() × labels], row-major. INVALID_ARGUMENT for an empty text, an id outside the
  /// vocabulary or a text longer than max_positions.
  virtual absl::StatusOr<std::vector<float>> Logits(const TokenBatch& batch) = 0;
  /// The same, while `tap` watches: the sites come in the order of LinearSites(). Slower; UNIMPLEMENTED where the
  /// classifier cannot.
  virtual absl::StatusOr<std::vector<float>> LogitsWithTap(const TokenBatch& batch, ActivationTap& tap) {
    return absl::UnimplementedError("this classifier does not show its activations");
  }
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
/// `compute` asks for a type on a folder; a file runs as it says itself.
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
  double loss = 0;           // what was minimised: mean cross-entropy of the batch, or its mix with distillation
  double learning_rate = 0;  // used by this step
  double grad_norm = 0;      // before clipping
};
class Trainer {
 public:
  virtual ~Trainer() = default;
  virtual const ModelInfo& info() const = 0;
  /// One forward, backward, clip and AdamW step. `labels` has one class index per text. A trainer that distils also
  /// takes `teacher_logits` [texts × labels]; for others, and where there is no teacher, they are empty.
  virtual absl::StatusOr<TrainStep> Step(const TokenBatch& batch, absl::Span<const int32_t> labels,
                                         absl::Span<const float> teacher_logits) = 0;
  /// Logits in evaluation mode (no dropout), as Classifier::Logits; does not touch the training state.
  virtual absl::StatusOr<std::vector<float>> Logits(const TokenBatch& batch) = 0;
  /// As Classifier::LogitsWithTap; UNIMPLEMENTED but for quantization-aware training.
  virtual absl::StatusOr<std::vector<float>> LogitsWithTap(const TokenBatch& batch, ActivationTap& tap) {
    return absl::UnimplementedError("this trainer does not show its activations");
  }
  /// Writes config.json (id2label, problem_type) and model.safetensors that Python's AutoModelForSequenceClassification
  /// opens; the caller copies the tokenizer files. `dir` must exist.
  virtual absl::Status SaveModel(const std::string& dir) = 0;
  /// Everything needed to continue exactly: weights, optimizer moments, step, RNG. Written to a temporary name,
  /// fsynced, renamed.
  virtual absl::Status SaveCheckpoint(const std::string& path) = 0;
  virtual absl::Status LoadCheckpoint(const std::string& path) = 0;
};
absl::StatusOr<std::unique_ptr<Trainer>> CreateTrainer(const TrainerOptions& options);

/// Quantization-aware training: every linear layer multiplies integers with the very kernels of the deployed model, on
/// weights and activations rounded as they are there; gradients pass through the rounding as if it were not there
/// (straight-through estimator: Bengio et al. 2013; Jacob et al. 2018), and are zero where an activation was clipped.
/// Everything else is FP32 going forward; gradients of products are formed in the precision of `training`.
struct QatOptions {
  TrainerOptions training;          // of a trained model folder
  std::string static_path;          // a static INT8 file of it: its codes, and which layers stay in FP32
  double observer_momentum = 0.01;  // share of a batch's range in the moving average
  int64_t freeze_step = 0;          // after so many steps the ranges stay as they are
  // Share of the teacher in the loss (1 - w)·CE + w·T²·KL(teacher_T ‖ student_T), where _T is softmax of logits / T
  // (Hinton et al. 2015).
  double distill_weight = 0;
  double distill_temperature = 2;
  bool quantize_embeddings = true;
};
/// SaveModel also writes the INT8 file, as kQatFile, into the folder.
absl::StatusOr<std::unique_ptr<Trainer>> CreateQatTrainer(const QatOptions& options);
inline constexpr char kQatFile[] = "qat_model.pth";

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

/// One file of float16 or bfloat16 weights (formats/float_file.h), rounded half to even. INVALID_ARGUMENT for another
/// type, and for a weight that is too large for it.
struct ConvertOptions {
  std::string model_dir;
  std::string output_path;
  ComputeType type = ComputeType::kFp16;  // or kBf16
};
absl::StatusOr<QuantizeSummary> ConvertToFloat(const ConvertOptions& options);

/// Static INT8: the inputs of linear layers get fixed codes, from the ranges that observers see while the FP32 model
/// reads calibration texts. Observers: "minmax", "moving_average", "histogram", "percentile", "entropy", "mse"
/// (quant/observers).
struct StaticOptions {
  std::string model_dir;
  std::vector<std::string> observers;  // those to run side by side; Write takes one of them
  std::vector<std::string>
      role_observers;  // "ffn_hidden=percentile": for this input role instead, whichever Write takes
  double percentile = 99.99;
  /// Of moving_average. PyTorch's 0.01 is for the thousands of batches of a training: after the 32 batches of a
  /// calibration the first one alone would still have 73 % of the weight. Of 0.1 it has 4 %.
  double averaging_constant = 0.1;
  bool symmetric_activations = false;  // zero point in the middle; else affine
  bool reduced_range = false;          // 7-bit activations, for kernels that saturate at 16 bits
  bool per_tensor_weights = false;     // one scale a layer instead of one an output channel
  double smooth_alpha = 0;             // SmoothQuant's migration strength; 0: no smoothing
  bool bias_correction = true;
  bool quantize_embeddings = true;
  std::vector<std::string> keep_layers;  // patterns of linear layers that stay in FP32 (MatchLinears)
};
/// How a linear layer of the file runs, and what was seen of its input.
struct QuantizedLayer {
  std::string name;
  ComputeType type = ComputeType::kInt8;
  bool fixed_codes = false;  // the fields below; else the input's scale is found token by token
  float scale = 0;
  int zero_point = 0, lowest = 0, highest = 0;
  float observed_min = 0, observed_max = 0;
  bool smooth = false;
};
struct StaticSummary {
  QuantizeSummary file;
  std::vector<QuantizedLayer> layers;
};
/// Calibration, then conversion. Give it as the tap of the FP32 model to all calibration texts, `passes()` times, with
/// EndPass after each pass; then Write. Memory does not grow with the number of texts. Confined to one thread.
class StaticQuantizer : public ActivationTap {
 public:
  virtual int passes() const = 0;
  virtual absl::Status EndPass() = 0;
  /// Writes the file (formats/int8_file.h) with the ranges of `observer`. FAILED_PRECONDITION before the last EndPass;
  /// INVALID_ARGUMENT for an observer that is none of the options' and for activations that were no numbers.
  virtual absl::StatusOr<StaticSummary> Write(const std::string& observer, const std::string& output_path) const = 0;
};
/// INVALID_ARGUMENT, with the field, the value and the remedy, for options that are none or do not fit the model.
absl::StatusOr<std::unique_ptr<StaticQuantizer>> CreateStaticQuantizer(const StaticOptions& options);

/// How each linear layer of an INT8 or mixed file runs, by place in LinearSites(); observed_min and observed_max are
/// the ends of its codes. LoadClassifier's errors.
absl::StatusOr<std::vector<QuantizedLayer>> DescribeLayers(const std::string& path);

/// A classifier, all of whose linear layers are there in every type, so that assignments can be tried without loading
/// again.
class SwitchableClassifier : public Classifier {
 public:
  /// The types that a layer may have on this machine, fastest first: INT8, BF16 where the CPU multiplies it itself,
  /// FP32.
  virtual std::vector<ComputeType> AvailableTypes() const = 0;
  /// From now on the layers run so, by place in LinearSites(). INVALID_ARGUMENT for another number of layers or a type
  /// that is not available.
  virtual absl::Status SetTypes(absl::Span<const ComputeType> types) = 0;
  /// Writes a model file that runs as this does now.
  virtual absl::StatusOr<QuantizeSummary> Write(const std::string& output_path) const = 0;
  /// Bytes that the file would have, without writing it.
  virtual int64_t FileBytes() const = 0;
};
struct SwitchableOptions {
  std::string model_dir;
  bool quantize_embeddings = true;
  std::string scratch_path;  // of a file that is written here and must stay while the classifier lives
};
absl::StatusOr<std::unique_ptr<SwitchableClassifier>> LoadSwitchable(const SwitchableOptions& options);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_ENGINE_ENGINE_H_
