#include "server/metrics/server_metrics.h"

#include <array>
#include <exception>
#include <functional>
#include <map>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/build_info.h"
#include "common/job_params.h"
#include "prometheus/counter.h"
#include "prometheus/exposer.h"
#include "prometheus/gauge.h"
#include "prometheus/histogram.h"
#include "prometheus/registry.h"
#include "prometheus/text_serializer.h"

namespace octavo {
namespace {

using prometheus::Counter;
using prometheus::Family;
using prometheus::Gauge;
using prometheus::Histogram;
using Buckets = Histogram::BucketBoundaries;

const Buckets& FastBuckets() {
  static const Buckets buckets = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
  return buckets;
}
const Buckets& SlowBuckets() {
  static const Buckets buckets = {0.1, 1, 5, 15, 60, 300, 900, 1800, 3600, 7200, 14400, 43200};
  return buckets;
}
const Buckets& SizeBuckets() {
  static const Buckets buckets = {1, 2, 4, 8, 16, 32, 64, 128, 256};
  return buckets;
}

std::string Label(absl::string_view name) { return absl::AsciiStrToLower(name); }

constexpr const char* kWorkerStates[] = {"idle", "busy", "draining", "lost"};
constexpr const char* kRetryRules[] = {"worker-restarted", "lost-worker",       "worker-error", "crash",
                                       "disk-full",        "input-unavailable", "revoked",      "stopped-unasked"};

Family<Counter>& CounterFamily(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}
Family<Gauge>& GaugeFamily(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
}
Family<Histogram>& HistogramFamily(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
}

}  // namespace

struct ServerMetrics::Series {
  std::shared_ptr<prometheus::Registry> registry = std::make_shared<prometheus::Registry>();
  prometheus::Registry& r = *registry;

  Family<Gauge>& jobs = GaugeFamily(r, "octavo_jobs", "Jobs in each state.");
  Family<Counter>& submitted = CounterFamily(r, "octavo_jobs_submitted_total", "Jobs accepted.");
  Family<Counter>& finished = CounterFamily(r, "octavo_jobs_finished_total", "Jobs that ended, by outcome.");
  Histogram& queue_wait =
      HistogramFamily(r, "octavo_job_queue_wait_seconds", "From queued to given to a worker.").Add({}, SlowBuckets());
  Family<Histogram>& run_time = HistogramFamily(r, "octavo_job_run_seconds", "Length of an attempt.");
  Histogram& dispatch =
      HistogramFamily(
          r, "octavo_dispatch_latency_seconds",
          "From queued to given to a worker, in fine steps: with a free worker the scheduler's own delay, else "
          "the wait for one too.")
          .Add({}, FastBuckets());
  Counter& leases_expired =
      CounterFamily(r, "octavo_leases_expired_total", "Attempts lost because their worker was silent.").Add({});
  Counter& stale_commits =
      CounterFamily(r, "octavo_stale_commits_rejected_total", "Commits refused for their fence.").Add({});
  Family<Counter>& retried =
      CounterFamily(r, "octavo_attempts_retried_total", "Attempts that are tried again, by rule.");
  Family<Counter>& cache = CounterFamily(r, "octavo_result_cache_requests_total", "Look-ups in the result cache.");
  Counter& cache_hits = cache.Add({{"result", "hit"}});
  Counter& cache_misses = cache.Add({{"result", "miss"}});
  Family<Gauge>& workers = GaugeFamily(r, "octavo_workers", "Known workers in each state.");
  Family<Gauge>& last_seen =
      GaugeFamily(r, "octavo_worker_last_seen_timestamp_seconds", "When each worker last called, in Unix time.");
  Histogram& commit_time =
      HistogramFamily(r, "octavo_sqlite_commit_seconds", "Length of a COMMIT, with its fsync.").Add({}, FastBuckets());
  Histogram& batch =
      HistogramFamily(r, "octavo_commit_batch_size", "Commands written in one transaction.").Add({}, SizeBuckets());
  Gauge& wal = GaugeFamily(r, "octavo_wal_bytes", "Size of SQLite's write-ahead log.").Add({});
  Gauge& blob_bytes = GaugeFamily(r, "octavo_blob_bytes", "Bytes of all stored blobs.").Add({});
  Counter& verify_failures = CounterFamily(r, "octavo_blob_verify_failures_total",
                                           "Blobs found with wrong bytes while reading or verifying, and moved away.")
                                 .Add({});
  std::set<std::string, std::less<>> served;
  Family<Counter>& handled =
      CounterFamily(r, "octavo_grpc_server_handled_total", "gRPC calls handled, by method and code.");
  Family<Histogram>& handling = HistogramFamily(r, "octavo_grpc_server_handling_seconds",
                                                "Length of a gRPC call; long polls and streams included.");

