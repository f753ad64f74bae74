#ifndef OCTAVO_TESTS_UNIT_QUANT_RANDOM_MODEL_H_
#define OCTAVO_TESTS_UNIT_QUANT_RANDOM_MODEL_H_

#include <cstring>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/status_macros.h"
#include "worker/runner/formats/safetensors.h"

namespace octavo {

struct RandomModelSpec {
  int64_t vocab = 60, hidden = 64, layers = 2, heads = 2, intermediate = 128, positions = 80, types = 2, labels = 2;
  std::string activation = "gelu";
  std::string leave_out = "";  // name of a tensor that the file shall lack
  std::string spoil = "";      // name of a tensor that gets `spoilt`
  float spoilt = std::numeric_limits<float>::quiet_NaN();
};

/// A small BERT classifier with random weights as a Hugging Face folder: config.json, model.safetensors, vocab.txt.
class RandomModel {
 public:
  explicit RandomModel(RandomModelSpec spec) : spec_(std::move(spec)) {}

  absl::Status Write(const std::string& dir) {
    OCTAVO_RETURN_IF_ERROR(MakeDirectories(dir));
    OCTAVO_RETURN_IF_ERROR(WriteFileAtomically(dir + "/config.json", Config()));
    OCTAVO_RETURN_IF_ERROR(WriteFileAtomically(dir + "/vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\ngood\n"));
    AddAll();
    return WriteSafetensors(dir + "/model.safetensors", tensors_, {{"format", "pt"}});
  }

  const std::vector<float>& values(const std::string& name) const { return values_.at(name); }

 private:
  std::string Config() const {
    std::string labels;
    for (int64_t i = 0; i < spec_.labels; ++i)
      absl::StrAppend(&labels, i ? ", " : "", "\"", i, "\": \"class ", i, "\"");
    return absl::StrCat(
        "{\"model_type\": \"bert\", \"architectures\": [\"BertForSequenceClassification\"], \"vocab_size\": ",
        spec_.vocab, ", \"hidden_size\": ", spec_.hidden, ", \"num_hidden_layers\": ", spec_.layers,
        ", \"num_attention_heads\": ", spec_.heads, ", \"intermediate_size\": ", spec_.intermediate,
        ", \"max_position_embeddings\": ", spec_.positions, ", \"type_vocab_size\": ", spec_.types,
        ", \"hidden_act\": \"", spec_.activation, "\", \"layer_norm_eps\": 1e-12, \"pad_token_id\": 0, \"id2label\": {",
        labels, "}}");
  }

  void Add(const std::string& name, std::vector<int64_t> shape, float deviation, float mean = 0) {
    size_t count = 1;
    for (const int64_t size : shape) count *= static_cast<size_t>(size);
    std::vector<float>& values = values_[name];
    values.resize(count);
    // Sums of integers: the same on every platform, unlike std::normal_distribution.
    for (float& value : values) {
      const int64_t four =
          static_cast<int64_t>(random_() % 1001 + random_() % 1001 + random_() % 1001 + random_() % 1001);
      value = mean + deviation * static_cast<float>(four - 2000) / 577.0f;
    }
    if (name == spec_.spoil) values[count / 2] = spec_.spoilt;
    if (name == spec_.leave_out) return;
    tensors_.push_back(
        {name, {DType::kF32, std::move(shape), {reinterpret_cast<const uint8_t*>(values.data()), count * 4}}});
  }

  void AddLinear(const std::string& name, int64_t outputs, int64_t inputs) {
    Add(name + ".weight", {outputs, inputs}, 0.12f);
    Add(name + ".bias", {outputs}, 0.05f);
  }

  void AddNorm(const std::string& name) {
    Add(name + ".weight", {spec_.hidden}, 0.1f, 1.0f);
    Add(name + ".bias", {spec_.hidden}, 0.1f);
  }

  void AddAll() {
    const int64_t hidden = spec_.hidden;
    Add("bert.embeddings.word_embeddings.weight", {spec_.vocab, hidden}, 0.3f);
    Add("bert.embeddings.position_embeddings.weight", {spec_.positions, hidden}, 0.1f);
    Add("bert.embeddings.token_type_embeddings.weight", {spec_.types, hidden}, 0.1f);
    AddNorm("bert.embeddings.LayerNorm");
    for (int64_t i = 0; i < spec_.layers; ++i) {
      const std::string base = absl::StrCat("bert.encoder.layer.", i, ".");
      for (const char* name : {"query", "key", "value"}) AddLinear(base + "attention.self." + name, hidden, hidden);
      AddLinear(base + "attention.output.dense", hidden, hidden);
      AddNorm(base + "attention.output.LayerNorm");
      AddLinear(base + "intermediate.dense", spec_.intermediate, hidden);
      AddLinear(base + "output.dense", hidden, spec_.intermediate);
      AddNorm(base + "output.LayerNorm");
    }
    AddLinear("bert.pooler.dense", hidden, hidden);
    AddLinear("classifier", spec_.labels, hidden);
  }

  const RandomModelSpec spec_;
  std::mt19937 random_{7};
  std::map<std::string, std::vector<float>> values_;
  std::vector<NamedTensor> tensors_;
};

}  // namespace octavo

#endif  // OCTAVO_TESTS_UNIT_QUANT_RANDOM_MODEL_H_
