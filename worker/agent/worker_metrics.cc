#include "worker/agent/worker_metrics.h"

#include <exception>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/build_info.h"
#include "prometheus/client_metric.h"
#include "prometheus/collectable.h"
#include "prometheus/exposer.h"
#include "prometheus/metric_family.h"

namespace octavo {
namespace {

using Labels = std::vector<prometheus::ClientMetric::Label>;

prometheus::MetricFamily Family(const char* name, const char* help, prometheus::MetricType type) {
  prometheus::MetricFamily family;
  family.name = name;
  family.help = help;
  family.type = type;
  return family;
}

void Add(prometheus::MetricFamily& family, double value, Labels labels = {}) {
  prometheus::ClientMetric metric;
  metric.label = std::move(labels);
  if (family.type == prometheus::MetricType::Counter) {
    metric.counter.value = value;
  } else {
    metric.gauge.value = value;
  }
  family.metric.push_back(std::move(metric));
}

/// Turns a snapshot of the agent's figures into families at each scrape.
class Scrape {
 public:
  explicit Scrape(AgentStats::Snapshot now) : now_(std::move(now)) {}

  std::vector<prometheus::MetricFamily> Families() && {
    Build();
    State();
    Runners();
    Transfers();
    Ended();
    return std::move(families_);
  }

 private:
  void Gauge(const char* name, const char* help, double value) {
    families_.push_back(Family(name, help, prometheus::MetricType::Gauge));
    Add(families_.back(), value);
  }
  void Counter(const char* name, const char* help, double value) {
    families_.push_back(Family(name, help, prometheus::MetricType::Counter));
    Add(families_.back(), value);
  }

  void Build() {
    families_.push_back(
        Family("octavo_build_info", "Always 1; the labels say what runs.", prometheus::MetricType::Gauge));
    // The labels of octavo-server's, so that one query sees both.
    Add(families_.back(), 1,
        {{"component", "worker"}, {"revision", std::string(SourceRevision())}, {"version", std::string(Version())}});
  }

  void State() {
    Gauge("octavo_worker_slots", "Attempts that may run at once.", now_.slots);
    Gauge("octavo_worker_draining", "1 while the worker takes no new work.", now_.draining ? 1 : 0);
    Gauge("octavo_worker_last_sync_timestamp_seconds", "When the coordinator last answered a Sync; 0: never.",
          absl::ToDoubleSeconds(now_.last_sync - absl::UnixEpoch()));
    Counter("octavo_worker_sync_failures_total", "Syncs without an answer.", static_cast<double>(now_.sync_failures));
    Counter("octavo_worker_lease_losses_total",
            "Times that jobs were stopped because the coordinator was out of reach.",
            static_cast<double>(now_.lease_losses));
  }

  void Runners() {
    double rss = 0;
    double rate = 0;
    absl::Duration cpu = now_.runner_cpu_time;
    for (const auto& [id, running] : now_.running) {
      rss += static_cast<double>(running.rss_bytes);
      rate += running.training_rate;
      cpu += running.cpu_time;
    }
    Gauge("octavo_worker_running_jobs", "Attempts with a runner process.", static_cast<double>(now_.running.size()));
    Gauge("octavo_worker_runner_resident_memory_bytes", "Resident set of all runners.", rss);
    Gauge("octavo_worker_runner_peak_memory_bytes", "Largest resident set of any runner since the start.",
          static_cast<double>(now_.peak_runner_rss_bytes));
    Counter("octavo_worker_runner_cpu_seconds_total", "CPU time of all runners since the start.",
            absl::ToDoubleSeconds(cpu));
    Gauge("octavo_worker_training_samples_per_second", "Sum over the runners that train now.", rate);
  }

  void Transfers() {
    Counter("octavo_worker_uploaded_bytes_total", "Bytes of outputs sent to the coordinator.",
            static_cast<double>(now_.uploaded_bytes));
    Counter("octavo_worker_downloaded_bytes_total", "Bytes of inputs received from the coordinator.",
            static_cast<double>(now_.downloaded_bytes));
    Sources();
    Counter("octavo_worker_log_bytes_total", "Bytes of logs sent to the coordinator.",
            static_cast<double>(now_.log_bytes));
    Gauge("octavo_worker_cache_bytes", "Bytes of inputs kept for later jobs, begun downloads included.",
          static_cast<double>(now_.cache_bytes));
  }

