#include "client/commands/model_show.h"

#include <filesystem>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/commands/asset_damage.h"
#include "client/commands/exit_status.h"
#include "client/commands/model_folder.h"
#include "client/render/numbers.h"
#include "client/render/text_table.h"
#include "common/files.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace fs = std::filesystem;
namespace {

/// The number of `config` under the first of these names that it has; DistilBERT has names of its own.
Json NumberOf(const Json& config, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const auto found = config.find(name);
    if (found != config.end() && found->is_number_integer()) return *found;
  }
  return nullptr;
}

/// Labels in the order of their numbers; none of a model that was not fine-tuned, or that has other keys.
Json LabelsOf(const Json& config) {
  Json labels = Json::array();
  const auto map = config.find("id2label");
  if (map == config.end() || !map->is_object()) return labels;
  for (size_t i = 0; i < map->size(); ++i) {
    const auto label = map->find(absl::StrCat(i));
    if (label == map->end() || !label->is_string()) return Json::array();
    labels.push_back(*label);
  }
  return labels;
}

absl::StatusOr<Json> FilesOf(const std::string& folder, const CatalogEntry* entry) {
  OCTAVO_ASSIGN_OR_RETURN(const auto is_part, ModelFileFilter(folder));
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> names, ListFiles(folder));
  Json files = Json::array();
  for (const std::string& name : names) {
    if (!is_part(name)) continue;
    const std::string path = absl::StrCat(folder, "/", name);
    std::error_code ignored;
    OCTAVO_ASSIGN_OR_RETURN(const std::string state, DigestState(entry, path));
    files.push_back({{"name", name}, {"size_bytes", fs::file_size(path, ignored)}, {"digest", state}});
  }
  return files;
}

std::string Text(const Json& value) { return value.is_null() ? "not said" : Thousands(value.get<int64_t>()); }

std::string Render(const Json& model) {
  TextTable about({"model", model.at("name").get<std::string>()});
  about.Add({"architecture", model.at("architecture").get<std::string>()});
  for (const char* field : {"source", "licence", "path"}) {
    if (const auto text = model.at(field).get<std::string>(); !text.empty()) about.Add({field, text});
  }
  about.Add({"layers", Text(model.at("layers"))});
  about.Add({"hidden size", Text(model.at("hidden_size"))});
  about.Add({"heads", Text(model.at("heads"))});
  about.Add({"vocabulary", Text(model.at("vocabulary"))});
  about.Add({"positions", Text(model.at("positions"))});
  const auto labels = model.at("labels").get<std::vector<std::string>>();
  if (!labels.empty()) about.Add({"labels", absl::StrJoin(labels, ", ")});
  TextTable files({"file", "size", "digest"});
  files.AlignRight({1});
  for (const Json& file : model.at("files")) {
    files.Add({file.at("name").get<std::string>(), Bytes(file.at("size_bytes").get<int64_t>()),
               file.at("digest").get<std::string>()});
  }
  return absl::StrCat(about.Render(), "\n", files.Render());
}

}  // namespace

absl::StatusOr<std::string> DigestState(const CatalogEntry* entry, const std::string& path) {
  const std::string file = fs::path(path).filename().string();
  if (entry == nullptr || !IsPublished(*entry, file)) return "not known";
  const absl::Status checked = CheckPublished(*entry, file, path, nullptr);
  if (absl::IsDataLoss(checked)) return "differs from the published one";
  OCTAVO_RETURN_IF_ERROR(checked);
  return "as published";
}

absl::StatusOr<Json> DescribeModel(const ResolvedAsset& model, const CatalogEntry* entry) {
  OCTAVO_RETURN_IF_ERROR(CheckModelFolder(model.path));
  OCTAVO_ASSIGN_OR_RETURN(const Json config, ReadJsonFile(model.path + "/config.json"));
  if (!config.is_object()) return absl::InvalidArgumentError(model.path + "/config.json is no JSON object");
  OCTAVO_ASSIGN_OR_RETURN(Json files, FilesOf(model.path, entry));
  const auto type = config.find("model_type");
  return Json{{"name", model.name},
              {"architecture", type != config.end() && type->is_string() ? *type : Json("not said")},
              {"path", model.path},
              {"source", entry == nullptr ? "" : entry->SourceText()},
              {"licence", entry == nullptr ? "" : entry->licence},
              {"layers", NumberOf(config, {"num_hidden_layers", "n_layers"})},
              {"hidden_size", NumberOf(config, {"hidden_size", "dim"})},
              {"heads", NumberOf(config, {"num_attention_heads", "n_heads"})},
              {"vocabulary", NumberOf(config, {"vocab_size"})},
              {"positions", NumberOf(config, {"max_position_embeddings"})},
              {"labels", LabelsOf(config)},
              {"files", std::move(files)}};
}

absl::StatusOr<int> ShowModel(Context& context, const Catalog& catalog, const std::string& name) {
  OCTAVO_ASSIGN_OR_RETURN(const ResolvedAsset model, catalog.Model(name, context.CacheFolder()));
  OCTAVO_ASSIGN_OR_RETURN(const std::optional<CatalogEntry> of_hub, HubEntry(true, name));
  const CatalogEntry* entry = catalog.Find(true, name);
  if (entry == nullptr && of_hub.has_value()) entry = &*of_hub;
  OCTAVO_ASSIGN_OR_RETURN(const Json description, DescribeModel(model, entry));
  context.output().json() ? context.output().Document(description) : context.output().Result(Render(description));
  return kExitDone;
}

}  // namespace octavo::client
