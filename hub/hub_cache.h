#ifndef OCTAVO_HUB_HUB_CACHE_H_
#define OCTAVO_HUB_HUB_CACHE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "hub/hub_repo.h"

namespace octavo::hub {

/// The cache that Hugging Face's tools share, as https://huggingface.co/docs/hub/local-cache lays it down:
///
///   models--ORG--NAME/  refs/REVISION             the commit that the branch or tag was last seen at, no newline
///   (datasets--…)       blobs/ETAG                the bytes of a file; ETAG.incomplete while they come
///                       snapshots/COMMIT/FILE     a relative link to ../../blobs/ETAG
///                       .no_exist/COMMIT/FILE   empty: Python asked for that file, and the commit lacks it
///   .locks/models--ORG--NAME/ETAG.lock            locked by whoever writes blobs/ETAG
///
/// What Python put there is found here and the other way round. Two things of huggingface_hub are left alone:
/// .no_exist, which is read and never written, and its store of blobs for several repositories, whose links are
/// followed. Two things in a repository's folder are Octavo's own, which Hugging Face's tools leave alone:
/// .octavo_access and .octavo_files. Blobs are never changed once they have their name, so that readers need no lock.
/// Thread-safe, and safe beside other processes.
class HubCache {
 public:
  /// `folder` need not exist.
  explicit HubCache(std::string folder) : folder_(std::move(folder)) {}

  const std::string& folder() const { return folder_; }
  /// "…/models--google-bert--bert-base-uncased".
  std::string RepoFolder(const HubRepo& repo) const;
  std::string SnapshotFolder(const HubRepo& repo, absl::string_view commit) const;
  std::string BlobPath(const HubRepo& repo, absl::string_view etag) const;
  std::string LockPath(const HubRepo& repo, absl::string_view etag) const;

  /// The commit of the repository's revision: the revision itself where it is one, else as last seen. Nothing where it
  /// was never seen.
  std::optional<std::string> Commit(const HubRepo& repo) const;
  /// Remembers that `repo.revision` is at `commit`; nothing to do where it is that commit. Errors of files.
  absl::Status SetCommit(const HubRepo& repo, absl::string_view commit) const;

  /// Who may have the repository, as far as it is remembered: in .octavo_access beside refs/.
  enum class Access { kUnknown, kPublic, kByToken };
  Access FindAccess(const HubRepo& repo) const;
  /// Errors of files. REQUIRES: not kUnknown.
  absl::Status SetAccess(const HubRepo& repo, Access access) const;

  /// Whether the snapshot has that file, its blob included.
  bool Has(const HubRepo& repo, absl::string_view commit, absl::string_view file) const;
  /// Whether another tool found that the commit has no such file.
  bool IsKnownAbsent(const HubRepo& repo, absl::string_view commit, absl::string_view file) const;

  /// Whether the snapshot has all that was chosen of the commit's listing, as far as that is remembered: the names
  /// stand in .octavo_files/COMMIT beside refs/. Other tools bring single files, and no snapshot says which it lacks.
  bool IsWhole(const HubRepo& repo, absl::string_view commit) const;
  /// Remembers what was chosen; nothing to do where that is remembered already. Errors of files.
  /// REQUIRES: IsSafeFileName of each.
  absl::Status SetChosen(const HubRepo& repo, absl::string_view commit, std::vector<std::string> files) const;
  /// Makes the snapshot's `file` a relative link to the blob, in place of whatever link was there. Errors of files.
  /// REQUIRES: IsSafeFileName(file).
  absl::Status Link(const HubRepo& repo, absl::string_view commit, absl::string_view file,
                    absl::string_view etag) const;

 private:
  std::string FilesRecord(const HubRepo& repo, absl::string_view commit) const;

  const std::string folder_;
};

/// Whether the path is that of a data set's snapshot in such a cache, or of something in it. By its names alone: a link
/// to one, by another name, is none.
bool IsInDatasetSnapshot(const std::string& path);

/// Whether a file's name from a hub is a relative path that stays in its folder.
bool IsSafeFileName(absl::string_view name);

/// An ETag as the cache names blobs by it: without the mark of weak ones and the quotes. Empty for one that is no file
/// name, which the caller must refuse.
std::string BlobName(absl::string_view etag);

}  // namespace octavo::hub

#endif  // OCTAVO_HUB_HUB_CACHE_H_
