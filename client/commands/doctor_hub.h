#ifndef OCTAVO_CLIENT_COMMANDS_DOCTOR_HUB_H_
#define OCTAVO_CLIENT_COMMANDS_DOCTOR_HUB_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "client/commands/doctor_finding.h"
#include "common/cancellation.h"
#include "hub/hub_settings.h"

namespace octavo::client {

/// That the hub answered, whatever it said.
struct HubAnswer {
  int status = 0;  // of HTTP
  absl::Duration time;
};

/// Asks for the head of the hub's first page as every fetch does: by the same proxies, certificates and time-outs of a
/// connection. Blocks for at most about `limit`, name look-up included. UNAVAILABLE and the like where no answer came,
/// in hub::HttpClient's words; CANCELLED within about a second of the user's wish.
absl::StatusOr<HubAnswer> AskHub(const hub::HubSettings& settings, absl::Duration limit,
                                 const Cancellation& cancellation);

/// What the hub's answer means. Pure.
Finding JudgeHub(const hub::HubSettings& settings, const absl::StatusOr<HubAnswer>& answer);

/// Asks the hub, for three seconds at most, unless it is switched off. CANCELLED when the user interrupts.
absl::StatusOr<Finding> CheckHub(const hub::HubSettings& settings, const Cancellation& cancellation);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_DOCTOR_HUB_H_
