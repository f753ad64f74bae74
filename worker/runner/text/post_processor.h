#ifndef OCTAVO_WORKER_RUNNER_TEXT_POST_PROCESSOR_H_
#define OCTAVO_WORKER_RUNNER_TEXT_POST_PROCESSOR_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/json.h"
#include "worker/runner/text/tokenizer_frame.h"

namespace octavo {

/// Fills in the special tokens that the post_processor of a tokenizer.json puts around a single text, with the ids that
/// it says. null and ByteLevel put none; of a Sequence one component may. `part` as in component_json.h. UNIMPLEMENTED
/// names a type or a field that Octavo lacks, a text that is put twice and a token type other than 0; INVALID_ARGUMENT
/// a field with an unusable value.
absl::Status ReadPostProcessor(const Json& component, absl::string_view part, FrameConfig& frame);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_POST_PROCESSOR_H_
