#include "client/commands/complete_words.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "client/api/client.h"
#include "client/commands/catalog.h"
#include "client/commands/completion_plan.h"
#include "client/commands/local_service.h"
#include "client/commands/own_catalog.h"
#include "client/commands/program_files.h"
#include "client/commands/settings.h"
#include "common/environment.h"
#include "common/utf8.h"

namespace octavo::client {
namespace {

using Names = ValueKind::Names;
using Paths = ValueKind::Paths;

constexpr absl::Duration kDeadline = absl::Milliseconds(300);
constexpr int kNewest = 30;  // experiments that are offered
constexpr size_t kMaxDescription = 80;

/// Finds the names that only the catalog and the server know.
class Finder {
 public:
  explicit Finder(const CompletionPlan& plan) : typed_(plan.typed), settings_(ReadSettings(plan.settings)) {}

  std::vector<CompletionWord> Find(Names names) {
    if (names == Names::kModels || names == Names::kDatasets) AddAssets(names == Names::kModels);
    const bool both = names == Names::kExperimentsAndJobs;
    const bool experiments = both || names == Names::kExperiments, jobs = both || names == Names::kJobs;
    if (experiments || jobs) AddExperiments(experiments, jobs);
    if (names == Names::kWorkers) AddWorkers();
    return std::move(found_);
  }

 private:
  /// A config file may say where the server is.
  static Settings ReadSettings(const std::map<std::string, std::string>& given) {
    std::vector<ConfigFile> files;
    auto path = FindEnvironmentVariable("OCTAVO_CONFIG");
    if (const auto config = given.find("config"); config != given.end()) path = config->second;
    if (path.has_value()) {
      if (absl::StatusOr<ConfigFile> file = ConfigFile::Read(*path); file.ok()) files.push_back(*std::move(file));
    }
    return Settings(given, FindEnvironmentVariable, std::move(files));
  }

  void Add(const std::string& word, absl::string_view description) {
    if (absl::StartsWith(word, typed_)) found_.push_back({word, std::string(description)});
  }

  void AddAssets(bool models) {
    const absl::StatusOr<std::string> path = FindSharedFile("configs/catalog.yaml");
    if (!path.ok()) return;
    absl::StatusOr<Catalog> catalog = Catalog::Read(*path);
    if (!catalog.ok()) return;
    catalog->AddOwn(OwnCatalogPath(settings_.Text("", "cache_dir", "data/cache"))).IgnoreError();
    for (const CatalogEntry& entry : models ? catalog->models() : catalog->datasets()) Add(entry.name, entry.kind);
  }

  std::unique_ptr<Client> Connect() const {
    ClientOptions options;
    options.address = settings_.Text("", "server", "");
    if (options.address.empty()) options.address = RunningLocalAddress();
    options.insecure = settings_.Switch("insecure").value_or(false);
    options.call_deadline = kDeadline;
    options.patience = absl::ZeroDuration();
    if (options.address.empty()) return nullptr;
    absl::StatusOr<std::unique_ptr<Client>> client = Client::Create(std::move(options));
    return client.ok() ? *std::move(client) : nullptr;
  }

  void AddExperiments(bool experiments, bool jobs) {
    const std::unique_ptr<Client> client = Connect();
    if (client == nullptr) return;
    const absl::StatusOr<std::vector<ExperimentSummary>> newest = client->experiments().Summarize(kNewest);
    if (!newest.ok()) return;
    for (const ExperimentSummary& experiment : *newest) {
      if (experiments) Add(experiment.id, experiment.name);
      for (const JobSummary& job : experiment.jobs) {
        if (jobs) Add(job.id, absl::StrCat(job.name, " ", JobStateName(job.state), ", of ", experiment.id));
      }
    }
  }

  void AddWorkers() {
    const std::unique_ptr<Client> client = Connect();
    if (client == nullptr) return;
    const absl::StatusOr<std::vector<WorkerInfo>> workers = client->admin().ListWorkers();
    if (!workers.ok()) return;
    for (const WorkerInfo& worker : *workers) Add(worker.name, worker.state);
  }

  const std::string typed_;
  const Settings settings_;
  std::vector<CompletionWord> found_;
};

const char* Directive(Paths paths) {
  switch (paths) {
    case Paths::kNone:
      return ":none\n";
    case Paths::kFiles:
      return ":files\n";
    case Paths::kFolders:
      return ":folders\n";
  }
  return ":none\n";
}

/// One line, without what would steer a terminal or be read as another field.
std::string OneLine(absl::string_view text) {
  std::string line = Utf8Prefix(text, kMaxDescription);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return line;
}

}  // namespace

std::string CompleteWords(const CommandList& commands, std::vector<std::string> arguments) {
  if (!arguments.empty() && arguments.front() == "--") arguments.erase(arguments.begin());
  const CompletionPlan plan = PlanCompletion(commands, arguments);
  std::string text;
  std::vector<CompletionWord> all = plan.words;
  const std::vector<CompletionWord> found = Finder(plan).Find(plan.kind.names);
  all.insert(all.end(), found.begin(), found.end());
  for (const CompletionWord& candidate : all)
    absl::StrAppend(&text, candidate.word, "\t", OneLine(candidate.description), "\n");
  return absl::StrCat(text, Directive(plan.kind.paths));
}

}  // namespace octavo::client
