#include "worker/runner/quant/static_quantizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "common/files.h"
#include "tests/unit/quant/random_model.h"
#include "worker/runner/formats/int8_file.h"
#include "worker/runner/formats/model_file.h"
#include "worker/runner/infer/int8/int8_model_file.h"
#include "worker/runner/quant/int8_numerics.h"
#include "worker/runner/quant/linear_quantizer.h"
#include "worker/runner/quant/smoothing.h"

namespace octavo {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatEq;
using ::testing::HasSubstr;

constexpr int64_t kHidden = 64, kIntermediate = 128;

class StaticQuantizerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(model_.Write(dir_.path()).ok());
    options_.model_dir = dir_.path();
    options_.observers = {"minmax"};
    options_.bias_correction = false;
  }
  std::string Path() const { return dir_.path() + "/static.pt"; }

  std::unique_ptr<StaticQuantizer> Create() {
    auto quantizer = CreateStaticQuantizer(options_);
    EXPECT_TRUE(quantizer.ok()) << quantizer.status();
    return quantizer.ok() ? *std::move(quantizer) : nullptr;
  }

  static int64_t WidthOf(const LinearSite& site) { return site.role == LinearRole::kFfnOut ? kIntermediate : kHidden; }
  /// Two rows of column c: -(c % 7) and 2 · (c % 5) + layer.
  static std::vector<float> RowsOf(const LinearSite& site) {
    std::vector<float> rows;
    for (int64_t c = 0; c < WidthOf(site); ++c) rows.push_back(-static_cast<float>(c % 7));
    for (int64_t c = 0; c < WidthOf(site); ++c)
      rows.push_back(2.0f * static_cast<float>(c % 5) + static_cast<float>(site.layer));
    return rows;
  }

  void Calibrate(StaticQuantizer& quantizer) {
    for (int pass = 0; pass < quantizer.passes(); ++pass) {
      for (const LinearSite& site : LinearSites(2)) {
        ASSERT_TRUE(quantizer.Observe(site, RowsOf(site), WidthOf(site)).ok());
      }
      ASSERT_TRUE(quantizer.EndPass().ok());
    }
  }

  int8::Int8ModelFile WriteAndOpen() {
    const auto quantizer = Create();
    Calibrate(*quantizer);
    const auto summary = quantizer->Write(options_.observers.front(), Path());
    EXPECT_TRUE(summary.ok()) << summary.status();
    if (summary.ok()) summary_ = *summary;
    auto file = int8::OpenInt8ModelFile(Path());
    EXPECT_TRUE(file.ok()) << file.status();
    return *std::move(file);
  }

  /// With bias correction: of layer.0.ffn_out, by the texts of RowsOf.
  void ExpectTheMeanIsKept();

  std::string ErrorOf() {
    const absl::Status status = CreateStaticQuantizer(options_).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    return std::string(status.message());
  }

  RandomModel model_{{}};
  const TempDir dir_ = *TempDir::Create("static_quantizer_test");
  StaticOptions options_;
  StaticSummary summary_;
};

TEST_F(StaticQuantizerTest, CodesCoverWhatWasSeen) {
  const int8::Int8ModelFile file = WriteAndOpen();
  for (const LinearSite& site : LinearSites(2)) {
    const auto& input = int8::LinearOf(file.weights, site).input;
    ASSERT_TRUE(input.has_value()) << LinearName(site);
    const ActivationQParams want = ChooseQParams(-6, 8 + static_cast<float>(site.layer), ActivationScheme::kAffine);
    EXPECT_EQ(input->scale, want.scale) << LinearName(site);
    EXPECT_EQ(input->zero_point, want.zero_point);
    EXPECT_EQ(input->lowest, 0);
    EXPECT_EQ(input->highest, 255);
    for (const float multiplier : input->multipliers) ASSERT_EQ(multiplier, 1.0f / want.scale);
    const QuantizedLayer& described = summary_.layers[IndexOf(site)];
    EXPECT_EQ(described.name, LinearName(site));
    EXPECT_EQ(described.observed_min, -6);
    EXPECT_EQ(described.scale, want.scale);
  }
}

