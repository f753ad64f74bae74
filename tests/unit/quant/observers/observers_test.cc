#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <string>
#include <vector>

#include "common/job_params.h"
#include "common/random.h"
#include "tests/unit/quant/observers/observed_tensors.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/quant/observers/edge_histogram.h"
#include "worker/runner/quant/observers/make_observer.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;

constexpr ObserverKind kAllKinds[] = {ObserverKind::kMinMax,     ObserverKind::kMovingAverage, ObserverKind::kHistogram,
                                      ObserverKind::kPercentile, ObserverKind::kEntropy,       ObserverKind::kMse};

struct OracleCase {
  const char* name;  // of the range in the fixture
  ObserverKind kind;
  ObserverOptions options = {};
};

class OracleTest : public ::testing::TestWithParam<OracleCase> {};

TEST_P(OracleTest, ChoosesTheRangeOfTheOriginal) {
  const std::vector<ObservedTensor> tensors = ReadObservedTensors();
  ASSERT_EQ(tensors.size(), 12u);
  size_t compared = 0;
  for (const ObservedTensor& tensor : tensors) {
    if (!tensor.expected.at("ranges").contains(GetParam().name)) continue;
    ++compared;
    Range expected = tensor.ExpectedRange(GetParam().name);
    // ONNX Runtime turns a range around if all values lie in the bin whose lower edge it takes.
    if (expected.min > expected.max) expected = tensor.ExpectedRange("minmax");
    const Range range = RangeOf(GetParam().kind, GetParam().options, tensor.batches);
    EXPECT_EQ(range.min, expected.min) << tensor.name;
    EXPECT_EQ(range.max, expected.max) << tensor.name;
  }
  // The original's bins may grow without limit; four tensors make more than kMostEntropyBins of them.
  EXPECT_EQ(compared, absl::string_view(GetParam().name) == "entropy_product" ? 8u : 12u);
}

INSTANTIATE_TEST_SUITE_P(
    Observers, OracleTest,
    ::testing::Values(OracleCase{"minmax", ObserverKind::kMinMax},
                      OracleCase{"moving_average", ObserverKind::kMovingAverage},
                      OracleCase{"histogram", ObserverKind::kHistogram},
                      OracleCase{"percentile", ObserverKind::kPercentile, {.percentile = 99}},
                      OracleCase{"percentile_symmetric",
                                 ObserverKind::kPercentile,
                                 {.percentile = 99, .scheme = ActivationScheme::kSymmetric}},
                      OracleCase{"entropy", ObserverKind::kEntropy, {.bins = 512}},
                      OracleCase{"entropy_small", ObserverKind::kEntropy, {.bins = 128}},
                      // As static jobs run them: StaticOptions' percentile, 2,048 bins.
                      OracleCase{
                          "percentile_product", ObserverKind::kPercentile, {.percentile = StaticOptions().percentile}},
                      OracleCase{"percentile_symmetric_product",
                                 ObserverKind::kPercentile,
                                 {.percentile = StaticOptions().percentile, .scheme = ActivationScheme::kSymmetric}},
                      OracleCase{"entropy_product", ObserverKind::kEntropy}),
    [](const auto& one) { return std::string(one.param.name); });

/// Mean squared error of quantizing `values` with the parameters of `range`.
double ErrorOf(Range range, const ObserverOptions& options, const std::vector<std::vector<float>>& batches) {
  const ActivationQParams qparams =
      ChooseQParams(range.min, range.max, options.scheme, options.quant_min, options.quant_max);
  double sum = 0, count = 0;
  for (const std::vector<float>& batch : batches) {
    for (const float x : batch) {
      const double difference = DequantizeActivation(QuantizeActivation(x, qparams), qparams) - x;
      sum += difference * difference;
      count += 1;
    }
  }
  return sum / count;
}

