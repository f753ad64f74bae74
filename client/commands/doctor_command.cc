// octavo doctor: what this machine can do and what is missing.
#include <sys/statvfs.h>
#include <unistd.h>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "client/commands/command.h"
#include "client/commands/exit_status.h"
#include "client/commands/program_files.h"
#include "client/commands/runner_probe.h"
#include "client/render/gnuplot.h"
#include "client/render/numbers.h"
#include "client/render/text_table.h"
#include "common/files.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

constexpr int64_t kGiB = int64_t{1} << 30;
constexpr int64_t kWantedMemory = 4 * kGiB;  // what the quantization experiments may take
constexpr int64_t kWantedDisk = 5 * kGiB;

struct Finding {
  std::string name;
  std::string status;  // "ok", "warning", "error"
  std::string detail;
  std::string remedy;  // unless ok
};

Finding Good(std::string name, std::string detail) { return {std::move(name), "ok", std::move(detail), ""}; }

Finding LookForProgram(const std::string& name) {
  const absl::StatusOr<std::string> path = FindProgram(name);
  if (path.ok()) return Good(name, *path);
  return {name, "error", "not found", std::string(path.status().message())};
}

std::string JoinList(const Json& probe, const char* key) {
  std::vector<std::string> items;
  for (const Json& item : probe.value(key, Json::array()))
    items.push_back(item.is_string() ? item.get<std::string>() : DumpJson(item));
  return absl::StrJoin(items, " ");
}

/// CANCELLED when the user interrupts; all else is a finding.
absl::Status AddProbe(const Cancellation& cancellation, std::vector<Finding>* findings) {
  const absl::StatusOr<Json> probe = ProbeRunner(cancellation);
  if (absl::IsCancelled(probe.status())) return probe.status();
  if (!probe.ok()) {
    findings->push_back({"engine", "error", std::string(probe.status().message()),
                         "run octavo-runner --probe by hand; build again with deploy/setup.sh if LibTorch is missing"});
    return absl::OkStatus();
  }
  findings->push_back(Good("LibTorch", probe->value("libtorch_version", "")));
  const std::string isa = JoinList(*probe, "isa"), device_class = probe->value("device_class", "");
  const std::string kernels = probe->contains("int8_kernels")
                                  ? ((*probe)["int8_kernels"].is_string() ? (*probe)["int8_kernels"].get<std::string>()
                                                                          : DumpJson((*probe)["int8_kernels"]))
                                  : "";
  findings->push_back(
      Good("instruction sets", absl::StrCat(isa.empty() ? device_class : isa,
                                            kernels.empty() ? "" : absl::StrCat("; INT8 kernels: ", kernels))));
  findings->push_back(Good("devices", absl::StrCat(JoinList(*probe, "devices"), " (class ", device_class, ")")));
  const std::string missing = JoinList(*probe, "missing_operators");
  if (!missing.empty())
    findings->push_back({"operators", "warning", absl::StrCat("LibTorch lacks ", missing),
                         "use the LibTorch that deploy/setup.sh installs"});
  return absl::OkStatus();
}

Finding LookAtMemory() {
  int64_t available = 0;
  const absl::StatusOr<std::string> text = ReadFile("/proc/meminfo");
  for (absl::string_view line : absl::StrSplit(text.ok() ? *text : "", '\n')) {
    const std::vector<absl::string_view> words = absl::StrSplit(line, ' ', absl::SkipEmpty());
    if (words.size() >= 2 && words[0] == "MemAvailable:" && absl::SimpleAtoi(words[1], &available)) available *= 1024;
  }
  const std::string detail = absl::StrCat(Bytes(available), " free");
  if (available >= kWantedMemory) return Good("memory", detail);
  return {"memory", "warning", detail,
          absl::StrCat("large models need ", Bytes(kWantedMemory),
                       "; close other programs or take a smaller --batch_size")};
}

Finding LookAtDisk() {
  struct statvfs space {};
  if (statvfs(".", &space) != 0) return {"disk", "warning", "free space unknown", "look with df ."};
  const auto available = static_cast<int64_t>(space.f_bavail * space.f_frsize);
  const std::string detail = absl::StrCat(Bytes(available), " free in the current folder");
  if (available >= kWantedDisk) return Good("disk", detail);
  return {"disk", "warning", detail,
          absl::StrCat("runs with large models need ", Bytes(kWantedDisk), "; remove ./.octavo of old runs")};
}

Finding LookAtServer(Context& context) {
  if (context.ServerAddress().empty()) return Good("server", "none configured: runs start a private one in ./.octavo");
  const absl::StatusOr<Session> session = context.Connect(Need::kServer);
  if (!session.ok())
    return {"server", "error", std::string(session.status().message()), "correct --server or OCTAVO_SERVER"};
  const absl::StatusOr<ServerDescription> info = session->client->admin().GetServerInfo();
  if (!info.ok())
    return {"server", "error", std::string(info.status().message()),
            "start octavo-server there, or unset OCTAVO_SERVER"};
  return Good("server", absl::StrCat(context.ServerAddress(), ": octavo-server ", info->version));
}

class DoctorCommand final : public Command {
 public:
  std::string name() const override { return "doctor"; }
  std::string summary() const override { return "Say what this machine can do and what is missing"; }
  std::string example() const override { return "octavo doctor"; }
  std::vector<FlagSpec> flags() const override { return {}; }

  absl::StatusOr<int> Run(Context& context) const override {
    std::vector<Finding> findings = {LookForProgram("octavo-server"), LookForProgram("octavo-worker"),
                                     LookForProgram("octavo-runner")};
    if (findings.back().status == "ok") OCTAVO_RETURN_IF_ERROR(AddProbe(context.cancellation(), &findings));
    findings.push_back(Good("processors", absl::StrCat(sysconf(_SC_NPROCESSORS_ONLN))));
    findings.push_back(LookAtMemory());
    findings.push_back(LookAtDisk());
    const absl::StatusOr<std::string> gnuplot = FindGnuplot();
    findings.push_back(gnuplot.ok() ? Good("gnuplot", *gnuplot)
                                    : Finding{"gnuplot", "warning", "not found: reports come without pictures",
                                              "sudo apt-get install gnuplot-nox"});
    const absl::StatusOr<std::string> catalog = FindSharedFile("configs/catalog.yaml");
    findings.push_back(catalog.ok() ? Good("catalog", *catalog)
                                    : Finding{"catalog", "error", "configs/catalog.yaml not found",
                                              std::string(catalog.status().message())});
    findings.push_back(LookAtServer(context));
    return Tell(context, findings);
  }

 private:
  static int Tell(Context& context, const std::vector<Finding>& findings) {
    Json json = Json::array();
    TextTable table({"", "what", "found"});
    std::string remedies;
    bool errors = false;
    for (const Finding& finding : findings) {
      errors = errors || finding.status == "error";
      json.push_back(
          {{"name", finding.name}, {"status", finding.status}, {"detail", finding.detail}, {"remedy", finding.remedy}});
      table.Add({finding.status, finding.name, finding.detail});
      if (!finding.remedy.empty()) absl::StrAppend(&remedies, finding.name, ": ", finding.remedy, "\n");
    }
    if (context.output().json()) {
      context.output().Document(json);
    } else {
      context.output().Result(absl::StrCat(table.Render(), remedies.empty() ? "" : "\n", remedies));
    }
    return errors ? kExitFailed : kExitDone;
  }
};

}  // namespace

std::unique_ptr<Command> MakeDoctorCommand() { return std::make_unique<DoctorCommand>(); }

}  // namespace octavo::client
