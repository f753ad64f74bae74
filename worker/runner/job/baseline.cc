#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/stats.h"
#include "common/status_macros.h"
#include "worker/runner/formats/model_config.h"
#include "worker/runner/job/environment.h"
#include "worker/runner/job/failure.h"
#include "worker/runner/job/jobs.h"
#include "worker/runner/job/load_phase.h"
#include "worker/runner/job/measurement.h"
#include "worker/runner/job/progress.h"
#include "worker/runner/job/record.h"
#include "worker/runner/job/training_loop.h"
#include "worker/runner/job/training_run.h"
#include "worker/runner/text/tokenizer_loader.h"

namespace octavo {
namespace fs = std::filesystem;
namespace {

/// One baseline job; its steps share what they have loaded.
class Baseline {
 public:
  explicit Baseline(JobContext& context) : context_(context), model_dir_(context.Input("model")) {}

  absl::StatusOr<Json> Run() {
    OCTAVO_RETURN_IF_ERROR(Load());
    OCTAVO_RETURN_IF_ERROR(Train());
    OCTAVO_RETURN_IF_ERROR(PublishModel());
    OCTAVO_RETURN_IF_ERROR(EvaluateAndTime());
    OCTAVO_RETURN_IF_ERROR(
        WriteFileAtomically(context_.Output("training_curve.csv"), FormatCurveCsv(training_.state.curve)));
    FinishRecord(context_, result_);
    OCTAVO_RETURN_IF_ERROR(WriteOutput(context_, "config.json", ConfigOf(result_)));
    OCTAVO_RETURN_IF_ERROR(WriteOutput(context_, "metrics.json", result_));
    return result_;
  }

 private:
  absl::Status Load() {
    context_.events.Phase("load");
    OCTAVO_ASSIGN_OR_RETURN(capabilities_, context_.engine.probe());
    const auto config = ReadModelConfig(model_dir_ + "/config.json");
    if (!config.ok()) return Blame(config.status(), kBadModel);
    const auto note = ReadTrainingNote(model_dir_);
    if (!note.ok()) return Blame(note.status(), kBadModel);
    auto tokenizer = LoadTokenizer(model_dir_);
    if (!tokenizer.ok()) return BlameInput(tokenizer.status(), kBadModel);
    tokenizer_ = *std::move(tokenizer);
    OCTAVO_RETURN_IF_ERROR(
        Blame(CheckVocabulary(*tokenizer_, config->vocab_size, absl::StrCat("tokenizer of ", model_dir_)), kBadModel));
    ModelInfo limits;
    limits.max_positions = config->max_positions();
    max_length_ = EffectiveMaxLength(context_, context_.spec.Param<int>("max_length"), limits);
    DatasetRequest request;
    request.name = context_.spec.Param<std::string>("dataset");
    request.path = DatasetPath(context_.Input("dataset"));
    request.seed = split_seed();
    request.train_samples = context_.spec.Param<int64_t>("train_samples");
    request.eval_samples = context_.spec.Param<int64_t>("eval_samples");
    request.text_column = context_.spec.Param<std::string>("text_column");
    request.label_column = context_.spec.Param<std::string>("label_column");
    request.label_names = label_names().value_or(std::vector<std::string>());
    request.scratch_dir = context_.dir + "/work";
    OCTAVO_ASSIGN_OR_RETURN(data_,
                            LoadEncodedDataset(context_, request, *note, *tokenizer_, max_length_, DatasetParts::kAll));
    labels_ = data_.description.at("labels").get<std::vector<std::string>>();
    OCTAVO_ASSIGN_OR_RETURN(inputs_, DigestInputs(context_));
    return context_.stop.Check();
  }

  uint32_t split_seed() const { return context_.spec.OptionalParam<uint32_t>("split_seed").value_or(context_.seed()); }

  std::optional<std::vector<std::string>> label_names() const {
    return context_.spec.OptionalParam<std::vector<std::string>>("label_names");
  }

  absl::Status Train() {
    OCTAVO_ASSIGN_OR_RETURN(const std::string digest, TrainingDigest(context_, capabilities_, inputs_));
    const TrainerOptions options = TrainerOptionsOf(context_, model_dir_, labels_, data_.train.size());
    const TrainingLoop::Data data = {data_.train, data_.validation, static_cast<int>(labels_.size())};
    OCTAVO_ASSIGN_OR_RETURN(training_,
                            RunTraining(
                                context_, digest, [&] { return context_.engine.create_trainer(options); }, data));
    return absl::OkStatus();
  }

