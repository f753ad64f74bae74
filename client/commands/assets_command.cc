// octavo models, octavo datasets: what is known by name, what of it is on this machine; fetch brings, add names one's
// own.
#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/commands/command.h"
#include "client/commands/dataset_show.h"
#include "client/commands/exit_status.h"
#include "client/commands/model_show.h"
#include "client/commands/own_catalog.h"
#include "client/render/numbers.h"
#include "client/render/text_table.h"
#include "common/job_params.h"
#include "common/status_macros.h"
#include "common/suggestion.h"

namespace octavo::client {
namespace {

Json SplitsOf(const CatalogEntry& entry) {
  Json splits = Json::object();
  for (const auto& [split, texts] : entry.splits) splits[split] = texts;
  return splits;
}

class AssetsCommand final : public Command {
 public:
  explicit AssetsCommand(bool models) : models_(models) {}
  std::string name() const override { return models_ ? "models" : "datasets"; }
  std::string summary() const override {
    return absl::StrCat("List the ", Plural(),
                        " that are known by name, fetch one, show what is in one, or add one's own");
  }
  std::string example() const override {
    return models_ ? "octavo models fetch bert-base-uncased" : "octavo datasets show imdb --model minilm-l6";
  }
  std::vector<FlagSpec> flags() const override {
    const std::string what = models_ ? "model" : "data set";
    std::vector<FlagSpec> flags = {
        {"action", FlagSpec::Kind::kPositional, "What to do.", absl::StrJoin(Actions(), "|"), "list"},
        {"name", FlagSpec::Kind::kPositional,
         absl::StrCat("fetch: a name that is listed, or the id of a ", what, " on the Hugging Face hub. ",
                      models_ ? "show: likewise, or a folder. " : "show: likewise, or a file or folder. ",
                      "add: the new name."),
         models_ ? "MODEL" : "DATASET"},
        {"path", FlagSpec::Kind::kPositional,
         models_ ? "add: its folder in Hugging Face layout." : "add: its CSV, TSV or JSONL file, or a folder of such.",
         models_ ? "FOLDER" : "FILE"}};
    if (models_) return flags;
    for (FlagSpec& flag : DatasetShowFlags()) flags.push_back(std::move(flag));
    return flags;
  }

  absl::StatusOr<int> Run(Context& context) const override {
    const std::vector<std::string> actions = Actions();
    const std::string action = context.flags().Text("action", "list");
    if (std::find(actions.begin(), actions.end(), action) == actions.end()) {
      return absl::InvalidArgumentError(absl::StrCat("there is no action '", action, "'; the actions are ",
                                                     absl::StrJoin(actions, ", "), DidYouMean(action, actions)));
    }
    const std::string name = context.flags().Text("name"), path = context.flags().Text("path");
    if (action == "list" ? !name.empty() : name.empty()) {
      return absl::InvalidArgumentError(
          action == "list" ? "list takes no name"
                           : absl::StrCat(action, ": give a name; octavo ", this->name(), " lists them"));
    }
    if ((action == "add") == path.empty())
      return absl::InvalidArgumentError(
          absl::StrCat(action, action == "add" ? ": give NAME and its path" : " takes no path"));
    OCTAVO_RETURN_IF_ERROR(CheckFlags(context, action));
    if (action == "add") return Add(context, name, path);
    OCTAVO_ASSIGN_OR_RETURN(const Catalog catalog, context.ReadCatalog());
    if (action == "show") return models_ ? ShowModel(context, catalog, name) : ShowDataset(context, catalog, name);
    return action == "fetch" ? Fetch(context, catalog, name) : List(context, catalog);
  }

 private:
  std::string Plural() const { return models_ ? "models" : "data sets"; }
  static std::vector<std::string> Actions() { return {"list", "fetch", "show", "add"}; }

  /// A flag that would do nothing is a mistake.
  absl::Status CheckFlags(const Context& context, const std::string& action) const {
    if (models_ || action == "show") return absl::OkStatus();
    for (const FlagSpec& flag : DatasetShowFlags()) {
      if (!context.flags().Has(flag.name) || (action == "add" && IsOfAdd(flag.name))) continue;
      return absl::InvalidArgumentError(absl::StrCat(action, " takes no --", flag.name));
    }
    return absl::OkStatus();
  }