TEST(MseObserverTest, IsAboutAsGoodAsASearchOverTheValuesThemselves) {
  const std::pair<const char*, ObserverOptions> cases[] = {{"affine", {}},
                                                           {"symmetric", {.scheme = ActivationScheme::kSymmetric}},
                                                           {"affine_reduced", {.quant_max = kReducedQuantMax}}};
  for (const ObservedTensor& tensor : ReadObservedTensors()) {
    for (const auto& [name, options] : cases) {
      const double expected = tensor.expected.at("mse").at(name).at("error").get<double>();
      const double error = ErrorOf(RangeOf(ObserverKind::kMse, options, tensor.batches), options, tensor.batches);
      EXPECT_LE(error, 1.03 * expected + 1e-12) << tensor.name << ", " << name;
    }
  }
}

TEST(MseObserverTest, ClipsOutliersAmongManyValuesButKeepsTheShortSideOfGelu) {
  for (const ObservedTensor& tensor : ReadObservedTensors()) {
    const Range range = RangeOf(ObserverKind::kMse, {}, tensor.batches);
    if (tensor.name == "clipped_outliers") {
      EXPECT_LT(range.max, 11.0f);
    } else if (tensor.name == "gelu") {
      EXPECT_LT(range.min, -0.12f);
    }
  }
}

TEST(ObserverTest, EveryRangeIsInOrderAndWithinTheValues) {
  for (const ObservedTensor& tensor : ReadObservedTensors()) {
    const Range seen = tensor.ExpectedRange("minmax");
    const float slack = 1e-6f * std::max(std::fabs(seen.min), std::fabs(seen.max));
    for (const ObserverKind kind : kAllKinds) {
      for (const ActivationScheme scheme : {ActivationScheme::kAffine, ActivationScheme::kSymmetric}) {
        const Range range = RangeOf(kind, {.scheme = scheme}, tensor.batches);
        EXPECT_LE(range.min, range.max) << tensor.name << ", " << ObserverKindName(kind);
        EXPECT_GE(range.min, std::min(seen.min, 0.0f) - slack) << tensor.name << ", " << ObserverKindName(kind);
        EXPECT_LE(range.max, std::max(seen.max, 0.0f) + slack) << tensor.name << ", " << ObserverKindName(kind);
      }
    }
  }
}

TEST(MinMaxObserverTest, OrderAndCutOfBatchesDoNotMatter) {
  for (ObservedTensor& tensor : ReadObservedTensors()) {
    const Range forwards = RangeOf(ObserverKind::kMinMax, {}, tensor.batches);
    std::reverse(tensor.batches.begin(), tensor.batches.end());
    tensor.batches.push_back({tensor.batches[0][0]});
    const Range backwards = RangeOf(ObserverKind::kMinMax, {}, tensor.batches);
    EXPECT_EQ(forwards.min, backwards.min) << tensor.name;
    EXPECT_EQ(forwards.max, backwards.max) << tensor.name;
  }
}

TEST(MovingAverageObserverTest, MovesByTheConstant) {
  const Range range =
      RangeOf(ObserverKind::kMovingAverage, {.averaging_constant = 0.25}, {{-1.0f, 2.0f}, {-5.0f, 4.0f}});
  EXPECT_EQ(range.min, -2.0f);
  EXPECT_EQ(range.max, 2.5f);
}

TEST(ObserverTest, FindsTheExtremesAtEveryPlaceOfABatch) {
  for (size_t size = 1; size < 70; ++size) {
    for (size_t place = 0; place < size; ++place) {
      std::vector<float> values(size, 1.0f);
      values[place] = 3.0f;
      values[(place + 1) % size] -= 2.0f;
      const Range range = RangeOf(ObserverKind::kMinMax, {}, {values});
      EXPECT_EQ(range.max, size == 1 ? 1.0f : 3.0f);
      EXPECT_EQ(range.min, size == 1 ? 1.0f : -1.0f);
    }
  }
}

