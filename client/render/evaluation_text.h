#ifndef OCTAVO_CLIENT_RENDER_EVALUATION_TEXT_H_
#define OCTAVO_CLIENT_RENDER_EVALUATION_TEXT_H_

#include <string>

#include "absl/status/statusor.h"
#include "common/json.h"

namespace octavo::client {

/// For a terminal: what an octavo.result/1 object of one variant says about its accuracy, by class too, and the
/// warnings. INVALID_ARGUMENT names the field that is missing or of the wrong type.
absl::StatusOr<std::string> RenderEvaluation(const Json& result);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_EVALUATION_TEXT_H_
