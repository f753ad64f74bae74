#ifndef OCTAVO_CLIENT_COMMANDS_DOCTOR_SERVICE_H_
#define OCTAVO_CLIENT_COMMANDS_DOCTOR_SERVICE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/api/types.h"
#include "client/commands/context.h"
#include "client/commands/doctor_finding.h"

namespace octavo::client {

/// The configured server, else the private one of this folder where it runs at this moment, and its workers. Starts
/// nothing. CANCELLED when the user interrupts.
absl::StatusOr<std::vector<Finding>> CheckService(Context& context);

/// Pure.
Finding JudgeServer(const std::string& address, const ServerDescription& server);
/// One finding for each worker, or one that says that there is none. Pure.
std::vector<Finding> JudgeWorkers(const std::vector<WorkerInfo>& workers, bool private_server);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_DOCTOR_SERVICE_H_
