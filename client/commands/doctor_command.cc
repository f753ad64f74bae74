// octavo doctor: what this machine can run, how fast to expect it, and what is missing.
#include <iterator>

#include "absl/strings/str_cat.h"
#include "client/commands/command.h"
#include "client/commands/doctor_engine.h"
#include "client/commands/doctor_finding.h"
#include "client/commands/doctor_hub.h"
#include "client/commands/doctor_machine.h"
#include "client/commands/doctor_service.h"
#include "client/commands/doctor_versions.h"
#include "client/commands/exit_status.h"
#include "client/commands/program_files.h"
#include "client/commands/runner_probe.h"
#include "client/render/text_table.h"
#include "client/render/text_width.h"
#include "common/environment.h"
#include "common/files.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

using Findings = std::vector<Finding>;

constexpr const char* kDriverVersion = "/sys/module/nvidia/version";

absl::string_view HealthName(Health health) {
  switch (health) {
    case Health::kOk:
      return "ok";
    case Health::kWarning:
      return "warning";
    case Health::kError:
      break;
  }
  return "error";
}

void Append(Findings more, Findings* findings) {
  findings->insert(findings->end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// CANCELLED when the user interrupts; all else is a finding.
absl::StatusOr<Findings> CheckEngine(Context& context, bool measure) {
  Findings findings;
  if (!FindProgram("octavo-runner").ok()) return findings;  // said of the programs already
  if (measure) context.output().Note("measuring this machine's matrix products for a few seconds (not with --quick)");
  absl::StatusOr<Json> probe = ProbeRunner(context.cancellation(), measure ? ProbeDepth::kPeaks : ProbeDepth::kFacts);
  if (measure && absl::IsDeadlineExceeded(probe.status())) {
    findings.push_back(Warn("peaks", std::string(probe.status().message()),
                            "measure again when nothing else uses the processors, or leave it out with --quick"));
    probe = ProbeRunner(context.cancellation());
  }
  if (absl::IsCancelled(probe.status())) return probe.status();
  if (!probe.ok()) {
    return Findings{Bad("engine", std::string(probe.status().message()),
                        "run octavo-runner --probe by hand; build again with deploy/setup.sh if LibTorch is missing")};
  }
  Append(JudgeEngine(*probe, ReadFile(kDriverVersion).value_or("")), &findings);
  Append(JudgePeaks(*probe), &findings);
  return findings;
}

absl::StatusOr<Finding> LookAtHub(Context& context) {
  const absl::StatusOr<hub::HubSettings> settings = hub::ReadHubSettings(FindEnvironmentVariable);
  if (!settings.ok()) return Warn("model hub", std::string(settings.status().message()), "correct it, or unset it");
  return CheckHub(*settings, context.cancellation());
}

class DoctorCommand final : public Command {
 public:
  std::string name() const override { return "doctor"; }
  std::string summary() const override { return "Say what this machine can run, how fast, and what is missing"; }
  std::string example() const override { return "octavo doctor --quick"; }
  std::vector<FlagSpec> flags() const override {
    return {{"quick", FlagSpec::Kind::kSwitch, "Do not measure how fast this machine multiplies matrices."}};
  }

  absl::StatusOr<int> Run(Context& context) const override {
    OCTAVO_ASSIGN_OR_RETURN(Findings findings, CheckPrograms(context.cancellation()));
    OCTAVO_ASSIGN_OR_RETURN(Findings engine, CheckEngine(context, !context.flags().switches.contains("quick")));
    Append(std::move(engine), &findings);
    Append(CheckMachine(), &findings);
    OCTAVO_ASSIGN_OR_RETURN(Finding hub, LookAtHub(context));
    findings.push_back(std::move(hub));
    OCTAVO_ASSIGN_OR_RETURN(Findings service, CheckService(context));
    Append(std::move(service), &findings);
    return Tell(context.output(), findings);
  }

 private:
  static int Tell(Output& output, const Findings& findings) {
    Json json = Json::array();
    TextTable table({"", "what", "found"});
    std::string remedies;
    bool errors = false;
    for (const Finding& finding : findings) {
      errors = errors || finding.health == Health::kError;
      const std::string status(HealthName(finding.health));
      json.push_back({{"name", finding.name},
                      {"status", status},
                      {"detail", finding.detail},
                      {"remedy", finding.remedy},
                      {"figures", finding.figures}});
      table.Add({status, finding.name, finding.detail});
      if (!finding.remedy.empty())
        absl::StrAppend(&remedies, Printable(absl::StrCat(finding.name, ": ", finding.remedy)), "\n");
    }
    if (output.json()) {
      output.Document(json);
    } else {
      output.Result(absl::StrCat(table.Render(), remedies.empty() ? "" : "\n", remedies));
    }
    return errors ? kExitFailed : kExitDone;
  }
};

}  // namespace

std::unique_ptr<Command> MakeDoctorCommand() { return std::make_unique<DoctorCommand>(); }

}  // namespace octavo::client
