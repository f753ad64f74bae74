#include "server/blobs/blob_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/error_info.h"
#include "common/files.h"
#include "common/logging.h"
#include "common/status_macros.h"
#include "server/blobs/blob_files.h"

namespace octavo {
namespace fs = std::filesystem;
namespace {

constexpr int64_t kMaxManifestBytes = int64_t{64} << 20;
constexpr absl::Duration kCleanupInterval = absl::Hours(1);
constexpr size_t kPiece = 1 << 20;

absl::Status NoSuchBlob(const std::string& sha256) {
  return WithReason(absl::NotFoundError(absl::StrCat("blob ", sha256, " is not stored")), "BLOB_NOT_FOUND",
                    {{"sha256", sha256}});
}

std::optional<int64_t> FileSize(const std::string& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
  return static_cast<int64_t>(info.st_size);
}

}  // namespace

std::string BlobStore::BlobPath(const std::string& sha256) const {
  return absl::StrCat(root_, "/blobs/", sha256.substr(0, 2), "/", sha256);
}

std::string BlobStore::StagingPath(const std::string& sha256) const { return absl::StrCat(root_, "/staging/", sha256); }

absl::StatusOr<std::unique_ptr<BlobStore>> BlobStore::Open(const std::string& root, Options options, absl::Time now) {
  std::unique_ptr<BlobStore> store(new BlobStore(root, options));
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(root + "/blobs"));
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(root + "/staging"));
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(root + "/quarantine"));
  store->RemoveOldPartials(now);
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> blobs, store->List());
  for (const std::string& sha256 : blobs) store->total_bytes_ += store->SizeOf(sha256).value_or(0);
  return store;
}

void BlobStore::RemoveOldPartials(absl::Time now) {
  std::set<std::string> uploading;
  {
    MutexLock lock(mutex_);
    if (now - last_cleanup_ < kCleanupInterval) return;
    last_cleanup_ = now;
    uploading = uploading_;
  }
  const absl::StatusOr<std::vector<std::string>> partial = ListFiles(root_ + "/staging");
  if (!partial.ok()) {
    LogWarning("old partial uploads cannot be removed: ", partial.status().message());
    return;
  }
  for (const std::string& name : *partial) {
    const std::string path = absl::StrCat(root_, "/staging/", name);
    struct stat info {};
    const bool old = stat(path.c_str(), &info) == 0 && absl::FromTimeT(info.st_mtime) + options_.forget_partial < now;
    if (old && !uploading.contains(name)) unlink(path.c_str());
  }
}

absl::Status BlobStore::CheckRoom(int64_t bytes) const {
  OCTAVO_ASSIGN_OR_RETURN(const DiskSpace space, options_.space_of(root_));
  const int64_t reserve = std::min(options_.min_free_bytes, space.total / 20);
  if (space.free - bytes >= reserve) return absl::OkStatus();
  return WithReason(absl::ResourceExhaustedError(absl::StrCat(
                        "cannot store ", bytes, " bytes: ", space.free, " are free on the disk of ", root_, " and ",
                        reserve, " are kept for the database. Make room there, or lower limits.min_free_bytes")),
                    "DISK_FULL");
}

std::optional<int64_t> BlobStore::SizeOf(const std::string& sha256) const { return FileSize(BlobPath(sha256)); }

int64_t BlobStore::PartialSize(const std::string& sha256) const { return FileSize(StagingPath(sha256)).value_or(0); }

absl::StatusOr<std::unique_ptr<BlobUpload>> BlobStore::StartUpload(const std::string& sha256, int64_t size,
                                                                   int64_t offset) {
  if (size > options_.max_blob_bytes) {
    return WithReason(absl::ResourceExhaustedError(absl::StrCat("blob ", sha256, " has ", size, " bytes; the limit is ",
                                                                options_.max_blob_bytes)),
                      "BLOB_TOO_LARGE", {{"limit", absl::StrCat(options_.max_blob_bytes)}});
  }
  {
    MutexLock lock(mutex_);
    if (!uploading_.insert(sha256).second) {
      return WithReason(
          absl::AbortedError(absl::StrCat("blob ", sha256, " is being uploaded by another call: try again")),
          "UPLOAD_IN_PROGRESS", {{"sha256", sha256}});
    }
  }
  std::unique_ptr<BlobUpload> upload(new BlobUpload(*this, sha256, size));
  OCTAVO_RETURN_IF_ERROR(upload->Open(offset));
  return upload;
}

void BlobStore::Close(const std::string& sha256) {
  MutexLock lock(mutex_);
  uploading_.erase(sha256);
}

