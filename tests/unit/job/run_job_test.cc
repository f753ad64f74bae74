#include "worker/runner/job/run_job.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <new>
#include <optional>

#include "absl/strings/str_cat.h"
#include "tests/support/fake_engine.h"
#include "tests/support/job_folder.h"
#include "worker/runner/job/environment.h"
#include "worker/runner/job/probe.h"

namespace octavo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class RunJobTest : public ::testing::Test {
 protected:
  RunnerExit Run() {
    StopFlag stop;
    RunJobOptions options{folder_.path(), FakeEngine(controls_), stop};
    options.measure_open_cost = [this, &stop](const std::string& path, int) -> absl::StatusOr<OpenCost> {
      opened_.push_back("measured " + std::filesystem::path(path).filename().string());
      if (stop_while_measuring_) {
        stop.Request();
        return absl::InternalError("opening it in a process of its own ended with signal 15");
      }
      return OpenCost{cold_seconds_, 0.25, 1000};
    };
    options.engine.load_classifier = [this, load = options.engine.load_classifier](const LoadOptions& load_options) {
      opened_.push_back("loaded " + std::filesystem::path(load_options.path).filename().string());
      return load(load_options);
    };
    return RunJob(options);
  }
  /// A trained model and its data set as inputs.
  void Train() {
    folder_.WriteTinyModel();
    folder_.WriteSentences(100);
    folder_.WriteTrainingSpec({{"latency_samples", 5}, {"latency_repeats", 3}});
    ASSERT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
    folder_.UseTrainedModel();
  }
  /// Trains, gives the model's labels these names and quantizes it.
  Json QuantizeWithLabels(const std::string& first, const std::string& second) {
    Train();
    Json config = folder_.ReadJson("inputs/model/config.json");
    config["id2label"] = {{"0", first}, {"1", second}};
    config.erase("label2id");
    folder_.Write("inputs/model/config.json", DumpJson(config));
    folder_.WriteSpec("dynamic", {{"latency_samples", 0}});
    EXPECT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
    return folder_.ReadJson("outputs/results.json");
  }
  void ExpectFailure(const std::string& reason, const std::string& message) {
    EXPECT_EQ(Run(), RunnerExit::kFailed);
    const Json report = folder_.ReadJson("report.json");
    EXPECT_EQ(report["outcome"], "failed");
    EXPECT_EQ(report["reason"], reason);
    EXPECT_THAT(report["message"].get<std::string>(), HasSubstr(message));
    EXPECT_EQ(report["job_id"], "j1");
  }

  JobFolder folder_;
  FakeEngineControls controls_;
  std::optional<double> cold_seconds_ = 0.5;  // what the measurement of every model's opening gives
  bool stop_while_measuring_ = false;
  std::vector<std::string> opened_;  // in the order of time
};

TEST_F(RunJobTest, BaselineTimesItsModel) {
  Train();
  const Json fp32 = folder_.ReadJson("outputs/metrics.json")["variants"]["fp32"];
  EXPECT_EQ(fp32["latency"]["batch1"]["samples"], 5);
  EXPECT_GT(fp32["latency"]["batch1"]["p50_ms"], 0);
  EXPECT_EQ(fp32["latency"]["throughput"]["batch_size"], 32);
  EXPECT_EQ(fp32["load"]["cold_seconds"], 0.5);
  EXPECT_EQ(fp32["files"], (Json{"config.json", "model.safetensors"}));
}

TEST_F(RunJobTest, AModelIsNotTrainedOnAnotherCutOfItsOwnDataSet) {
  Train();
  std::filesystem::remove_all(folder_.Path("work"));
  Json params = {{"dataset", "local"}, {"learning_rate", 0.05}, {"seed", 8}, {"latency_samples", 0}};
  folder_.WriteSpec("baseline", params);
  ExpectFailure("BAD_SPEC", "split_seed (by default the seed): 8, but the model was trained on local cut by seed 7");
  EXPECT_THAT(folder_.ReadJson("report.json")["message"].get<std::string>(), HasSubstr("give --split_seed 7"));
  params["split_seed"] = 7;
  params["train_samples"] = 20;  // of the same cut
  folder_.WriteSpec("baseline", params);
  EXPECT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
}

