// octavo-server: the coordinator. `octavo-server --help` says how it is started.
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <exception>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/build_info.h"
#include "common/error_info.h"
#include "common/logging.h"
#include "common/program_exit.h"
#include "common/status_macros.h"
#include "server/app/health_check.h"
#include "server/app/options.h"
#include "server/app/server.h"
#include "server/store/schema.h"
#include "server/store/sqlite_database.h"

namespace octavo {
namespace {

constexpr int kBadUsage = 2;

struct CommandLine {
  std::vector<std::string> listen;
  bool insecure = false;
  std::string data_dir;
  std::string metrics;
  std::string log_level;
  std::string config;
  std::string healthcheck;
  int ready_fd = -1;
  int lifeline_fd = -1;
};

void Declare(CLI::App& app, CommandLine& line) {
  app.add_option("--listen", line.listen,
                 "Where to listen: unix:PATH or HOST:PORT (port 0: any free one); may be repeated")
      ->envname("OCTAVO_LISTEN");
  app.add_flag("--insecure", line.insecure, "Allow plaintext on addresses other than loopback");
  app.add_option("--data-dir", line.data_dir, "Folder for the database, blobs and logs; created if need be")
      ->envname("OCTAVO_DATA_DIR");
  app.add_option("--metrics", line.metrics, "Serve Prometheus metrics on HOST:PORT")->envname("OCTAVO_METRICS");
  app.add_option("--config", line.config, "Settings in YAML, see configs/server.yaml")->envname("OCTAVO_SERVER_CONFIG");
  app.add_option("--log-level", line.log_level, "debug, info, warning or error [info]")->envname("OCTAVO_LOG_LEVEL");
  app.add_option("--healthcheck", line.healthcheck, "Ask the server at this address whether it serves, and exit");
  app.add_option("--ready-fd", line.ready_fd, "Write \"ready ADDRESS\\n\" to this descriptor when serving");
  app.add_option("--lifeline-fd", line.lifeline_fd, "Stop when this descriptor reaches end of file");
  app.set_version_flag("--version",
                       absl::StrCat("octavo-server ", Version(), " (", SourceRevision(), ", ", BuildDescription(),
                                    ")\nSQLite ", SqliteVersion(), ", schema ", SchemaVersion()));
  app.footer(
      "Example: octavo-server --listen unix:/run/octavo.sock --data-dir /var/lib/octavo --metrics 127.0.0.1:9464");
}

absl::StatusOr<ServerOptions> OptionsFrom(const CommandLine& line) {
  ServerOptions options;
  if (!line.config.empty()) OCTAVO_RETURN_IF_ERROR(ReadServerConfig(line.config, &options));
  if (!line.listen.empty()) options.listen = line.listen;
  if (line.insecure) options.insecure = true;
  if (!line.data_dir.empty()) options.data_dir = line.data_dir;
  if (!line.metrics.empty()) options.metrics = line.metrics;
  if (!line.log_level.empty()) options.log_level = line.log_level;
  OCTAVO_RETURN_IF_ERROR(CheckServerOptions(options));
  return options;
}

/// A descriptor that reads SIGTERM and SIGINT, which no thread takes any more. Call before any thread starts.
int BlockSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return signalfd(-1, &signals, SFD_CLOEXEC);
}

/// Returns when a signal came or the lifeline ended.
void WaitForStop(int signal_fd, int lifeline_fd) {
  for (;;) {
    pollfd fds[] = {{signal_fd, POLLIN, 0}, {lifeline_fd, POLLIN, 0}};
    if (poll(fds, lifeline_fd >= 0 ? 2 : 1, -1) < 0 && errno != EINTR) return;
    if ((fds[0].revents & POLLIN) != 0) {
      LogInfo("stopping: a signal came");
      return;
    }
    char byte = 0;
    if (lifeline_fd >= 0 && fds[1].revents != 0 && read(lifeline_fd, &byte, 1) <= 0) {
      LogInfo("stopping: the lifeline ended");
      return;
    }
  }
}

void SayReady(const Server& server, int ready_fd) {
  for (const std::string& address : server.addresses()) LogInfo("serving on ", address);
  if (!server.metrics_address().empty()) LogInfo("metrics on http://", server.metrics_address(), "/metrics");
  if (ready_fd < 0) return;
  const std::string text = absl::StrCat("ready ", absl::StrJoin(server.addresses(), " "), "\n");
  if (write(ready_fd, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
    LogWarning("cannot write to --ready-fd ", ready_fd);
  }
  close(ready_fd);
}

int Serve(const CommandLine& line) {
  const absl::StatusOr<ServerOptions> options = OptionsFrom(line);
  if (!options.ok()) {
    std::cerr << "octavo-server: " << options.status().message() << "\n";
    return kBadUsage;
  }
  LogLevel level = LogLevel::kInfo;
  if (!ParseLogLevel(options->log_level, &level).ok()) return kBadUsage;
  InitializeLogging("octavo-server", level);
  const int signal_fd = BlockSignals();
  LogInfo("octavo-server ", Version(), " (", SourceRevision(), "), SQLite ", SqliteVersion(), ", data in ",
          options->data_dir);
  const absl::StatusOr<std::unique_ptr<Server>> server = Server::Start(*options);
  if (!server.ok()) {
    LogError("cannot start: ", server.status().message());
    return ErrorInfoOf(server.status()).reason == kFolderInUse ? kExitFolderInUse : 1;
  }
  SayReady(**server, line.ready_fd);
  WaitForStop(signal_fd, line.lifeline_fd);
  (*server)->Stop();
  LogInfo("stopped");
  return 0;
}

int Main(int argc, char** argv) {
  CLI::App app("octavo-server: schedules jobs onto workers and keeps every result", "octavo-server");
  CommandLine line;
  Declare(app, line);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kBadUsage;
  }
  if (!line.healthcheck.empty()) {
    const absl::Status health = CheckHealth(line.healthcheck, absl::Seconds(5));
    if (!health.ok()) std::cerr << "octavo-server: " << health.message() << "\n";
    return health.ok() ? 0 : 1;
  }
  return Serve(line);
}

}  // namespace
}  // namespace octavo

int main(int argc, char** argv) {
  try {
    return octavo::Main(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "octavo-server: " << error.what() << "\n";
    return 1;
  }
}