absl::Status BlobStore::Publish(const std::string& staged, const std::string& sha256, int64_t size) {
  const std::string path = BlobPath(sha256);
  const std::string folder = fs::path(path).parent_path().string();
  std::error_code ignored;  // making the folder says what is wrong
  const bool had_folder = fs::exists(folder, ignored);
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(folder));
  if (!had_folder) OCTAVO_RETURN_IF_ERROR(SyncFolder(root_ + "/blobs"));
  {
    MutexLock lock(move_mutex_);
    const int64_t before = FileSize(path).value_or(0);
    if (rename(staged.c_str(), path.c_str()) != 0) return FileError("publish", path);
    total_bytes_ += size - before;
  }
  return SyncFolder(folder);
}

void BlobStore::Quarantine(const std::string& sha256, int fd) {
  const std::string path = BlobPath(sha256);
  const std::string kept = absl::StrCat(root_, "/quarantine/", sha256);
  {
    MutexLock lock(move_mutex_);
    struct stat damaged {};
    struct stat present {};
    if (fstat(fd, &damaged) != 0 || stat(path.c_str(), &present) != 0 || damaged.st_ino != present.st_ino) return;
    if (rename(path.c_str(), kept.c_str()) != 0) {
      LogError("blob ", sha256, " is damaged: ", FileError("move it away from", path).message());
      return;
    }
    total_bytes_ -= static_cast<int64_t>(present.st_size);
  }
  LogError("blob ", sha256, " is damaged: moved to ", kept, "; it counts as missing until it is uploaded again");
  options_.on_damaged();
}

absl::StatusOr<bool> BlobStore::IsWhole(const std::string& sha256, int64_t size) {
  const std::optional<int64_t> actual = SizeOf(sha256);
  if (!actual.has_value() || *actual == size) return actual.has_value();
  // The blob is damaged, or else the size is wrong: its bytes tell.
  const absl::StatusOr<std::unique_ptr<BlobReader>> reader = OpenReader(sha256, 0);
  if (absl::IsNotFound(reader.status())) return false;  // another one has just moved it away
  OCTAVO_RETURN_IF_ERROR(reader.status());
  for (;;) {
    const absl::StatusOr<std::string> piece = (*reader)->Read(kPiece);
    if (absl::IsDataLoss(piece.status())) return false;
    OCTAVO_RETURN_IF_ERROR(piece.status());
    if (piece->empty()) return true;
  }
}

absl::StatusOr<std::string> BlobStore::Put(absl::string_view data) {
  std::string sha256 = Sha256Hex(data);
  if (SizeOf(sha256) == static_cast<int64_t>(data.size())) return sha256;
  const std::string staged = absl::StrCat(root_, "/staging/", sha256, ".put");
  OCTAVO_RETURN_IF_ERROR(WriteFileAtomically(staged, data));
  OCTAVO_RETURN_IF_ERROR(Publish(staged, sha256, static_cast<int64_t>(data.size())));
  return sha256;
}

absl::StatusOr<std::unique_ptr<BlobReader>> BlobStore::OpenReader(const std::string& sha256, int64_t offset) {
  const std::string path = BlobPath(sha256);
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return errno == ENOENT ? NoSuchBlob(sha256) : FileError("open", path);
  std::unique_ptr<BlobReader> reader(new BlobReader(*this, fd, sha256));
  const int64_t size = SizeOf(sha256).value_or(0);
  if (offset < 0 || offset > size) {
    return WithReason(
        absl::OutOfRangeError(absl::StrCat("offset ", offset, " is not within the ", size, " bytes of blob ", sha256)),
        "BAD_OFFSET", {{"size", absl::StrCat(size)}});
  }
  if (offset > 0) {
    if (lseek(fd, offset, SEEK_SET) != offset) return FileError("seek in", path);
    reader->whole_ = false;
  }
  return reader;
}

absl::StatusOr<Manifest> BlobStore::ReadManifest(const std::string& sha256) {
  if (SizeOf(sha256).value_or(0) > kMaxManifestBytes) {
    return absl::InvalidArgumentError(absl::StrCat("blob ", sha256, " is too large to be a manifest"));
  }
  OCTAVO_ASSIGN_OR_RETURN(std::unique_ptr<BlobReader> reader, OpenReader(sha256, 0));
  std::string text;
  for (;;) {
    OCTAVO_ASSIGN_OR_RETURN(const std::string piece, reader->Read(kPiece));
    if (piece.empty()) break;
    text += piece;
  }
  return Manifest::Parse(text);
}

absl::StatusOr<std::optional<std::string>> BlobStore::FirstMissing(const std::string& manifest) {
  const absl::StatusOr<Manifest> parsed = ReadManifest(manifest);
  if (absl::IsNotFound(parsed.status()) || absl::IsDataLoss(parsed.status())) return manifest;
  OCTAVO_RETURN_IF_ERROR(parsed.status());
  for (const Manifest::File& file : parsed->files) {
    OCTAVO_ASSIGN_OR_RETURN(const bool whole, IsWhole(file.sha256, file.size));
    if (!whole) return file.sha256;
    if (const std::optional<int64_t> size = SizeOf(file.sha256); size != file.size) {
      return absl::InvalidArgumentError(absl::StrCat("manifest ", manifest, " gives ", file.path, " ", file.size,
                                                     " bytes, but its blob ", file.sha256, " has ", size.value_or(0)));
    }
  }
  return std::nullopt;
}

