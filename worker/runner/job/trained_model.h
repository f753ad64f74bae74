#ifndef OCTAVO_WORKER_RUNNER_JOB_TRAINED_MODEL_H_
#define OCTAVO_WORKER_RUNNER_JOB_TRAINED_MODEL_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/json.h"
#include "worker/runner/job/job_context.h"
#include "worker/runner/job/load_phase.h"
#include "worker/runner/text/tokenizer.h"

namespace octavo {

/// A trained classifier with the data that it was trained on: what every quantization job begins with.
struct TrainedModel {
  std::string path;  // the Hugging Face folder, or the model file
  EngineCapabilities capabilities;
  TrainingNote note;
  std::unique_ptr<Tokenizer> tokenizer;
  std::unique_ptr<Classifier> classifier;  // a folder's in FP32
  std::vector<std::string> labels;         // its
  int max_length = 0;
  EncodedDataset data;  // its labels numbered as the model's
  Json inputs;          // digests
};

/// What inputs/model may be. Only a folder's weights can be quantized.
enum class ModelForms { kFolder, kFolderOrFile };

/// The "load" phase on inputs/model and inputs/dataset. What the parameters leave open (data set, columns, length, seed
/// of the splits) is as in the training, by the model's note. Errors are blamed on what caused them.
absl::StatusOr<TrainedModel> LoadTrainedModel(JobContext& context, DatasetParts parts,
                                              ModelForms forms = ModelForms::kFolder);

/// Loads the classifier of the model's path (again), for a job that had no use for it meanwhile. BAD_MODEL.
absl::Status OpenClassifier(const JobContext& context, TrainedModel& model);

/// The record of a job on `model` (record.h).
Json StartRecordOf(const JobContext& context, const TrainedModel& model);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_TRAINED_MODEL_H_
