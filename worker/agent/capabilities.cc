#include "worker/agent/capabilities.h"

#include <unistd.h>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/json.h"
#include "common/runner_environment.h"
#include "common/status_macros.h"
#include "common/subprocess.h"

namespace octavo {
namespace {

constexpr int64_t kMaxProbeBytes = 1 << 20;
constexpr size_t kMaxQuoted = 500;

absl::Status Wrong(absl::string_view field, absl::string_view wanted) {
  return absl::InvalidArgumentError(absl::StrCat("octavo-runner --probe: field \"", field, "\": expected ", wanted));
}

absl::Status Read(const Json& probe, const char* field, std::string* value) {
  const auto it = probe.find(field);
  if (it == probe.end() || !it->is_string()) return Wrong(field, "a string");
  *value = it->get<std::string>();
  return absl::OkStatus();
}

absl::Status Read(const Json& probe, const char* field, std::vector<std::string>* value) {
  const auto it = probe.find(field);
  if (it == probe.end() || !it->is_array()) return Wrong(field, "a list of strings");
  for (const Json& item : *it) {
    if (!item.is_string()) return Wrong(field, "a list of strings");
    value->push_back(item.get<std::string>());
  }
  return absl::OkStatus();
}

absl::StatusOr<int64_t> ReadCount(const Json& probe, const char* field) {
  const auto it = probe.find(field);
  if (it == probe.end() || !it->is_number_integer() || it->get<int64_t>() <= 0)
    return Wrong(field, "a whole number above 0");
  return it->get<int64_t>();
}

}  // namespace

absl::StatusOr<Capabilities> ParseProbe(absl::string_view json) {
  OCTAVO_ASSIGN_OR_RETURN(const Json probe, ParseJson(json, "the output of octavo-runner --probe"));
  if (!probe.is_object()) return absl::InvalidArgumentError("octavo-runner --probe: expected one JSON object");
  Capabilities found;
  OCTAVO_RETURN_IF_ERROR(Read(probe, "device_class", &found.device_class));
  OCTAVO_RETURN_IF_ERROR(Read(probe, "devices", &found.devices));
  OCTAVO_RETURN_IF_ERROR(Read(probe, "isa", &found.isa));
  OCTAVO_RETURN_IF_ERROR(Read(probe, "cpu_model", &found.cpu_model));
  OCTAVO_RETURN_IF_ERROR(Read(probe, "libtorch_version", &found.libtorch_version));
  OCTAVO_RETURN_IF_ERROR(Read(probe, "runner_build", &found.runner_build));
  OCTAVO_ASSIGN_OR_RETURN(const int64_t cpus, ReadCount(probe, "cpus"));
  if (cpus > 1'000'000) return Wrong("cpus", "at most 1000000");
  found.cpus = static_cast<int>(cpus);
  OCTAVO_ASSIGN_OR_RETURN(found.memory_bytes, ReadCount(probe, "memory_bytes"));
  return found;
}

absl::StatusOr<Capabilities> ProbeMachine(const std::string& runner, const std::vector<std::string>& environment,
                                          const std::string& scratch_folder, absl::Duration timeout) {
  SubprocessOptions options;
  options.argv = {runner, "--probe"};
  options.environment = environment;
  options.stdout_path = scratch_folder + "/probe.json";
  options.stderr_path = scratch_folder + "/probe.log";
  for (const std::string& file : {options.stdout_path, options.stderr_path}) unlink(file.c_str());
  OCTAVO_ASSIGN_OR_RETURN(Subprocess child, Subprocess::Start(options));
  OCTAVO_ASSIGN_OR_RETURN(const ExitStatus exit, child.Wait(timeout));
  if (exit.signal != 0 || exit.exit_code != 0) {
    const absl::StatusOr<std::string> said = ReadFile(options.stderr_path, kMaxProbeBytes);
    const std::string how =
        exit.signal != 0 ? absl::StrCat("signal ", exit.signal) : absl::StrCat("exit status ", exit.exit_code);
    return absl::FailedPreconditionError(
        absl::StrCat(runner, " --probe failed with ", how, ": ",
                     said.ok() ? absl::StripAsciiWhitespace(*said).substr(0, kMaxQuoted) : ""));
  }
  OCTAVO_ASSIGN_OR_RETURN(const std::string json, ReadFile(options.stdout_path, kMaxProbeBytes));
  return ParseProbe(json);
}

std::vector<std::string> RunnerEnvironment() {
  static const std::vector<std::string>* const kNames = new std::vector<std::string>{"PATH",
                                                                                     "HOME",
                                                                                     "LANG",
                                                                                     "LC_ALL",
                                                                                     "TZ",
                                                                                     "TMPDIR",
                                                                                     "USER",
                                                                                     "HOSTNAME",
                                                                                     "LD_PRELOAD",
                                                                                     "LD_LIBRARY_PATH",
                                                                                     "MALLOC_ARENA_MAX",
                                                                                     "CUDA_VISIBLE_DEVICES",
                                                                                     "OMP_PROC_BIND",
                                                                                     "OMP_PLACES",
                                                                                     kWaitPolicyVariable,
                                                                                     kSpinCountVariable,
                                                                                     "KMP_AFFINITY",
                                                                                     "ASAN_OPTIONS",
                                                                                     "TSAN_OPTIONS",
                                                                                     "UBSAN_OPTIONS"};
  std::vector<std::string> environment = InheritEnvironment(*kNames);
  for (const std::string& entry : InheritEnvironment()) {
    if (absl::StartsWith(entry, "OCTAVO_RUNNER_")) environment.push_back(entry);
  }
  CompleteRunnerEnvironment(environment);
  return environment;
}

}  // namespace octavo