TEST_F(RunJobTest, APublishedTestPartIsTheSameForEverySeed) {
  Train();
  std::filesystem::remove_all(folder_.Path("work"));
  std::filesystem::remove_all(folder_.Path("inputs/dataset"));
  folder_.WriteSentences(60, "inputs/dataset/train.csv");
  folder_.WriteSentences(10, "inputs/dataset/test.csv");
  folder_.WriteSpec("baseline", {{"dataset", "local"}, {"learning_rate", 0.05}, {"seed", 8}, {"latency_samples", 0}});
  EXPECT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
}

TEST_F(RunJobTest, TheRecordSaysWhatTheCutOfSst2LeftOut) {
  folder_.WriteTinyModel();
  std::string train = "sentence\tlabel\n";
  for (int i = 0; i < 10; ++i)
    absl::StrAppend(&train, "good film ", i, " \t1\nbad film ", i, " !\t0\nbad film ", i, "\t0\n");
  folder_.Write("inputs/dataset/train.tsv", train);
  folder_.Write("inputs/dataset/dev.tsv", "sentence\tlabel\nfine plot\t1\n");
  folder_.WriteSpec("baseline", {{"dataset", "sst2"}, {"latency_samples", 0}});
  ASSERT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
  const Json dataset = folder_.ReadJson("outputs/metrics.json")["dataset"];
  const int64_t left_out = dataset["full_splits"]["left_out"].get<int64_t>();
  EXPECT_GT(left_out, 0);
  EXPECT_EQ(dataset["full_splits"],
            Json({{"train", 28 - left_out}, {"validation", 2}, {"test", 1}, {"left_out", left_out}}));
  EXPECT_THAT(dataset["notes"].dump(),
              HasSubstr(absl::StrCat("2 texts; ", left_out, " training texts that are parts")));
}

TEST_F(RunJobTest, TestTextsThatWereTrainedOnOrAreCutAreWarnedOf) {
  folder_.WriteTinyModel();
  folder_.Write("inputs/dataset/train.csv", "text,label\ngood,a\nbad,b\nfine film,a\n");
  folder_.Write("inputs/dataset/validation.csv", "text,label\npoor,b\n");
  folder_.Write("inputs/dataset/test.csv", "text,label\nbad,b\npoor,b\ngood film,a\nfine plot !,a\n");
  folder_.WriteSpec("baseline", {{"dataset", "local"}, {"max_length", 5}, {"latency_samples", 0}});
  ASSERT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
  const Json result = folder_.ReadJson("outputs/metrics.json");
  EXPECT_EQ(result["dataset"]["test_texts_seen_in_training"], 2);
  EXPECT_THAT(result["warnings"].dump(), HasSubstr("2 of 4 test texts (50.0 %) stand word for word in the training"));
  EXPECT_THAT(result["warnings"].dump(), HasSubstr("1 of 4 test texts (25.0 %) fill max_length 5"));
  folder_.Write("inputs/dataset/test.csv", "text,label\ngood film,a\nbad plot,b\n");
  std::filesystem::remove_all(folder_.Path("work"));
  ASSERT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
  EXPECT_EQ(folder_.ReadJson("outputs/metrics.json")["warnings"].dump(), "[]");
}

TEST_F(RunJobTest, DynamicComparesBothFormsOnTheSameRows) {
  Train();
  folder_.WriteSpec("dynamic",
                    {{"latency_samples", 5}, {"latency_repeats", 3}, {"latency_shapes", {"1x8", "64x8", "1x64"}}});
  ASSERT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
  const Json result = folder_.ReadJson("outputs/results.json");
  const Json& comparison = result["comparison"]["int8"];
  EXPECT_EQ(comparison["rows"], result["variants"]["int8"]["evaluation"]["rows"]);
  EXPECT_EQ(comparison["rows"], 10);
  EXPECT_GT(comparison["compression_ratio"], 0);
  EXPECT_EQ(comparison["speedup"]["batch1"]["interval"].size(), 2u);
  EXPECT_EQ(result["grid"].size(), 2u);  // 1x64 is longer than the model allows
  EXPECT_THAT(result["warnings"].dump(), HasSubstr("1x64 is left out"));
  EXPECT_EQ(result["max_length"], 16);      // of the training
  EXPECT_EQ(result["dataset"]["seed"], 7);  // the training's, or test texts would have been trained on
  EXPECT_THAT(folder_.Read("outputs/evaluation_results.csv"), HasSubstr("reference_logit_1"));
}