  std::array<Gauge*, 9> jobs_by_state{};
  std::map<std::string, Gauge*> workers_by_state;
  std::map<std::string, Gauge*> seen_by_worker;
  std::function<int64_t()> read_blob_bytes = [] { return int64_t{0}; };
  std::string host;
  std::unique_ptr<prometheus::Exposer> exposer;  // last: it reads the registry

  Series() {
    for (const JobState state : AllJobStates()) {
      jobs_by_state[static_cast<size_t>(state)] = &jobs.Add({{"state", Label(NameOf(state))}});
    }
    for (const std::string& kind : JobKinds()) {
      submitted.Add({{"kind", kind}});
      run_time.Add({{"kind", kind}}, SlowBuckets());
      for (const JobState state : AllJobStates()) {
        if (HasEnded(state)) finished.Add({{"kind", kind}, {"outcome", Label(NameOf(state))}});
      }
    }
    for (const char* state : kWorkerStates) workers_by_state[state] = &workers.Add({{"state", state}});
    for (const char* rule : kRetryRules) retried.Add({{"reason", rule}});
    for (const std::string& method : ServedMethods()) {
      served.insert(method);
      handled.Add({{"method", method}, {"code", "OK"}});
      handling.Add({{"method", method}}, FastBuckets());
    }
    GaugeFamily(r, "octavo_build_info", "Always 1; the labels say what runs.")
        .Add(
            {{"version", std::string(Version())}, {"revision", std::string(SourceRevision())}, {"component", "server"}})
        .Set(1);
  }
};

ServerMetrics::ServerMetrics(std::unique_ptr<Series> series) : series_(std::move(series)) {}
ServerMetrics::~ServerMetrics() = default;

absl::StatusOr<std::unique_ptr<ServerMetrics>> ServerMetrics::Create(const std::string& address) {
  auto series = std::make_unique<Series>();
  if (!address.empty()) {
    try {
      series->exposer = std::make_unique<prometheus::Exposer>(address, 2);
    } catch (const std::exception& error) {
      return absl::UnavailableError(absl::StrCat("cannot serve metrics on ", address, ": ", error.what()));
    }
    series->host = address.substr(0, address.rfind(':'));
    series->exposer->RegisterCollectable(series->registry);
  }
  return std::unique_ptr<ServerMetrics>(new ServerMetrics(std::move(series)));
}

std::string ServerMetrics::address() const {
  if (series_->exposer == nullptr) return "";
  return absl::StrCat(series_->host, ":", series_->exposer->GetListeningPorts().front());
}

std::string ServerMetrics::Render() const {
  return prometheus::TextSerializer().Serialize(series_->registry->Collect());
}

void ServerMetrics::SetJobs(const std::vector<std::pair<JobState, int64_t>>& counts) {
  for (const auto& [state, count] : counts) {
    series_->jobs_by_state[static_cast<size_t>(state)]->Set(static_cast<double>(count));
  }
}

void ServerMetrics::WatchBlobBytes(std::function<int64_t()> bytes) { series_->read_blob_bytes = std::move(bytes); }

void ServerMetrics::OnCorruptBlob() { series_->verify_failures.Increment(); }

void ServerMetrics::OnStaleCommit() { series_->stale_commits.Increment(); }

void ServerMetrics::OnCommit(int commands, absl::Duration commit, int64_t wal_bytes) {
  series_->batch.Observe(commands);
  series_->commit_time.Observe(absl::ToDoubleSeconds(commit));
  series_->wal.Set(static_cast<double>(wal_bytes));
}

namespace {

template <typename... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <typename... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

}  // namespace

void ServerMetrics::OnEvents(const std::vector<Event>& events) {
  Series& s = *series_;
  const Overloaded handle{
      [&](const JobSubmitted& event) {
        s.submitted.Add({{"kind", event.kind}}).Increment();
        s.jobs_by_state[static_cast<size_t>(JobState::kBlocked)]->Increment();
      },
      [&](const JobStateChanged& event) {
        s.jobs_by_state[static_cast<size_t>(event.from)]->Decrement();
        s.jobs_by_state[static_cast<size_t>(event.to)]->Increment();
        if (HasEnded(event.to))
          s.finished.Add({{"kind", event.kind}, {"outcome", Label(NameOf(event.to))}}).Increment();
      },
      [&](const JobGranted& event) {
        const double seconds = absl::ToDoubleSeconds(event.queue_wait);
        s.queue_wait.Observe(seconds);
        s.dispatch.Observe(seconds);
      },
      [&](const AttemptEnded& event) {
        s.run_time.Add({{"kind", event.kind}}, SlowBuckets()).Observe(absl::ToDoubleSeconds(event.run_time));
        if (event.retried) s.retried.Add({{"reason", event.retry_rule}}).Increment();
      },
      [&](const LeaseExpired&) { s.leases_expired.Increment(); },
      [&](const CacheLookup& event) { (event.hit ? s.cache_hits : s.cache_misses).Increment(); },
  };
  for (const Event& event : events) std::visit(handle, event);
}

void ServerMetrics::OnTick(const Scheduler& scheduler, absl::Time now) {
  Series& s = *series_;
  std::map<std::string, int> counts;
  std::set<std::string> known;
  for (const auto& [name, worker] : scheduler.workers()) {
    const Scheduler::WorkerView view = scheduler.ViewWorker(name, now);
    ++counts[!view.connected ? "lost" : view.draining ? "draining" : view.running.empty() ? "idle" : "busy"];
    known.insert(name.value());
    Gauge*& seen = s.seen_by_worker[name.value()];
    if (seen == nullptr) seen = &s.last_seen.Add({{"worker", name.value()}});
    seen->Set(static_cast<double>(absl::ToUnixMillis(view.last_seen)) / 1000);
  }
  for (auto& [state, gauge] : s.workers_by_state) gauge->Set(counts[state]);
  for (auto it = s.seen_by_worker.begin(); it != s.seen_by_worker.end();) {
    if (known.contains(it->first)) {
      ++it;
    } else {
      s.last_seen.Remove(it->second);
      it = s.seen_by_worker.erase(it);
    }
  }
  s.blob_bytes.Set(static_cast<double>(s.read_blob_bytes()));
}

void ServerMetrics::OnHandled(absl::string_view method, grpc::StatusCode code, absl::Duration took) {
  // A method that nobody serves may have any name: those share one series.
  const bool served = series_->served.contains(method);
  const std::string name(served ? method : "other");
  const absl::Status status(static_cast<absl::StatusCode>(code), "");
  series_->handled.Add({{"method", name}, {"code", absl::StatusCodeToString(status.code())}}).Increment();
  series_->handling.Add({{"method", name}}, FastBuckets()).Observe(absl::ToDoubleSeconds(took));
}

}  // namespace octavo
