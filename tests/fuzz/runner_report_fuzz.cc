// Input: a runner's report.json, as the agent reads it.
#include <string>

#include "common/result_size.h"
#include "tests/fuzz/support/fuzz.h"
#include "tests/fuzz/support/scratch.h"
#include "worker/agent/runner_report.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // On disk: the agent follows no link, which the path of a file in memory is.
  const std::string path = WriteScratch("report.json", Input(data, size).Rest());
  const auto report = ReadRunnerReport(path, {.job_id = "7", .attempt = 1, .fence = 3});
  if (!report.ok()) return 0;
  Require(report->result.is_object() && ResultBytes(report->result) <= kMaxResultBytes, "a result can be sent");
  return 0;
}

}  // namespace octavo::fuzz
