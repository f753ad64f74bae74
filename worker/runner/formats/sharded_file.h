#ifndef OCTAVO_WORKER_RUNNER_FORMATS_SHARDED_FILE_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_SHARDED_FILE_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "worker/runner/formats/tensor_file.h"

namespace octavo {

/// The tensors of several files, as one: a model in shards. Has the tensors that the index names.
class ShardedFile final : public TensorFile {
 public:
  /// `index` is the index's path, `shard_of` its map from tensor to shard, `shards` the open files by name. REQUIRES:
  /// every shard of the map is open. INVALID_ARGUMENT, with the index, the tensor and the remedy, where a shard lacks a
  /// tensor that the map sends there, and where two shards hold a tensor of the same name.
  static absl::StatusOr<std::unique_ptr<TensorFile>> Create(std::string index,
                                                            std::map<std::string, std::string> shard_of,
                                                            std::map<std::string, std::unique_ptr<TensorFile>> shards);

  const std::string& path() const override { return index_; }
  int64_t file_bytes() const override;
  const std::vector<std::string>& names() const override { return names_; }
  bool Contains(const std::string& name) const override { return shard_of_.contains(name); }
  absl::StatusOr<TensorView> Find(const std::string& name) const override;

 private:
  ShardedFile() = default;
  absl::Status Check() const;

  std::string index_;
  std::vector<std::string> names_;
  std::map<std::string, std::string> shard_of_;
  std::map<std::string, std::unique_ptr<TensorFile>> shards_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_SHARDED_FILE_H_
