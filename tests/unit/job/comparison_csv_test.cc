#include "worker/runner/job/comparison_csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace octavo {
namespace {

using ::testing::HasSubstr;

Json TimedResult() {
  return Json::parse(R"({
    "variants": {
      "bf16": {"evaluation": {"accuracy": 0.875, "macro_f1": 0.86, "loss": 0.41, "calibration_error": 0.05},
               "size_bytes": 500},
      "fp32": {"evaluation": {"accuracy": 0.9, "macro_f1": 0.89, "loss": 0.25, "calibration_error": 0.03},
               "size_bytes": 1000,
               "latency": {"batch1": {"p50_ms": 2.5, "p95_ms": 3}, "throughput": {"samples_per_second": 400}}}},
    "comparison": {
      "bf16": {"accuracy_difference": -0.025, "accuracy_difference_interval": [-0.05, 0], "mcnemar_p": null,
               "compression_ratio": 2, "speedup": {"batch1": {"ratio": 1.5, "interval": [1.25, 1.75]}}}}})");
}

TEST(FormatComparisonCsvTest, TheReferenceComesFirstAndWhatIsMissingIsEmpty) {
  EXPECT_EQ(FormatComparisonCsv(TimedResult()),
            "variant,accuracy,accuracy_difference,interval_low,interval_high,mcnemar_p,macro_f1,loss,calibration_error,"
            "size_bytes,compression_ratio,p50_ms,p95_ms,throughput,speedup_batch1,speedup_low,speedup_high\n"
            "fp32,0.9,,,,,0.89,0.25,0.03,1000,,2.5,3,400,,,\n"
            "bf16,0.875,-0.025,-0.05,0,,0.86,0.41,0.05,500,2,,,,1.5,1.25,1.75\n");
}

TEST(FormatComparisonCsvTest, AReferenceAloneNeedsNoComparison) {
  Json result = TimedResult();
  result.erase("comparison");
  result["variants"].erase("bf16");
  EXPECT_THAT(FormatComparisonCsv(result), HasSubstr("speedup_high\nfp32,0.9,"));
}

TEST(FormatLayersCsvTest, OnlyFixedCodesAreTold) {
  QuantizedLayer fixed;
  fixed.name = "layer.0.qkv";
  fixed.fixed_codes = true;
  fixed.scale = 0.1F;
  fixed.zero_point = 128;
  fixed.lowest = 1;
  fixed.highest = 255;
  fixed.observed_min = -12.5F;
  fixed.observed_max = 12.7F;
  fixed.smooth = true;
  QuantizedLayer dynamic, kept;
  dynamic.name = "layer.0.ffn_in";
  kept.name = "pooler";
  kept.type = ComputeType::kFp32;
  EXPECT_EQ(FormatLayersCsv({fixed, dynamic, kept}),
            "layer,precision,scale,zero_point,quant_min,quant_max,observed_min,observed_max,smooth\n"
            "layer.0.qkv,int8,0.100000001,128,1,255,-12.5,12.6999998,true\n"
            "layer.0.ffn_in,int8,,,,,,,\n"
            "pooler,fp32,,,,,,,\n");
}

}  // namespace
}  // namespace octavo
