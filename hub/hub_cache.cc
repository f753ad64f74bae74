#include "hub/hub_cache.h"

#include <stdio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/files.h"
#include "common/random_id.h"
#include "common/status_macros.h"

namespace octavo::hub {
namespace fs = std::filesystem;
namespace {

constexpr char kAccessFile[] = ".octavo_access";
constexpr char kPublic[] = "public\n";
constexpr char kFilesFolder[] = ".octavo_files";
/// The first line of a record. Its number is raised when more is chosen of the same listing: what an older Octavo
/// brought is then no longer known to be whole.
constexpr char kFilesHeader[] = "octavo-files 1\n";
constexpr size_t kRecordBytes = 8 << 20;
constexpr char kDatasets[] = "datasets--";

std::string RepoName(const HubRepo& repo) {
  return absl::StrCat(repo.kind == HubRepo::Kind::kModel ? "models--" : kDatasets,
                      absl::StrReplaceAll(repo.id, {{"/", "--"}}));
}

}  // namespace

std::string HubCache::RepoFolder(const HubRepo& repo) const { return absl::StrCat(folder_, "/", RepoName(repo)); }

std::string HubCache::SnapshotFolder(const HubRepo& repo, absl::string_view commit) const {
  return absl::StrCat(RepoFolder(repo), "/snapshots/", commit);
}

std::string HubCache::BlobPath(const HubRepo& repo, absl::string_view etag) const {
  return absl::StrCat(RepoFolder(repo), "/blobs/", etag);
}

std::string HubCache::LockPath(const HubRepo& repo, absl::string_view etag) const {
  return absl::StrCat(folder_, "/.locks/", RepoName(repo), "/", etag, ".lock");
}

std::string HubCache::FilesRecord(const HubRepo& repo, absl::string_view commit) const {
  return absl::StrCat(RepoFolder(repo), "/", kFilesFolder, "/", commit);
}

std::optional<std::string> HubCache::Commit(const HubRepo& repo) const {
  if (IsCommit(repo.revision)) return repo.revision;
  const absl::StatusOr<std::string> text = ReadFile(absl::StrCat(RepoFolder(repo), "/refs/", repo.revision), 1 << 10);
  if (!text.ok()) return std::nullopt;
  std::string commit(absl::StripAsciiWhitespace(*text));
  return IsCommit(commit) ? std::optional(std::move(commit)) : std::nullopt;
}

absl::Status HubCache::SetCommit(const HubRepo& repo, absl::string_view commit) const {
  if (Commit(repo) == commit) return absl::OkStatus();
  const fs::path path = absl::StrCat(RepoFolder(repo), "/refs/", repo.revision);
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(path.parent_path().string()));
  return WriteFileAtomically(path.string(), commit);
}

HubCache::Access HubCache::FindAccess(const HubRepo& repo) const {
  const absl::StatusOr<std::string> text = ReadFile(absl::StrCat(RepoFolder(repo), "/", kAccessFile), 1 << 10);
  if (absl::IsNotFound(text.status())) return Access::kUnknown;
  return text.ok() && *text == kPublic ? Access::kPublic : Access::kByToken;
}

absl::Status HubCache::SetAccess(const HubRepo& repo, Access access) const {
  if (FindAccess(repo) == access) return absl::OkStatus();
  return WriteFileAtomically(absl::StrCat(RepoFolder(repo), "/", kAccessFile),
                             access == Access::kPublic ? kPublic : "by token\n");
}

bool HubCache::Has(const HubRepo& repo, absl::string_view commit, absl::string_view file) const {
  return IsRegularFile(absl::StrCat(SnapshotFolder(repo, commit), "/", file));
}

bool HubCache::IsKnownAbsent(const HubRepo& repo, absl::string_view commit, absl::string_view file) const {
  return IsRegularFile(absl::StrCat(RepoFolder(repo), "/.no_exist/", commit, "/", file));
}

bool HubCache::IsWhole(const HubRepo& repo, absl::string_view commit) const {
  const absl::StatusOr<std::string> text = ReadFile(FilesRecord(repo, commit), kRecordBytes);
  if (!text.ok()) return false;
  absl::string_view names = *text;
  if (!absl::ConsumePrefix(&names, kFilesHeader)) return false;
  const std::vector<absl::string_view> files = absl::StrSplit(names, '\n', absl::SkipEmpty());
  return !files.empty() &&
         std::all_of(files.begin(), files.end(), [&](absl::string_view file) { return Has(repo, commit, file); });
}

absl::Status HubCache::SetChosen(const HubRepo& repo, absl::string_view commit, std::vector<std::string> files) const {
  std::sort(files.begin(), files.end());
  const std::string path = FilesRecord(repo, commit),
                    text = absl::StrCat(kFilesHeader, absl::StrJoin(files, "\n"), "\n");
  if (const absl::StatusOr<std::string> known = ReadFile(path, kRecordBytes); known.ok() && *known == text)
    return absl::OkStatus();
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(fs::path(path).parent_path().string()));
  return WriteFileAtomically(path, text);
}

absl::Status HubCache::Link(const HubRepo& repo, absl::string_view commit, absl::string_view file,
                            absl::string_view etag) const {
  const fs::path link = absl::StrCat(SnapshotFolder(repo, commit), "/", file);
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(link.parent_path().string()));
  const fs::path target = fs::path(BlobPath(repo, etag)).lexically_relative(link.parent_path());
  // Under another name first: who looks meanwhile finds the old link or the new one.
  const std::string temporary = absl::StrCat(link.string(), ".", RandomUuid());
  if (symlink(target.c_str(), temporary.c_str()) != 0)
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot make the link ", temporary));
  if (rename(temporary.c_str(), link.c_str()) == 0) return absl::OkStatus();
  const absl::Status status = absl::ErrnoToStatus(errno, absl::StrCat("cannot make the link ", link.string()));
  unlink(temporary.c_str());
  return status;
}

bool IsInDatasetSnapshot(const std::string& path) {
  std::error_code ignored;
  const fs::path whole = fs::absolute(path, ignored).lexically_normal();
  const std::vector<std::string> names(whole.begin(), whole.end());
  for (size_t i = 2; i < names.size(); ++i) {
    if (IsCommit(names[i]) && names[i - 1] == "snapshots" && absl::StartsWith(names[i - 2], kDatasets)) return true;
  }
  return false;
}

bool IsSafeFileName(absl::string_view name) {
  if (name.empty() || name.size() > 1024) return false;
  if (std::any_of(name.begin(), name.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F || c == '\\'; }))
    return false;
  for (const absl::string_view part : absl::StrSplit(name, '/')) {
    if (part.empty() || part == "." || part == "..") return false;
  }
  return true;
}

std::string BlobName(absl::string_view etag) {
  etag = absl::StripAsciiWhitespace(etag);
  absl::ConsumePrefix(&etag, "W/");
  absl::ConsumePrefix(&etag, "\"");
  absl::ConsumeSuffix(&etag, "\"");
  const bool plain = std::all_of(etag.begin(), etag.end(), [](unsigned char c) {
    return absl::ascii_isalnum(c) || c == '-' || c == '_' || c == '.';
  });
  return plain && !etag.empty() && etag.size() <= 200 && etag.front() != '.' ? std::string(etag) : "";
}

}  // namespace octavo::hub
