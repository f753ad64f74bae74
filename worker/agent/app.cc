#include "worker/agent/app.h"

#include <sys/prctl.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/build_info.h"
#include "common/environment.h"
#include "common/logging.h"
#include "common/mutex.h"
#include "common/random.h"
#include "common/random_id.h"
#include "common/status_macros.h"
#include "hub/url.h"
#include "worker/agent/agent_stats.h"
#include "worker/agent/blob_cache.h"
#include "worker/agent/boot_clock.h"
#include "worker/agent/capabilities.h"
#include "worker/agent/grpc_coordinator.h"
#include "worker/agent/input_sources.h"
#include "worker/agent/job_directory.h"
#include "worker/agent/session.h"
#include "worker/agent/signal_watch.h"
#include "worker/agent/work_folder.h"
#include "worker/agent/worker_metrics.h"

namespace octavo {
namespace {

constexpr int64_t kTokenShare = 10;  // one part of so many
constexpr absl::Duration kProbeTimeout = absl::Minutes(2);
constexpr absl::Duration kHealthyAge = absl::Minutes(1);
constexpr absl::Duration kFirstBackoff = absl::Milliseconds(100);
constexpr absl::Duration kLongestBackoff = absl::Seconds(2);

/// Numbers in [0, 1) for pauses. Thread-safe.
class Jitter {
 public:
  Jitter() : random_(std::random_device{}()) {}
  double Next() {
    MutexLock lock(mutex_);
    return static_cast<double>(random_.Next() >> 11) * 0x1p-53;
  }

