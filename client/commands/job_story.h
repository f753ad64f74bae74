#ifndef OCTAVO_CLIENT_COMMANDS_JOB_STORY_H_
#define OCTAVO_CLIENT_COMMANDS_JOB_STORY_H_

#include <cstddef>
#include <string>
#include <vector>

#include "client/api/types.h"

namespace octavo::client {

/// What happened to one job, a line for each event: it runs on a worker, it was queued again, it ended. The lines are
/// made from what the job's record says and not from the moments at which it was seen. A watcher that lost the server
/// for a while is told all that it missed, and nothing twice. Thread-compatible.
class JobStory {
 public:
  struct Line {
    bool warning = false;
    std::string text;
  };
  /// The lines that are new since the last call. The first call tells only where the job is now.
  std::vector<Line> News(const Job& job);

 private:
  bool first_ = true;
  size_t started_ = 0;  // attempts before this one: their start was told, or is not worth telling any more
  size_t ended_ = 0;    // the same of their ends, where the job was queued again
  bool over_ = false;   // the end of the job was told
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_JOB_STORY_H_
