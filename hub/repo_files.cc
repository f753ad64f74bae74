#include "hub/repo_files.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/json.h"
#include "common/status_macros.h"
#include "common/table_files.h"
#include "common/weight_files.h"

namespace octavo::hub {
namespace fs = std::filesystem;
namespace {

constexpr const char* kParts[] = {"train", "validation", "valid", "val", "dev", "test"};
constexpr size_t kShownFiles = 8;

std::string Shown(std::vector<std::string> files) {
  if (files.empty()) return "nothing";
  const size_t more = files.size() > kShownFiles ? files.size() - kShownFiles : 0;
  files.resize(files.size() - more);
  return absl::StrCat(absl::StrJoin(files, ", "), more > 0 ? absl::StrCat(" and ", more, " more") : "");
}

absl::Status NotUsable(const HubRepo& repo, absl::string_view why) {
  return absl::InvalidArgumentError(
      absl::StrCat(repo.kind == HubRepo::Kind::kModel ? "model " : "data set ", repo.ToString(), " of the hub ", why));
}

/// A table as it is or compressed, as the readers take it.
bool IsTable(const std::string& file) { return IsTableFile(WithoutCompression(file)); }

/// "train" of "data/train.csv.gz".
std::string PartOf(const std::string& file) { return WithoutCompression(file).stem().string(); }

/// ".csv" of "data/train.csv.gz".
std::string FormOf(const std::string& file) { return WithoutCompression(file).extension().string(); }

absl::Status NoTables(const HubRepo& repo, const std::vector<std::string>& listing) {
  const bool parquet = std::any_of(listing.begin(), listing.end(),
                                   [](const std::string& file) { return absl::EndsWith(file, ".parquet"); });
  if (parquet) {
    return NotUsable(repo,
                     "is published as Parquet only, and Octavo reads CSV, TSV and JSONL: convert it (Python: "
                     "datasets.load_dataset(ID)[\"train\"].to_csv(\"train.csv\")) and give the file or its folder");
  }
  return NotUsable(repo, absl::StrCat("has no .csv, .tsv or .jsonl file, only ", Shown(listing),
                                      ": bring it into such a form and give the file or its folder"));
}

}  // namespace

absl::StatusOr<ModelFiles> ChooseModelFiles(const HubRepo& repo, const std::vector<std::string>& listing) {
  const std::set<std::string> there(listing.begin(), listing.end());
  ModelFiles files;
  if (!there.contains("config.json")) return NotUsable(repo, absl::StrCat("has no config.json, only ", Shown(listing)));
  for (const char* name : kWeightFileNames) {
    if (files.weights.empty() && there.contains(name)) files.weights = name;
  }
  if (files.weights.empty()) {
    return NotUsable(
        repo,
        absl::StrCat("has neither model.safetensors nor pytorch_model.bin, whole or in shards, only ", Shown(listing)));
  }
  files.small = {"config.json"};
  const bool bpe = !there.contains("vocab.txt") && there.contains("vocab.json") && there.contains("merges.txt");
  if (!there.contains("tokenizer.json") && !there.contains("vocab.txt") && !bpe) {
    return NotUsable(repo,
                     absl::StrCat("has no tokenizer (tokenizer.json, vocab.txt, or vocab.json and merges.txt), only ",
                                  Shown(listing)));
  }
  std::vector<std::string> wanted = {"tokenizer.json", "tokenizer_config.json", "special_tokens_map.json",
                                     "added_tokens.json", "vocab.txt"};
  if (bpe) wanted.insert(wanted.end(), {"vocab.json", "merges.txt"});
  for (const std::string& name : wanted) {
    if (there.contains(name)) files.small.push_back(name);
  }
  return files;
}

absl::StatusOr<DatasetFiles> ChooseDatasetFiles(const HubRepo& repo, const std::vector<std::string>& listing) {
  std::vector<std::string> tables;
  std::copy_if(listing.begin(), listing.end(), std::back_inserter(tables), IsTable);
  if (tables.empty()) return NoTables(repo, listing);
  // The one nearest to the top, and by its name; of one folder, CSV before TSV before JSONL, and what is not compressed
  // before what is.
  const auto before = [](const std::string& a, const std::string& b) {
    const auto rank = [](const std::string& file) {
      const auto form = std::find(std::begin(kTableEndings), std::end(kTableEndings), FormOf(file));
      return std::tuple(std::count(file.begin(), file.end(), '/'), fs::path(file).parent_path().string(), form,
                        HasCompressedName(file));
    };
    return rank(a) < rank(b);
  };
  std::sort(tables.begin(), tables.end(), before);
  const auto train =
      std::find_if(tables.begin(), tables.end(), [](const std::string& file) { return PartOf(file) == "train"; });
  if (train == tables.end()) {
    if (tables.size() == 1) return DatasetFiles{tables, tables.front()};
    return NotUsable(repo, absl::StrCat("has no train.csv, train.tsv or train.jsonl, but ", Shown(tables),
                                        ": put what shall be trained on into one file and give that"));
  }
  const fs::path folder = fs::path(*train).parent_path();
  std::map<std::string, std::string> parts;  // one file for each, of the train file's form where there is one
  for (const std::string& file : tables) {
    const std::string part = PartOf(file);
    if (fs::path(file).parent_path() != folder ||
        std::find(std::begin(kParts), std::end(kParts), part) == std::end(kParts))
      continue;
    const auto known = parts.find(part);
    const bool better =
        known == parts.end() || (FormOf(file) == FormOf(*train) && FormOf(known->second) != FormOf(*train));
    if (better) parts[part] = file;
  }
  DatasetFiles files;
  files.path = folder.string();
  for (const auto& [part, file] : parts) files.files.push_back(file);
  return files;
}

absl::Status CheckArchitecture(const HubRepo& repo, const std::string& config) {
  OCTAVO_ASSIGN_OR_RETURN(const Json json, ParseJson(config, absl::StrCat("config.json of ", repo.ToString())));
  const auto type = json.is_object() ? json.find("model_type") : json.end();
  const std::string name = type != json.end() && type->is_string() ? type->get<std::string>() : "";
  if (name == "bert" || name == "distilbert" || name == "roberta") return absl::OkStatus();
  return NotUsable(repo, absl::StrCat("is of the architecture '", name,
                                      "', and Octavo trains bert, distilbert and roberta: choose such a one"));
}

}  // namespace octavo::hub
