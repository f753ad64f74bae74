#include "worker/runner/job/measurement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/support/fake_engine.h"
#include "tests/support/job_folder.h"
#include "tests/support/timed_classifier.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Takes ten times as long where another one, or another number of tokens, was read just before.
class CachedClassifier final : public Classifier {
 public:
  CachedClassifier(std::string name, std::string& last, double& clock)
      : name_(std::move(name)), last_(last), clock_(clock) {
    info_.max_positions = 512;
  }
  const ModelInfo& info() const override { return info_; }
  absl::StatusOr<std::vector<float>> Logits(const TokenBatch& batch) override {
    const std::string now = absl::StrCat(name_, batch.tokens());
    clock_ += last_ == now ? 0.1 : 1;
    last_ = now;
    return std::vector<float>(static_cast<size_t>(2 * batch.size()));
  }

 private:
  const std::string name_;
  std::string& last_;
  double& clock_;
  ModelInfo info_;
};

/// Two classifiers by one clock, on a machine whose CPU use the test says.
class MeasurementTest : public ::testing::Test {
 protected:
  MeasurementTest() : events_(*EventWriter::Open(folder_.Path("events.jsonl"), wall_)) {
    timing_.now = [this] { return clock_; };
    timing_.check = [] { return absl::OkStatus(); };
    // This process keeps one CPU busy; the neighbours add their share.
    timing_.cpu = [this]() -> std::optional<CpuSeconds> { return CpuSeconds{clock_ * (1 + neighbours_), clock_}; };
    for (int32_t i = 0; i < 4; ++i) {
      test_.tokens.push_back({2, 5 + i, 3});
      test_.labels.push_back(0);
    }
  }

  Json Measure(double reference_seconds, double variant_seconds) {
    TimedClassifier fp32('a', calls_, clock_, {reference_seconds}), int8('b', calls_, clock_, {variant_seconds});
    return Measure(fp32, int8);
  }
  Json Measure(Classifier& fp32, Classifier& int8) {
    JobSpec spec;
    spec.params = {{"seed", 7},
                   {"latency_samples", samples_},
                   {"latency_repeats", 3},
                   {"eval_batch_size", 2},
                   {"latency_shapes", {"2x8"}}};
    JobContext context{spec, folder_.path(), FakeEngine(controls_), nullptr, *events_, stop_, wall_, wall_.Now()};
    Json result;
    const std::vector<Variant> variants = {{"fp32", &fp32, ""}, {"int8", &int8, ""}};
    const absl::Status status = MeasureLatency(context, variants, test_, timing_, result);
    EXPECT_TRUE(status.ok()) << status;
    return result;
  }
  std::string Warnings() const { return Json(events_->warnings()).dump(); }

  JobFolder folder_;
  FakeClock wall_;
  StopFlag stop_;
  FakeEngineControls controls_;
  std::unique_ptr<EventWriter> events_;
  std::string calls_;
  double clock_ = 0;
  double neighbours_ = 0;
  int samples_ = 4;
  TimingOptions timing_;
  EncodedRows test_;
};

TEST_F(MeasurementTest, EveryFigureIsOfAFormThatFindsItselfInTheCaches) {
  test_.tokens = {{2, 5, 3}, {2, 5, 6, 3}, {2, 5, 6, 7, 3}, {2, 5, 6, 7, 8, 3}};
  CachedClassifier fp32("a", calls_, clock_), int8("b", calls_, clock_);
  const Json result = Measure(fp32, int8);
  for (const char* variant : {"fp32", "int8"}) {
    const Json& latency = result["variants"][variant]["latency"];
    EXPECT_NEAR(latency["batch1"]["p95_ms"], 100, 1e-6);
    EXPECT_NEAR(latency["throughput"]["samples_per_second"], 20, 1e-6);
    EXPECT_NEAR(result["grid"][0][variant]["p95_ms"], 100, 1e-6);
  }
}

TEST_F(MeasurementTest, AQuietMachineIsSaidToBeQuiet) {
  const Json result = Measure(0.2, 0.1);
  EXPECT_NEAR(result["measurement"]["neighbour_cpu"].get<double>(), 0, 1e-9);
  EXPECT_THAT(events_->warnings(), IsEmpty());
}

TEST_F(MeasurementTest, OneBusyNeighbourIsSeen) {
  neighbours_ = 0.25;
  const Json result = Measure(0.2, 0.1);
  EXPECT_NEAR(result["measurement"]["neighbour_cpu"].get<double>(), 0.25, 1e-9);
  EXPECT_THAT(Warnings(), HasSubstr("busy machine: other processes used 0.25 CPUs"));
}

TEST_F(MeasurementTest, NothingIsSaidOfNeighboursWhereTheSystemSaysNothing) {
  timing_.cpu = [] { return std::nullopt; };
  EXPECT_TRUE(Measure(0.2, 0.1)["measurement"]["neighbour_cpu"].is_null());
  EXPECT_THAT(events_->warnings(), IsEmpty());
}

TEST_F(MeasurementTest, AShapeAtWhichTheVariantIsSlowerIsNamed) {
  Measure(0.1, 0.2);
  EXPECT_THAT(Warnings(), HasSubstr("at 2x8 int8 is slower than fp32: 0.50 times its speed"));
}

TEST_F(MeasurementTest, ThroughputIsThatOfTheMedianRunAndAgreesWithItsSpeedUp) {
  const Json result = Measure(0.2, 0.1);
  const auto rate = [&](const char* variant) {
    return result["variants"][variant]["latency"]["throughput"]["samples_per_second"].get<double>();
  };
  EXPECT_NEAR(rate("fp32"), 10, 1e-9);
  EXPECT_NEAR(rate("int8") / rate("fp32"), result["comparison"]["int8"]["speedup"]["throughput"]["ratio"], 1e-9);
}

TEST_F(MeasurementTest, TheNinetyNinthPercentileNeedsAHundredRuns) {
  EXPECT_TRUE(Measure(0.2, 0.1)["variants"]["fp32"]["latency"]["batch1"]["p99_ms"].is_null());
  samples_ = 100;
  while (test_.size() < 100) {
    test_.tokens.push_back({2, 5, 3});
    test_.labels.push_back(0);
  }
  EXPECT_NEAR(Measure(0.2, 0.1)["variants"]["fp32"]["latency"]["batch1"]["p99_ms"], 200, 1e-6);
}

}  // namespace
}  // namespace octavo
