#ifndef OCTAVO_WORKER_RUNNER_JOB_MODEL_TOKENIZER_H_
#define OCTAVO_WORKER_RUNNER_JOB_MODEL_TOKENIZER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "worker/runner/job/load_phase.h"
#include "worker/runner/text/tokenizer.h"

namespace octavo {

/// The tokenizer of the model in `input_dir` (inputs/model of a job): the one that a .pt or .pth file carries, which
/// belongs to its weights whatever lies beside it, else the folder's. Fills `note`, where that is given, with the
/// training note of the same file or folder. Errors are blamed on the model.
absl::StatusOr<std::unique_ptr<Tokenizer>> OpenModelTokenizer(const std::string& input_dir,
                                                              TrainingNote* note = nullptr);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_MODEL_TOKENIZER_H_