TEST_F(StaticQuantizerTest, SymmetricAndReducedRangesLimitTheCodes) {
  options_.symmetric_activations = true;
  auto input = *WriteAndOpen().weights.layers[0].qkv.input;
  EXPECT_EQ(input.zero_point, 128);
  EXPECT_EQ(input.lowest, 1);
  EXPECT_THAT(input.scale, FloatEq(8.0f / 127));
  options_.symmetric_activations = false;
  options_.reduced_range = true;
  input = *WriteAndOpen().weights.layers[0].qkv.input;
  EXPECT_EQ(input.highest, 127);
  EXPECT_THAT(input.scale, FloatEq(14.0f / 127));
}

TEST_F(StaticQuantizerTest, SmoothingMovesFactorsFromInputsToWeights) {
  options_.smooth_alpha = 0.5;
  const int8::Int8ModelFile file = WriteAndOpen();
  const int8::LinearWeights& linear = file.weights.layers[1].attention_output;
  const std::vector<float>& weight = model_.values("bert.encoder.layer.1.attention.output.dense.weight");
  float smoothed_min = 0, smoothed_max = 0;
  for (size_t c = 0; c < kHidden; ++c) {
    float largest = 0;
    for (size_t r = 0; r < kHidden; ++r) largest = std::max(largest, std::fabs(weight[r * kHidden + c]));
    // Of what RowsOf shows of this column.
    const float low = static_cast<float>(c % 7), high = 2.0f * static_cast<float>(c % 5) + 1;
    const float factor = std::sqrt(std::max(low, high) / largest);
    smoothed_min = std::min(smoothed_min, -low / factor);
    smoothed_max = std::max(smoothed_max, high / factor);
    ASSERT_NEAR(linear.input->factors[c] / factor, 1.0f, 1e-5f) << c;
    ASSERT_EQ(linear.input->multipliers[c], 1.0f / linear.input->scale / linear.input->factors[c]) << c;
    const float stored = static_cast<float>(linear.parts[0].values[3 * kHidden + c]) * linear.parts[0].scales[3];
    ASSERT_NEAR(stored, weight[3 * kHidden + c] * factor, linear.parts[0].scales[3] / 2 + 1e-6f) << c;
  }
  // The codes cover what is left after the division.
  const ActivationQParams want = ChooseQParams(smoothed_min, smoothed_max, ActivationScheme::kAffine);
  EXPECT_NEAR(linear.input->scale, want.scale, 1e-6f);
  EXPECT_EQ(linear.input->zero_point, want.zero_point);
}

TEST_F(StaticQuantizerTest, QueryKeyAndValueShareTheirFactors) {
  options_.smooth_alpha = 0.5;
  const int8::Int8ModelFile file = WriteAndOpen();
  const int8::LinearWeights& linear = file.weights.layers[0].qkv;
  ASSERT_EQ(linear.parts.size(), 3u);
  size_t part = 0;
  for (const char* name : {"query", "key", "value"}) {
    const auto& weight = model_.values(std::string("bert.encoder.layer.0.attention.self.") + name + ".weight");
    const int8::QuantizedRows& rows = linear.parts[part++];
    for (size_t i = 0; i < weight.size(); ++i) {
      const float scale = rows.scales[i / kHidden];
      const float factor = linear.input->factors[i % kHidden];
      ASSERT_NEAR(static_cast<float>(rows.values[i]) * scale, weight[i] * factor, scale / 2 + 1e-5f)
          << name << " " << i;
    }
  }
}

void StaticQuantizerTest::ExpectTheMeanIsKept() {
  const std::string name = "bert.encoder.layer.0.output.dense";
  options_.bias_correction = true;
  const int8::Int8ModelFile file = WriteAndOpen();
  const int8::StaticInput& input = *file.weights.layers[0].output.input;
  const int8::QuantizedRows& part = file.weights.layers[0].output.parts[0];
  const std::vector<float>& weight = model_.values(name + ".weight");
  const std::vector<float>& bias = model_.values(name + ".bias");
  const std::vector<float> rows = RowsOf({0, LinearRole::kFfnOut});
  for (size_t r = 0; r < kHidden; ++r) {
    double before = bias[r], after = part.bias[r];
    for (size_t c = 0; c < kIntermediate; ++c) {
      const double mean = (rows[c] + rows[kIntermediate + c]) / 2;
      before += weight[r * kIntermediate + c] * mean;
      const double smoothed = mean * input.multipliers[c] * input.scale;
      after += static_cast<double>(part.values[r * kIntermediate + c]) * part.scales[r] * smoothed;
    }
    ASSERT_NEAR(after, before, 1e-4) << r;
  }
}