TEST_F(RunJobTest, DynamicSaysWhereTheReferenceIsTooSlowToCompareWith) {
  Train();
  controls_.gemm_peak = 1e12;
  folder_.WriteSpec("dynamic", {{"latency_samples", 3}, {"latency_repeats", 3}, {"latency_shapes", {"64x8"}}});
  ASSERT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
  const Json result = folder_.ReadJson("outputs/results.json");
  EXPECT_EQ(result["measurement"]["credible"], false);
  EXPECT_THAT(result["warnings"].dump(), HasSubstr("speed-ups are over a slow reference"));
}

TEST_F(RunJobTest, APeakThatTheMachineCannotGiveIsNullAndFailsNothing) {
  Train();
  controls_.int8_gemm_peak = absl::UnimplementedError("no fast int8 GEMM");
  folder_.WriteSpec("dynamic", {{"latency_samples", 3}, {"latency_repeats", 3}, {"latency_shapes", {"64x8"}}});
  ASSERT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
  const Json peaks = folder_.ReadJson("outputs/results.json")["measurement"]["gemm_peak_gflops"];
  EXPECT_EQ(peaks, (Json{{"fp32", 100.0}, {"int8", nullptr}}));
}

TEST_F(RunJobTest, TheQuantizedFileIsOpenedColdBeforeThisProcessMapsIt) {
  Train();
  opened_.clear();
  cold_seconds_.reset();
  folder_.WriteSpec("dynamic", {{"latency_samples", 0}});
  ASSERT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
  EXPECT_THAT(opened_, ElementsAre("loaded model", "measured quantized_model.pt", "loaded quantized_model.pt",
                                   "measured model"));
  const Json load = folder_.ReadJson("outputs/results.json")["variants"]["int8"]["load"];
  EXPECT_EQ(load, (Json{{"cold_seconds", nullptr}, {"warm_seconds", 0.25}, {"peak_memory_bytes", 1000}}));
}

TEST_F(RunJobTest, LabelsInAnotherOrderAreMatchedByName) {
  // The names are exchanged and the weights are not: matched by name, every right answer becomes a wrong one.
  const Json result = QuantizeWithLabels("POSITIVE", "NEGATIVE");
  EXPECT_LT(result["variants"]["fp32"]["evaluation"]["accuracy"], 0.1);
  EXPECT_EQ(result["dataset"]["labels"], (Json{"POSITIVE", "NEGATIVE"}));
  EXPECT_THAT(result["warnings"].dump(), Not(HasSubstr("taken in order")));
}

TEST_F(RunJobTest, LabelsOfOtherNamesAreTakenInOrderWithAWarning) {
  const Json result = QuantizeWithLabels("LABEL_0", "LABEL_1");
  EXPECT_GT(result["variants"]["fp32"]["evaluation"]["accuracy"], 0.9);
  EXPECT_THAT(result["warnings"].dump(), HasSubstr("(negative, positive) and of the model (LABEL_0, LABEL_1) have "
                                                   "different names; they are taken in order"));
}

TEST(OpenOnceTest, OutOfMemoryIsAStatus) {
  FakeEngineControls controls;
  EngineFunctions engine = FakeEngine(controls);
  engine.load_classifier = [](const LoadOptions&) -> absl::StatusOr<std::unique_ptr<Classifier>> {
    throw std::bad_alloc();
  };
  const absl::Status status = OpenOnce(engine, "model.pt", 1).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(status.message()), HasSubstr("open the model: out of memory"));
}

TEST_F(RunJobTest, NoTimingWhereNoneIsWanted) {
  Train();
  folder_.WriteSpec("dynamic", {{"latency_samples", 0}});
  ASSERT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
  const Json result = folder_.ReadJson("outputs/results.json");
  EXPECT_FALSE(result["variants"]["int8"].contains("latency"));
  EXPECT_FALSE(result.contains("grid"));
}

