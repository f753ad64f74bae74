// octavo models, octavo datasets: what is known by name, and what of it is on this machine.
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "client/commands/command.h"
#include "client/commands/exit_status.h"
#include "client/render/text_table.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

class AssetsCommand final : public Command {
 public:
  explicit AssetsCommand(bool models) : models_(models) {}
  std::string name() const override { return models_ ? "models" : "datasets"; }
  std::string summary() const override {
    return absl::StrCat("List the ", models_ ? "models" : "data sets", " that are known by name");
  }
  std::string example() const override { return absl::StrCat("octavo ", name()); }
  std::vector<FlagSpec> flags() const override { return {}; }

  absl::StatusOr<int> Run(Context& context) const override {
    OCTAVO_ASSIGN_OR_RETURN(const Catalog catalog, context.ReadCatalog());
    Json json = Json::array();
    TextTable table({"name", models_ ? "architecture" : "format", "here", "licence", "how to bring it"});
    for (const CatalogEntry& entry : models_ ? catalog.models() : catalog.datasets()) {
      std::error_code ignored;
      const std::string path = absl::StrCat(context.CacheFolder(), "/", entry.path);
      const bool here = std::filesystem::exists(path, ignored);
      const std::string how = entry.fetch.empty() ? entry.by_hand : absl::StrCat("bash ", entry.fetch);
      json.push_back({{"name", entry.name},
                      {models_ ? "architecture" : "format", entry.kind},
                      {"path", path},
                      {"here", here},
                      {"source", entry.source},
                      {"licence", entry.licence},
                      {"how", how}});
      table.Add({entry.name, entry.kind, here ? "yes" : "no", entry.licence, here ? "" : how});
    }
    context.output().json() ? context.output().Document(json) : context.output().Result(table.Render());
    return kExitDone;
  }

 private:
  const bool models_;
};

}  // namespace

std::unique_ptr<Command> MakeModelsCommand() { return std::make_unique<AssetsCommand>(true); }
std::unique_ptr<Command> MakeDatasetsCommand() { return std::make_unique<AssetsCommand>(false); }

}  // namespace octavo::client