TEST_F(StaticQuantizerTest, BiasCorrectionKeepsTheMeanOfTheOutput) { ExpectTheMeanIsKept(); }

TEST_F(StaticQuantizerTest, BiasCorrectionKnowsOfSmoothing) {
  options_.smooth_alpha = 0.5;
  ExpectTheMeanIsKept();
}

TEST_F(StaticQuantizerTest, WithoutCorrectionTheBiasStays) {
  const int8::Int8ModelFile file = WriteAndOpen();
  const auto& bias = file.weights.layers[0].output.parts[0].bias;
  EXPECT_EQ(std::vector<float>(bias.begin(), bias.end()), model_.values("bert.encoder.layer.0.output.dense.bias"));
}

TEST_F(StaticQuantizerTest, OneScaleALayerIsTheLargestOfItsRows) {
  options_.per_tensor_weights = true;
  const int8::Int8ModelFile file = WriteAndOpen();
  const std::vector<float>& weight = model_.values("bert.encoder.layer.0.intermediate.dense.weight");
  float largest = 0;
  for (const float w : weight) largest = std::max(largest, std::fabs(w));
  for (const float scale : file.weights.layers[0].intermediate.parts[0].scales) {
    ASSERT_EQ(scale, SymmetricScale(largest));
  }
}

TEST_F(StaticQuantizerTest, LayersThatAreKeptStayInFp32) {
  options_.keep_layers = {"layer.*.ffn_out", "pooler"};
  const int8::Int8ModelFile file = WriteAndOpen();
  EXPECT_THAT(file.weights.layers[1].output.types, ElementsAre(ComputeType::kFp32));
  EXPECT_THAT(file.weights.pooler.types, ElementsAre(ComputeType::kFp32));
  EXPECT_THAT(file.weights.layers[1].qkv.types, ElementsAre(ComputeType::kInt8));
  const auto& floats = file.weights.layers[1].output.floats[0].values;
  EXPECT_EQ(std::vector<float>(floats.begin(), floats.end()),
            model_.values("bert.encoder.layer.1.output.dense.weight"));
}

TEST_F(StaticQuantizerTest, ARoleMayHaveAnObserverOfItsOwn) {
  options_.observers = {"minmax", "moving_average"};
  options_.role_observers = {"ffn_hidden=minmax"};
  const auto quantizer = Create();
  for (int batch = 0; batch < 2; ++batch) {  // the moving average hardly follows the second
    for (const LinearSite& site : LinearSites(2)) {
      std::vector<float> rows = RowsOf(site);
      for (float& value : rows) value *= batch == 0 ? 1 : 3;
      ASSERT_TRUE(quantizer->Observe(site, rows, WidthOf(site)).ok());
    }
  }
  ASSERT_TRUE(quantizer->EndPass().ok());
  const auto summary = quantizer->Write("moving_average", Path());
  ASSERT_TRUE(summary.ok()) << summary.status();
  EXPECT_NEAR(summary->layers[IndexOf({0, LinearRole::kQkv})].observed_max, 8 + 0.1 * 16, 1e-5);
  EXPECT_EQ(summary->layers[IndexOf({0, LinearRole::kFfnOut})].observed_max, 24);
}

TEST_F(StaticQuantizerTest, TheMovingAverageForgetsTheFirstOfThirtyBatches) {
  options_.observers = {"moving_average"};
  const auto quantizer = Create();
  for (int batch = 0; batch < 32; ++batch) {
    for (const LinearSite& site : LinearSites(2)) {
      std::vector<float> rows = RowsOf(site);
      for (float& value : rows) value *= batch == 0 ? 3 : 1;
      ASSERT_TRUE(quantizer->Observe(site, rows, WidthOf(site)).ok());
    }
  }
  ASSERT_TRUE(quantizer->EndPass().ok());
  const auto summary = quantizer->Write("moving_average", Path());
  ASSERT_TRUE(summary.ok()) << summary.status();
  // 24 in the first batch, 8 in all others: an outlier of one batch must not decide the range.
  EXPECT_NEAR(summary->layers[IndexOf({0, LinearRole::kQkv})].observed_max, 8, 0.05 * 16);
}

