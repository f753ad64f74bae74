#include "worker/runner/infer/int8/encoder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <deque>
#include <numeric>
#include <random>

#include "common/files.h"
#include "tests/unit/quant/random_model.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/infer/int8/int8_model_file.h"
#include "worker/runner/infer/int8/select_kernels.h"
#include "worker/runner/quant/int8_numerics.h"

namespace octavo::int8 {
namespace {

using Matrix = std::vector<std::vector<double>>;

/// The same network in double precision and one loop after the other: what the kernels are meant to compute.
class Reference {
 public:
  explicit Reference(const EncoderWeights& weights) : w_(weights) {}

  std::vector<double> Logits(const std::vector<int32_t>& ids) const {
    Matrix x;
    for (size_t i = 0; i < ids.size(); ++i) {
      std::vector<double> row(static_cast<size_t>(w_.hidden));
      for (size_t d = 0; d < row.size(); ++d)
        row[d] = At(w_.words, ids[i], d, row.size()) + At(w_.positions, static_cast<int>(i), d, row.size()) +
                 At(w_.types, 0, d, row.size());
      x.push_back(Norm(row, w_.embedding_norm));
    }
    for (const LayerWeights& layer : w_.layers) x = Layer(x, layer);
    std::vector<double> pooled = Linear({x[0]}, w_.pooler)[0];
    for (double& value : pooled) {
      value = w_.head_activation == HeadActivation::kRelu ? std::max(value, 0.0) : std::tanh(value);
    }
    std::vector<double> logits(w_.head_bias.begin(), w_.head_bias.end());
    for (size_t label = 0; label < logits.size(); ++label) {
      for (size_t d = 0; d < pooled.size(); ++d) logits[label] += pooled[d] * w_.head_weight[label * pooled.size() + d];
    }
    return logits;
  }

 private:
  static double At(const QuantizedRows& rows, int row, size_t column) {
    const size_t columns = rows.values.size() / rows.scales.size();
    return double{rows.scales[static_cast<size_t>(row)]} * rows.values[static_cast<size_t>(row) * columns + column];
  }

  static double At(const EmbeddingTable& table, int row, size_t column, size_t columns) {
    return table.floats.empty() ? At(table.quantized, row, column)
                                : double{table.floats[static_cast<size_t>(row) * columns + column]};
  }

  /// The row as the layer's integers say it.
  static std::vector<double> Rounded(const std::vector<double>& row, const std::optional<StaticInput>& input) {
    std::vector<double> out(row.size());
    if (input.has_value()) {
      for (size_t k = 0; k < row.size(); ++k) {
        const double code = std::nearbyint(row[k] * input->multipliers[k]) + input->zero_point;
        out[k] = (std::clamp<double>(code, input->lowest, input->highest) - input->zero_point) * input->scale;
      }
      return out;
    }
    const std::vector<float> floats(row.begin(), row.end());
    std::vector<int8_t> q(row.size());
    const double scale = QuantizeRowSymmetric(floats.data(), static_cast<int64_t>(q.size()), q.data());
    for (size_t k = 0; k < row.size(); ++k) out[k] = scale * q[k];
    return out;
  }

  static Matrix FloatLinear(const Matrix& x, const LinearWeights& linear, size_t part) {
    const FloatRows& w = linear.floats[part];
    const bool bf16 = linear.types.front() == ComputeType::kBf16;
    Matrix out;
    for (const std::vector<double>& row : x) {
      std::vector<double> y(w.bias.begin(), w.bias.end());
      for (size_t i = 0; i < w.values.size(); ++i) {
        const float a = static_cast<float>(row[i % row.size()]), b = w.values[i];
        y[i / row.size()] += bf16 ? double{Bf16(a)} * Bf16(b) : double{a} * b;
      }
      out.push_back(y);
    }
    return out;
  }

  static float Bf16(float x) {
    const uint32_t bits = static_cast<uint32_t>(RoundToBf16(x)) << 16;
    float value;
    std::memcpy(&value, &bits, sizeof(value));
    return value;
  }