TEST_F(RunJobTest, EvaluateMeasuresAFolder) {
  Train();
  const Json trained = folder_.ReadJson("outputs/metrics.json")["variants"]["fp32"]["evaluation"];
  folder_.WriteSpec("evaluate", {{"dataset", "local"}});
  ASSERT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
  const Json result = folder_.ReadJson("outputs/metrics.json");
  EXPECT_EQ(result["variants"]["model"]["evaluation"], trained);
  EXPECT_EQ(result["variants"].size(), 1u);
  EXPECT_EQ(result["variants"]["model"]["files"], (Json{"config.json", "model.safetensors"}));
  EXPECT_EQ(result["dataset"]["seed"], 7);  // the training's
  EXPECT_FALSE(result.contains("comparison"));
  EXPECT_THAT(folder_.Read("outputs/evaluation_results.csv"), HasSubstr("id,label,prediction,logit_0,logit_1\n"));
  EXPECT_THAT(folder_.Read("outputs/evaluation_results.csv"), Not(HasSubstr("reference")));
}

TEST_F(RunJobTest, EvaluateMatchesLabelsByName) {
  Train();
  Json config = folder_.ReadJson("inputs/model/config.json");
  config["id2label"] = {{"0", "POSITIVE"}, {"1", "NEGATIVE"}};
  config.erase("label2id");
  folder_.Write("inputs/model/config.json", DumpJson(config));
  folder_.WriteSpec("evaluate", {{"dataset", "local"}});
  ASSERT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
  EXPECT_LT(folder_.ReadJson("outputs/metrics.json")["variants"]["model"]["evaluation"]["accuracy"], 0.1);
}

TEST_F(RunJobTest, EvaluateNeedsADataSetAndOneModel) {
  Train();
  folder_.WriteSpec("evaluate", Json::object());
  ExpectFailure("BAD_SPEC", "parameter dataset is missing");
  folder_.WriteSpec("evaluate", {{"dataset", "local"}});
  std::filesystem::remove(folder_.Path("inputs/model/config.json"));
  ExpectFailure("BAD_MODEL", "give a Hugging Face folder, or a folder with one such file");
}

TEST_F(RunJobTest, PredictAnswersEveryLine) {
  Train();
  folder_.Write("inputs/texts/texts.txt", "good film\r\nbad film\n\npoor plot");
  folder_.WriteSpec("predict", {{"batch_size", 3}});
  ASSERT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
  const std::vector<Json> lines = folder_.ReadLines("outputs/predictions.jsonl");
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(lines[0]["label"], "positive");
  EXPECT_EQ(lines[1]["label"], "negative");
  EXPECT_EQ(lines[3]["label"], "negative");
  EXPECT_EQ(lines[0]["logits"].size(), 2u);
  EXPECT_GT(lines[0]["probability"], 0.5);
}

TEST_F(RunJobTest, TokenizeGivesTheIds) {
  folder_.WriteTinyModel();
  folder_.Write("inputs/texts/texts.txt", "Good film!\nxyz\n");
  folder_.WriteSpec("tokenize", Json::object());
  ASSERT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
  const std::vector<Json> lines = folder_.ReadLines("outputs/tokens.jsonl");
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0]["ids"], (Json{2, 5, 7, 11, 3}));
  EXPECT_EQ(lines[1]["ids"], (Json{2, 1, 3}));
}

TEST_F(RunJobTest, DescribeTellsWhatIsInADataSet) {
  folder_.WriteTinyModel();
  folder_.Write("inputs/dataset/train.csv", "title,body,stars\ngood,film,5\nbad,plot,1\n,good film,5\ngood film,,1\n");
  folder_.Write("inputs/dataset/dev.csv", "title,body,stars\npoor,plot,1\n");
  folder_.Write("inputs/dataset/test.csv", "title,body,stars\nbad,plot,1\nfine,film !,5\n");
  folder_.WriteSpec("describe", {{"dataset", "local"},
                                 {"text_column", "title,body"},
                                 {"label_column", "stars"},
                                 {"label_names", {"1=bad", "5=good"}},
                                 {"examples", 1}});
  ASSERT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
  const Json told = folder_.ReadJson("outputs/dataset.json");
  EXPECT_EQ(told["labels"], (Json{"bad", "good"}));
  const Json& train = told["splits"][0];
  EXPECT_EQ(train["texts"], 4);
  EXPECT_EQ(train["repeated"], 2);
  EXPECT_EQ(train["with_another_label"], 1);
  EXPECT_EQ(train["labels"][1], (Json{{"label", "good"}, {"texts", 2}, {"share", 0.5}}));
  EXPECT_EQ(told["splits"][2]["in_training"], 1);
  EXPECT_EQ(told["lengths"]["characters"]["max"], 11);
  // [CLS] fine film ! [SEP]
  EXPECT_EQ(told["lengths"]["tokens"]["max"], 5);
  EXPECT_EQ(told["lengths"]["tokens"]["min"], 4) << "every text of every part has its own";
  EXPECT_EQ(told["lengths"]["tokens"]["truncated"][0], (Json{{"max_length", 128}, {"texts", 0}, {"share", 0.0}}));
  EXPECT_EQ(told["examples"].size(), 2u);
  EXPECT_EQ(told["examples"][0]["label"], "bad");
  std::filesystem::remove_all(folder_.Path("inputs/model"));
  ASSERT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
  EXPECT_EQ(folder_.ReadJson("outputs/dataset.json")["lengths"]["tokens"], nullptr);
}

