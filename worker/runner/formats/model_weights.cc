#include "worker/runner/formats/model_weights.h"

#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "common/weight_files.h"
#include "worker/runner/formats/safetensors.h"
#include "worker/runner/formats/sharded_file.h"
#include "worker/runner/formats/torch_checkpoint.h"

namespace octavo {
namespace {

absl::StatusOr<std::unique_ptr<TensorFile>> OpenFile(const std::string& path) {
  if (!absl::EndsWith(path, ".safetensors")) return TorchCheckpoint::Open(path);
  OCTAVO_ASSIGN_OR_RETURN(SafetensorsReader reader, SafetensorsReader::Open(path));
  return std::make_unique<SafetensorsReader>(std::move(reader));
}

}  // namespace

absl::StatusOr<std::unique_ptr<TensorFile>> OpenModelWeights(const std::string& dir) {
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> files, WeightFiles(dir));
  const std::string first = absl::StrCat(dir, "/", files.front());
  if (!absl::EndsWith(first, ".index.json")) return OpenFile(first);
  OCTAVO_ASSIGN_OR_RETURN(auto shard_of, ReadWeightIndex(first));
  std::map<std::string, std::unique_ptr<TensorFile>> shards;
  for (size_t i = 1; i < files.size(); ++i) {
    OCTAVO_ASSIGN_OR_RETURN(shards[files[i]], OpenFile(absl::StrCat(dir, "/", files[i])));
  }
  return ShardedFile::Create(first, std::move(shard_of), std::move(shards));
}

}  // namespace octavo