  /// All series from the start on, so that a rate starts from 0.
  void Sources() {
    families_.push_back(Family("octavo_worker_source_bytes_total",
                               "Bytes of inputs received from the hub and from hosts of archives.",
                               prometheus::MetricType::Counter));
    for (const SourceKind kind : {SourceKind::kHub, SourceKind::kArchive}) {
      const auto bytes = now_.source_bytes.find(kind);
      Add(families_.back(), bytes == now_.source_bytes.end() ? 0.0 : static_cast<double>(bytes->second),
          {{"source", std::string(ToString(kind))}});
    }
    families_.push_back(Family("octavo_worker_source_files_total",
                               "Files of inputs that a source might have had, by what became of asking it; all but "
                               "those fetched came from another source or the coordinator.",
                               prometheus::MetricType::Counter));
    for (const SourceKind kind : {SourceKind::kHub, SourceKind::kArchive}) {
      for (int i = 0; i < kSourceOutcomes; ++i) {
        const auto outcome = static_cast<SourceOutcome>(i);
        const auto files = now_.source_files.find({kind, outcome});
        Add(families_.back(), files == now_.source_files.end() ? 0.0 : static_cast<double>(files->second),
            {{"outcome", std::string(ToString(outcome))}, {"source", std::string(ToString(kind))}});
      }
    }
  }

  /// Every outcome of a kind that was seen has a series, so that a rate starts from 0.
  void Ended() {
    families_.push_back(Family("octavo_worker_attempts_ended_total",
                               "Attempts that ended here; revoked: also those whose end the coordinator did not take.",
                               prometheus::MetricType::Counter));
    std::set<std::string> kinds;
    for (const auto& [key, count] : now_.ended) kinds.insert(key.first);
    for (const std::string& kind : kinds) {
      for (int i = 0; i <= static_cast<int>(AttemptOutcome::kRevoked); ++i) {
        const auto outcome = static_cast<AttemptOutcome>(i);
        const auto it = now_.ended.find({kind, outcome});
        Add(families_.back(), it == now_.ended.end() ? 0.0 : static_cast<double>(it->second),
            {{"kind", kind}, {"outcome", std::string(ToString(outcome))}});
      }
    }
  }

  const AgentStats::Snapshot now_;
  std::vector<prometheus::MetricFamily> families_;
};

class Source final : public prometheus::Collectable {
 public:
  explicit Source(const AgentStats& stats) : stats_(stats) {}
  std::vector<prometheus::MetricFamily> Collect() const override { return Scrape(stats_.Get()).Families(); }

 private:
  const AgentStats& stats_;
};

}  // namespace

struct WorkerMetrics::State {
  State(const std::string& address, const AgentStats& stats)
      : source(std::make_shared<Source>(stats)), exposer(address, /*num_threads=*/1) {
    exposer.RegisterCollectable(source);
  }
  std::shared_ptr<Source> source;  // the exposer keeps a weak reference
  prometheus::Exposer exposer;
};

absl::StatusOr<std::unique_ptr<WorkerMetrics>> WorkerMetrics::Serve(const std::string& address,
                                                                    const AgentStats& stats) {
  // prometheus-cpp reports by exception.
  try {
    return std::unique_ptr<WorkerMetrics>(new WorkerMetrics(std::make_unique<State>(address, stats)));
  } catch (const std::exception& error) {
    return absl::UnavailableError(absl::StrCat("cannot serve metrics at \"", address, "\": ", error.what(),
                                               "; give a HOST:PORT that is free, or leave the option out"));
  }
}

WorkerMetrics::WorkerMetrics(std::unique_ptr<State> state) : state_(std::move(state)) {}
WorkerMetrics::~WorkerMetrics() = default;

int WorkerMetrics::port() const {
  const std::vector<int> ports = state_->exposer.GetListeningPorts();
  return ports.empty() ? 0 : ports.front();
}

}  // namespace octavo
