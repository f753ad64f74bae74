#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/files.h"
#include "common/status_macros.h"
#include "worker/runner/job/failure.h"
#include "worker/runner/job/jobs.h"
#include "worker/runner/job/latency.h"
#include "worker/runner/job/load_phase.h"
#include "worker/runner/job/measurement.h"
#include "worker/runner/job/progress.h"
#include "worker/runner/job/record.h"
#include "worker/runner/text/tokenizer_loader.h"

namespace octavo {
namespace {

constexpr int kDefaultMaxLength = 256;  // the baseline's default

std::vector<std::string> InLowerCase(std::vector<std::string> words) {
  for (std::string& word : words) absl::AsciiStrToLower(&word);
  return words;
}

/// The place of each of `data_labels` in `model_labels`, whatever their case; nothing where one is not there or the
/// names do not tell them apart. Both are equally many.
std::optional<std::vector<int32_t>> PlacesOfLabels(const std::vector<std::string>& data_labels,
                                                   const std::vector<std::string>& model_labels) {
  const std::vector<std::string> wanted = InLowerCase(data_labels), known = InLowerCase(model_labels);
  std::vector<int32_t> places;
  for (const std::string& label : wanted) {
    const auto found = std::find(known.begin(), known.end(), label);
    if (found == known.end() || std::count(wanted.begin(), wanted.end(), label) != 1) return std::nullopt;
    places.push_back(static_cast<int32_t>(found - known.begin()));
  }
  return places;
}

/// One dynamic quantization; its steps share what they have loaded.
class Dynamic {
 public:
  explicit Dynamic(JobContext& context)
      : context_(context), model_dir_(context.Input("model")), int8_path_(context.Output("quantized_model.pt")) {}

  absl::StatusOr<Json> Run() {
    OCTAVO_RETURN_IF_ERROR(CheckShapes());
    OCTAVO_RETURN_IF_ERROR(LoadModel());
    OCTAVO_RETURN_IF_ERROR(LoadData());
    OCTAVO_RETURN_IF_ERROR(Quantize());
    OCTAVO_RETURN_IF_ERROR(Evaluate());
    OCTAVO_RETURN_IF_ERROR(Time());
    FinishRecord(context_, result_);
    OCTAVO_RETURN_IF_ERROR(WriteOutput(context_, "results.json", result_));
    return result_;
  }

 private:
  absl::Status CheckShapes() const {
    for (const std::string& text : context_.spec.Param<std::vector<std::string>>("latency_shapes")) {
      OCTAVO_RETURN_IF_ERROR(Blame(ParseShape(text).status(), kBadSpec));
    }
    return absl::OkStatus();
  }

  absl::Status LoadModel() {
    context_.events.Phase("load");
    OCTAVO_ASSIGN_OR_RETURN(capabilities_, context_.engine.probe());
    auto note = ReadTrainingNote(model_dir_);
    if (!note.ok()) return Blame(note.status(), kBadModel);
    note_ = *std::move(note);
    auto tokenizer = LoadTokenizer(model_dir_);
    if (!tokenizer.ok()) return BlameInput(tokenizer.status(), kBadModel);
    tokenizer_ = *std::move(tokenizer);
    auto fp32 = context_.engine.load_classifier({model_dir_, ComputeType::kFp32, context_.spec.device});
    if (!fp32.ok()) return Blame(fp32.status(), kBadModel);
    fp32_ = *std::move(fp32);
    OCTAVO_RETURN_IF_ERROR(Blame(
        CheckVocabulary(*tokenizer_, fp32_->info().vocab_size, absl::StrCat("tokenizer of ", model_dir_)), kBadModel));
    return context_.stop.Check();
  }

  absl::Status LoadData() {
    const JobSpec& spec = context_.spec;
    max_length_ = EffectiveMaxLength(
        context_, spec.OptionalParam<int>("max_length").value_or(note_.max_length.value_or(kDefaultMaxLength)),
        fp32_->info());
    DatasetRequest request;
    const auto name = spec.OptionalParam<std::string>("dataset");
    if (!name.has_value() && !note_.dataset.has_value()) {
      return Blame(absl::InvalidArgumentError(absl::StrCat(
                       "parameter dataset: missing, and ", model_dir_,
                       " has no octavo.json that says what the model was trained on; give the data set's name")),
                   kBadSpec);
    }
    request.name = name.has_value() ? *name : *note_.dataset;
    request.path = DatasetPath(context_.Input("dataset"));
    // The seed of the training cuts the splits: another one would test on texts that were trained on.
    request.seed = note_.seed.value_or(context_.seed());
    request.train_samples = note_.train_samples.value_or(0);
    request.eval_samples = spec.Param<int64_t>("eval_samples");
    const auto column = [&](const char* param, const std::optional<std::string>& noted, std::string& field) {
      field = spec.OptionalParam<std::string>(param).value_or(noted.value_or(field));
    };
    column("text_column", note_.text_column, request.text_column);
    column("label_column", note_.label_column, request.label_column);
    OCTAVO_ASSIGN_OR_RETURN(
        data_, LoadEncodedDataset(context_, request, note_, *tokenizer_, max_length_, DatasetParts::kTestOnly));
    labels_ = fp32_->info().labels;
    const auto data_labels = data_.description.at("labels").get<std::vector<std::string>>();
    if (data_labels.size() == labels_.size()) {
      MatchLabels(data_labels);
      return context_.stop.Check();
    }
    return Blame(absl::InvalidArgumentError(
                     absl::StrCat("data set ", request.name, " has ", data_labels.size(), " labels (",
                                  absl::StrJoin(data_labels, ", "), ") and the model ", labels_.size(), " (",
                                  absl::StrJoin(labels_, ", "), "); give the data set that the model was trained on")),
                 kBadData);
  }