  static Matrix Linear(const Matrix& x, const LinearWeights& linear, size_t part = 0) {
    if (linear.types.front() != ComputeType::kInt8) return FloatLinear(x, linear, part);
    const QuantizedRows& w = linear.parts[part];
    Matrix out;
    for (const std::vector<double>& row : x) {
      const std::vector<double> rounded = Rounded(row, linear.input);
      std::vector<double> y(w.bias.begin(), w.bias.end());
      for (size_t c = 0; c < y.size(); ++c) {
        for (size_t k = 0; k < rounded.size(); ++k) y[c] += rounded[k] * At(w, static_cast<int>(c), k);
      }
      out.push_back(y);
    }
    return out;
  }

  static std::vector<double> Norm(const std::vector<double>& x, const NormWeights& norm) {
    const double mean = std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
    double variance = 0;
    for (const double value : x) variance += (value - mean) * (value - mean) / static_cast<double>(x.size());
    std::vector<double> out(x.size());
    for (size_t d = 0; d < x.size(); ++d)
      out[d] = (x[d] - mean) / std::sqrt(variance + 1e-12) * norm.weight[d] + norm.bias[d];
    return out;
  }

  static Matrix AddNorm(const Matrix& x, const Matrix& y, const NormWeights& norm) {
    Matrix out;
    for (size_t i = 0; i < x.size(); ++i) {
      std::vector<double> sum(x[i].size());
      for (size_t d = 0; d < sum.size(); ++d) sum[d] = x[i][d] + y[i][d];
      out.push_back(Norm(sum, norm));
    }
    return out;
  }

  Matrix Attention(const Matrix& q, const Matrix& k, const Matrix& v) const {
    Matrix out(q.size(), std::vector<double>(q[0].size()));
    const auto size = static_cast<size_t>(w_.hidden / w_.heads);
    for (size_t first = 0; first < q[0].size(); first += size) {
      for (size_t i = 0; i < q.size(); ++i) {
        std::vector<double> weight(q.size());
        for (size_t j = 0; j < q.size(); ++j) {
          for (size_t d = first; d < first + size; ++d) weight[j] += q[i][d] * k[j][d];
          weight[j] = std::exp(weight[j] / std::sqrt(static_cast<double>(size)));
        }
        const double sum = std::accumulate(weight.begin(), weight.end(), 0.0);
        for (size_t j = 0; j < q.size(); ++j) {
          for (size_t d = first; d < first + size; ++d) out[i][d] += weight[j] / sum * v[j][d];
        }
      }
    }
    return out;
  }

  double Activate(double x) const {
    if (w_.activation == Epilogue::kRelu) return std::max(x, 0.0);
    if (w_.activation == Epilogue::kGeluTanh) {
      return 0.5 * x * (1 + std::tanh(std::sqrt(2 / std::acos(-1)) * (x + 0.044715 * x * x * x)));
    }
    return 0.5 * x * (1 + std::erf(x / std::sqrt(2.0)));
  }

  Matrix Layer(const Matrix& x, const LayerWeights& layer) const {
    const Matrix context = Attention(Linear(x, layer.qkv, 0), Linear(x, layer.qkv, 1), Linear(x, layer.qkv, 2));
    const Matrix middle = AddNorm(x, Linear(context, layer.attention_output), layer.attention_norm);
    Matrix wide = Linear(middle, layer.intermediate);
    for (auto& row : wide) {
      for (double& value : row) value = Activate(value);
    }
    return AddNorm(middle, Linear(wide, layer.output), layer.output_norm);
  }

  const EncoderWeights& w_;
};

class EncoderTest : public ::testing::TestWithParam<const Kernels*> {
 protected:
  void Open(const RandomModelSpec& spec, bool quantize_embeddings = true) {
    RandomModel model(spec);
    const std::string path = dir_.path() + "/model.pt";
    ASSERT_TRUE(model.Write(dir_.path()).ok());
    const auto summary = QuantizeDynamic({dir_.path(), path, quantize_embeddings});
    ASSERT_TRUE(summary.ok()) << summary.status();
    auto file = OpenInt8ModelFile(path);
    ASSERT_TRUE(file.ok()) << file.status();
    file_ = *std::move(file);
  }

