#include "gmock/gmock.h"
#include "tests/unit/engine/bert_fixture.h"
#include "worker/runner/engine/gemm_rates.h"

namespace octavo {
namespace {

TEST(EngineSetupTest, RefusesZeroThreadsAndUnknownDevices) {
  EngineOptions options;
  options.threads = 0;
  EXPECT_EQ(InitializeEngine(options).code(), absl::StatusCode::kInvalidArgument);
  options.threads = 1;
  options.device = "abacus";
  EXPECT_EQ(InitializeEngine(options).code(), absl::StatusCode::kUnimplemented);
}

TEST(EngineSetupTest, FindsEveryOperatorThatTheEngineCalls) {
  StartEngine();
  const auto probe = ProbeEngine();
  ASSERT_TRUE(probe.ok()) << probe.status();
  EXPECT_THAT(probe->missing_operators, ::testing::IsEmpty());
  EXPECT_THAT(probe->torch_version, ::testing::StartsWith("2."));
}

TEST(EngineSetupTest, MeasuresAPeakOfEveryTypeThatTheMachineHas) {
  StartEngine();
  const auto probe = ProbeEngine();
  ASSERT_TRUE(probe.ok()) << probe.status();
  for (const ComputeType type : {ComputeType::kFp32, ComputeType::kBf16, ComputeType::kFp16, ComputeType::kInt8}) {
    const bool native = type == ComputeType::kBf16 ? probe->bf16 : type != ComputeType::kFp16 || probe->fp16;
    const auto peak = MeasureGemmPeak(type);
    if (native) {
      ASSERT_TRUE(peak.ok()) << peak.status();
      EXPECT_GT(*peak, 1.0) << ComputeTypeName(type);
      RecordProperty(ComputeTypeName(type), std::to_string(*peak));
    } else {
      EXPECT_EQ(peak.status().code(), absl::StatusCode::kUnimplemented);
    }
  }
}

TEST(EngineSetupTest, RatesOfAPeakAreInOrder) {
  StartEngine();
  const auto rates = MeasureGemmRates(ComputeType::kFp32);
  ASSERT_TRUE(rates.ok()) << rates.status();
  EXPECT_GT(rates->worst, 0);
  EXPECT_LE(rates->worst, rates->median);
  EXPECT_LE(rates->median, rates->best);
  EXPECT_GE(rates->runs, 3);
}

}  // namespace
}  // namespace octavo
