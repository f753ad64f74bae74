#ifndef OCTAVO_TESTS_UNIT_RENDER_REPORT_FIXTURES_H_
#define OCTAVO_TESTS_UNIT_RENDER_REPORT_FIXTURES_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/compare/comparison.h"
#include "client/compare/stage_details.h"
#include "client/render/html_report.h"
#include "tests/unit/compare/stage_fixtures.h"

namespace octavo::client {

/// A model that was trained for two epochs, the second of which was kept.
inline StageResult TrainedBaseline() {
  StageResult stage = BaselineStage();
  stage.training = {{"best_epoch", 2},
                    {"history",
                     {{{"epoch", 1}, {"train_loss", 0.6}, {"validation_accuracy", 0.8}, {"validation_loss", 0.5}},
                      {{"epoch", 2}, {"train_loss", 0.3}, {"validation_accuracy", 0.85}, {"validation_loss", 0.4}}}}};
  stage.record["inputs"] = {{"dataset", std::string(64, 'd')}, {"model", std::string(64, 'b')}};
  stage.record["phase_seconds"] = {{"train", 200.4}, {"load", 0.4}};
  return stage;
}

inline const char* TrainingCsv() {
  return "step,epoch,loss,learning_rate,validation_accuracy,validation_loss\n1,1,0.7,1e-05,,\n2,1,0.5,5e-05,0.8,0.5\n"
         "3,2,0.35,3e-05,,\n4,2,0.25,0,0.85,0.4\n";
}

inline const char* LayersCsv() {
  return "layer,precision,scale,zero_point,quant_min,quant_max,observed_min,observed_max,smooth\n"
         "layer.0.qkv,int8,0.05,100,0,255,-4.5,7.5,true\nlayer.0.ffn_out,bf16,,,,,,,false\n";
}

/// One candidate of a search.
inline Json CandidateJson(const std::string& name, double accuracy, double latency_ms, bool on_front, bool chosen) {
  return {{"candidate", name},
          {"layers", "int8:*"},
          {"accuracy", accuracy},
          {"accuracy_drop", 0.86 - accuracy},
          {"mean_kl", 0.0005},
          {"latency_ms", latency_ms},
          {"size_bytes", 23'000'000},
          {"speedup", {{"ratio", 9 / latency_ms}, {"interval", {8.8 / latency_ms, 9.2 / latency_ms}}}},
          {"on_front", on_front},
          {"chosen", chosen}};
}

/// A stage with mixed precision that measured two layers and three candidates.
inline StageResult SearchedMixed() {
  StageResult stage = MixedStage();
  Json layers = Json::array();
  for (const char* layer : {"layer.0.qkv", "layer.0.ffn_out"}) {
    for (const char* kept : {"only_this", "all_but_this"}) {
      layers.push_back({{"layer", layer},
                        {"precision", "int8"},
                        {"kept", kept},
                        {"accuracy_difference", -0.002},
                        {"mean_kl", 0.0001 * static_cast<double>(layers.size() + 1)}});
    }
  }
  stage.record["sensitivity"] = {{"decided_on", "validation"}, {"rows", 1000}, {"layers", layers}};
  stage.record["search"] = {
      {"decided_on", "validation"},
      {"rows", 1000},
      {"reference_accuracy", 0.86},
      {"accuracy_budget", 0.005},
      {"holds_budget", true},
      {"candidates",
       {CandidateJson("all_int8", 0.85, 2.0, true, false), CandidateJson("all_fp32", 0.86, 9.0, false, false),
        CandidateJson("mixed_1", 0.86, 2.5, true, true)}}};
  return stage;
}

/// Details as ReadStageDetails() would find them; stages that train or calibrate have CSVs.
inline std::vector<StageDetails> DetailsOf(const std::vector<StageResult>& stages) {
  std::vector<StageDetails> all;
  for (const StageResult& stage : stages) {
    StageDetails& details = all.emplace_back();
    if (!stage.training.is_null()) details.training = *ParseTrainingCurve(TrainingCsv());
    if (stage.stage == "static" || stage.stage == "qat") details.layers = *ParseLayerRanges(LayersCsv());
    details.sensitivity = *ParseSensitivity(stage.record);
    details.search = *ParseSearch(stage.record);
  }
  return all;
}

/// The page of these stages, with details.
inline std::string HtmlReportOf(std::vector<StageResult> stages) {
  const Comparison comparison = *Compare(std::move(stages));
  return RenderHtmlReport(comparison, DetailsOf(comparison.stages));
}

/// Every stage with everything that a report shows.
inline std::vector<StageResult> FullStages() {
  std::vector<StageResult> stages = AllStages();
  stages[0] = TrainedBaseline();
  stages[1] = DynamicStageWithGrid(2.5);
  stages.back() = SearchedMixed();
  return stages;
}

/// A baseline and eleven variants of one stage, with long names.
inline std::vector<StageResult> TwelveVariants() {
  std::vector<OwnForm> forms;
  for (int i = 0; i < 11; ++i) {
    forms.push_back(
        {absl::StrCat("a-rather-long-name-of-a-variant-", i), 155 + i, 23'000'000 + 1'000'000 * i, 1.5 + 0.2 * i});
  }
  return {TrainedBaseline(), QuantizationStageOf("mixed", "mixed_precision", forms)};
}

/// Names that would do harm in a page that did not escape them.
inline std::vector<StageResult> HostileStages() {
  const std::string script = "\"'><script>document.title='taken'</script><img src=x onerror=alert(1)>&amp;]]>";
  StageResult baseline = TrainedBaseline();
  StageResult mixed = QuantizationStageOf("mixed", "mixed_precision", {{"<b onclick=\"x\">", 161}});
  for (StageResult* stage : {&baseline, &mixed}) {
    stage->model = script;
    stage->labels = {script, "b\xFF\x01"};
    stage->warnings = {script};
    stage->cpu_model = script;
    stage->params["model"] = script;
    stage->record["params"][script] = script;
    stage->record["environment"]["gpus"] = {script};
    stage->folder = "results/" + script;
  }
  return {baseline, mixed};
}

/// The third seed was not timed, and the fourth has no static stage.
inline Comparison FourSeeds() {
  std::vector<SeedRun> runs = {*MakeSeedRun("results", SeedStages(42, 160, 163, 3.0))};
  runs.push_back(*MakeSeedRun("results/repeats/seed-43", SeedStages(43, 170, 172, 3.2, "results/repeats/seed-43")));
  std::vector<StageResult> untimed = SeedStages(44, 150, 154, 2.8, "results/repeats/seed-44");
  untimed[1].comparisons["int8"].speedup_batch1 = {};
  runs.push_back(*MakeSeedRun("results/repeats/seed-44", untimed));
  std::vector<StageResult> partly = SeedStages(45, 164, 160, 3.0, "results/repeats/seed-45");
  partly.pop_back();
  runs.push_back(*MakeSeedRun("results/repeats/seed-45", partly));
  Comparison comparison = *Compare(SeedStages(42, 160, 163, 3.0));
  comparison.repeats = StudyRepeats(std::move(runs), {});
  return comparison;
}

/// The page of four seeds.
inline std::string HtmlReportOfRepeats() {
  const Comparison comparison = FourSeeds();
  return RenderHtmlReport(comparison, DetailsOf(comparison.stages));
}

}  // namespace octavo::client

#endif  // OCTAVO_TESTS_UNIT_RENDER_REPORT_FIXTURES_H_
