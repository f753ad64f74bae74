#ifndef OCTAVO_CLIENT_COMMANDS_DOCTOR_HUB_H_
#define OCTAVO_CLIENT_COMMANDS_DOCTOR_HUB_H_

#include <string>

#include "absl/status/statusor.h"
#include "client/api/cancellation.h"
#include "client/commands/doctor_finding.h"
#include "client/commands/http_reach.h"
#include "client/hub/hub_settings.h"

namespace octavo::client {

/// What the hub's answer means; `cache_folder` is where models lie that are brought by hand. Pure.
Finding JudgeHub(const HubSettings& settings, const absl::StatusOr<HttpAnswer>& answer,
                 const std::string& cache_folder);

/// Asks the hub, for three seconds at most, unless it is switched off. CANCELLED when the user interrupts.
absl::StatusOr<Finding> CheckHub(const HubSettings& settings, const std::string& cache_folder,
                                 const Cancellation& cancellation);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_DOCTOR_HUB_H_