  /// Gives the inputs of all layers, or of every second one, fixed codes over about the range that they have.
  void MakeStatic(bool every_layer) {
    int index = 0;
    const auto fix = [&](LinearWeights& linear, size_t inputs) {
      if (!every_layer && index++ % 2 == 0) return;
      multipliers_.emplace_back(inputs, 1 / 0.025f);
      for (size_t k = 0; k < inputs; k += 5) multipliers_.back()[k] *= 0.5f;
      linear.input = StaticInput{multipliers_.back(), 0.025f, 110, 0, 255};
    };
    for (LayerWeights& layer : file_.weights.layers) {
      const auto hidden = static_cast<size_t>(file_.weights.hidden);
      fix(layer.qkv, hidden);
      fix(layer.attention_output, hidden);
      fix(layer.intermediate, hidden);
      fix(layer.output, static_cast<size_t>(file_.weights.intermediate));
    }
    fix(file_.weights.pooler, static_cast<size_t>(file_.weights.hidden));
  }

  /// Gives every layer its weights as floats too. Layer i runs in types[i % size].
  void MakeMixed(const std::vector<ComputeType>& types) {
    size_t index = 0;
    const auto widen = [&](LinearWeights& linear) {
      for (const QuantizedRows& part : linear.parts) {
        std::vector<float>& values = multipliers_.emplace_back();
        const size_t columns = part.values.size() / part.scales.size();
        for (size_t i = 0; i < part.values.size(); ++i) values.push_back(part.values[i] * part.scales[i / columns]);
        linear.floats.push_back({values, part.bias});
      }
      linear.types = {types[index++ % types.size()]};
      for (const ComputeType type : {ComputeType::kInt8, ComputeType::kBf16, ComputeType::kFp32}) {
        if (type != linear.types.front()) linear.types.push_back(type);
      }
    };
    for (LayerWeights& layer : file_.weights.layers) {
      for (LinearWeights* linear : {&layer.qkv, &layer.attention_output, &layer.intermediate, &layer.output}) {
        widen(*linear);
      }
    }
    widen(file_.weights.pooler);
  }

  std::vector<float> Run(Encoder& encoder, const std::vector<std::vector<int32_t>>& texts) {
    TokenBatch batch;
    for (const auto& text : texts) batch.Append(text);
    auto logits = encoder.Logits(batch.ids, batch.token_types, batch.offsets);
    EXPECT_TRUE(logits.ok()) << logits.status();
    return *logits;
  }

  std::vector<std::vector<int32_t>> Texts(int count, int longest) {
    std::vector<std::vector<int32_t>> texts;
    for (int i = 0; i < count; ++i) {
      std::vector<int32_t> text(1 + random_() % static_cast<uint32_t>(longest));
      for (int32_t& id : text) id = static_cast<int32_t>(random_() % 60);
      texts.push_back(text);
    }
    return texts;
  }

  void ExpectNearDoublePrecision(double most_of_amx = 0.02);
  void ExpectLogitsIndependentOfNeighboursAndThreads();

