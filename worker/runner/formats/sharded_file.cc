#include "worker/runner/formats/sharded_file.h"

#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "common/status_macros.h"

namespace octavo {

absl::StatusOr<std::unique_ptr<TensorFile>> ShardedFile::Create(
    std::string index, std::map<std::string, std::string> shard_of,
    std::map<std::string, std::unique_ptr<TensorFile>> shards) {
  std::unique_ptr<ShardedFile> file(new ShardedFile());
  file->index_ = std::move(index);
  file->shard_of_ = std::move(shard_of);
  file->shards_ = std::move(shards);
  for (const auto& [name, shard] : file->shard_of_) file->names_.push_back(name);
  OCTAVO_RETURN_IF_ERROR(file->Check());
  return file;
}

absl::Status ShardedFile::Check() const {
  const auto bad = [this](const std::string& what) {
    return absl::InvalidArgumentError(absl::StrCat("model index ", index_, ": ", what, "; bring the model again"));
  };
  absl::flat_hash_map<std::string, std::string> holders;
  for (const auto& [shard, file] : shards_) {
    for (const std::string& name : file->names()) {
      const auto [holder, fresh] = holders.emplace(name, shard);
      if (!fresh) return bad(absl::StrCat("tensor \"", name, "\" is both in ", holder->second, " and in ", shard));
    }
  }
  for (const auto& [name, shard] : shard_of_) {
    const auto holder = holders.find(name);
    if (holder == holders.end() || holder->second != shard) {
      return bad(absl::StrCat("tensor \"", name, "\" is not in ", shard, ", where the index says that it is"));
    }
  }
  return absl::OkStatus();
}

int64_t ShardedFile::file_bytes() const {
  int64_t bytes = 0;
  for (const auto& [name, file] : shards_) bytes += file->file_bytes();
  return bytes;
}

absl::StatusOr<TensorView> ShardedFile::Find(const std::string& name) const {
  const auto found = shard_of_.find(name);
  if (found == shard_of_.end()) {
    return absl::NotFoundError(absl::StrCat("model index ", index_, " has no tensor \"", name, "\""));
  }
  return shards_.at(found->second)->Find(name);
}

}  // namespace octavo
