#include "hub/repo_files.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "common/json.h"
#include "common/status_macros.h"
#include "common/table_files.h"
#include "common/weight_files.h"

namespace octavo::hub {
namespace fs = std::filesystem;
namespace {

/// The names of each part's table, the preferred one first.
using PartNames = absl::Span<const absl::string_view>;
constexpr absl::string_view kTrainNames[] = {"train"};
constexpr absl::string_view kValidationNames[] = {"validation", "valid", "val", "dev"};
constexpr absl::string_view kTestNames[] = {"test"};
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

bool IsNameOf(PartNames names, const std::string& file) {
  return std::find(names.begin(), names.end(), PartOf(file)) != names.end();
}

/// Of the `tables`, the best first, the one in `folder` that is the part of these names: by the preferred name, then of
/// this form. Empty where there is none.
std::string BestOf(PartNames names, const fs::path& folder, const std::string& form,
                   const std::vector<std::string>& tables) {
  std::vector<std::string> there;
  std::copy_if(tables.begin(), tables.end(), std::back_inserter(there), [&](const std::string& file) {
    return fs::path(file).parent_path() == folder && IsNameOf(names, file);
  });
  const auto rank = [&](const std::string& file) {
    return std::pair(std::find(names.begin(), names.end(), PartOf(file)), FormOf(file) != form);
  };
  const auto best = std::min_element(there.begin(), there.end(),
                                     [&](const std::string& a, const std::string& b) { return rank(a) < rank(b); });
  return best == there.end() ? "" : *best;
}

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
  std::vector<std::string> wanted(std::begin(kOptionalModelFiles), std::end(kOptionalModelFiles));
  wanted.emplace_back("vocab.txt");
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
      std::find_if(tables.begin(), tables.end(), [](const std::string& file) { return IsNameOf(kTrainNames, file); });
  if (train == tables.end()) {
    // One that is named as another part is no whole data set.
    const bool other = IsNameOf(kValidationNames, tables.front()) || IsNameOf(kTestNames, tables.front());
    if (tables.size() == 1 && !other) return DatasetFiles{tables, tables.front()};
    return NotUsable(repo, absl::StrCat("has no train.csv, train.tsv or train.jsonl, but ", Shown(tables),
                                        ": put what shall be trained on into one file and give that"));
  }
  const fs::path folder = fs::path(*train).parent_path();
  DatasetFiles files{{*train}, folder.string()};
  for (const PartNames names : {PartNames(kValidationNames), PartNames(kTestNames)}) {
    std::string best = BestOf(names, folder, FormOf(*train), tables);
    if (!best.empty()) files.files.push_back(std::move(best));
  }
  std::sort(files.files.begin(), files.files.end());
  return files;
}

std::vector<std::string> MissingParts(const HubRepo& repo, const std::vector<std::string>& listing) {
  const absl::StatusOr<DatasetFiles> chosen = ChooseDatasetFiles(repo, listing);
  const std::vector<std::string> files = chosen.ok() ? chosen->files : std::vector<std::string>();
  std::vector<std::string> missing;
  for (const PartNames names : {PartNames(kTrainNames), PartNames(kValidationNames), PartNames(kTestNames)}) {
    const bool there =
        std::any_of(files.begin(), files.end(), [&](const std::string& file) { return IsNameOf(names, file); });
    if (!there) missing.push_back(absl::StrCat(names.front(), ".*"));
  }
  return missing;
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
