#ifndef OCTAVO_CLIENT_COMMANDS_SHARED_PARAMS_H_
#define OCTAVO_CLIENT_COMMANDS_SHARED_PARAMS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "common/job_params.h"

namespace octavo::client {

/// The flag of the parameter `spec` of `kind` where one command line is for all stages: "seed", or "qat_epochs" where
/// an earlier kind takes a parameter of that name otherwise (another default or other choices), so that what is meant
/// for the training cannot change the quantization-aware one. "evaluate" and the like, which are no stages, share all.
std::string FlagOfStage(absl::string_view kind, const ParamSpec& spec);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_SHARED_PARAMS_H_