class EveryKindTest : public ::testing::TestWithParam<ObserverKind> {
 protected:
  std::unique_ptr<Observer> Make(const ObserverOptions& options = {}) const {
    auto observer = MakeObserver(GetParam(), options);
    EXPECT_TRUE(observer.ok()) << observer.status();
    return *std::move(observer);
  }
};

TEST_P(EveryKindTest, WithoutValuesThereIsNoRange) {
  const auto observer = Make();
  observer->Observe({});
  EXPECT_EQ(observer->Result().status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(observer->Result().status().message(), HasSubstr("run at least one calibration batch"));
}

TEST_P(EveryKindTest, AnEmptyBatchCountsForNothing) {
  const auto observer = Make();
  observer->Observe({-1.0f, 0.25f, 2.0f});
  const auto before = observer->Result();
  observer->Observe({});
  const auto after = observer->Result();
  ASSERT_TRUE(before.ok() && after.ok());
  EXPECT_EQ(after->min, before->min);
  EXPECT_EQ(after->max, before->max);
}

TEST_P(EveryKindTest, UnsoundValuesSpoilTheResultForGood) {
  const float infinity = std::numeric_limits<float>::infinity();
  for (const float unsound : {std::nanf(""), -std::nanf(""), infinity, -infinity, 2e30f, -2e30f}) {
    for (size_t place = 0; place < 37; place += 4) {
      const auto observer = Make();
      observer->Observe({1.0f, -1.0f});
      std::vector<float> values(37, 0.5f);
      values[place] = unsound;
      observer->Observe(values);
      observer->Observe({1.0f});
      EXPECT_EQ(observer->Result().status().code(), absl::StatusCode::kInvalidArgument) << unsound << " at " << place;
    }
  }
}

TEST_P(EveryKindTest, ExtremesOfScaleGiveAFiniteRange) {
  const std::vector<std::vector<std::vector<float>>> histories = {{{1e-45f}, {1e30f, -1e30f}},
                                                                  {{1e-30f, -2e-30f}, {1e30f}, {0.0f}},
                                                                  {{1e30f, -1e30f}, {1e-45f, -1e-45f}},
                                                                  {{1e20f}, {1e20f}, {3e20f}},
                                                                  {{1e20f, 1.0001e20f}, {-5.0f}},
                                                                  {{1.0f, std::nextafter(1.0f, 2.0f)}, {1000.0f}},
                                                                  {{-1e-40f, 3e-40f}, {1e-38f}},
                                                                  {{-0.0f}, {0.0f}},
                                                                  {{16777216.0f}, {16777218.0f}, {1.7e7f}}};
  for (const ActivationScheme scheme : {ActivationScheme::kAffine, ActivationScheme::kSymmetric}) {
    for (size_t i = 0; i < histories.size(); ++i) {
      const auto observer = Make({.scheme = scheme});
      for (const auto& batch : histories[i]) observer->Observe(batch);
      const auto range = observer->Result();
      ASSERT_TRUE(range.ok()) << range.status();
      EXPECT_TRUE(std::isfinite(range->min) && std::isfinite(range->max)) << i;
      EXPECT_LE(range->min, range->max) << i;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Observers, EveryKindTest, ::testing::ValuesIn(kAllKinds),
                         [](const auto& one) { return std::string(ObserverKindName(one.param)); });

TEST(PercentileObserverTest, KeepsItsPrecisionWhenTheFirstBatchWasTiny) {
  Random random(7);
  std::vector<float> values(20000);
  for (float& x : values) x = static_cast<float>(static_cast<int64_t>(random.Below(20001)) - 10000) / 10000.0f;
  for (const ActivationScheme scheme : {ActivationScheme::kAffine, ActivationScheme::kSymmetric}) {
    const Range range =
        RangeOf(ObserverKind::kPercentile, {.percentile = 90, .scheme = scheme}, {{1e-6f, -1e-6f}, values});
    EXPECT_NEAR(range.max, 0.9f, 0.02f);
    EXPECT_NEAR(range.min, -0.9f, 0.02f);
  }
}

TEST(EntropyObserverTest, ClipsOutliersEvenAfterATinyFirstBatch) {
  for (const ObservedTensor& tensor : ReadObservedTensors()) {
    if (tensor.name != "clipped_outliers") continue;
    std::vector<std::vector<float>> batches = tensor.batches;
    batches.insert(batches.begin(), {1e-5f});
    const Range range = RangeOf(ObserverKind::kEntropy, {}, batches);
    EXPECT_LT(range.max, 6.0f);
    EXPECT_GT(range.max, 2.0f);
  }
}

TEST(EdgeHistogramTest, CountsWhatTheEdgesSayAndLeavesOutTheRest) {
  EdgeHistogram histogram = EdgeHistogram::Linear({-1.0f, 1.0f}, 4);
  EXPECT_THAT(histogram.edges, ::testing::ElementsAre(-1.0f, -0.5f, 0.0f, 0.5f, 1.0f));
  CountInto({-1.0f, -0.5f, std::nextafter(-0.5f, -1.0f), 0.0f, 0.5f, 1.0f, 1.25f, -1.25f}, Magnitude::kSigned,
            histogram);
  EXPECT_THAT(histogram.counts, ::testing::ElementsAre(2, 1, 1, 2));
  CountInto({-0.75f, -0.25f, -2.0f}, Magnitude::kAbsolute, histogram);
  EXPECT_THAT(histogram.counts, ::testing::ElementsAre(2, 1, 2, 3));
}

TEST(MakeObserverTest, NamesAndKindsAreOneToOne) {
  for (const ObserverKind kind : kAllKinds) {
    const auto parsed = ParseObserverKind(ObserverKindName(kind));
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    EXPECT_EQ(*parsed, kind);
  }
}

TEST(MakeObserverTest, KnowsWhatJobsCanName) {
  for (const std::string& name : ObserverNames()) EXPECT_TRUE(ParseObserverKind(name).ok()) << name;
  EXPECT_EQ(ObserverNames().size(), std::size(kAllKinds));
}

TEST(MakeObserverTest, UnknownNameIsAnsweredWithTheKnownOnes) {
  const absl::Status status = ParseObserverKind("min_max").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(status.message(), HasSubstr("\"min_max\""));
  EXPECT_THAT(status.message(), HasSubstr("minmax, moving_average, histogram, percentile, entropy, mse"));
}

TEST(MakeObserverTest, RefusesOptionsOutsideTheirBoundsByName) {
  const double nan = std::nan("");
  const std::pair<ObserverOptions, const char*> cases[] = {{{.averaging_constant = 0}, "averaging_constant"},
                                                           {{.averaging_constant = 1.5}, "averaging_constant"},
                                                           {{.averaging_constant = nan}, "averaging_constant"},
                                                           {{.bins = 0}, "bins"},
                                                           {{.bins = 2047}, "bins"},
                                                           {{.bins = 8194}, "bins"},
                                                           {{.quantized_bins = 0}, "quantized_bins"},
                                                           {{.quantized_bins = 127}, "quantized_bins"},
                                                           {{.bins = 64, .quantized_bins = 128}, "quantized_bins"},
                                                           {{.percentile = 50}, "percentile"},
                                                           {{.percentile = 100.5}, "percentile"},
                                                           {{.percentile = nan}, "percentile"},
                                                           {{.quant_min = -1}, "range of codes"},
                                                           {{.quant_max = 256}, "range of codes"},
                                                           {{.quant_min = 10, .quant_max = 11}, "range of codes"}};
  for (const auto& [options, field] : cases) {
    const absl::Status status = MakeObserver(ObserverKind::kMinMax, options).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << field;
    EXPECT_THAT(status.message(), HasSubstr(field));
  }
}

}  // namespace
}  // namespace octavo
