#include "common/weight_files.h"

#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/json.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

constexpr int64_t kMaxIndexBytes = 64 << 20;
constexpr size_t kMaxShards = 1000;
constexpr char kIndexSuffix[] = ".index.json";

absl::Status BadIndex(const std::string& path, const std::string& what) {
  return absl::InvalidArgumentError(absl::StrCat("model index ", path, ": ", what, "; bring the model again"));
}

/// A name without folders, which cannot lead out of the index's folder.
bool IsPlainName(const std::string& name) {
  return !name.empty() && name.size() <= 255 && name[0] != '.' &&
         name.find_first_of(std::string("/\\\0", 3)) == name.npos;
}

absl::StatusOr<std::vector<std::string>> WithShards(const std::string& dir, const std::string& index) {
  OCTAVO_ASSIGN_OR_RETURN(const auto shard_of, ReadWeightIndex(absl::StrCat(dir, "/", index)));
  std::set<std::string> shards;
  for (const auto& [tensor, shard] : shard_of) shards.insert(shard);
  std::vector<std::string> files = {index};
  for (const std::string& shard : shards) {
    if (!IsRegularFile(absl::StrCat(dir, "/", shard))) {
      return BadIndex(absl::StrCat(dir, "/", index), absl::StrCat("names the shard ", shard, ", which is not there"));
    }
    files.push_back(shard);
  }
  return files;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> WeightFiles(const std::string& dir) {
  for (const char* name : kWeightFileNames) {
    if (!IsRegularFile(absl::StrCat(dir, "/", name))) continue;
    if (absl::EndsWith(name, kIndexSuffix)) return WithShards(dir, name);
    return std::vector<std::string>{name};
  }
  return absl::NotFoundError(absl::StrCat(
      "model folder ", dir,
      ": has no model.safetensors, pytorch_model.bin or index of either; give a folder in Hugging Face layout"));
}

absl::StatusOr<std::map<std::string, std::string>> ReadWeightIndex(const std::string& path) {
  OCTAVO_ASSIGN_OR_RETURN(const std::string text, ReadFile(path, kMaxIndexBytes));
  const absl::StatusOr<Json> json = ParseJsonOfUniqueKeys(text, "it");
  if (!json.ok()) return BadIndex(path, std::string(json.status().message()));
  if (!json->is_object() || !json->contains("weight_map") || !(*json)["weight_map"].is_object() ||
      (*json)["weight_map"].empty()) {
    return BadIndex(path, "it has no filled object \"weight_map\"");
  }
  std::map<std::string, std::string> shard_of;
  std::set<std::string> shards;
  for (const auto& [tensor, shard] : (*json)["weight_map"].items()) {
    if (!shard.is_string() || !IsPlainName(shard.get<std::string>())) {
      return BadIndex(path, absl::StrCat("tensor \"", tensor, "\" lies in ", DumpJson(shard).substr(0, 80),
                                         ", which is not the name of a file in its folder"));
    }
    shard_of[tensor] = shard.get<std::string>();
    shards.insert(shard_of[tensor]);
  }
  if (shards.size() > kMaxShards) return BadIndex(path, absl::StrCat("it names ", shards.size(), " shards"));
  return shard_of;
}

}  // namespace octavo
