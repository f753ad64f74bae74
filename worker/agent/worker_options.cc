#include "worker/agent/worker_options.h"

#include <unistd.h>

#include <algorithm>
#include <climits>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/address.h"
#include "common/byte_size.h"
#include "common/status_macros.h"
#include "common/yaml.h"

namespace octavo {
namespace fs = std::filesystem;
namespace {

constexpr int kMaxSlots = 1024;
constexpr int kMaxThreads = 65536;
constexpr size_t kMaxName = 100;

absl::Status CheckAddress(absl::string_view option, absl::string_view address) {
  absl::string_view rest = address;
  if (absl::ConsumePrefix(&rest, "unix:") && !rest.empty()) return absl::OkStatus();
  const size_t colon = address.rfind(':');
  int port = -1;
  const bool is_host_port = colon != absl::string_view::npos && colon > 0 &&
                            absl::SimpleAtoi(address.substr(colon + 1), &port) && port >= 0 && port <= 65535;
  if (is_host_port) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(option, " is \"", address, "\": expected HOST:PORT or unix:PATH"));
}

absl::Status CheckName(absl::string_view name) {
  const auto allowed = [](unsigned char c) { return absl::ascii_isalnum(c) || c == '.' || c == '_' || c == '-'; };
  if (!name.empty() && name.size() <= kMaxName && std::all_of(name.begin(), name.end(), allowed))
    return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("name is \"", name, "\": expected 1 to ", kMaxName, " letters, digits, '.', '_' and '-'"));
}

absl::Status CheckRange(absl::string_view option, int value, int min, int max) {
  if (value >= min && value <= max) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(option, " is ", value, ": expected ", min, " to ", max));
}

std::string HostName() {
  char name[HOST_NAME_MAX + 1] = {};
  return gethostname(name, sizeof name - 1) == 0 ? name : "";
}

std::string RunnerBesideThisProgram() {
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  return error ? "octavo-runner" : (self.parent_path() / "octavo-runner").string();
}

}  // namespace

absl::StatusOr<int64_t> ParseMemory(absl::string_view text) {
  if (text == "auto") return 0;
  if (const std::optional<int64_t> size = ParseByteSize(text); size.value_or(0) > 0) return *size;
  return absl::InvalidArgumentError(
      absl::StrCat("memory is \"", text, "\": expected auto or a size such as 8GiB, 512MiB or 1.5GB"));
}

absl::StatusOr<SourcePolicy> ReadSourcePolicy(const WorkerOptions& options, const hub::HubEnvironment& environment) {
  if (!options.fetch_sources) return SourcePolicy();
  OCTAVO_ASSIGN_OR_RETURN(hub::HubSettings settings, hub::ReadHubSettings(environment));
  return SourcePolicy::Create(std::move(settings), options.source_hosts);
}

absl::Status ReadWorkerOptions(const std::string& path, WorkerOptions* options) {
  OCTAVO_ASSIGN_OR_RETURN(const YamlDocument document, YamlDocument::Read(path));
  YamlSection root(document);
  OCTAVO_RETURN_IF_ERROR(root.Read("server", &options->server));
  OCTAVO_RETURN_IF_ERROR(root.Read("insecure", &options->insecure));
  OCTAVO_RETURN_IF_ERROR(root.Read("work_dir", &options->work_dir));
  OCTAVO_RETURN_IF_ERROR(root.Read("runner", &options->runner));
  OCTAVO_RETURN_IF_ERROR(root.Read("name", &options->name));
  OCTAVO_RETURN_IF_ERROR(root.Read("slots", &options->slots, 1, kMaxSlots));
  OCTAVO_RETURN_IF_ERROR(root.Read("threads", &options->threads, 0, kMaxThreads));
  OCTAVO_RETURN_IF_ERROR(root.Read("memory", &options->memory));
  OCTAVO_RETURN_IF_ERROR(root.Read("metrics", &options->metrics));
  OCTAVO_RETURN_IF_ERROR(root.Read("log_level", &options->log_level));
  OCTAVO_RETURN_IF_ERROR(root.Read("fetch_sources", &options->fetch_sources));
  OCTAVO_RETURN_IF_ERROR(root.Read("source_hosts", &options->source_hosts));
  OCTAVO_RETURN_IF_ERROR(root.ReadBytes("cache_bytes", &options->cache_bytes));
  OCTAVO_RETURN_IF_ERROR(root.ReadBytes("log_limit", &options->log_limit));
  OCTAVO_RETURN_IF_ERROR(root.Read("kill_grace", &options->kill_grace));
  OCTAVO_RETURN_IF_ERROR(root.Read("drain_timeout", &options->drain_timeout));
  return root.Finish();
}

absl::Status CompleteWorkerOptions(WorkerOptions* options) {
  if (options->name.empty()) options->name = HostName();
  if (options->runner.empty()) options->runner = RunnerBesideThisProgram();
  OCTAVO_RETURN_IF_ERROR(CheckName(options->name));
  OCTAVO_RETURN_IF_ERROR(CheckAddress("server", options->server));
  OCTAVO_RETURN_IF_ERROR(CheckPlaintextTo(options->server, options->insecure));
  if (!options->metrics.empty()) OCTAVO_RETURN_IF_ERROR(CheckAddress("metrics", options->metrics));
  OCTAVO_RETURN_IF_ERROR(CheckRange("slots", options->slots, 1, kMaxSlots));
  OCTAVO_RETURN_IF_ERROR(CheckRange("threads", options->threads, 0, kMaxThreads));
  OCTAVO_RETURN_IF_ERROR(ParseMemory(options->memory).status());
  OCTAVO_RETURN_IF_ERROR(SourcePolicy::Create({}, options->source_hosts).status());
  if (options->work_dir.empty()) return absl::InvalidArgumentError("work_dir is empty: expected a folder");
  LogLevel level;
  return ParseLogLevel(options->log_level, &level);
}

}  // namespace octavo