TEST_F(StaticQuantizerTest, RefusesOptionsThatAreNone) {
  options_.observers = {"median"};
  EXPECT_THAT(ErrorOf(), HasSubstr("parameter observer: "));
  options_.observers = {"minmax"};
  options_.role_observers = {"ffn_hidden"};
  EXPECT_THAT(ErrorOf(), HasSubstr("\"ffn_hidden\" is not ROLE=OBSERVER"));
  options_.role_observers = {"hidden=minmax"};
  EXPECT_THAT(ErrorOf(), HasSubstr("parameter role_observers: \"hidden\" is no role"));
  options_.role_observers = {};
  options_.keep_layers = {"layer.9.qkv"};
  EXPECT_THAT(ErrorOf(), HasSubstr("parameter keep_layers: \"layer.9.qkv\" names no linear layer"));
  options_.keep_layers = {};
  options_.smooth_alpha = 1.5;
  EXPECT_THAT(ErrorOf(), HasSubstr("parameter smooth_alpha: 1.5"));
}

TEST_F(StaticQuantizerTest, WritesOnlyWhatWasObserved) {
  const auto quantizer = Create();
  EXPECT_EQ(quantizer->Write("minmax", Path()).status().code(), absl::StatusCode::kFailedPrecondition);
  Calibrate(*quantizer);
  EXPECT_THAT(std::string(quantizer->Write("entropy", Path()).status().message()),
              HasSubstr("\"entropy\" has seen nothing"));
  const auto blind = Create();
  ASSERT_TRUE(blind->EndPass().ok());
  EXPECT_THAT(std::string(blind->Write("minmax", Path()).status().message()),
              HasSubstr("calibration of the input of layer.0.qkv"));
  const auto spoilt = Create();
  const std::vector<float> nan(kHidden, std::numeric_limits<float>::quiet_NaN());
  ASSERT_TRUE(spoilt->Observe({0, LinearRole::kQkv}, nan, kHidden).ok());
  Calibrate(*spoilt);
  EXPECT_EQ(spoilt->Write("minmax", Path()).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(StaticQuantizerTest, AFileOfVersionOneStillOpens) {
  ASSERT_TRUE(QuantizeDynamic({dir_.path(), Path()}).ok());
  auto file = TorchFile::Open(Path());
  ASSERT_TRUE(file.ok());
  TorchDict old = (*file)->root();
  for (auto& [name, value] : old) {
    auto* metadata = std::get_if<TorchDict>(&value.value);
    if (name != kMetadataKey || metadata == nullptr) continue;
    std::erase_if(*metadata, [](const auto& field) { return field.first == kLinearsKey; });
    for (auto& [key, field] : *metadata) {
      if (key == "version") field = TorchValue(1);
    }
  }
  ASSERT_TRUE(WriteTorchFile(dir_.path() + "/old.pt", old).ok());
  const auto opened = int8::OpenInt8ModelFile(dir_.path() + "/old.pt");
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_FALSE(opened->weights.layers[0].qkv.input.has_value());
}

class DamagedStaticFileTest : public StaticQuantizerTest {
 protected:
  void SetUp() override {
    StaticQuantizerTest::SetUp();
    options_.smooth_alpha = 0.5;
    WriteAndOpen();
  }
  /// The error of the file after `change` of its root.
  std::string ErrorAfter(const std::function<void(TorchDict&)>& change) const {
    auto file = TorchFile::Open(Path());
    EXPECT_TRUE(file.ok());
    TorchDict root = (*file)->root();
    change(root);
    EXPECT_TRUE(WriteTorchFile(dir_.path() + "/bad.pt", root).ok());
    return std::string(int8::OpenInt8ModelFile(dir_.path() + "/bad.pt").status().message());
  }
  static TorchValue& Find(TorchDict& dict, const std::string& key) {
    return std::find_if(dict.begin(), dict.end(), [&](const auto& item) { return item.first == key; })->second;
  }
  static TorchDict& Inner(TorchDict& dict, const std::string& key) {
    return std::get<TorchDict>(Find(dict, key).value);
  }
  /// The error where layer.1.ffn_in has `value` in its input.
  std::string ErrorWith(const std::string& key, const TorchValue& value) const {
    return ErrorAfter([&](TorchDict& root) {
      TorchDict& linears = Inner(Inner(root, kMetadataKey), kLinearsKey);
      Find(Inner(Inner(linears, "layer.1.ffn_in"), "input"), key) = value;
    });
  }
};

TEST_F(DamagedStaticFileTest, AsItWasWrittenItOpens) {
  EXPECT_EQ(ErrorAfter([](TorchDict&) {}), "");
}

TEST_F(DamagedStaticFileTest, CodesThatAreNoneAreRefusedByLayer) {
  const std::string layer = "linears['layer.1.ffn_in'] ";
  EXPECT_THAT(ErrorWith("zero_point", 300), HasSubstr(layer + "has no zero_point"));
  EXPECT_THAT(ErrorWith("lowest", -1), HasSubstr(layer + "has no zero_point, lowest and highest in 0 … 255"));
  EXPECT_THAT(ErrorWith("scale", 0.0), HasSubstr(layer + "has no scale above 0"));
  EXPECT_THAT(ErrorWith("scale", std::numeric_limits<double>::quiet_NaN()), HasSubstr(layer + "has no scale above 0"));
  EXPECT_THAT(ErrorWith("highest", 0), HasSubstr(layer + "has codes from 0 to 0 that do not lie around zero_point"));
  EXPECT_THAT(ErrorWith("lowest", 255), HasSubstr(layer + "has codes from 255 to 255"));
}

TEST_F(DamagedStaticFileTest, AMissingLayerIsNamed) {
  EXPECT_THAT(ErrorAfter([](TorchDict& root) {
                TorchDict& linears = Inner(Inner(root, kMetadataKey), kLinearsKey);
                linears.erase(linears.begin());
              }),
              HasSubstr("linears['layer.0.qkv'] is missing"));
}

TEST_F(DamagedStaticFileTest, WithoutLinearsItIsNotTakenForDynamic) {
  EXPECT_THAT(ErrorAfter([](TorchDict& root) {
                std::erase_if(Inner(root, kMetadataKey), [](const auto& field) { return field.first == kLinearsKey; });
              }),
              HasSubstr("metadata has no linears"));
}

TEST_F(DamagedStaticFileTest, FactorsAreAboveZero) {
  for (const float spoilt : {0.0f, -1.0f, std::numeric_limits<float>::infinity()}) {
    std::vector<float> factors(kHidden, 1.0f);
    factors[5] = spoilt;
    const auto* bytes = reinterpret_cast<const uint8_t*>(factors.data());
    EXPECT_THAT(ErrorAfter([&](TorchDict& root) {
                  Find(root, "layer.0.ffn_in" + std::string(kSmoothSuffix)) =
                      TensorView{DType::kF32, {kHidden}, {bytes, factors.size() * sizeof(float)}};
                }),
                HasSubstr(absl::StrCat("linears['layer.0.ffn_in'] has the smooth_factor ", spoilt, " in column 5")))
        << spoilt;
  }
}

TEST(SmoothingFactorsTest, BalanceInputsAndWeights) {
  EXPECT_THAT(SmoothingFactors({4.0f, 9.0f, 0.0f, 1.0f}, {1.0f, 0.25f, 2.0f, 0.0f}, 0.5),
              ElementsAre(FloatEq(2.0f), FloatEq(6.0f), 1.0f, 1.0f));
  EXPECT_THAT(SmoothingFactors({4.0f}, {0.5f}, 0.75),
              ElementsAre(FloatEq(std::pow(4.0f, 0.75f) / std::pow(0.5f, 0.25f))));
}

TEST(SmoothingFactorsTest, NoFactorIsNearlyZero) {
  EXPECT_THAT(SmoothingFactors({1e-20f}, {1.0f}, 0.5), ElementsAre(FloatEq(1e-5f)));
}

TEST(ColumnStatisticsTest, AddUpOverPieces) {
  ColumnStatistics columns;
  columns.Add({1.0f, -5.0f, 3.0f, 1.0f}, 2);
  columns.Add({2.0f, 1.0f}, 2);
  EXPECT_EQ(columns.rows(), 3);
  EXPECT_THAT(columns.Mean(), ElementsAre(2.0f, -1.0f));
  EXPECT_THAT(columns.largest(), ElementsAre(3.0f, 5.0f));
}

}  // namespace
}  // namespace octavo