 private:
  Mutex mutex_;
  Random random_ ABSL_GUARDED_BY(mutex_);
};

InputSources::Options SourceOptions(SourcePolicy policy, const Clock& clock) {
  InputSources::Options sources;
  sources.policy = std::move(policy);
  sources.seed = std::random_device{}();
  sources.clock = &clock;
  return sources;
}

/// Says whence inputs come.
void TellSources(const WorkerOptions& options, const SourcePolicy& policy) {
  if (!policy.asks()) {
    LogInfo("inputs come from the coordinator alone: ",
            options.fetch_sources ? policy.settings().offline_by + " is set" : "fetch_sources is false");
    return;
  }
  LogInfo("inputs come from ", hub::PrintableUrl(policy.settings().endpoint), " and ",
          policy.settings().mirror.empty() ? absl::StrJoin(options.source_hosts, ", ")
                                           : hub::PrintableUrl(policy.settings().mirror),
          " where a job names them, else from the coordinator");
  if (!policy.settings().token_problem.empty())
    LogWarning("the hub is asked without a token: ", policy.settings().token_problem);
}

absl::StatusOr<Capabilities> FindCapabilities(const WorkerOptions& options, const WorkFolder& folder) {
  absl::StatusOr<Capabilities> found = ProbeMachine(options.runner, RunnerEnvironment(), folder.path(), kProbeTimeout);
  if (!found.ok()) return found.status();
  OCTAVO_ASSIGN_OR_RETURN(const int64_t memory, ParseMemory(options.memory));
  if (memory > 0) found->memory_bytes = memory;
  if (options.threads > 0) found->cpus = options.threads;
  LogInfo("this machine is ", found->device_class, " (", found->cpu_model, "), ", found->cpus, " threads, ",
          found->memory_bytes >> 20, " MiB");
  return found;
}

GrpcCoordinator::Options CoordinatorOptions(const WorkerOptions& options, const Capabilities& capabilities) {
  GrpcCoordinator::Options connection;
  connection.address = options.server;
  connection.worker_name = options.name;
  connection.instance_id = RandomUuid();
  connection.capabilities = capabilities;
  connection.slots = options.slots;
  return connection;
}

/// Tokens take a part of the cache's limit that is theirs alone: next to inputs they are small and soon made again.
TokenFolder TokensOf(const WorkerOptions& options, const WorkFolder& folder) {
  std::error_code error;
  const std::string path = std::filesystem::absolute(folder.tokens(), error).string();
  const int64_t max_bytes = options.cache_bytes / kTokenShare;
  return error || max_bytes == 0 ? TokenFolder{} : TokenFolder{path, max_bytes};
}

Session::Options SessionOptions(const WorkerOptions& options, const WorkFolder& folder, int ready_fd) {
  Session::Options session;
  session.slots = options.slots;
  session.drain_timeout = options.drain_timeout;
  session.kill_grace = options.kill_grace;
  session.on_sync = [&folder] { folder.Beat(); };
  session.on_ready = [ready_fd] {
    if (ready_fd < 0) return;
    if (write(ready_fd, "ready\n", 6) != 6) LogWarning("cannot write to descriptor ", ready_fd, " of --ready-fd");
    close(ready_fd);
  };
  return session;
}

}  // namespace

absl::Status RunWorker(const WorkerOptions& options, const WorkerDescriptors& descriptors) {
  SignalWatch signals(descriptors.lifeline_fd);
  // What a runner leaves behind becomes this process's child, which can then tell that the group is gone.
  if (prctl(PR_SET_CHILD_SUBREAPER, 1) != 0) LogWarning("cannot become a subreaper: runners' children are init's");
  LogInfo("octavo-worker ", Version(), " (", SourceRevision(), ") as ", options.name, " for ", options.server);
  OCTAVO_ASSIGN_OR_RETURN(const WorkFolder folder, WorkFolder::Open(options.work_dir));
  KillOrphans(folder.jobs());
  OCTAVO_ASSIGN_OR_RETURN(Capabilities capabilities, FindCapabilities(options, folder));
  const TokenFolder tokens = TokensOf(options, folder);
  OCTAVO_ASSIGN_OR_RETURN(const std::unique_ptr<BlobCache> cache,
                          BlobCache::Open(folder.cache(), options.cache_bytes - tokens.max_bytes));
  const BootClock clock;
  OCTAVO_ASSIGN_OR_RETURN(SourcePolicy policy, ReadSourcePolicy(options, FindEnvironmentVariable));
  TellSources(options, policy);
  capabilities.fetches_sources = policy.asks();
  InputSources sources(SourceOptions(std::move(policy), clock));
  Jitter jitter;
  AgentStats stats;
  stats.SetCacheBytes(cache->bytes());
  std::unique_ptr<WorkerMetrics> metrics;
  if (!options.metrics.empty()) {
    OCTAVO_ASSIGN_OR_RETURN(metrics, WorkerMetrics::Serve(options.metrics, stats));
    LogInfo("serving /metrics on port ", metrics->port());
  }
  GrpcCoordinator coordinator(CoordinatorOptions(options, capabilities), stats);
  AttemptContext context;
  context.coordinator = &coordinator;
  context.cache = cache.get();
  context.sources = sources.policy().asks() ? &sources : nullptr;
  context.stats = &stats;
  context.clock = &clock;
  context.jobs_root = folder.jobs();
  context.tokens = tokens;
  context.runner = options.runner;
  context.environment = RunnerEnvironment();
  context.devices = capabilities.devices;
  context.kill_grace = options.kill_grace;
  context.log_bytes = options.log_limit;
  context.backoff = [&jitter] { return Backoff(kFirstBackoff, kLongestBackoff, [&jitter] { return jitter.Next(); }); };
  Session session(SessionOptions(options, folder, descriptors.ready_fd), context);
  signals.Start([&session] { session.Drain(); });
  return session.Run();
}

absl::Status CheckWorkerHealth(const WorkerOptions& options) {
  OCTAVO_ASSIGN_OR_RETURN(const absl::Duration age, WorkFolder::SinceBeat(options.work_dir));
  if (age <= kHealthyAge) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("the coordinator last answered ", absl::FormatDuration(age),
                                             " ago: see the worker's log and whether ", options.server,
                                             " can be reached"));
}

}  // namespace octavo
