#include "common/job_param_tables.h"

#include <iterator>
#include <utility>

namespace octavo {
namespace {

constexpr double kMaxSeed = 4294967295.0;  // the trainer's generator takes 32 bits
constexpr double kMaxRows = 100'000'000;

ParamSpec Int(std::string name, Json default_value, double min, double max, std::string help) {
  return {std::move(name), ParamType::kInt, std::move(default_value), min, max, false, {}, std::move(help), false};
}

ParamSpec Double(std::string name, double default_value, double min, double max, std::string help) {
  return {std::move(name), ParamType::kDouble, default_value, min, max, false, {}, std::move(help), false};
}

ParamSpec Positive(std::string name, double default_value, double max, std::string help) {
  return {std::move(name), ParamType::kDouble, default_value, 0.0, max, true, {}, std::move(help), false};
}

ParamSpec Bool(std::string name, bool default_value, std::string help) {
  return {
      std::move(name), ParamType::kBool, default_value, std::nullopt, std::nullopt, false, {}, std::move(help), false};
}

ParamSpec String(std::string name, Json default_value, std::string help, std::vector<std::string> choices = {}) {
  return {std::move(name), ParamType::kString, std::move(default_value), std::nullopt, std::nullopt,
          false,           std::move(choices), std::move(help),          false};
}

/// `fewest`: items that it must have.
ParamSpec StringList(std::string name, Json default_value, std::string help, std::vector<std::string> choices = {},
                     std::optional<double> fewest = std::nullopt) {
  return {std::move(name), ParamType::kStringList, std::move(default_value), fewest, std::nullopt,
          false,           std::move(choices),     std::move(help),          false};
}

ParamSpec Required(ParamSpec spec) {
  spec.required = true;
  return spec;
}

ParamSpec Seed(std::string help) { return Int("seed", 42, 0, kMaxSeed, std::move(help)); }

ParamSpec EvalSamples() {
  return Int("eval_samples", 0, 0, kMaxRows,
             "Rows of validation and rows of test to evaluate, drawn by the seed; 0 takes all.");
}

ParamSpec EvalBatchSize() {
  return Int("eval_batch_size", 32, 1, 1024, "Texts per batch in evaluation and in the throughput measurement.");
}

/// What every job that times a model takes.
std::vector<ParamSpec> LatencyParams() {
  return {
      Int("latency_samples", 200, 0, 100'000,
          "Test texts, drawn by the seed, that are timed one at a time; 0 leaves all timing out."),
      Int("latency_repeats", 20, 3, 10'000, "Timed runs at the throughput's batch size and at each shape of the grid."),
  };
}

std::vector<ParamSpec> Joined(std::vector<ParamSpec> first, std::vector<ParamSpec> second) {
  first.insert(first.end(), std::make_move_iterator(second.begin()), std::make_move_iterator(second.end()));
  return first;
}

// 256 tokens: nothing is padded, so a cap above the longest text costs nothing on sentences, while IMDB reviews (median
// about 230 tokens) lose accuracy when cut at the customary 128.
constexpr int kMaxLength = 256;

/// What every job that trains takes: `epochs` and `learning_rate` are defaults.
std::vector<ParamSpec> TrainingParams(int epochs, double learning_rate) {
  return {
      Int("epochs", epochs, 1, 1000, "Passes over the training split; the best one on the validation split is kept."),
      Int("batch_size", 32, 1, 1024, "Texts per training step."),
      Positive("learning_rate", learning_rate, 1, "Peak step size of AdamW, reached at the end of the warm-up."),
      Double("weight_decay", 0.01, 0, 1, "Decoupled decay of AdamW; none on biases and LayerNorm."),
      Double("warmup_ratio", 0.1, 0, 1,
             "Share of all steps over which the learning rate rises linearly; then it falls."),
      Positive("max_grad_norm", 1.0, 1e6, "Length to which a longer gradient is cut."),
      Int("train_samples", 0, 0, kMaxRows, "Rows of the training split to use, drawn by the seed; 0 takes all."),
      Int("checkpoint_steps", 500, 0, 1e9,
          "Steps between checkpoints, from which an interrupted job resumes; 0 saves only when asked to stop."),
  };
}

constexpr char kTextColumnHelp[] =
    "Column of the texts in a local data set; several, as in title,description, are joined by a space.";
constexpr char kLabelNamesHelp[] =
    "Names for the labels of a local data set: VALUE=NAME for each, or names alone in the order of whole numbers.";

std::vector<ParamSpec> BaselineParams() {
  std::vector<ParamSpec> params = {
      String("model", "bert-base-uncased", "Name of the pretrained model, kept in the results."),
      String("dataset", "imdb", "Name of the data set, which decides how its files are read and cut into splits."),
      String("text_column", "text", kTextColumnHelp),
      String("label_column", "label", "Column of the labels in a local data set."),
      StringList("label_names", nullptr, kLabelNamesHelp, {}, 1),
  };
  params = Joined(std::move(params), TrainingParams(3, 2e-5));
  params = Joined(
      std::move(params),
      {
          Int("max_length", kMaxLength, 4, 8192, "Longest text in tokens, special ones included; the rest is cut off."),
          Seed("Seed of the head's weights, dropout, order, timed texts and, without --split_seed, of the splits."),
          Int("split_seed", nullptr, 0, kMaxSeed,
              "Seed of the cut into splits and of the rows that train_samples and eval_samples draw; by default the "
              "seed."),
          EvalSamples(),
          String("precision", "auto", "Arithmetic of training: BF16 where the hardware has it, or as said.",
                 {"auto", "fp32", "bf16"}),
          EvalBatchSize(),
      });
  return Joined(std::move(params), LatencyParams());
}

/// What a job on a trained model must know of the data; by default as in the training.
std::vector<ParamSpec> TrainedDataParams(std::string seed_help) {
  return {
      String("text_column", nullptr, "Column of the texts in a local data set; by default that of the training."),
      String("label_column", nullptr, "Column of the labels in a local data set; by default that of the training."),
      StringList("label_names", nullptr, "Names for the labels of a local data set; by default those of the training.",
                 {}, 1),
      Int("max_length", nullptr, 4, 8192, "Longest text in tokens; by default that of the training, else 256."),
      Seed(std::move(seed_help)),
      EvalSamples(),
      EvalBatchSize(),
  };
}

/// `own` between what every job that quantizes a trained model takes.
std::vector<ParamSpec> QuantizationParams(std::vector<ParamSpec> own) {
  std::vector<ParamSpec> params = {
      String("model", nullptr, "Name of the model, kept in the results; by default the one it was trained from."),
      String("dataset", nullptr, "Name of the data set; by default the one that the model was trained on."),
  };
  params = Joined(std::move(params), TrainedDataParams("Seed of all that is drawn, such as the timed texts; the "
                                                       "rows are those of the training's seed."));
  params = Joined(std::move(params), std::move(own));
  params.push_back(Bool("quantize_embeddings", true,
                        "Whether embedding tables become int8 too: files shrink 3.9 instead of 2.4 times."));
  params = Joined(std::move(params), LatencyParams());
  params.push_back(
      StringList("latency_shapes", {"1x16", "1x32", "1x64", "1x128", "8x128", "32x32"},
                 "Shapes of the latency grid as BATCHxTOKENS; longer ones than the model allows are left out."));
  return params;
}

ParamSpec CalibrationSamples() {
  return Int("calibration_samples", 1000, 1, 1e6,
             "Texts of the training split, drawn by the seed, from which the observers learn the activations' ranges.");
}

ParamSpec Observer(std::string help, const std::vector<std::string>& more = {}) {
  std::vector<std::string> choices(ObserverNames().begin(), ObserverNames().end());
  choices.insert(choices.end(), more.begin(), more.end());
  return String("observer", "histogram", std::move(help), std::move(choices));
}

ParamSpec Activations() {
  return String("activations", "affine",
                "Quantization of activations: affine has a zero point, symmetric has none and halves the levels of "
                "one-sided ranges.",
                {"affine", "symmetric"});
}

ParamSpec KeepLayers() {
  return StringList("keep_layers", Json::array(),
                    "Linear layers to leave in FP32, such as layer.0.ffn_out, layer.*.ffn_out or pooler.");
}

std::vector<ParamSpec> StaticParams() {
  return QuantizationParams({
      CalibrationSamples(),
      Observer("What finds the ranges of activations; all tables the six side by side and keeps the best one on the "
               "validation split.",
               {"all"}),
      StringList("role_observers", Json::array(),
                 "Other observers by role of the activation, as ROLE=OBSERVER; roles are attention_input, "
                 "attention_context, ffn_input, ffn_hidden and pooler_input."),
      Double("percentile", 99.99, 50, 100, "Percent of the values that the percentile observer's range holds."),
      String("weights", "per_channel", "Whether weights have a scale per output channel or one per layer.",
             {"per_channel", "per_tensor"}),
      Activations(),
      Double("smooth_alpha", 0, 0, 1,
             "Migration strength of SmoothQuant, which moves outliers from activations into weights; 0 leaves it out."),
      Bool("bias_correction", true,
           "Whether biases take up the mean error that quantization makes on the calibration texts."),
      KeepLayers(),
      Bool("reduced_range", false,
           "Whether activations use 7 bits, for runtimes whose kernels saturate without VNNI; Octavo's own never do."),
  });
}

std::vector<ParamSpec> DistillationParams() {
  return {
      Bool("distill", true, "Whether training learns from the FP32 baseline's logits too."),
      Double("distill_weight", 0.5, 0, 1, "Share of the loss that comes from the baseline's logits."),
      Positive("distill_temperature", 2, 100, "Temperature that softens both sets of logits."),
  };
}

std::vector<ParamSpec> QatParams() {
  std::vector<ParamSpec> own = TrainingParams(2, 1e-5);
  own = Joined(std::move(own),
               {CalibrationSamples(), Observer("What finds the ranges of activations before the training."),
                Activations(), KeepLayers()});
  own = Joined(std::move(own), DistillationParams());
  own = Joined(std::move(own),
               {
                   Double("freeze_observers_at", 0.5, 0, 1,
                          "Share of the steps after which the ranges of activations stay as they are."),
                   Double("observer_momentum", 0.01, 0, 1, "Share of a step's range in the moving average of ranges."),
                   Double("min_agreement", 0.998, 0, 1,
                          "Share of the test texts on which the fake-quantized and the deployed model must agree, else "
                          "the job fails."),
               });
  return QuantizationParams(std::move(own));
}

std::vector<ParamSpec> MixedParams() {
  return QuantizationParams({
      StringList("precisions", {"int8", "fp16", "mixed"}, "Forms of the model to make.",
                 {"int8", "fp16", "bf16", "fp32", "mixed"}, 1),
      Double("max_accuracy_drop", 0.5, 0, 100,
             "Accuracy that the mixed model may lose on the validation split, in percentage points."),
      Int("sensitivity_samples", 1000, 0, kMaxRows,
          "Rows of the validation split for sensitivity and search, drawn by the seed; 0 takes all."),
      Int("search_rounds", 32, 0, 10'000, "Candidate assignments of precisions to layers that the search measures."),
  });
}

std::vector<ParamSpec> EvaluateParams() {
  std::vector<ParamSpec> params = {
      Required(String("dataset", nullptr, "Name of the data set, or the path of a local one.")),
  };
  return Joined(std::move(params), TrainedDataParams("Seed of the splits where the model does not know that of its "
                                                     "training."));
}

std::vector<ParamSpec> PredictParams() {
  return {
      Int("max_length", nullptr, 4, 8192, "Longest text in tokens; by default that of the training, else the model's."),
      Int("batch_size", 32, 1, 1024, "Texts per batch."),
  };
}

std::vector<ParamSpec> DescribeParams() {
  return {
      String("dataset", "local", "Name of the data set, which decides how its files are read."),
      String("text_column", "text", kTextColumnHelp),
      String("label_column", "label", "Column of the labels in a local data set."),
      StringList("label_names", nullptr, kLabelNamesHelp, {}, 1),
      Seed("Seed of the cut into splits and of the texts that are shown."),
      Int("examples", 2, 0, 100, "Texts of each label to show, drawn by the seed from the training split."),
  };
}

std::vector<ParamSpec> TokenizeParams() {
  return {Int("max_length", nullptr, 2, 1'000'000, "Longest text in tokens; by default texts are not cut.")};
}

}  // namespace

const std::vector<JobKindTable>& JobKindTables() {
  static const auto& tables = *new std::vector<JobKindTable>{
      {"baseline", true, BaselineParams()},  {"dynamic", true, QuantizationParams({})},
      {"static", true, StaticParams()},      {"qat", true, QatParams()},
      {"mixed", true, MixedParams()},        {"evaluate", false, EvaluateParams()},
      {"predict", false, PredictParams()},   {"tokenize", false, TokenizeParams()},
      {"describe", false, DescribeParams()},
  };
  return tables;
}

}  // namespace octavo
