#include "client/commands/dataset_files.h"

#include <set>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/files.h"
#include "hub/hub_cache.h"
#include "hub/repo_files.h"

namespace octavo::client {

std::function<bool(const std::string& name)> DatasetFileFilter(const std::string& path) {
  if (IsRegularFile(path) || !hub::IsInDatasetSnapshot(path)) return {};
  const absl::StatusOr<std::vector<std::string>> files = ListFiles(path);
  if (!files.ok()) return {};  // whoever reads it will say so
  const auto chosen = hub::ChooseDatasetFiles({hub::HubRepo::Kind::kDataset, path}, *files);
  if (!chosen.ok()) return {};  // likewise
  std::set<std::string> wanted(chosen->files.begin(), chosen->files.end());
  return [wanted = std::move(wanted)](const std::string& name) { return wanted.contains(name); };
}

}  // namespace octavo::client