  /// The best epoch's weights, the tokenizer's files and the note become outputs/model.
  absl::Status PublishModel() {
    const std::string target = context_.Output("model");
    OCTAVO_RETURN_IF_ERROR(MakeDirectories(target));
    const std::string best = BestModelDir(context_, training_.state.best_epoch);
    for (const char* name : {"config.json", "model.safetensors"}) {
      OCTAVO_RETURN_IF_ERROR(LinkOrCopy(best, target, name));
    }
    for (const std::string& name : TokenizerFiles(model_dir_)) OCTAVO_RETURN_IF_ERROR(Copy(model_dir_, target, name));
    TrainingNote note;
    note.base_model = context_.spec.Param<std::string>("model");
    note.dataset = context_.spec.Param<std::string>("dataset");
    note.seed = split_seed();
    note.max_length = max_length_;
    note.text_column = context_.spec.Param<std::string>("text_column");
    note.label_column = context_.spec.Param<std::string>("label_column");
    note.label_names = label_names();
    note.train_samples = context_.spec.Param<int64_t>("train_samples");
    return WriteTrainingNote(target, note);
  }

  static absl::Status Copy(const std::string& from, const std::string& to, const std::string& name) {
    std::error_code error;
    fs::copy_file(from + "/" + name, to + "/" + name, fs::copy_options::overwrite_existing, error);
    if (!error) return absl::OkStatus();
    return absl::ErrnoToStatus(error.value(), absl::StrCat("cannot copy ", from, "/", name, " to ", to));
  }

  /// A second name costs no space, and the first one stays for an attempt that comes after a stop.
  static absl::Status LinkOrCopy(const std::string& from, const std::string& to, const std::string& name) {
    std::error_code error;
    fs::create_hard_link(from + "/" + name, to + "/" + name, error);
    return error ? Copy(from, to, name) : absl::OkStatus();
  }

  absl::Status EvaluateAndTime() {
    context_.events.Phase("evaluate");
    const std::string path = context_.Output("model");
    auto classifier = context_.engine.load_classifier({path, ComputeType::kFp32, context_.spec.device});
    if (!classifier.ok()) return Blame(classifier.status(), kBadModel);
    result_ = StartRecord(context_, {context_.spec.Param<std::string>("model"), (*classifier)->info(), *tokenizer_,
                                     data_.description, inputs_, max_length_, capabilities_});
    OCTAVO_ASSIGN_OR_RETURN(
        const std::vector<float> logits,
        LogitsOfAll([&](const TokenBatch& batch) { return (*classifier)->Logits(batch); }, data_.test.tokens,
                    context_.spec.Param<int>("eval_batch_size"), TextProgress(context_, data_.test.size())));
    OCTAVO_ASSIGN_OR_RETURN(result_["variants"]["fp32"]["evaluation"],
                            DescribeEvaluation(data_.test.labels, logits, labels_));
    OCTAVO_RETURN_IF_ERROR(
        WriteFileAtomically(context_.Output("evaluation_results.csv"),
                            FormatEvaluationCsv(data_.test, logits, {}, static_cast<int>(labels_.size()))));
    result_["training"] = DescribeTraining(context_, training_);
    context_.events.Phase("time");
    const Variant fp32 = {"fp32", classifier->get(), path};
    OCTAVO_RETURN_IF_ERROR(DescribeFiles(context_, {fp32}, result_));
    return MeasureLatency(context_, {fp32}, data_.test, SystemTiming(context_), result_);
  }

  JobContext& context_;
  const std::string model_dir_;
  EngineCapabilities capabilities_;
  std::unique_ptr<Tokenizer> tokenizer_;
  int max_length_ = 0;
  EncodedDataset data_;
  std::vector<std::string> labels_;
  Json inputs_;
  FinishedTraining training_;
  Json result_;
};

}  // namespace

absl::StatusOr<Json> RunBaseline(JobContext& context) { return Baseline(context).Run(); }

}  // namespace octavo