  /// The model's label of the same name counts, not the one of the same number.
  void MatchLabels(const std::vector<std::string>& data_labels) {
    const std::optional<std::vector<int32_t>> places = PlacesOfLabels(data_labels, labels_);
    if (!places.has_value()) {
      context_.events.Warning(absl::StrCat("the labels of the data set (", absl::StrJoin(data_labels, ", "),
                                           ") and of the model (", absl::StrJoin(labels_, ", "),
                                           ") have different names; they are taken in order"));
      return;
    }
    for (int32_t& label : data_.test.labels) label = (*places)[static_cast<size_t>(label)];
    data_.description["labels"] = labels_;
  }

  absl::Status Quantize() {
    context_.events.Phase("quantize");
    auto summary =
        context_.engine.quantize_dynamic({model_dir_, int8_path_, context_.spec.Param<bool>("quantize_embeddings")});
    if (!summary.ok()) return Blame(summary.status(), kBadModel);
    quantization_ = {{"quantized_layers", summary->quantized_layers},
                     {"kept_layers", summary->kept_layers},
                     {"quantized_parameters", summary->quantized_parameters},
                     {"float_parameters", summary->float_parameters}};
    // Now, for a file that this process has mapped cannot be opened cold.
    if (context_.measure_open_cost) {
      OCTAVO_ASSIGN_OR_RETURN(int8_open_cost_, context_.measure_open_cost(int8_path_));
    }
    auto int8 = context_.engine.load_classifier({int8_path_, ComputeType::kInt8, context_.spec.device});
    OCTAVO_RETURN_IF_ERROR(int8.status());
    int8_ = *std::move(int8);
    return context_.stop.Check();
  }

  absl::StatusOr<std::vector<float>> TestLogits(Classifier& classifier) {
    return LogitsOfAll([&](const TokenBatch& batch) { return classifier.Logits(batch); }, data_.test.tokens,
                       context_.spec.Param<int>("eval_batch_size"), TextProgress(context_, data_.test.size()));
  }

  absl::Status Evaluate() {
    context_.events.Phase("evaluate");
    OCTAVO_ASSIGN_OR_RETURN(const Json inputs, DigestInputs(context_));
    const std::string noted = note_.base_model.value_or("unnamed");
    result_ = StartRecord(context_, {context_.spec.OptionalParam<std::string>("model").value_or(noted), fp32_->info(),
                                     *tokenizer_, data_.description, inputs, max_length_, capabilities_});
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<float> fp32, TestLogits(*fp32_));
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<float> int8, TestLogits(*int8_));
    const EncodedRows& test = data_.test;
    const int classes = static_cast<int>(labels_.size());
    OCTAVO_ASSIGN_OR_RETURN(result_["variants"]["fp32"]["evaluation"], DescribeEvaluation(test.labels, fp32, labels_));
    OCTAVO_ASSIGN_OR_RETURN(result_["variants"]["int8"]["evaluation"], DescribeEvaluation(test.labels, int8, labels_));
    OCTAVO_ASSIGN_OR_RETURN(result_["comparison"]["int8"],
                            DescribePaired(test.labels, fp32, int8, classes, context_.seed()));
    result_["comparison"]["int8"]["reference"] = "fp32";
    result_["quantization"] = quantization_;
    return WriteFileAtomically(context_.Output("evaluation_results.csv"),
                               FormatEvaluationCsv(test, int8, fp32, classes));
  }

  absl::Status Time() {
    context_.events.Phase("time");
    const std::vector<Variant> variants = {{"fp32", fp32_.get(), model_dir_},
                                           {"int8", int8_.get(), int8_path_, int8_open_cost_}};
    OCTAVO_RETURN_IF_ERROR(DescribeFiles(context_, variants, result_));
    const Json& described = result_["variants"];
    result_["comparison"]["int8"]["compression_ratio"] =
        described["fp32"]["size_bytes"].get<double>() / described["int8"]["size_bytes"].get<double>();
    return MeasureLatency(context_, variants, data_.test, SystemTiming(context_), result_);
  }

  JobContext& context_;
  const std::string model_dir_;
  const std::string int8_path_;
  EngineCapabilities capabilities_;
  TrainingNote note_;
  std::unique_ptr<Tokenizer> tokenizer_;
  std::unique_ptr<Classifier> fp32_, int8_;
  int max_length_ = 0;
  EncodedDataset data_;
  std::vector<std::string> labels_;
  Json quantization_;
  std::optional<OpenCost> int8_open_cost_;
  Json result_;
};

}  // namespace

absl::StatusOr<Json> RunDynamic(JobContext& context) { return Dynamic(context).Run(); }

}  // namespace octavo
