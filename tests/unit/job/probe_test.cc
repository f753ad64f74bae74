#include "worker/runner/job/probe.h"

#include "gtest/gtest.h"
#include "tests/support/fake_engine.h"

namespace octavo {
namespace {

TEST(ProbeTest, MeasuresNothingUnlessAsked) {
  FakeEngineControls controls;
  const absl::StatusOr<Json> probe = Probe(FakeEngine(controls), /*peak=*/false);
  ASSERT_TRUE(probe.ok()) << probe.status();
  EXPECT_EQ(probe->at("int8_kernels"), "avx2");
  EXPECT_FALSE(probe->contains("gemm_peak"));
}

TEST(ProbeTest, TellsThePeakOfEachTypeWithItsSpread) {
  FakeEngineControls controls;
  controls.int8_gemm_peak = absl::UnimplementedError("no fast int8 GEMM");
  const absl::StatusOr<Json> probe = Probe(FakeEngine(controls), /*peak=*/true);
  ASSERT_TRUE(probe.ok()) << probe.status();
  EXPECT_EQ(probe->at("gemm_peak").at("fp32"), (Json{{"best", 100.0}, {"median", 90.0}, {"worst", 50.0}, {"runs", 8}}));
  EXPECT_EQ(probe->at("gemm_peak").size(), 4u);
  EXPECT_TRUE(probe->at("gemm_peak").at("int8").is_null());
  EXPECT_EQ(probe->at("threads"), probe->at("cpus"));
}

TEST(ProbeTest, AFailingMeasurementIsAnError) {
  FakeEngineControls controls;
  controls.int8_gemm_peak = absl::InternalError("broken");
  EXPECT_EQ(Probe(FakeEngine(controls), /*peak=*/true).status().code(), absl::StatusCode::kInternal);
}

}  // namespace
}  // namespace octavo
