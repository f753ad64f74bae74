#ifndef OCTAVO_CLIENT_COMPARE_GIVEN_INPUTS_H_
#define OCTAVO_CLIENT_COMPARE_GIVEN_INPUTS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace octavo::client {

/// What a user named as the inputs of a stage. A job knows only digests and, of a data set of one's own, no name; the
/// client keeps the words beside the results (inputs.json), so that a later command finds the data again and the report
/// can say how to repeat the run.
struct GivenInputs {
  std::string model;         // as the user named it
  std::string dataset;       // as the user named it
  std::string dataset_path;  // absolute, of a local data set; empty for one known by name
};

/// Writes `folder`/inputs.json.
absl::Status WriteGivenInputs(const GivenInputs& inputs, const std::string& folder);

/// Reads `folder`/inputs.json. NOT_FOUND without it, as in results of an older client; INVALID_ARGUMENT if damaged.
absl::StatusOr<GivenInputs> ReadGivenInputs(const std::string& folder);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMPARE_GIVEN_INPUTS_H_
