#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/status_macros.h"
#include "worker/runner/job/calibration.h"
#include "worker/runner/job/comparison_csv.h"
#include "worker/runner/job/evaluation.h"
#include "worker/runner/job/failure.h"
#include "worker/runner/job/jobs.h"
#include "worker/runner/job/progress.h"
#include "worker/runner/job/qat_gate.h"
#include "worker/runner/job/record.h"
#include "worker/runner/job/trained_model.h"
#include "worker/runner/job/training_run.h"
#include "worker/runner/job/variant_study.h"

namespace octavo {
namespace fs = std::filesystem;
namespace {

constexpr char kStaticFile[] = "quantized_model.pt";

/// One quantization-aware training; its steps share what they have loaded.
class Qat {
 public:
  Qat(JobContext& context, TrainedModel model) : context_(context), model_(std::move(model)) {}

  absl::StatusOr<Json> Run() {
    LimitTrainingRows();
    result_ = StartRecordOf(context_, model_);
    OCTAVO_RETURN_IF_ERROR(FindStatic());
    OCTAVO_RETURN_IF_ERROR(Train());
    const std::string path = context_.Output(kQatFile);
    OCTAVO_RETURN_IF_ERROR(Publish(path));
    VariantStudy study(context_, model_);
    OCTAVO_RETURN_IF_ERROR(study.Add("static", static_path_, /*own=*/false));
    OCTAVO_RETURN_IF_ERROR(study.Add("qat", path, /*own=*/true));
    OCTAVO_RETURN_IF_ERROR(study.Evaluate(result_));
    OCTAVO_RETURN_IF_ERROR(CheckGate(study));
    OCTAVO_RETURN_IF_ERROR(study.Time(result_));
    return Finish();
  }

 private:
  void LimitTrainingRows() {
    EncodedRows& train = model_.data.train;
    train = DrawRows(std::move(train), context_.spec.Param<int64_t>("train_samples"), context_.seed(),
                     "qat training texts");
  }

  /// The static model to begin with: the one that was given, or one made here.
  absl::Status FindStatic() {
    static_path_ = context_.Input("static") + "/" + kStaticFile;
    if (fs::exists(static_path_)) return absl::OkStatus();
    if (fs::exists(context_.Input("static"))) {
      return Blame(absl::NotFoundError(absl::StrCat("input static has no ", kStaticFile,
                                                    "; give a results folder of octavo static, or none")),
                   kBadSpec);
    }
    const auto observer = context_.spec.Param<std::string>("observer");
    OCTAVO_ASSIGN_OR_RETURN(const auto quantizer,
                            Calibrate(context_, model_, StaticOptionsOf(context_, model_, {observer})));
    static_path_ = context_.Work("static.pt");
    return WriteCalibrated(*quantizer, observer, static_path_).status();
  }

  QatOptions Options(const std::string& model_dir, const std::string& static_path) const {
    const JobSpec& spec = context_.spec;
    QatOptions options;
    options.training = TrainerOptionsOf(context_, model_dir, model_.labels, model_.data.train.size());
    options.static_path = static_path;
    options.observer_momentum = spec.Param<double>("observer_momentum");
    options.freeze_step =
        std::llround(spec.Param<double>("freeze_observers_at") * static_cast<double>(options.training.total_steps));
    options.distill_weight = spec.Param<bool>("distill") ? spec.Param<double>("distill_weight") : 0;
    options.distill_temperature = spec.Param<double>("distill_temperature");
    options.quantize_embeddings = spec.Param<bool>("quantize_embeddings");
    return options;
  }

