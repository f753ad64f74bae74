#include "client/commands/asset_damage.h"

#include <filesystem>
#include <functional>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "client/commands/archive_digests.h"
#include "client/commands/model_folder.h"
#include "common/files.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace fs = std::filesystem;
namespace {

/// The archive that the entry's size and the digests of files in it speak of.
bool IsArchive(const CatalogEntry& entry, const std::string& name) {
  return !entry.is_model && name == fs::path(entry.path).filename();
}

absl::Status CheckSize(const CatalogEntry& entry, const std::string& path) {
  std::error_code error;
  const auto size = static_cast<int64_t>(fs::file_size(path, error));
  if (error) return absl::ErrnoToStatus(error.value(), absl::StrCat("cannot look at ", path));
  if (entry.size_bytes == 0 || size == entry.size_bytes) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat(path, " has ", size, " bytes, not ", entry.size_bytes));
}

bool HasTokenizer(const std::string& folder) {
  const auto has = [&](const char* name) { return IsRegularFile(absl::StrCat(folder, "/", name)); };
  return has("tokenizer.json") || has("vocab.txt") || (has("vocab.json") && has("merges.txt"));
}

/// What a model needs besides the right bytes. INVALID_ARGUMENT or NOT_FOUND say what is missing.
absl::Status CheckComplete(const std::string& folder) {
  OCTAVO_RETURN_IF_ERROR(CheckModelFolder(folder));
  if (HasTokenizer(folder)) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(folder, " has no tokenizer (tokenizer.json, vocab.txt, or vocab.json and merges.txt)"));
}

absl::Status CheckModelFile(const CatalogEntry& entry, const std::string& name, const std::string& path,
                            const Cancellation* cancellation) {
  if (IsPublished(entry, name) || !absl::EndsWith(name, ".safetensors"))
    return CheckPublished(entry, name, path, cancellation);
  absl::Status status = CheckSafetensors(path);
  return absl::IsInvalidArgument(status) ? absl::DataLossError(status.message()) : status;
}

}  // namespace

bool IsPublished(const CatalogEntry& entry, const std::string& name) {
  return entry.digests.contains(name) || (IsArchive(entry, name) && !entry.member_digests.empty());
}

absl::Status CheckPublished(const CatalogEntry& entry, const std::string& name, const std::string& path,
                            const Cancellation* cancellation) {
  const bool archive = IsArchive(entry, name);
  if (archive) OCTAVO_RETURN_IF_ERROR(CheckSize(entry, path));
  const auto digest = entry.digests.find(name);
  if (digest != entry.digests.end()) OCTAVO_RETURN_IF_ERROR(CheckFileDigest(path, digest->second));
  return archive ? CheckArchiveMembers(path, entry.member_digests, cancellation) : absl::OkStatus();
}

absl::StatusOr<std::optional<AssetDamage>> FindDamage(const CatalogEntry& entry, const std::string& path,
                                                      const Cancellation* cancellation) {
  AssetDamage damage;
  const auto look = [&](const std::string& name, const std::string& file) -> absl::Status {
    if (cancellation != nullptr && cancellation->Cancelled()) return Interrupted();
    absl::Status status = entry.is_model ? CheckModelFile(entry, name, file, cancellation)
                                         : CheckPublished(entry, name, file, cancellation);
    if (!absl::IsDataLoss(status)) return status;
    if (damage.files.empty()) damage.why = std::string(status.message());
    damage.files.push_back(file);
    return absl::OkStatus();
  };
  if (IsRegularFile(path)) {
    OCTAVO_RETURN_IF_ERROR(look(fs::path(path).filename().string(), path));
  } else {
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> names, ListFiles(path));
    for (const std::string& name : names) OCTAVO_RETURN_IF_ERROR(look(name, absl::StrCat(path, "/", name)));
    const absl::Status complete = entry.is_model && damage.files.empty() ? CheckComplete(path) : absl::OkStatus();
    if (absl::IsInvalidArgument(complete) || absl::IsNotFound(complete)) {
      damage.why = std::string(complete.message());
    } else {
      OCTAVO_RETURN_IF_ERROR(complete);
    }
  }
  return damage.why.empty() ? std::nullopt : std::optional(std::move(damage));
}

}  // namespace octavo::client
