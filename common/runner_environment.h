#ifndef OCTAVO_COMMON_RUNNER_ENVIRONMENT_H_
#define OCTAVO_COMMON_RUNNER_ENVIRONMENT_H_

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"

namespace octavo {

// How often an idle compute thread of octavo-runner looks for work before it sleeps. The default of libgomp, 300,000,
// keeps whole cores busy between two parallel loops: beside one busy neighbour a pass of 3 ms then takes 33. 10,000
// costs nothing on an idle machine; at 100 the threads sleep within a pass and waking them costs 10 ms.
inline constexpr char kSpinCount[] = "GOMP_SPINCOUNT=10000";
// A user who has set one of these has decided how threads wait.
inline constexpr char kSpinCountVariable[] = "GOMP_SPINCOUNT";
inline constexpr char kWaitPolicyVariable[] = "OMP_WAIT_POLICY";

/// Completes the environment (NAME=value) that octavo-runner is started with. Not something that the runner can do for
/// itself: libgomp reads its variables when it is loaded, before main().
inline void CompleteRunnerEnvironment(std::vector<std::string>& environment) {
  const bool decided = std::any_of(environment.begin(), environment.end(), [](const std::string& entry) {
    return absl::StartsWith(entry, std::string(kSpinCountVariable) + "=") ||
           absl::StartsWith(entry, std::string(kWaitPolicyVariable) + "=");
  });
  if (!decided) environment.emplace_back(kSpinCount);
}

}  // namespace octavo

#endif  // OCTAVO_COMMON_RUNNER_ENVIRONMENT_H_
