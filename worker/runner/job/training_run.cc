#include "worker/runner/job/training_run.h"

#include <filesystem>
#include <utility>

#include "common/sha256.h"
#include "common/status_macros.h"
#include "worker/runner/job/environment.h"
#include "worker/runner/job/failure.h"

namespace octavo {

absl::StatusOr<std::string> TrainingDigest(const JobContext& context, const EngineCapabilities& capabilities,
                                           const Json& inputs) {
  OCTAVO_ASSIGN_OR_RETURN(const std::string build, RunnerBuild());
  const Json identity = {
      {"params", context.spec.params}, {"inputs", inputs},          {"threads", context.spec.threads},
      {"device", context.spec.device}, {"runner_build", build},     {"libtorch_version", capabilities.torch_version},
      {"isa", capabilities.isa},       {"bf16", capabilities.bf16}, {"gpus", capabilities.cuda_devices}};
  return Sha256Hex(DumpJson(identity));
}

TrainerOptions TrainerOptionsOf(const JobContext& context, const std::string& model_dir,
                                const std::vector<std::string>& labels, int64_t train_rows) {
  const JobSpec& spec = context.spec;
  TrainerOptions options;
  options.model_dir = model_dir;
  options.labels = labels;
  options.device = spec.device;
  options.precision = spec.OptionalParam<std::string>("precision").value_or(options.precision);
  options.learning_rate = spec.Param<double>("learning_rate");
  options.weight_decay = spec.Param<double>("weight_decay");
  options.max_grad_norm = spec.Param<double>("max_grad_norm");
  options.warmup_ratio = spec.Param<double>("warmup_ratio");
  options.total_steps =
      TotalTrainingSteps(train_rows, spec.Param<int64_t>("batch_size"), spec.Param<int64_t>("epochs"));
  options.seed = context.seed();
  return options;
}

absl::StatusOr<FinishedTraining> RunTraining(JobContext& context, const std::string& digest,
                                             const std::function<absl::StatusOr<std::unique_ptr<Trainer>>()>& create,
                                             const TrainingLoop::Data& data) {
  FinishedTraining training;
  training.state = LoadTrainingState(context, digest);
  if (training.state.finished && std::filesystem::exists(BestModelDir(context, training.state.best_epoch))) {
    training.resumed_from_step = training.state.step;
    return training;
  }
  training.state.finished = false;
  auto trainer = create();
  if (!trainer.ok()) return Blame(trainer.status(), kBadModel);
  training.state.precision = ComputeTypeName((*trainer)->info().resolved);
  context.events.Phase("train");
  TrainingLoop loop(context, **trainer, data, std::move(training.state));
  OCTAVO_ASSIGN_OR_RETURN(training.state, loop.Run());
  training.resumed_from_step = loop.first_step();
  return training;
}

Json DescribeTraining(const JobContext& context, const FinishedTraining& training) {
  const TrainingState& state = training.state;
  Json history = Json::array();
  for (const EpochRecord& record : state.history) {
    history.push_back({{"epoch", record.epoch},
                       {"train_loss", record.train_loss.has_value() ? Json(*record.train_loss) : Json()},
                       {"validation_accuracy", record.validation_accuracy},
                       {"validation_loss", record.validation_loss}});
  }
  const std::string requested = context.spec.OptionalParam<std::string>("precision").value_or("auto");
  return Json{{"precision", {{"requested", requested}, {"resolved", state.precision}}},
              {"steps", state.step},
              {"epochs", context.spec.Param<int64_t>("epochs")},
              {"best_epoch", state.best_epoch},
              {"samples_per_second", static_cast<double>(state.samples) / state.step_seconds},
              {"seconds", state.total_seconds},
              {"resumed_from_step", training.resumed_from_step},
              {"history", std::move(history)}};
}

}  // namespace octavo
