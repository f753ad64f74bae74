// octavo workers, octavo drain WORKER, octavo resume WORKER.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "client/commands/command.h"
#include "client/commands/exit_status.h"
#include "client/commands/job_lookup.h"
#include "client/render/numbers.h"
#include "client/render/text_table.h"
#include "common/status_macros.h"
#include "common/suggestion.h"

namespace octavo::client {
namespace {

Json DescribeWorker(const WorkerInfo& worker) {
  return {{"name", worker.name},
          {"state", worker.state},
          {"device_class", worker.device_class},
          {"devices", worker.devices},
          {"isa", worker.isa},
          {"cpus", worker.cpus},
          {"memory_bytes", worker.memory_bytes},
          {"cpu_model", worker.cpu_model},
          {"libtorch_version", worker.libtorch_version},
          {"agent_version", worker.agent_version},
          {"fetches_sources", worker.fetches_sources},
          {"slots", worker.slots},
          {"running_jobs", worker.running_jobs},
          {"last_seen", absl::FormatTime(absl::RFC3339_sec, worker.last_seen, absl::UTCTimeZone())}};
}

absl::Status UnknownWorker(const AdminApi& admin, const std::string& name) {
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<WorkerInfo> workers, admin.ListWorkers());
  std::vector<std::string> names;
  for (const WorkerInfo& worker : workers) names.push_back(worker.name);
  return absl::NotFoundError(absl::StrCat(
      "there is no worker '", name, "'; ",
      names.empty() ? "no worker has connected" : absl::StrCat("the workers are ", absl::StrJoin(names, ", ")),
      DidYouMean(name, names)));
}

class WorkersCommand final : public Command {
 public:
  std::string name() const override { return "workers"; }
  std::string summary() const override { return "List the workers, what they have and what they run"; }
  std::string example() const override { return "octavo workers --server localhost:50051"; }
  std::vector<FlagSpec> flags() const override { return {}; }

  absl::StatusOr<int> Run(Context& context) const override {
    OCTAVO_ASSIGN_OR_RETURN(const Session session, ConnectToExisting(context, Need::kServer));
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<WorkerInfo> workers, session.client->admin().ListWorkers());
    if (context.output().json()) {
      Json json = Json::array();
      for (const WorkerInfo& worker : workers) json.push_back(DescribeWorker(worker));
      context.output().Document(json);
      return kExitDone;
    }
    if (workers.empty()) {
      context.output().Note(session.local != nullptr ? "the private worker runs only while a run does"
                                                     : "no worker has connected: start octavo-worker --server ADDRESS");
      return kExitDone;
    }
    TextTable table({"name", "state", "device class", "cpus", "memory", "slots", "running", "last seen"});
    table.AlignRight({3, 4, 5});
    for (const WorkerInfo& worker : workers) {
      table.Add({worker.name, worker.state, worker.device_class, absl::StrCat(worker.cpus), Bytes(worker.memory_bytes),
                 absl::StrCat(worker.slots), absl::StrJoin(worker.running_jobs, " "),
                 absl::StrCat(Span(absl::Now() - worker.last_seen), " ago")});
    }
    context.output().Result(table.Render());
    return kExitDone;
  }
};

class DrainCommand final : public Command {
 public:
  explicit DrainCommand(bool drain) : drain_(drain) {}
  std::string name() const override { return drain_ ? "drain" : "resume"; }
  std::string summary() const override {
    return drain_ ? "Let a worker finish what it runs and give it nothing new" : "Give a drained worker work again";
  }
  std::string example() const override { return absl::StrCat("octavo ", name(), " WORKER --server localhost:50051"); }
  std::vector<FlagSpec> flags() const override {
    return {
        {"worker", FlagSpec::Kind::kPositional, "The worker's name, as octavo workers shows it.", "WORKER", "", true}};
  }

  absl::StatusOr<int> Run(Context& context) const override {
    OCTAVO_ASSIGN_OR_RETURN(const Session session, ConnectToExisting(context, Need::kServer));
    const std::string worker = context.flags().Text("worker");
    AdminApi& admin = session.client->admin();
    const absl::StatusOr<WorkerInfo> info = drain_ ? admin.Drain(worker) : admin.Resume(worker);
    if (absl::IsNotFound(info.status())) return UnknownWorker(admin, worker);
    OCTAVO_RETURN_IF_ERROR(info.status());
    if (context.output().json()) context.output().Document(DescribeWorker(*info));
    context.output().Note(absl::StrCat("worker ", info->name, " is ", info->state));
    return kExitDone;
  }

 private:
  const bool drain_;
};

}  // namespace

std::unique_ptr<Command> MakeWorkersCommand() { return std::make_unique<WorkersCommand>(); }
std::unique_ptr<Command> MakeDrainCommand() { return std::make_unique<DrainCommand>(true); }
std::unique_ptr<Command> MakeResumeCommand() { return std::make_unique<DrainCommand>(false); }

}  // namespace octavo::client
