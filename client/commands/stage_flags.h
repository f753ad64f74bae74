#ifndef OCTAVO_CLIENT_COMMANDS_STAGE_FLAGS_H_
#define OCTAVO_CLIENT_COMMANDS_STAGE_FLAGS_H_

#include <string>
#include <vector>

#include "client/commands/command.h"

namespace octavo::client {

/// The flags of every parameter of these job kinds, from common/job_params.h; one that several kinds share comes once,
/// and one that a later kind takes otherwise has a flag of its own (shared_params.h).
std::vector<FlagSpec> ParamFlags(const std::vector<std::string>& kinds);

/// Switches that stand for a parameter of these job kinds, such as --no-distill.
std::vector<FlagSpec> SwitchesOf(const std::vector<std::string>& kinds);

/// --device, --threads, --no-cache and --resume.
std::vector<FlagSpec> RunFlags();

/// The report of a run on stdout: JSON, or nothing more than what progress told.
Json DescribeExperiment(const Experiment& experiment);
/// One job of it.
Json DescribeJob(const Job& job);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_STAGE_FLAGS_H_
