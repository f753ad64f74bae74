#include "client/commands/doctor_service.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "client/commands/doctor_versions.h"
#include "client/commands/local_service.h"
#include "client/render/numbers.h"

namespace octavo::client {
namespace {

/// Of a server: "a1b2c3d GNU 12.2.0 Release".
Build BuildOf(const ServerDescription& server) {
  const std::vector<std::string> words = absl::StrSplit(server.build, absl::MaxSplits(' ', 1));
  return {server.version, words[0]};
}

Finding JudgeWorker(const WorkerInfo& worker) {
  const std::string name = absl::StrCat("worker ", worker.name);
  const std::string found = absl::StrCat(
      worker.state, ", ", worker.agent_version, ", class ", worker.device_class, ", ", worker.cpus,
      worker.cpus == 1 ? " CPU, " : " CPUs, ", Bytes(worker.memory_bytes), ", LibTorch ", worker.libtorch_version,
      worker.fetches_sources ? ", fetches inputs from their sources" : ", takes inputs from the server alone");
  if (worker.agent_version != OwnBuild().version) {
    return Warn(name, absl::StrCat(found, "; this octavo is ", OwnBuild().version),
                "install one release on the server, its workers and the clients");
  }
  if (worker.state == "lost") {
    return Warn(name, absl::StrCat(found, "; last seen ", Span(absl::Now() - worker.last_seen), " ago"),
                "see whether octavo-worker still runs there and reaches the server");
  }
  if (worker.state == "draining")
    return Warn(name, absl::StrCat(found, ": it takes nothing new"),
                absl::StrCat("octavo resume ", worker.name, " gives it work again"));
  return Good(name, found);
}

absl::StatusOr<std::vector<Finding>> Ask(Client& client, bool private_server) {
  const absl::StatusOr<ServerDescription> server = client.admin().GetServerInfo();
  if (absl::IsCancelled(server.status())) return server.status();
  if (!server.ok()) {
    return std::vector<Finding>{Bad("server", std::string(server.status().message()),
                                    private_server
                                        ? "see ./.octavo/server.log"
                                        : "start octavo-server there, or correct --server or OCTAVO_SERVER")};
  }
  std::vector<Finding> findings = {JudgeServer(client.address(), *server)};
  const absl::StatusOr<std::vector<WorkerInfo>> workers = client.admin().ListWorkers();
  if (absl::IsCancelled(workers.status())) return workers.status();
  if (!workers.ok()) {
    findings.push_back(Bad("workers", std::string(workers.status().message()), "see the log of octavo-server"));
    return findings;
  }
  for (Finding& finding : JudgeWorkers(*workers, private_server)) findings.push_back(std::move(finding));
  return findings;
}

}  // namespace

Finding JudgeServer(const std::string& address, const ServerDescription& server) {
  const std::string found = absl::StrCat(address, ": octavo-server ", BuildText(BuildOf(server)));
  if (IsSameBuild(BuildOf(server), OwnBuild())) return Good("server", found);
  return Warn("server", absl::StrCat(found, ", and this octavo is ", BuildText(OwnBuild())),
              "install one release on the server, its workers and the clients");
}

std::vector<Finding> JudgeWorkers(const std::vector<WorkerInfo>& workers, bool private_server) {
  if (workers.empty() && private_server) return {Good("workers", "the private worker runs only while a run does")};
  if (workers.empty())
    return {Warn("workers", "none has connected: jobs will wait", "start octavo-worker --server ADDRESS")};
  std::vector<Finding> findings;
  for (const WorkerInfo& worker : workers) findings.push_back(JudgeWorker(worker));
  return findings;
}

absl::StatusOr<std::vector<Finding>> CheckService(Context& context) {
  ClientOptions options;
  options.address = context.ServerAddress();
  const bool private_server = options.address.empty();
  if (private_server) options.address = RunningLocalAddress();
  if (options.address.empty())
    return std::vector<Finding>{Good("server", "none configured: runs start a private one in ./.octavo")};
  options.cancellation = &context.cancellation();
  options.insecure = context.flags().switches.contains("insecure");
  const absl::StatusOr<std::unique_ptr<Client>> client = Client::Create(std::move(options));
  if (!client.ok())
    return std::vector<Finding>{
        Bad("server", std::string(client.status().message()), "correct --server or OCTAVO_SERVER")};
  return Ask(**client, private_server);
}

}  // namespace octavo::client
