#ifndef OCTAVO_WORKER_RUNNER_TEXT_PIPELINE_LOADER_H_
#define OCTAVO_WORKER_RUNNER_TEXT_PIPELINE_LOADER_H_

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/json.h"
#include "worker/runner/text/pipeline_tokenizer.h"
#include "worker/runner/text/tokenizer.h"
#include "worker/runner/text/tokenizer_frame.h"

namespace octavo {

/// The tokenizer of `model` with the normalizer and the pre_tokenizer of a tokenizer.json, whatever they are. Errors as
/// in tokenizer_loader.h.
absl::StatusOr<std::unique_ptr<Tokenizer>> PipelineFromJson(const Json& root, const FrameConfig& frame,
                                                            PipelineTokenizer::Model model, absl::string_view what);

/// `error` with the file's name in front.
absl::Status Named(const absl::Status& error, absl::string_view what);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_PIPELINE_LOADER_H_