absl::StatusOr<std::vector<std::string>> BlobStore::List() const {
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> files, ListFiles(root_ + "/blobs"));
  std::vector<std::string> digests;
  for (const std::string& file : files) {
    const std::string name = fs::path(file).filename().string();
    if (IsSha256Hex(name)) digests.push_back(name);
  }
  return digests;
}

absl::Status BlobUpload::Open(int64_t offset) {
  OCTAVO_ASSIGN_OR_RETURN(const bool stored, store_.IsWhole(sha256_, size_));
  if (stored) {
    committed_size_ = store_.SizeOf(sha256_).value_or(0);
    return absl::OkStatus();
  }
  const std::string path = store_.StagingPath(sha256_);
  fd_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd_ < 0) return FileError("create", path);
  for (;;) {
    OCTAVO_ASSIGN_OR_RETURN(const std::string data, ReadSome(fd_, kPiece, path));
    if (data.empty()) break;
    hash_.Update(data);
    committed_size_ += static_cast<int64_t>(data.size());
  }
  if (offset != committed_size_) {
    return WithReason(absl::OutOfRangeError(absl::StrCat("the upload of blob ", sha256_, " goes on at ",
                                                         committed_size_, ", not at ", offset)),
                      "BAD_OFFSET", {{"committed_size", absl::StrCat(committed_size_)}});
  }
  return store_.CheckRoom(size_ - committed_size_);
}

BlobUpload::~BlobUpload() {
  if (fd_ >= 0) close(fd_);
  store_.Close(sha256_);
}

absl::Status BlobUpload::Append(absl::string_view data) {
  if (exists()) return absl::OkStatus();
  if (committed_size_ + static_cast<int64_t>(data.size()) > size_) {
    return BadField("data", absl::StrCat("more bytes came than the announced size_bytes of ", size_));
  }
  OCTAVO_RETURN_IF_ERROR(store_.CheckRoom(static_cast<int64_t>(data.size())));
  const std::string path = store_.StagingPath(sha256_);
  if (absl::Status status = WriteFully(fd_, data, path); !status.ok()) {
    // What the disk took of this piece is not in the hash: cut it off, so that the committed size stays true.
    if (ftruncate(fd_, committed_size_) != 0) unlink(path.c_str());
    return status;
  }
  hash_.Update(data);
  committed_size_ += static_cast<int64_t>(data.size());
  return absl::OkStatus();
}

absl::Status BlobUpload::Finish() {
  if (exists()) return absl::OkStatus();
  const std::string path = store_.StagingPath(sha256_);
  if (committed_size_ < size_) {
    return WithReason(
        absl::InvalidArgumentError(absl::StrCat("the upload of blob ", sha256_, " ended after ", committed_size_,
                                                " of ", size_, " bytes: resume it there")),
        "INCOMPLETE", {{"committed_size", absl::StrCat(committed_size_)}});
  }
  if (const std::string actual = hash_.Finish(); actual != sha256_) {
    unlink(path.c_str());
    return WithReason(
        absl::InvalidArgumentError(absl::StrCat("the bytes sent for blob ", sha256_, " have the digest ", actual)),
        "DIGEST_MISMATCH", {{"sha256", sha256_}, {"actual", actual}});
  }
  if (fsync(fd_) != 0) {
    // The kernel may have dropped the pages and says so once: a second fsync of this file would be OK for bytes that
    // are not on disk. So nobody may go on with it.
    absl::Status status = FileError("sync", path);
    unlink(path.c_str());
    return status;
  }
  return store_.Publish(path, sha256_, size_);
}

BlobReader::~BlobReader() { close(fd_); }

absl::StatusOr<std::string> BlobReader::Read(size_t max) {
  if (ended_) return std::string();
  OCTAVO_ASSIGN_OR_RETURN(std::string data, ReadSome(fd_, max, sha256_));
  if (!data.empty()) {
    if (whole_) hash_.Update(data);
    return data;
  }
  ended_ = true;
  if (!whole_) return std::string();
  if (const std::string actual = hash_.Finish(); actual != sha256_) {
    store_.Quarantine(sha256_, fd_);
    return WithReason(
        absl::DataLossError(absl::StrCat("blob ", sha256_, " is damaged: its bytes have the digest ", actual)),
        "BLOB_CORRUPT", {{"sha256", sha256_}, {"actual", actual}});
  }
  return data;
}

}  // namespace octavo