  const TempDir dir_ = *TempDir::Create("int8_encoder_test");
  Int8ModelFile file_;
  std::deque<std::vector<float>> multipliers_;  // the weights hold views of them
  std::mt19937 random_{3};
};

enum class Fixed { kNone, kEveryOther, kAll };

TEST_P(EncoderTest, AgreesWithTheSameNetworkInDoublePrecision) {
  for (const auto& [heads, fixed] :
       {std::pair(2, Fixed::kNone), {4, Fixed::kNone}, {2, Fixed::kEveryOther}, {4, Fixed::kAll}}) {
    Open({.hidden = 64, .heads = heads, .intermediate = 176, .labels = 3});
    if (fixed != Fixed::kNone) MakeStatic(fixed == Fixed::kAll);
    ExpectNearDoublePrecision();
  }
}

TEST_P(EncoderTest, SoDoTheActivationsOfOtherArchitectures) {
  for (const auto& [activation, head] : {std::pair(Epilogue::kGelu, HeadActivation::kRelu),  // DistilBERT
                                         {Epilogue::kGeluTanh, HeadActivation::kTanh},
                                         {Epilogue::kRelu, HeadActivation::kRelu}}) {
    for (const bool fixed : {false, true}) {
      Open({.hidden = 64, .heads = 2, .intermediate = 176, .labels = 3});
      if (fixed) MakeStatic(/*every_layer=*/true);
      file_.weights.activation = activation;
      file_.weights.head_activation = head;
      ExpectNearDoublePrecision(0.04);  // a ReLU does not flatten as tanh does
    }
  }
}

TEST_P(EncoderTest, RunsEmbeddingsThatStayedFloat) {
  Open({.labels = 3}, /*quantize_embeddings=*/false);
  ASSERT_FALSE(file_.weights.words.floats.empty());
  ExpectNearDoublePrecision();
}

/// Texts alone against the same network in double precision, and all of them at once against each alone.
void EncoderTest::ExpectNearDoublePrecision(double most_of_amx) {
  SerialTeam team;
  auto encoder = Encoder::Create(file_.weights, *GetParam(), team);
  ASSERT_TRUE(encoder.ok()) << encoder.status();
  const Reference reference(file_.weights);
  const auto texts = Texts(12, 50);
  const auto together = Run(**encoder, texts);
  ASSERT_EQ(together.size(), texts.size() * 3);
  double squares = 0;
  std::vector<double> largest(texts.size());  // difference of a text
  for (size_t i = 0; i < texts.size(); ++i) {
    const auto alone = Run(**encoder, {texts[i]});
    const auto want = reference.Logits(texts[i]);
    EXPECT_EQ(std::memcmp(alone.data(), together.data() + i * 3, 3 * sizeof(float)), 0);
    for (size_t j = 0; j < 3; ++j) {
      squares += (alone[j] - want[j]) * (alone[j] - want[j]) / 36;
      largest[i] = std::max(largest[i], std::abs(alone[j] - want[j]));
    }
  }
  // Rounding differences flip an integer of a text here and there; random weights carry that to its logits, whose size
  // is about 0.5. Most texts have no flip and nothing but float32's rounding. AMX attention takes BF16 inputs.
  const bool amx = std::string(GetParam()->isa) == "amx";
  EXPECT_LT(std::sqrt(squares), amx ? most_of_amx : 0.018);
  std::nth_element(largest.begin(), largest.begin() + 6, largest.end());
  EXPECT_TRUE(amx || largest[6] < 5e-7) << largest[6];
}

void EncoderTest::ExpectLogitsIndependentOfNeighboursAndThreads() {
  auto texts = Texts(40, 80);
  // So many that also the last layer, which has a row a text, is shared by blocks of rows.
  for (auto& text : Texts(110, 6)) texts.push_back(std::move(text));
  SerialTeam serial;
  auto alone = Encoder::Create(file_.weights, *GetParam(), serial);
  ASSERT_TRUE(alone.ok());
  std::vector<std::vector<float>> want;
  for (const auto& text : texts) want.push_back(Run(**alone, {text}));
  std::vector<size_t> order(texts.size());
  std::iota(order.begin(), order.end(), 0u);
  for (const int threads : {1, 2, 3, 7}) {
    std::shuffle(order.begin(), order.end(), random_);
    ThreadTeam team(threads);
    auto encoder = Encoder::Create(file_.weights, *GetParam(), team);
    ASSERT_TRUE(encoder.ok());
    for (const size_t size : {size_t{5}, size_t{40}, texts.size()}) {  // few rows and many: both ways to share the work
      std::vector<std::vector<int32_t>> batch;
      for (size_t i = 0; i < size; ++i) batch.push_back(texts[order[i]]);
      const auto got = Run(**encoder, batch);
      for (size_t i = 0; i < size; ++i) {
        EXPECT_EQ(std::memcmp(got.data() + i * 2, want[order[i]].data(), 2 * sizeof(float)), 0)
            << threads << " threads";
      }
    }
  }
}

TEST_P(EncoderTest, LogitsAreTheSameBitsAloneInAnyBatchOrderAndThreadCount) {
  Open({.hidden = 96, .heads = 3, .intermediate = 192});
  ExpectLogitsIndependentOfNeighboursAndThreads();
}

TEST_P(EncoderTest, SoTheyAreWithFixedCodes) {
  Open({.hidden = 96, .heads = 3, .intermediate = 192});
  MakeStatic(/*every_layer=*/true);
  ExpectLogitsIndependentOfNeighboursAndThreads();
}

const std::vector<ComputeType>& Mixture() {
  static const auto& types = *new std::vector<ComputeType>{ComputeType::kFp32, ComputeType::kInt8, ComputeType::kBf16,
                                                           ComputeType::kInt8, ComputeType::kInt8};
  return types;
}

TEST_P(EncoderTest, LayersInDifferentTypesAgreeWithDoublePrecision) {
  Open({.hidden = 64, .heads = 2, .intermediate = 176, .labels = 3});
  MakeStatic(/*every_layer=*/false);
  MakeMixed(Mixture());
  ExpectNearDoublePrecision();
}

TEST_P(EncoderTest, SoDoTheyAloneAndWithOthers) {
  Open({.hidden = 96, .heads = 3, .intermediate = 192});
  MakeMixed(Mixture());
  ExpectLogitsIndependentOfNeighboursAndThreads();
}

TEST_P(EncoderTest, ATypeThatIsSetIsTheOneThatRuns) {
  Open({});
  MakeMixed({ComputeType::kInt8});
  SerialTeam team;
  auto switched = Encoder::Create(file_.weights, *GetParam(), team);
  ASSERT_TRUE(switched.ok());
  const auto texts = Texts(10, 60);
  const auto int8 = Run(**switched, texts);
  const LinearSite site = {1, LinearRole::kFfnOut};
  ASSERT_TRUE((*switched)->SetType(site, ComputeType::kFp32).ok());
  const auto mixed = Run(**switched, texts);
  EXPECT_NE(mixed, int8);
  std::swap(file_.weights.layers[1].output.types[0], file_.weights.layers[1].output.types[2]);
  auto created = Encoder::Create(file_.weights, *GetParam(), team);
  ASSERT_TRUE(created.ok());
  EXPECT_EQ(Run(**created, texts), mixed);
  ASSERT_TRUE((*switched)->SetType(site, ComputeType::kInt8).ok());
  EXPECT_EQ(Run(**switched, texts), int8);
  EXPECT_EQ((*switched)->SetType(site, ComputeType::kFp16).code(), absl::StatusCode::kInvalidArgument);
}

TEST_P(EncoderTest, AllButAmxGiveTheSameBits) {
  if (std::string(GetParam()->isa) == "amx") GTEST_SKIP() << "AMX attention takes BF16 inputs";
  for (const bool quantize_embeddings : {true, false}) {
    Open({}, quantize_embeddings);
    if (quantize_embeddings) MakeStatic(/*every_layer=*/false);
    SerialTeam team;
    auto scalar = Encoder::Create(file_.weights, *ScalarKernels(), team),
         encoder = Encoder::Create(file_.weights, *GetParam(), team);
    ASSERT_TRUE(scalar.ok() && encoder.ok());
    const auto texts = Texts(10, 60);
    EXPECT_EQ(Run(**encoder, texts), Run(**scalar, texts)) << quantize_embeddings;
  }
}

INSTANTIATE_TEST_SUITE_P(Isa, EncoderTest, ::testing::ValuesIn(AvailableKernels()),
                         [](const auto& parameter) { return std::string(parameter.param->isa); });

TEST(EncoderCreateTest, RefusesSizesThatDoNotFit) {
  SerialTeam team;
  EncoderWeights weights;
  weights.hidden = 64;
  weights.heads = 5;
  weights.intermediate = 128;
  weights.labels = 2;
  weights.layers.resize(1);
  EXPECT_EQ(Encoder::Create(weights, *ScalarKernels(), team).status().code(), absl::StatusCode::kInvalidArgument);
  weights.heads = 4;
  EXPECT_EQ(Encoder::Create(weights, *ScalarKernels(), team).status().code(), absl::StatusCode::kInvalidArgument);
  weights.hidden = 20;
  EXPECT_EQ(Encoder::Create(weights, *ScalarKernels(), team).status().code(), absl::StatusCode::kUnimplemented);
}

TEST(EncoderCreateTest, RefusesLayersWhoseSumsCouldOverflow) {
  SerialTeam team;
  EncoderWeights weights;
  weights.hidden = 64;
  weights.heads = 4;
  weights.intermediate = 131'072;
  weights.labels = 2;
  weights.layers.resize(1);
  const absl::Status status = Encoder::Create(weights, *ScalarKernels(), team).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnimplemented);
  EXPECT_THAT(std::string(status.message()), ::testing::HasSubstr("intermediate size 131072: INT8 sums are exact up"));
}

}  // namespace
}  // namespace octavo::int8