  absl::StatusOr<int> List(Context& context, const Catalog& catalog) const {
    const std::string kind = models_ ? "architecture" : "format";
    Json json = Json::array();
    TextTable table({"name", kind, "here", "size", "licence", "how to bring it"});
    for (const CatalogEntry& entry : models_ ? catalog.models() : catalog.datasets()) {
      const std::string here = catalog.PlaceHere(entry, context.CacheFolder());
      const std::string how = entry.sources.empty() ? "" : entry.FetchCommand();
      Json one = {{"name", entry.name},
                  {kind, entry.kind},
                  {"path", here.empty() ? entry.Place(context.CacheFolder()) : here},
                  {"here", !here.empty()},
                  {"source", entry.SourceText()},
                  {"licence", entry.licence},
                  {"size_bytes", entry.size_bytes},
                  {"own", entry.own},
                  {"how", how}};
      if (!models_) {
        one["labels"] = entry.labels;
        one["text_columns"] = entry.text_columns;
        one["label_column"] = entry.label_column;
        one["splits"] = SplitsOf(entry);
      }
      json.push_back(std::move(one));
      table.Add({entry.name, entry.kind, here.empty() ? "no" : "yes",
                 entry.size_bytes > 0 ? Bytes(entry.size_bytes) : "", entry.licence, here.empty() ? how : ""});
    }
    context.output().json() ? context.output().Document(json) : context.output().Result(table.Render());
    return kExitDone;
  }

  absl::StatusOr<int> Fetch(Context& context, const Catalog& catalog, const std::string& name) const {
    const std::string cache = context.CacheFolder();
    OCTAVO_ASSIGN_OR_RETURN(const std::optional<CatalogEntry> of_hub, HubEntry(models_, name));
    const CatalogEntry* entry = catalog.Find(models_, name);
    if (entry == nullptr && of_hub.has_value()) entry = &*of_hub;
    std::string path;
    if (entry == nullptr) {
      // Its error says what is wrong with the name.
      OCTAVO_ASSIGN_OR_RETURN(const ResolvedAsset asset,
                              models_ ? catalog.Model(name, cache) : catalog.Dataset(name, cache));
      path = asset.path;
    } else {
      OCTAVO_ASSIGN_OR_RETURN(path, catalog.Refresh(*entry, cache));
    }
    if (context.output().json()) {
      context.output().Document({{"name", name}, {"path", path}});
    } else {
      context.output().Result(absl::StrCat(name, " is in ", path, "\n"));
    }
    return kExitDone;
  }

  absl::StatusOr<int> Add(Context& context, const std::string& name, const std::string& path) const {
    OCTAVO_ASSIGN_OR_RETURN(CatalogEntry entry, DescribeLocal(models_, name, path));
    const FlagValues& flags = context.flags();
    if (!models_) {
      OCTAVO_RETURN_IF_ERROR(NoteColumns(
          {flags.Text("text_column"), flags.Text("label_column"), SplitList(flags.Text("label_names"))}, &entry));
    }
    OCTAVO_RETURN_IF_ERROR(AddToOwnCatalog(context.CacheFolder(), entry, &context.cancellation()));
    const std::string catalog = OwnCatalogPath(context.CacheFolder());
    if (context.output().json()) {
      context.output().Document({{"name", name}, {"path", entry.path}, {"catalog", catalog}});
    } else {
      context.output().Result(absl::StrCat(name, " is ", entry.path, " from now on (", catalog, ")\n"));
    }
    return kExitDone;
  }

  const bool models_;
};

}  // namespace

std::unique_ptr<Command> MakeModelsCommand() { return std::make_unique<AssetsCommand>(true); }
std::unique_ptr<Command> MakeDatasetsCommand() { return std::make_unique<AssetsCommand>(false); }

}  // namespace octavo::client
