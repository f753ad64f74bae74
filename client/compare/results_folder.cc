#include "client/compare/results_folder.h"

#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "client/compare/repeat_study.h"
#include "client/compare/result_fields.h"
#include "client/compare/seed_run.h"
#include "client/compare/stage_folders.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace fs = std::filesystem;
namespace {

constexpr absl::string_view kRepeats = "/repeats", kSeed = "seed-";

/// The stages that were run, the baseline first.
absl::StatusOr<std::vector<StageResult>> ReadStages(const std::string& results) {
  std::vector<StageResult> stages;
  for (const StageFolder& known : StageFolders()) {
    absl::StatusOr<StageResult> stage = ReadStageFolder(known.stage, absl::StrCat(results, "/", known.folder));
    if (absl::IsNotFound(stage.status())) continue;
    OCTAVO_RETURN_IF_ERROR(stage.status());
    stages.push_back(*std::move(stage));
  }
  return stages;
}

/// The seeds of the further runs, ascending.
std::vector<int64_t> RepeatedSeeds(const std::string& results) {
  std::vector<int64_t> seeds;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(absl::StrCat(results, kRepeats), ignored)) {
    const std::string name = entry.path().filename().string();
    absl::string_view number = name;
    int64_t seed = 0;
    if (absl::ConsumePrefix(&number, kSeed) && absl::SimpleAtoi(number, &seed) && entry.is_directory(ignored))
      seeds.push_back(seed);
  }
  std::sort(seeds.begin(), seeds.end());
  return seeds;
}

absl::StatusOr<SeedRun> ReadSeedRun(const std::string& folder) {
  OCTAVO_ASSIGN_OR_RETURN(std::vector<StageResult> stages, ReadStages(folder));
  return MakeSeedRun(folder, std::move(stages));
}

}  // namespace

std::string RepeatFolder(const std::string& results, int64_t seed) {
  return absl::StrCat(results, kRepeats, "/", kSeed, seed);
}

bool IsStageFolder(const std::string& folder) {
  std::error_code ignored;
  return fs::is_regular_file(folder + "/metrics.json", ignored) ||
         fs::is_regular_file(folder + "/results.json", ignored);
}

absl::StatusOr<Comparison> CompareStageFolder(const std::string& folder) {
  OCTAVO_ASSIGN_OR_RETURN(StageResult stage, ReadStageFolder("", folder));
  OCTAVO_RETURN_IF_ERROR(Read(stage.record, "kind", &stage.stage));
  if (stage.stage == "baseline") return Compare({std::move(stage)});
  return CompareWithin(stage);
}

absl::StatusOr<Comparison> CompareFolder(const std::string& results) {
  OCTAVO_ASSIGN_OR_RETURN(std::vector<StageResult> stages, ReadStages(results));
  OCTAVO_ASSIGN_OR_RETURN(Comparison comparison, Compare(std::move(stages)));
  const std::vector<int64_t> seeds = RepeatedSeeds(results);
  if (seeds.empty()) return comparison;
  std::vector<SeedRun> runs;
  std::vector<std::string> problems;
  OCTAVO_ASSIGN_OR_RETURN(runs.emplace_back(), MakeSeedRun(results, comparison.stages));
  for (const int64_t seed : seeds) {
    const std::string folder = RepeatFolder(results, seed);
    absl::StatusOr<SeedRun> run = ReadSeedRun(folder);
    if (run.ok()) {
      runs.push_back(*std::move(run));
    } else {
      problems.push_back(absl::StrCat(folder, ": ", run.status().message(), "."));
    }
  }
  comparison.repeats = StudyRepeats(std::move(runs), std::move(problems));
  return comparison;
}

}  // namespace octavo::client
