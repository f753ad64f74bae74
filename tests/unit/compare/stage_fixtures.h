#ifndef OCTAVO_TESTS_UNIT_COMPARE_STAGE_FIXTURES_H_
#define OCTAVO_TESTS_UNIT_COMPARE_STAGE_FIXTURES_H_

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/compare/stage_result.h"
#include "common/json.h"

namespace octavo::client {

/// A variant's figures as docs/results-format.md writes them.
inline Json VariantJson(double accuracy, int64_t rows, int64_t size_bytes, double p50_ms) {
  return {
      {"compute", {{"kernels", "test"}}},
      {"evaluation",
       {{"rows", rows}, {"accuracy", accuracy}, {"macro_f1", accuracy}, {"loss", 0.3}, {"calibration_error", 0.05}}},
      {"latency",
       {{"batch1",
         {{"samples", 20},
          {"p50_ms", p50_ms},
          {"p95_ms", p50_ms * 1.2},
          {"p99_ms", p50_ms * 1.4},
          {"mean_ms", p50_ms * 1.05},
          {"mean_tokens", 24.0}}},
        {"throughput", {{"batch_size", 32}, {"samples_per_second", 1000 / p50_ms}}}}},
      {"size_bytes", size_bytes},
      {"load", {{"cold_seconds", 0.5}, {"peak_memory_bytes", 1000}}}};
}

inline Json RecordJson(const std::string& kind, int64_t rows) {
  return {{"schema", "octavo.result/1"},
          {"kind", kind},
          {"model", {{"name", "minilm-l6"}, {"architecture", "bert"}, {"labels", {"negative", "positive"}}}},
          {"dataset",
           {{"name", "movie-sentences"},
            {"seed", 42},
            {"splits", {{"train", 8000}, {"validation", 1000}, {"test", rows}}},
            {"notes", Json::array()}}},
          {"params",
           {{"model", "minilm-l6"},
            {"dataset", "movie-sentences"},
            {"epochs", 3},
            {"batch_size", 32},
            {"learning_rate", 5e-5},
            {"seed", 42}}},
          {"max_length", 256},
          {"environment",
           {{"device_class", "x86_64-avx2"},
            {"cpu_model", "Test CPU"},
            {"threads", 2},
            {"octavo_version", "0.1.0"},
            {"libtorch_version", "2.13.0"}}},
          {"started_at", "2026-11-23T14:04:05Z"},
          {"wall_seconds", 61.2},
          {"peak_memory_bytes", 812000000},
          {"warnings", Json::array()}};
}

/// `rows` predictions with alternating labels of which the first `wrong` are wrong.
inline std::vector<Prediction> MakePredictions(int rows, int wrong) {
  std::vector<Prediction> predictions;
  for (int i = 0; i < rows; ++i)
    predictions.push_back({absl::StrCat("test:", i), i % 2, i < wrong ? 1 - i % 2 : i % 2});
  return predictions;
}

inline StageResult BaselineStage(int rows = 1000, int wrong = 160) {
  Json json = RecordJson("baseline", rows);
  json["variants"]["fp32"] = VariantJson(1 - static_cast<double>(wrong) / rows, rows, 90'868'376, 6.0);
  StageResult stage = *ParseStageResult("baseline", json);
  stage.folder = "results/baseline";
  stage.predictions["fp32"] = MakePredictions(rows, wrong);
  return stage;
}

/// A shape of the latency grid.
inline Json GridJson(const std::string& shape, double fp32_ms, double int8_ms) {
  const double ratio = fp32_ms / int8_ms;
  return {{"shape", shape},
          {"batch", 1},
          {"tokens", 16},
          {"fp32", {{"p50_ms", fp32_ms}, {"p95_ms", fp32_ms}, {"runs", 20}, {"gflops", 160.25}}},
          {"int8", {{"p50_ms", int8_ms}, {"p95_ms", int8_ms}, {"runs", 20}, {"gflops", 160.25 * ratio}}},
          {"speedup", {{"int8", {{"ratio", ratio}, {"interval", {ratio - 0.05, ratio + 0.05}}}}}}};
}

inline Json MeasurementJson() {
  return {{"load_average_before", 0.1},
          {"load_average_after", 1.9},
          {"neighbour_cpu", 0.25},
          {"gemm_peak_gflops", {{"fp32", 300.4}, {"int8", 1350.0}}},
          {"fp32_share_of_peak", {{"shape", "32x32"}, {"gflops", 190.0}, {"share", 0.63}}},
          {"credible", true}};
}

inline Json DynamicJson(int rows, int wrong) {
  Json json = RecordJson("dynamic", rows);
  json["variants"]["fp32"] = VariantJson(0.84, rows, 90'868'376, 5.5);
  json["variants"]["int8"] = VariantJson(1 - static_cast<double>(wrong) / rows, rows, 23'100'000, 2.0);
  json["comparison"]["int8"] = {{"reference", "fp32"},
                                {"mean_kl", 0.001},
                                {"speedup",
                                 {{"batch1", {{"ratio", 2.75}, {"interval", {2.6, 2.9}}}},
                                  {"throughput", {{"ratio", 3.1}, {"interval", {3.0, 3.2}}}}}}};
  return json;
}

inline StageResult DynamicStageOf(const Json& json, int rows, int wrong) {
  StageResult stage = *ParseStageResult("dynamic", json);
  stage.folder = "results/dynamic_quant";
  stage.predictions["int8"] = MakePredictions(rows, wrong);
  return stage;
}

inline StageResult DynamicStage(int rows = 1000, int wrong = 161) {
  return DynamicStageOf(DynamicJson(rows, wrong), rows, wrong);
}

/// With a latency grid of two shapes, at the first of which INT8 takes `small_ms` and FP32 2 ms.
inline StageResult DynamicStageWithGrid(double small_ms) {
  Json json = DynamicJson(1000, 161);
  json["grid"] = {GridJson("1x16", 2.0, small_ms), GridJson("32x32", 40.0, 12.5)};
  json["measurement"] = MeasurementJson();
  return DynamicStageOf(json, 1000, 161);
}

/// A form of the baseline's model that a stage made, as `speedup` times as fast.
struct OwnForm {
  std::string name;
  int wrong = 161;
  int64_t size_bytes = 23'100'000;
  double speedup = 2;
};

/// Results of a stage with those own variants, and of its reference, which answers as BaselineStage(rows) does.
inline Json QuantizationJson(const std::string& kind, const std::vector<OwnForm>& forms, int rows = 1000) {
  Json json = RecordJson(kind, rows);
  json["variants"]["fp32"] = VariantJson(0.84, rows, 90'868'376, 5.0);
  for (const OwnForm& form : forms) {
    json["own_variants"].push_back(form.name);
    json["evaluation_files"][form.name] =
        forms.size() == 1 ? "evaluation_results.csv" : absl::StrCat("evaluation_results_", form.name, ".csv");
    json["variants"][form.name] =
        VariantJson(1 - static_cast<double>(form.wrong) / rows, rows, form.size_bytes, 5.0 / form.speedup);
    json["comparison"][form.name] = {
        {"reference", "fp32"},
        {"speedup", {{"batch1", {{"ratio", form.speedup}, {"interval", {form.speedup - 0.1, form.speedup + 0.1}}}}}}};
  }
  return json;
}

inline StageResult QuantizationStageOf(const std::string& kind, const std::string& folder,
                                       const std::vector<OwnForm>& forms, int rows = 1000) {
  StageResult stage = *ParseStageResult(kind, QuantizationJson(kind, forms, rows));
  stage.folder = "results/" + folder;
  const std::vector<Prediction> before = MakePredictions(rows, 160);
  for (const OwnForm& form : forms) {
    stage.predictions[form.name] = MakePredictions(rows, form.wrong);
    for (size_t i = 0; i < before.size(); ++i) stage.predictions[form.name][i].reference = before[i].predicted;
  }
  return stage;
}

inline StageResult MixedStage() {
  return QuantizationStageOf("mixed", "mixed_precision",
                             {{"int8", 175, 23'000'000, 2.6},
                              {"fp16", 160, 45'500'000, 1.1},
                              {"bf16", 163, 45'500'000, 1.2},
                              {"mixed", 161, 29'000'000, 2.2}});
}

/// Every stage there is: eight rows.
inline std::vector<StageResult> AllStages() {
  StageResult qat = QuantizationStageOf("qat", "qat", {{"qat", 158, 23'000'000, 2.8}});
  qat.variants["static"] = qat.variants["qat"];
  qat.inputs = {{"model", ""}, {"dataset", ""}, {"static", ""}};
  return {BaselineStage(), DynamicStage(),
          QuantizationStageOf("static", "static_quant", {{"int8", 164, 23'000'000, 3.0}}), qat, MixedStage()};
}

/// The pipeline with another training seed on the same split: a baseline with so many wrong answers, and the INT8 form
/// of a quantization stage of that kind.
inline std::vector<StageResult> SeedStages(int64_t seed, int baseline_wrong, int int8_wrong, double speedup = 3.0,
                                           const std::string& results = "results") {
  std::vector<StageResult> stages = {
      BaselineStage(1000, baseline_wrong),
      QuantizationStageOf("static", "static_quant", {{"int8", int8_wrong, 23'000'000, speedup}})};
  const std::vector<Prediction> before = MakePredictions(1000, baseline_wrong);
  for (size_t i = 0; i < before.size(); ++i) stages[1].predictions["int8"][i].reference = before[i].predicted;
  stages[1].variants["fp32"].accuracy = stages[0].variants["fp32"].accuracy;
  for (StageResult& stage : stages) {
    stage.folder = results + stage.folder.substr(stage.folder.find('/'));
    stage.params["seed"] = seed;
    stage.training_seed = seed;
    if (seed != stage.seed && stage.stage == "baseline") stage.params["split_seed"] = stage.seed;
  }
  return stages;
}

}  // namespace octavo::client

#endif  // OCTAVO_TESTS_UNIT_COMPARE_STAGE_FIXTURES_H_