TEST_F(RunJobTest, LabelNamesOfTheTrainingHoldForItsModel) {
  folder_.WriteTinyModel();
  std::string csv = "text,label\n";
  for (int i = 0; i < 100; ++i) csv += i % 2 == 0 ? "good film,1\n" : "bad film,0\n";
  folder_.Write("inputs/dataset/reviews.csv", csv);
  folder_.WriteTrainingSpec({{"latency_samples", 0}, {"label_names", {"negative", "positive"}}});
  ASSERT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
  EXPECT_EQ(folder_.ReadJson("outputs/metrics.json")["dataset"]["labels"], (Json{"negative", "positive"}));
  folder_.UseTrainedModel();
  folder_.WriteSpec("evaluate", {{"dataset", "local"}});
  ASSERT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
  const Json result = folder_.ReadJson("outputs/metrics.json");
  EXPECT_EQ(result["dataset"]["labels"], (Json{"negative", "positive"}));
  EXPECT_THAT(result["warnings"].dump(), ::testing::Not(HasSubstr("different names")));
}

TEST_F(RunJobTest, AMissingSpecIsBadUsage) { EXPECT_EQ(Run(), RunnerExit::kBadUsage); }

TEST_F(RunJobTest, ABadParameterIsReportedAndChangesNothing) {
  folder_.WriteSpec("baseline", {{"learning_rate", -1}});
  ExpectFailure("BAD_SPEC", "parameter learning_rate: -1 is not a number above 0");
  EXPECT_FALSE(folder_.Exists("outputs"));
}

TEST_F(RunJobTest, AMissingInputIsReported) {
  folder_.WriteSpec("baseline", Json::object());
  ExpectFailure("BAD_SPEC", "input model of the baseline job");
}

TEST_F(RunJobTest, AnUnknownDatasetIsBadData) {
  folder_.WriteTinyModel();
  folder_.WriteSentences(30);
  folder_.WriteSpec("baseline", {{"dataset", "sst3"}});
  ExpectFailure("BAD_DATA", "sst2");
}

TEST_F(RunJobTest, AnotherLayoutOfTheDatasetIsBadData) {
  folder_.WriteTinyModel();
  folder_.WriteSentences(30);
  folder_.WriteSpec("baseline", {{"dataset", "local"}, {"text_column", "sentence"}});
  ExpectFailure("BAD_DATA", "sentence");
}

TEST_F(RunJobTest, AVocabularyThatDoesNotFitTheModelIsABadModel) {
  folder_.WriteTinyModel();
  folder_.WriteSentences(30);
  folder_.Write("inputs/model/vocab.txt", folder_.Read("inputs/model/vocab.txt") + "extra\n");
  folder_.WriteSpec("baseline", {{"dataset", "local"}});
  ExpectFailure("BAD_MODEL", "12");
}

TEST_F(RunJobTest, TruncatedWeightsAreABadModel) {
  Train();
  std::filesystem::resize_file(folder_.Path("inputs/model/model.safetensors"), 10);
  folder_.WriteSpec("dynamic", {{"latency_samples", 0}});
  ExpectFailure("BAD_MODEL", "has 10 bytes");
}

TEST_F(RunJobTest, AnUnsupportedDeviceSaysSo) {
  folder_.WriteTinyModel();
  folder_.WriteSentences(30);
  folder_.WriteSpec("baseline", {{"dataset", "local"}}, {{"device", "cuda"}});
  ExpectFailure("UNSUPPORTED", "cuda");
}

