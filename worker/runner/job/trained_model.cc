#include "worker/runner/job/trained_model.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/job/failure.h"
#include "worker/runner/job/label_match.h"
#include "worker/runner/job/model_tokenizer.h"
#include "worker/runner/job/record.h"
#include "worker/runner/text/tokenizer_loader.h"

namespace octavo {
namespace {

constexpr int kDefaultMaxLength = 256;  // the baseline's default

absl::Status LoadModel(JobContext& context, ModelForms forms, TrainedModel& model) {
  const std::string input = context.Input("model");
  model.path = input;
  if (forms == ModelForms::kFolderOrFile) {
    OCTAVO_ASSIGN_OR_RETURN(model.path, ModelPath(input));
  }
  OCTAVO_ASSIGN_OR_RETURN(model.capabilities, context.engine.probe());
  OCTAVO_ASSIGN_OR_RETURN(model.tokenizer, OpenModelTokenizer(input, &model.note));
  OCTAVO_RETURN_IF_ERROR(OpenClassifier(context, model));
  model.labels = model.classifier->info().labels;
  OCTAVO_RETURN_IF_ERROR(Blame(
      CheckVocabulary(*model.tokenizer, model.classifier->info().vocab_size, absl::StrCat("tokenizer of ", model.path)),
      kBadModel));
  return context.stop.Check();
}

absl::StatusOr<DatasetRequest> RequestOf(const JobContext& context, const TrainedModel& model) {
  const JobSpec& spec = context.spec;
  const TrainingNote& note = model.note;
  const auto name = spec.OptionalParam<std::string>("dataset");
  if (!name.has_value() && !note.dataset.has_value()) {
    return Blame(absl::InvalidArgumentError(
                     absl::StrCat("parameter dataset: missing, and ", model.path,
                                  " has no octavo.json that says what the model was trained on; give the data set's "
                                  "name")),
                 kBadSpec);
  }
  DatasetRequest request;
  request.name = name.has_value() ? *name : *note.dataset;
  request.path = DatasetPath(context.Input("dataset"));
  // The seed of the training cuts the splits: another one would test on texts that were trained on.
  request.seed = note.seed.value_or(context.seed());
  request.train_samples = note.train_samples.value_or(0);
  request.eval_samples = spec.Param<int64_t>("eval_samples");
  const auto of_training = [&]<typename T>(const char* param, const std::optional<T>& noted, T& field) {
    field = spec.OptionalParam<T>(param).value_or(noted.value_or(field));
  };
  of_training("text_column", note.text_column, request.text_column);
  of_training("label_column", note.label_column, request.label_column);
  of_training("label_names", note.label_names, request.label_names);
  request.scratch_dir = context.dir + "/work";
  return request;
}

absl::Status LoadData(JobContext& context, DatasetParts parts, TrainedModel& model) {
  const auto asked = context.spec.OptionalParam<int>("max_length");
  model.max_length = EffectiveMaxLength(context, asked.value_or(model.note.max_length.value_or(kDefaultMaxLength)),
                                        model.classifier->info());
  OCTAVO_ASSIGN_OR_RETURN(const DatasetRequest request, RequestOf(context, model));
  OCTAVO_ASSIGN_OR_RETURN(model.data,
                          LoadEncodedDataset(context, request, model.note, *model.tokenizer, model.max_length, parts));
  OCTAVO_RETURN_IF_ERROR(MatchLabels(context, model.labels, model.data));
  OCTAVO_ASSIGN_OR_RETURN(model.inputs, DigestInputs(context));
  return context.stop.Check();
}

}  // namespace

absl::Status OpenClassifier(const JobContext& context, TrainedModel& model) {
  auto classifier = context.engine.load_classifier({model.path, ComputeType::kFp32, context.spec.device});
  if (!classifier.ok()) return Blame(classifier.status(), kBadModel);
  model.classifier = *std::move(classifier);
  return absl::OkStatus();
}

absl::StatusOr<TrainedModel> LoadTrainedModel(JobContext& context, DatasetParts parts, ModelForms forms) {
  context.events.Phase("load");
  TrainedModel model;
  OCTAVO_RETURN_IF_ERROR(LoadModel(context, forms, model));
  OCTAVO_RETURN_IF_ERROR(LoadData(context, parts, model));
  return model;
}

Json StartRecordOf(const JobContext& context, const TrainedModel& model) {
  const std::string noted = model.note.base_model.value_or("unnamed");
  return StartRecord(context,
                     {context.spec.OptionalParam<std::string>("model").value_or(noted), model.classifier->info(),
                      *model.tokenizer, model.data.description, model.inputs, model.max_length, model.capabilities});
}

}  // namespace octavo
