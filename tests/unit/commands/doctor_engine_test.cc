#include "client/commands/doctor_engine.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using testing::AllOf;
using testing::HasSubstr;

Json Probe() {
  return {{"libtorch_version", "2.13.0"},
          {"cpu_model", "A CPU"},
          {"device_class", "x86_64-amx_int8"},
          {"isa", {"avx2", "avx512f", "avx512_vnni", "amx_int8"}},
          {"int8_kernels", "amx"},
          {"bf16", true},
          {"cuda_devices", Json::array()},
          {"missing_operators", Json::array()}};
}

Json Rates(double best, double median) {
  return {{"best", best}, {"median", median}, {"worst", median / 2}, {"runs", 8}};
}

Json Measured(Json fp32, Json int8) {
  Json probe = Probe();
  probe["threads"] = 2;
  probe["gemm_peak"] = {{"fp32", fp32}, {"bf16", nullptr}, {"fp16", nullptr}, {"int8", int8}};
  return probe;
}

Finding Named(const std::vector<Finding>& findings, const std::string& name) {
  for (const Finding& finding : findings) {
    if (finding.name == name) return finding;
  }
  ADD_FAILURE() << "no finding " << name;
  return {};
}

TEST(JudgeEngineTest, AMachineWithFastInt8IsInOrder) {
  for (const Finding& finding : JudgeEngine(Probe(), "")) {
    EXPECT_EQ(finding.health, Health::kOk) << finding.name << ": " << finding.detail;
    EXPECT_TRUE(finding.remedy.empty()) << finding.name;
  }
  EXPECT_THAT(Named(JudgeEngine(Probe(), ""), "instruction sets").detail, HasSubstr("avx512_vnni amx_int8"));
}

TEST(JudgeEngineTest, WarnsWhereInt8IsNotFast) {
  Json probe = Probe();
  probe["int8_kernels"] = "avx2";
  const Finding sets = Named(JudgeEngine(probe, ""), "instruction sets");
  EXPECT_EQ(sets.health, Health::kWarning);
  EXPECT_THAT(sets.remedy, HasSubstr("AVX-512 VNNI or AMX"));
}

TEST(JudgeEngineTest, SaysWhyThereIsNoCuda) {
  EXPECT_THAT(Named(JudgeEngine(Probe(), ""), "CUDA").detail, HasSubstr("no NVIDIA driver"));
  const Finding driver = Named(JudgeEngine(Probe(), "550.54\n"), "CUDA");
  EXPECT_EQ(driver.health, Health::kWarning);
  EXPECT_THAT(driver.detail, AllOf(HasSubstr("driver 550.54 is here"), HasSubstr("computes on CPUs alone")));
  Json probe = Probe();
  probe["cuda_devices"] = {"H100", "H100"};
  EXPECT_EQ(Named(JudgeEngine(probe, "550.54"), "CUDA").detail, "H100, H100");
}

TEST(JudgeEngineTest, NamesMissingOperators) {
  Json probe = Probe();
  probe["missing_operators"] = {"aten::a", "aten::b"};
  const Finding operators = Named(JudgeEngine(probe, ""), "operators");
  EXPECT_EQ(operators.health, Health::kWarning);
  EXPECT_THAT(operators.detail, HasSubstr("aten::a aten::b"));
}

TEST(JudgeEngineTest, FieldsOfAnotherTypeReadAsAbsent) {
  const Json odd = {{"libtorch_version", 2}, {"isa", "avx2"}, {"int8_kernels", nullptr}, {"cuda_devices", {1}}};
  EXPECT_THAT(Named(JudgeEngine(odd, ""), "instruction sets").detail, HasSubstr("INT8 kernels: unknown"));
  EXPECT_TRUE(JudgePeaks({{"gemm_peak", 3}}).empty());
}

TEST(JudgePeaksTest, NothingWasMeasuredQuickly) { EXPECT_TRUE(JudgePeaks(Probe()).empty()); }

TEST(JudgePeaksTest, NumbersAreNumbers) {
  const std::vector<Finding> findings = JudgePeaks(Measured(Rates(200, 190), Rates(800, 790)));
  const Finding fp32 = Named(findings, "peak fp32");
  EXPECT_EQ(fp32.health, Health::kOk);
  EXPECT_EQ(fp32.detail, "200 GFLOP/s (median 190, worst 95 of 8 runs; 2 threads)");
  EXPECT_EQ(
      fp32.figures,
      (Json{{"best", 200.0}, {"median", 190.0}, {"worst", 95.0}, {"runs", 8}, {"threads", 2}, {"unit", "GFLOP/s"}}));
  EXPECT_EQ(Named(findings, "peak int8").figures["unit"], "GOP/s");
}

TEST(JudgePeaksTest, AnUnsteadyMachineIsAWarning) {
  const Finding fp32 = Named(JudgePeaks(Measured(Rates(200, 150), nullptr)), "peak fp32");
  EXPECT_EQ(fp32.health, Health::kWarning);
  EXPECT_THAT(fp32.remedy, HasSubstr("quiet machine"));
}

TEST(JudgePeaksTest, SaysWhatComputesInstead) {
  const std::vector<Finding> findings = JudgePeaks(Measured(Rates(200, 190), nullptr));
  EXPECT_THAT(Named(findings, "peak fp16").detail, HasSubstr("compute in bf16"));
  EXPECT_THAT(Named(findings, "peak bf16").detail, HasSubstr("compute in fp32"));
  EXPECT_THAT(Named(findings, "peak int8").detail, HasSubstr("not measured"));
  EXPECT_TRUE(Named(findings, "peak int8").figures.is_null());
}

// 12 layers of 4·768² + 2·768·3072 weights: 169.9 MFLOP a token, 21.74 GFLOP for 128 of them.
TEST(JudgePeaksTest, TheEstimateFollowsFromThePeakAndTheModelsWork) {
  const Finding expect = Named(JudgePeaks(Measured(Rates(217.5, 217), Rates(2175, 2175))), "expect");
  EXPECT_THAT(expect.detail, AllOf(HasSubstr("estimate"), HasSubstr("BERT-base fp32 10, int8 100")));
}

}  // namespace
}  // namespace octavo::client