  absl::Status Train() {
    OCTAVO_ASSIGN_OR_RETURN(const std::string digest, TrainingDigest(context_, model_.capabilities, model_.inputs));
    const QatOptions options = Options(model_.path, static_path_);
    std::vector<float> teacher_logits;
    TrainingLoop::Data data = {model_.data.train, model_.data.validation, static_cast<int>(model_.labels.size())};
    // It begins as the static model, which further training can also harm.
    data.start_is_epoch = true;
    data.on_best = [this](Trainer& trainer, absl::Span<const float> logits, const std::string& dir) {
      return SaveWitness(trainer, model_.data.validation, logits, dir);
    };
    const auto create = [&]() -> absl::StatusOr<std::unique_ptr<Trainer>> {
      if (options.distill_weight > 0) {
        OCTAVO_ASSIGN_OR_RETURN(teacher_logits, AskTeacher());
        data.teacher_logits = teacher_logits;
      }
      model_.classifier.reset();  // its memory is the training's
      return context_.engine.create_qat_trainer(options);
    };
    OCTAVO_ASSIGN_OR_RETURN(training_, RunTraining(context_, digest, create, data));
    OCTAVO_RETURN_IF_ERROR(OpenClassifier(context_, model_));
    if (training_.state.best_epoch == 0) {
      context_.events.Warning(
          "no epoch of quantization-aware training was better on the validation part than the static model it began "
          "as: that one is kept; a smaller learning_rate or more epochs may help");
    }
    return absl::OkStatus();
  }

  /// The FP32 model's logits on the training part, once: it need not run beside the training.
  absl::StatusOr<std::vector<float>> AskTeacher() {
    context_.events.Phase("teach");
    const EncodedRows& train = model_.data.train;
    return LogitsOfAll([&](const TokenBatch& batch) { return model_.classifier->Logits(batch); }, train.tokens,
                       context_.spec.Param<int>("eval_batch_size"), TextProgress(context_, train.size()));
  }

  std::string BestDir() const { return BestModelDir(context_, training_.state.best_epoch); }

  absl::Status Publish(const std::string& path) {
    std::error_code error;
    fs::copy_file(BestDir() + "/" + kQatFile, path, fs::copy_options::overwrite_existing, error);
    if (error) return absl::ErrnoToStatus(error.value(), absl::StrCat("cannot write ", path));
    return absl::OkStatus();
  }

  /// Against what training said of its best epoch, and a trainer with the weights and codes as they stand in the file.
  absl::Status CheckGate(VariantStudy& study) {
    auto trainer = context_.engine.create_qat_trainer(Options(BestDir(), BestDir() + "/" + kQatFile));
    OCTAVO_RETURN_IF_ERROR(trainer.status());
    OCTAVO_ASSIGN_OR_RETURN(result_["gate"], PassGate(context_, model_, BestDir(), **trainer, study.classifier("qat"),
                                                      study.test_logits("qat")));
    return absl::OkStatus();
  }

  absl::StatusOr<Json> Finish() {
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<QuantizedLayer> layers,
                            context_.engine.describe_layers(context_.Output(kQatFile)));
    OCTAVO_RETURN_IF_ERROR(WriteFileAtomically(context_.Output("layers.csv"), FormatLayersCsv(layers)));
    result_["training"] = DescribeTraining(context_, training_);
    OCTAVO_RETURN_IF_ERROR(
        WriteFileAtomically(context_.Output("training_curve.csv"), FormatCurveCsv(training_.state.curve)));
    FinishRecord(context_, result_);
    OCTAVO_RETURN_IF_ERROR(WriteFileAtomically(context_.Output("comparison_table.csv"), FormatComparisonCsv(result_)));
    OCTAVO_RETURN_IF_ERROR(WriteOutput(context_, "config.json", ConfigOf(result_)));
    OCTAVO_RETURN_IF_ERROR(WriteOutput(context_, "metrics.json", result_));
    return result_;
  }

  JobContext& context_;
  TrainedModel model_;
  std::string static_path_;
  FinishedTraining training_;
  Json result_;
};

}  // namespace

absl::StatusOr<Json> RunQat(JobContext& context) {
  OCTAVO_RETURN_IF_ERROR(VariantStudy::CheckShapes(context));
  OCTAVO_ASSIGN_OR_RETURN(TrainedModel model, LoadTrainedModel(context, DatasetParts::kAll));
  return Qat(context, std::move(model)).Run();
}

}  // namespace octavo
