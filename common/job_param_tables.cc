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

ParamSpec StringList(std::string name, Json default_value, std::string help) {
  return {std::move(name),
          ParamType::kStringList,
          std::move(default_value),
          std::nullopt,
          std::nullopt,
          false,
          {},
          std::move(help),
          false};
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

std::vector<ParamSpec> BaselineParams() {
  std::vector<ParamSpec> params = {
      String("model", "bert-base-uncased", "Name of the pretrained model, kept in the results."),
      String("dataset", "imdb", "Name of the data set, which decides how its files are read and cut into splits."),
      String("text_column", "text", "Column of the texts in a local data set."),
      String("label_column", "label", "Column of the labels in a local data set."),
      Int("epochs", 3, 1, 1000, "Passes over the training split; the best one on the validation split is kept."),
      Int("batch_size", 32, 1, 1024, "Texts per training step."),
      Positive("learning_rate", 2e-5, 1, "Peak step size of AdamW, reached at the end of the warm-up."),
      Double("weight_decay", 0.01, 0, 1, "Decoupled decay of AdamW; none on biases and LayerNorm."),
      Double("warmup_ratio", 0.1, 0, 1,
             "Share of all steps over which the learning rate rises linearly; then it falls."),
      Positive("max_grad_norm", 1.0, 1e6, "Length to which a longer gradient is cut."),
      Int("max_length", kMaxLength, 4, 8192, "Longest text in tokens, special ones included; the rest is cut off."),
      Seed("Seed of the head's weights, dropout, order, splits, samples and resampling."),
      Int("train_samples", 0, 0, kMaxRows, "Rows of the training split to use, drawn by the seed; 0 takes all."),
      EvalSamples(),
      String("precision", "auto", "Arithmetic of training: BF16 where the hardware has it, or as said.",
             {"auto", "fp32", "bf16"}),
      EvalBatchSize(),
      Int("checkpoint_steps", 500, 0, 1e9,
          "Steps between checkpoints, from which an interrupted job resumes; 0 saves only when asked to stop."),
  };
  return Joined(std::move(params), LatencyParams());
}

std::vector<ParamSpec> DynamicParams() {
  std::vector<ParamSpec> params = {
      String("model", nullptr, "Name of the model, kept in the results; by default the one it was trained from."),
      String("dataset", nullptr, "Name of the data set; by default the one that the model was trained on."),
      String("text_column", nullptr, "Column of the texts in a local data set; by default that of the training."),
      String("label_column", nullptr, "Column of the labels in a local data set; by default that of the training."),
      Int("max_length", nullptr, 4, 8192, "Longest text in tokens; by default that of the training, else 256."),
      Seed("Seed of the timed texts and the resampling; the rows are those of the training's seed."),
      EvalSamples(),
      EvalBatchSize(),
      Bool("quantize_embeddings", true,
           "Whether embedding tables become int8 too: files shrink 3.9 instead of 2.4 times."),
  };
  params = Joined(std::move(params), LatencyParams());
  params.push_back(
      StringList("latency_shapes", {"1x16", "1x32", "1x64", "1x128", "8x128", "32x32"},
                 "Shapes of the latency grid as BATCHxTOKENS; longer ones than the model allows are left out."));
  return params;
}

std::vector<ParamSpec> PredictParams() {
  return {
      Int("max_length", nullptr, 4, 8192, "Longest text in tokens; by default that of the training, else the model's."),
      Int("batch_size", 32, 1, 1024, "Texts per batch."),
  };
}

std::vector<ParamSpec> TokenizeParams() {
  return {Int("max_length", nullptr, 2, 1'000'000, "Longest text in tokens; by default texts are not cut.")};
}

}  // namespace

const std::vector<JobKindTable>& JobKindTables() {
  static const auto& tables = *new std::vector<JobKindTable>{
      {"baseline", true, BaselineParams()},
      {"dynamic", true, DynamicParams()},
      {"predict", false, PredictParams()},
      {"tokenize", false, TokenizeParams()},
  };
  return tables;
}

}  // namespace octavo
