#ifndef OCTAVO_SERVER_STORE_RECORD_JSON_H_
#define OCTAVO_SERVER_STORE_RECORD_JSON_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/core/types.h"

namespace octavo {

// The records that are kept as one JSON text in a column: they are read and written whole. Of queries only a list's
// summary looks inside, for a job's name and kind. Readers give DATA_LOSS for text that the writers cannot have made.

std::string SpecToText(const JobSpec& spec);
absl::StatusOr<JobSpec> SpecFromText(const std::string& text);

std::string CapabilitiesToText(const Capabilities& capabilities);
absl::StatusOr<Capabilities> CapabilitiesFromText(const std::string& text);

std::string StringsToText(const std::vector<std::string>& strings);
absl::StatusOr<std::vector<std::string>> StringsFromText(const std::string& text);

}  // namespace octavo

#endif  // OCTAVO_SERVER_STORE_RECORD_JSON_H_
