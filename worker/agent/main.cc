#include <cstdio>
#include <exception>
#include <optional>
#include <string>

#include "CLI/CLI.hpp"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "common/build_info.h"
#include "common/environment.h"
#include "common/error_info.h"
#include "common/logging.h"
#include "common/program_exit.h"
#include "common/status_macros.h"
#include "worker/agent/app.h"
#include "worker/agent/worker_options.h"

namespace octavo {
namespace {

constexpr int kExitFailed = 1;
constexpr int kExitBadCommand = 2;

/// The command line; what is not given stays unset, so that the configuration file decides.
struct Flags {
  std::optional<std::string> server, work_dir, runner, name, memory, metrics, log_level, config;
  std::optional<std::string> kill_grace, drain_timeout;
  std::optional<std::string> source_hosts;
  std::optional<int> slots, threads;
  std::optional<bool> fetch_sources;
  WorkerDescriptors descriptors;
  bool insecure = false;
  bool healthcheck = false;
};

void Declare(CLI::App& app, Flags& flags) {
  app.add_option("--server", flags.server, "Address of octavo-server: HOST:PORT or unix:PATH");
  app.add_flag("--insecure", flags.insecure, "Allow an unencrypted connection to a server on another machine");
  app.add_option("--work-dir", flags.work_dir, "Folder for jobs and cached inputs, one per worker");
  app.add_option("--runner", flags.runner, "Path of octavo-runner; by default the one beside this program");
  app.add_option("--name", flags.name, "Name that stays the same across restarts; by default the host's");
  app.add_option("--slots", flags.slots, "Jobs that may run at once");
  app.add_option("--threads", flags.threads, "Compute threads for all jobs together; 0: one for each CPU");
  app.add_option("--memory", flags.memory, "Memory for all jobs together, such as 8GiB; auto: what the machine has");
  app.add_option("--metrics", flags.metrics, "HOST:PORT on which to serve /metrics; by default nowhere");
  app.add_option("--fetch-sources", flags.fetch_sources,
                 "true or false: whether inputs may come from the hub and from archives' hosts, where jobs name them, "
                 "rather than from the server; by default true");
  app.add_option(
      "--source-hosts", flags.source_hosts,
      "Hosts that may be asked for archives, each with or without a path below which alone, with commas between; by "
      "default those of configs/catalog.yaml");
  app.add_option("--kill-grace", flags.kill_grace, "Time from SIGTERM to SIGKILL for a runner, such as 10s");
  app.add_option("--drain-timeout", flags.drain_timeout,
                 "How long jobs may go on after the first SIGTERM, such as 30m; by default they are stopped at once, "
                 "their checkpoints saved, and given back. A second SIGTERM ends the wait");
  app.add_option("--config", flags.config, "YAML file with these options; the command line overrides it");
  app.add_option("--log-level", flags.log_level, "debug, info, warning or error");
  app.add_option("--ready-fd", flags.descriptors.ready_fd,
                 "Descriptor that gets \"ready\" once the server has answered");
  app.add_option("--lifeline-fd", flags.descriptors.lifeline_fd, "Descriptor whose end of file counts as SIGTERM");
  app.add_flag("--healthcheck", flags.healthcheck,
               "Exit with 0 if the worker of this --work-dir had an answer of its server within the last minute");
  app.set_version_flag(
      "--version", absl::StrCat("octavo-worker ", Version(), " (", SourceRevision(), ", ", BuildDescription(), ")"));
}

template <typename T>
void Override(const std::optional<T>& flag, T& option) {
  if (flag.has_value()) option = *flag;
}

absl::Status OverrideDuration(absl::string_view name, const std::optional<std::string>& flag, absl::Duration& option) {
  if (!flag.has_value()) return absl::OkStatus();
  absl::Duration parsed;
  if (!absl::ParseDuration(*flag, &parsed) || parsed < absl::ZeroDuration()) {
    return absl::InvalidArgumentError(absl::StrCat(name, " is \"", *flag, "\": expected a time such as 90s or 1h30m"));
  }
  option = parsed;
  return absl::OkStatus();
}

absl::StatusOr<WorkerOptions> Resolve(const Flags& flags) {
  WorkerOptions options;
  if (flags.config.has_value()) OCTAVO_RETURN_IF_ERROR(ReadWorkerOptions(*flags.config, &options));
  Override(flags.server, options.server);
  if (flags.insecure) options.insecure = true;
  Override(flags.work_dir, options.work_dir);
  Override(flags.runner, options.runner);
  Override(flags.name, options.name);
  Override(flags.slots, options.slots);
  Override(flags.threads, options.threads);
  Override(flags.memory, options.memory);
  Override(flags.metrics, options.metrics);
  Override(flags.log_level, options.log_level);
  Override(flags.fetch_sources, options.fetch_sources);
  if (flags.source_hosts.has_value())
    options.source_hosts = absl::StrSplit(*flags.source_hosts, ',', absl::SkipEmpty());
  OCTAVO_RETURN_IF_ERROR(OverrideDuration("--kill-grace", flags.kill_grace, options.kill_grace));
  OCTAVO_RETURN_IF_ERROR(OverrideDuration("--drain-timeout", flags.drain_timeout, options.drain_timeout));
  OCTAVO_RETURN_IF_ERROR(CompleteWorkerOptions(&options));
  OCTAVO_RETURN_IF_ERROR(ReadSourcePolicy(options, FindEnvironmentVariable).status());
  return options;
}

int Complain(const absl::Status& status, int exit_code) {
  std::fprintf(stderr, "octavo-worker: %s\n", std::string(status.message()).c_str());
  return exit_code;
}

int Main(int argc, char** argv) {
  CLI::App app("Runs Octavo's jobs on this machine, for one octavo-server.");
  Flags flags;
  Declare(app, flags);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kExitBadCommand;  // 0: --help and --version
  }
  const absl::StatusOr<WorkerOptions> options = Resolve(flags);
  if (!options.ok()) return Complain(options.status(), kExitBadCommand);
  LogLevel level = LogLevel::kInfo;
  if (absl::Status parsed = ParseLogLevel(options->log_level, &level); !parsed.ok())
    return Complain(parsed, kExitBadCommand);
  InitializeLogging("octavo-worker", level);
  if (flags.healthcheck) {
    const absl::Status health = CheckWorkerHealth(*options);
    return health.ok() ? 0 : Complain(health, kExitFailed);
  }
  const absl::Status ended = RunWorker(*options, flags.descriptors);
  const std::string reason = ErrorInfoOf(ended).reason;
  if (reason == kFolderInUse) return Complain(ended, kExitFolderInUse);
  if (reason == kReplaced) return Complain(ended, kExitReplaced);
  return ended.ok() ? 0 : Complain(ended, kExitFailed);
}

}  // namespace
}  // namespace octavo

int main(int argc, char** argv) {
  try {
    return octavo::Main(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "octavo-worker: %s\n", error.what());
    return octavo::kExitFailed;
  }
}
