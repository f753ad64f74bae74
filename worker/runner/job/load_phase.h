#ifndef OCTAVO_WORKER_RUNNER_JOB_LOAD_PHASE_H_
#define OCTAVO_WORKER_RUNNER_JOB_LOAD_PHASE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/json.h"
#include "worker/runner/formats/torch_file.h"
#include "worker/runner/job/evaluation.h"
#include "worker/runner/job/job_context.h"
#include "worker/runner/text/dataset.h"
#include "worker/runner/text/tokenizer.h"

namespace octavo {

/// model/octavo.json, also within a quantized file: what a later job must know of the training. Every field is empty
/// where there is none (a model from elsewhere).
struct TrainingNote {
  std::optional<std::string> base_model;
  std::optional<std::string> dataset;
  std::optional<uint32_t> seed;  // of the cut into splits
  std::optional<int> max_length;
  std::optional<std::string> text_column;
  std::optional<std::string> label_column;
  std::optional<std::vector<std::string>> label_names;  // as given
  std::optional<int64_t> train_samples;
};

/// The note of a model folder, or the one that QuantizeDynamic has put into a model file; empty where that has none;
/// INVALID_ARGUMENT for one of another form.
absl::StatusOr<TrainingNote> ReadTrainingNote(const std::string& model_dir);
absl::StatusOr<TrainingNote> CarriedNote(const TorchFile& file);
absl::Status WriteTrainingNote(const std::string& model_dir, const TrainingNote& note);

/// Where the data set's reader is to look: the one file of the input folder, or the folder itself.
std::string DatasetPath(const std::string& input_dir);

/// A data set with its texts as tokens.
struct EncodedDataset {
  EncodedRows train, validation, test;
  Json description;  // the "dataset" object of the result file
};

/// Which parts to tokenize.
enum class DatasetParts { kAll, kTestOnly };

/// Reads and tokenizes, with what the job's token cache has; warns of test texts that were also trained on, and of
/// those that are cut. Errors are blamed on the data, but for a seed that would test the model, whose note is `note`,
/// on texts that it was trained on: BAD_SPEC. CANCELLED once a stop has been asked for.
absl::StatusOr<EncodedDataset> LoadEncodedDataset(JobContext& context, const DatasetRequest& request,
                                                  const TrainingNote& note, const Tokenizer& tokenizer, int max_length,
                                                  DatasetParts parts);

/// The "inputs" object: digests of the input folders' manifests. Hashes what `context` does not have hashed yet.
absl::StatusOr<Json> DigestInputs(JobContext& context);

/// `asked`, or the number of positions that the model has where that is less, with a warning.
int EffectiveMaxLength(JobContext& context, int asked, const ModelInfo& info);

/// Paths of the model: the folder `inputs/model`, or the one .pt or .pth file in it.
absl::StatusOr<std::string> ModelPath(const std::string& input_dir);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_LOAD_PHASE_H_
