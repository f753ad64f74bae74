#ifndef OCTAVO_CLIENT_COMMANDS_LIVE_LINES_H_
#define OCTAVO_CLIENT_COMMANDS_LIVE_LINES_H_

#include <map>
#include <string>
#include <vector>

#include "client/api/types.h"
#include "client/commands/live_region.h"

namespace octavo::client {

/// What the live lines show of an experiment: a copy, for they are painted later, on another thread.
struct LiveJobs {
  std::vector<Job> active;        // leased or running, without parameters and results
  std::map<JobState, int> count;  // all jobs
  std::string only_job;           // the name, where the experiment has one job

  static LiveJobs Of(const Experiment& experiment);
};

/// A line for each active job and, of an experiment of several jobs, one that counts them all. No line is wider than
/// the screen, and there are fewer than it has rows: jobs beyond that are counted only. Pure.
std::vector<std::string> LiveLines(const LiveJobs& jobs, const ScreenSize& screen);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_LIVE_LINES_H_
