#ifndef OCTAVO_CLIENT_COMMANDS_RUN_ALL_PLAN_H_
#define OCTAVO_CLIENT_COMMANDS_RUN_ALL_PLAN_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/commands/catalog.h"
#include "client/commands/settings.h"
#include "client/commands/stage_plan.h"

namespace octavo::client {

/// The stages of run-all that are in `chosen`, each with a folder of its own below `results`: quantization starts from
/// the baseline of the same run, or from the model that lies in `results` where there is none, and qat takes what
/// static makes. Everything that can be known before an upload is checked here: PlanBaseline()'s and
/// PlanQuantization()'s errors, and INVALID_ARGUMENT for settings that ask for other places.
/// REQUIRES: settings.of_several_stages().
absl::StatusOr<std::vector<Stage>> PlanRunAll(const Settings& settings, const Catalog& catalog,
                                              const std::string& cache, const std::set<std::string>& chosen,
                                              const std::string& results);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_RUN_ALL_PLAN_H_