TEST_F(RunJobTest, AFullDiskLeavesNoHalfWrittenOutput) {
  folder_.WriteTinyModel();
  folder_.WriteSentences(60);
  controls_.save_model = absl::ErrnoToStatus(ENOSPC, "cannot write model.safetensors");
  folder_.WriteSpec("baseline", {{"dataset", "local"}, {"latency_samples", 0}});
  ExpectFailure("DISK_FULL", "model.safetensors");
  EXPECT_FALSE(folder_.Exists("outputs/model"));
}

TEST_F(RunJobTest, WhatFailsAfterAStopIsStopped) {
  Train();
  stop_while_measuring_ = true;
  folder_.WriteSpec("dynamic", {{"latency_samples", 0}});
  EXPECT_EQ(Run(), RunnerExit::kStopped);
  EXPECT_FALSE(folder_.Exists("report.json"));
}

TEST_F(RunJobTest, AReportThatCannotBeWrittenIsAnEndOfItsOwn) {
  folder_.WriteTinyModel();
  folder_.Write("inputs/texts/texts.txt", "good\n");
  folder_.Write("report.json/in_the_way", "a folder of this name cannot be replaced by a file");
  folder_.WriteSpec("tokenize", Json::object());
  EXPECT_EQ(Run(), RunnerExit::kNoReport);
}

TEST_F(RunJobTest, OutOfMemoryIsAClassOfItsOwn) {
  Train();
  controls_.quantize = absl::ResourceExhaustedError("quantizing: out of memory");
  folder_.WriteSpec("dynamic", {{"latency_samples", 0}});
  ExpectFailure("OUT_OF_MEMORY", "out of memory");
}

TEST_F(RunJobTest, OutputsOfAnEarlierAttemptAreCleared) {
  folder_.WriteTinyModel();
  folder_.Write("outputs/stale.json", "{}");
  folder_.Write("inputs/texts/texts.txt", "good\n");
  folder_.WriteSpec("tokenize", Json::object());
  ASSERT_EQ(Run(), RunnerExit::kSucceeded);
  EXPECT_FALSE(folder_.Exists("outputs/stale.json"));
}

TEST_F(RunJobTest, TokensAreKeptForTheNextJobAndChangeNoResult) {
  Train();
  const Json cache = {{"token_cache", {{"folder", folder_.Path("tokens")}, {"max_bytes", 1 << 20}}}};
  const auto quantize = [&](const Json& more, int64_t eval_samples = 0) {
    std::filesystem::remove(folder_.Path("events.jsonl"));
    folder_.WriteSpec("dynamic", {{"latency_samples", 0}, {"eval_samples", eval_samples}}, more);
    EXPECT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
    for (const Json& event : folder_.ReadLines("events.jsonl")) {
      if (event["type"] == "tokens") return event;
    }
    return Json();
  };
  const auto result = [&] {
    Json json = folder_.ReadJson("outputs/results.json");
    return Json{json["dataset"], json["inputs"], json["max_length"], json["comparison"], json["warnings"]};
  };
  EXPECT_EQ(quantize(Json::object())["from_cache"], 0);
  const Json without = result();
  const std::string evaluation = folder_.Read("outputs/evaluation_results.csv");
  EXPECT_EQ(quantize(cache, 5)["from_cache"], 0);
  const Json first = quantize(cache), second = quantize(cache);
  EXPECT_GE(first["from_cache"], 5);  // the sample of the job before, and texts that equal one of it
  EXPECT_LT(first["from_cache"], first["texts"]);
  EXPECT_EQ(second["from_cache"], second["texts"]);
  EXPECT_GT(second["texts"], 5);
  EXPECT_EQ(result(), without);
  EXPECT_EQ(folder_.Read("outputs/evaluation_results.csv"), evaluation);
}

TEST_F(RunJobTest, ValidateFindsWhatRunWouldRefuse) {
  EXPECT_FALSE(ValidateJob(folder_.path()).ok());
  folder_.WriteSpec("tokenize", Json::object());
  EXPECT_FALSE(ValidateJob(folder_.path()).ok());
  folder_.WriteTinyModel();
  folder_.Write("inputs/texts/texts.txt", "good\n");
  EXPECT_TRUE(ValidateJob(folder_.path()).ok());
}

}  // namespace
}  // namespace octavo
