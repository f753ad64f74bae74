#ifndef OCTAVO_CLIENT_RENDER_DATASET_TEXT_H_
#define OCTAVO_CLIENT_RENDER_DATASET_TEXT_H_

#include <string>

#include "absl/status/statusor.h"
#include "client/render/bar_chart.h"
#include "common/json.h"

namespace octavo::client {

/// For a terminal: what octavo datasets show tells of a data set, its document as docs/json-output.md describes it.
/// INVALID_ARGUMENT names the field that is missing or of the wrong type.
absl::StatusOr<std::string> RenderDataset(const Json& document, BarStyle style);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_DATASET_TEXT_H_
