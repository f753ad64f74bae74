#include "server/app/options.h"

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/address.h"
#include "common/status_macros.h"
#include "common/yaml.h"

namespace octavo {
namespace {

absl::Status ReadLeases(YamlSection section, ServerOptions* options) {
  OCTAVO_RETURN_IF_ERROR(section.Read("duration", &options->scheduler.lease));
  OCTAVO_RETURN_IF_ERROR(section.Read("margin", &options->lease_margin));
  OCTAVO_RETURN_IF_ERROR(section.Read("next_sync", &options->next_sync));
  OCTAVO_RETURN_IF_ERROR(section.Read("restart_grace", &options->scheduler.restart_grace));
  return section.Finish();
}

absl::Status ReadLimits(YamlSection section, ServerOptions* options) {
  OCTAVO_RETURN_IF_ERROR(section.Read("unfinished_jobs", &options->scheduler.max_unfinished_jobs, 1, 1'000'000));
  OCTAVO_RETURN_IF_ERROR(section.Read("workers", &options->scheduler.max_workers, 1, 100'000));
  OCTAVO_RETURN_IF_ERROR(section.ReadBytes("blob", &options->blobs.max_blob_bytes));
  OCTAVO_RETURN_IF_ERROR(section.ReadBytes("log", &options->max_log_bytes));
  OCTAVO_RETURN_IF_ERROR(section.ReadBytes("min_free_bytes", &options->blobs.min_free_bytes));
  return section.Finish();
}

absl::Status CheckAddress(const std::string& address, bool insecure) {
  if (absl::StartsWith(address, "unix:")) {
    if (address.size() == 5) return absl::InvalidArgumentError("listen: \"unix:\" needs a path after it");
    return absl::OkStatus();
  }
  const size_t colon = address.rfind(':');
  int port = -1;
  if (colon == std::string::npos || colon == 0 || !absl::SimpleAtoi(address.substr(colon + 1), &port) || port < 0 ||
      port > 65535) {
    return absl::InvalidArgumentError(absl::StrCat("listen: \"", address, "\" is neither unix:PATH nor HOST:PORT"));
  }
  if (!insecure && !IsLocalAddress(address)) {
    return absl::InvalidArgumentError(absl::StrCat("listen: ", address,
                                                   " is not a loopback address, and the traffic is not"
                                                   " encrypted. Use unix:PATH or 127.0.0.1, or give --insecure"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ReadServerConfig(const std::string& path, ServerOptions* options) {
  OCTAVO_ASSIGN_OR_RETURN(const YamlDocument document, YamlDocument::Read(path));
  YamlSection root(document);
  OCTAVO_RETURN_IF_ERROR(root.Read("listen", &options->listen));
  OCTAVO_RETURN_IF_ERROR(root.Read("insecure", &options->insecure));
  OCTAVO_RETURN_IF_ERROR(root.Read("data_dir", &options->data_dir));
  OCTAVO_RETURN_IF_ERROR(root.Read("metrics", &options->metrics));
  OCTAVO_RETURN_IF_ERROR(root.Read("log_level", &options->log_level));
  OCTAVO_RETURN_IF_ERROR(root.Read("io_threads", &options->io_threads, 1, 256));
  OCTAVO_RETURN_IF_ERROR(root.Read("stop_grace", &options->stop_grace));
  OCTAVO_ASSIGN_OR_RETURN(const YamlSection leases, root.Section("leases"));
  OCTAVO_RETURN_IF_ERROR(ReadLeases(leases, options));
  OCTAVO_ASSIGN_OR_RETURN(const YamlSection limits, root.Section("limits"));
  OCTAVO_RETURN_IF_ERROR(ReadLimits(limits, options));
  return root.Finish();
}

absl::Status CheckServerOptions(const ServerOptions& options) {
  if (options.data_dir.empty()) return absl::InvalidArgumentError("data_dir is not set: give --data-dir DIR");
  if (options.listen.empty())
    return absl::InvalidArgumentError("listen is not set: give --listen unix:PATH or HOST:PORT");
  for (const std::string& address : options.listen) OCTAVO_RETURN_IF_ERROR(CheckAddress(address, options.insecure));
  if (!options.metrics.empty()) {
    if (absl::Status status = CheckAddress(options.metrics, options.insecure); !status.ok()) {
      return absl::InvalidArgumentError(absl::StrCat("metrics: ", status.message()));
    }
  }
  LogLevel level;
  OCTAVO_RETURN_IF_ERROR(ParseLogLevel(options.log_level, &level));
  if (options.lease_margin + 2 * options.next_sync > options.scheduler.lease) {
    return absl::InvalidArgumentError(
        absl::StrCat("leases: duration ", absl::FormatDuration(options.scheduler.lease), " must be at least margin ",
                     absl::FormatDuration(options.lease_margin), " plus twice next_sync ",
                     absl::FormatDuration(options.next_sync), ", so that one lost call does not stop a worker's jobs"));
  }
  if (options.lease_margin <= absl::ZeroDuration()) {
    return absl::InvalidArgumentError(
        absl::StrCat("leases: margin ", absl::FormatDuration(options.lease_margin),
                     " must be above zero: it is the time that a worker has to stop before its jobs are given away"));
  }
  if (options.scheduler.restart_grace < options.scheduler.lease) {
    return absl::InvalidArgumentError(
        absl::StrCat("leases: restart_grace ", absl::FormatDuration(options.scheduler.restart_grace),
                     " must be at least duration ", absl::FormatDuration(options.scheduler.lease),
                     ": workers that could not reach the restarted server may still run their jobs for so long"));
  }
  if (options.next_sync <= absl::ZeroDuration())
    return absl::InvalidArgumentError("leases: next_sync must be above zero");
  return absl::OkStatus();
}

}  // namespace octavo
