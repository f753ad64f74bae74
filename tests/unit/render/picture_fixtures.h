#ifndef OCTAVO_TESTS_UNIT_RENDER_PICTURE_FIXTURES_H_
#define OCTAVO_TESTS_UNIT_RENDER_PICTURE_FIXTURES_H_

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/compare/comparison.h"
#include "tests/unit/compare/stage_fixtures.h"
#include "tests/unit/render/report_fixtures.h"

namespace octavo::client {

/// Results that pictures and reports have to cope with, and what a file of them is called.
struct PictureCase {
  std::string name;
  std::vector<StageResult> stages;
};

inline std::vector<StageResult> WithoutTimes(std::vector<StageResult> stages) {
  for (StageResult& stage : stages) {
    for (auto& [name, figures] : stage.variants) figures.latency = {}, figures.throughput = {};
    for (auto& [name, compared] : stage.comparisons) compared.speedup_batch1 = {}, compared.speedup_throughput = {};
  }
  return stages;
}

/// Times that are no numbers, of one variant.
inline std::vector<StageResult> WithNanLatency() {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  std::vector<StageResult> stages = AllStages();
  stages[1].variants["int8"].latency->p50_ms = kNan;
  stages[1].variants["int8"].throughput->samples_per_second = kNan;
  stages[1].comparisons["int8"].speedup_batch1->ratio = kNan;
  return stages;
}

/// Names of many scripts, one of which no font of most machines has, bytes that are no text, and what gnuplot and
/// Markdown would take for commands.
inline std::vector<StageResult> UnicodeStages() {
  const std::vector<std::string> names = {
      "größer-naïve-Модель-ελληνικά",           "模型-量化-八位整数", "🙂-emoji", "עברית-نص", "b\xFF\x01roken",
      "it's {a}_b^c @x $HOME `ls` \"q\" %d \\n"};
  std::vector<OwnForm> forms;
  for (size_t i = 0; i < names.size(); ++i) {
    forms.push_back({names[i], 150 + 4 * static_cast<int>(i), 23'000'000 + 4'000'000 * static_cast<int64_t>(i),
                     1.5 + 0.3 * static_cast<double>(i)});
  }
  std::vector<StageResult> stages = {BaselineStage(), QuantizationStageOf("mixed", "mixed_precision", forms)};
  for (StageResult& stage : stages) stage.model = "модель-模型-modèle";
  return stages;
}

/// Twelve variants with names that begin and end alike and are longer than any column.
inline std::vector<StageResult> LongNames() {
  const std::string name = "organisation.a-very-long-name-of-a-variant-that-goes-on-and-on-until-no-column-can-hold-it";
  std::vector<OwnForm> forms;
  for (int i = 0; i < 11; ++i) {
    forms.push_back({absl::StrCat(name, "-", i, "-of-the-same-family-of-very-long-names"), 155 + i,
                     23'000'000 + 1'000'000 * i, 1.5 + 0.2 * i});
  }
  std::vector<StageResult> stages = {BaselineStage(), QuantizationStageOf("mixed", "mixed_precision", forms)};
  for (StageResult& stage : stages) stage.model = absl::StrCat(name, "/", name, "/", name);
  return stages;
}

/// Eleven variants that are equal in everything, so that their points lie on one place.
inline std::vector<StageResult> EqualVariants() {
  std::vector<OwnForm> forms;
  for (int i = 0; i < 11; ++i) forms.push_back({absl::StrCat("twin-", i)});
  return {BaselineStage(), QuantizationStageOf("mixed", "mixed_precision", forms)};
}

/// Stages of which each is refused for another reason: device class, threads, split, data set.
inline std::vector<StageResult> RefusedStages() {
  std::vector<StageResult> stages = AllStages();
  stages[1].device_class = "cuda:NVIDIA H200";
  stages[2].threads = 4;
  stages[3].seed = 7;
  stages[4].dataset = "another-data-set";
  return stages;
}

/// Everything right, on very few texts: intervals that reach the end of the axis.
inline std::vector<StageResult> PerfectStages() {
  StageResult baseline = BaselineStage(8, 0);
  StageResult mixed = QuantizationStageOf("mixed", "mixed_precision", {{"int8", 2}}, 8);
  for (Prediction& row : mixed.predictions["int8"]) row.reference = row.label;
  mixed.variants["fp32"].accuracy = 1;
  return {baseline, mixed};
}

inline std::vector<PictureCase> PictureCases() {
  return {{"one", {BaselineStage()}},
          {"two", {BaselineStage(), DynamicStage()}},
          {"all", AllStages()},
          {"twelve", TwelveVariants()},
          {"missing", {BaselineStage(), MixedStage()}},
          {"nan", WithNanLatency()},
          {"untimed", WithoutTimes(AllStages())},
          {"unicode", UnicodeStages()},
          {"long", LongNames()},
          {"equal", EqualVariants()},
          {"refused", RefusedStages()},
          {"perfect", PerfectStages()}};
}

}  // namespace octavo::client

#endif  // OCTAVO_TESTS_UNIT_RENDER_PICTURE_FIXTURES_H_
