#include "hub/partial_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/status_macros.h"

namespace octavo::hub {
namespace fs = std::filesystem;
namespace {

constexpr int64_t kEtagBytes = 4 << 10;
// A disk without a byte to spare breaks other programs, and this one's next small file.
constexpr uint64_t kSpareBytes = 16 << 20;

std::string FolderOf(const std::string& path) {
  const std::string folder = fs::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

}  // namespace

absl::StatusOr<PartialFile> PartialFile::Open(const std::string& path) {
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(FolderOf(path)));
  const std::string partial = path + ".incomplete";
  const int fd = open(partial.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (fd < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot write to ", partial));
  const off_t size = lseek(fd, 0, SEEK_END);
  PartialFile file(fd, path, size, "");
  if (size < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot read ", partial));
  if (const absl::StatusOr<std::string> etag = ReadFile(file.EtagPath(), kEtagBytes); etag.ok()) file.etag_ = *etag;
  return file;
}

PartialFile::PartialFile(int fd, std::string final_path, int64_t size, std::string etag)
    : fd_(fd),
      final_path_(std::move(final_path)),
      path_(final_path_ + ".incomplete"),
      size_(size),
      etag_(std::move(etag)) {}

PartialFile::PartialFile(PartialFile&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      final_path_(std::move(other.final_path_)),
      path_(std::move(other.path_)),
      size_(other.size_),
      etag_(std::move(other.etag_)) {}

PartialFile& PartialFile::operator=(PartialFile&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(final_path_, other.final_path_);
  std::swap(path_, other.path_);
  std::swap(size_, other.size_);
  std::swap(etag_, other.etag_);
  return *this;
}

PartialFile::~PartialFile() {
  if (fd_ >= 0) close(fd_);
}

absl::Status PartialFile::Restart(const std::string& etag) {
  // No bytes may ever lie beside the ETag of others: they go before it changes.
  if (ftruncate(fd_, 0) != 0 || lseek(fd_, 0, SEEK_SET) < 0)
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot empty ", path_));
  size_ = 0;
  etag_ = etag;
  if (!etag.empty()) return WriteFileAtomically(EtagPath(), etag);
  if (unlink(EtagPath().c_str()) != 0 && errno != ENOENT)
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot remove ", EtagPath()));
  return absl::OkStatus();
}

absl::Status PartialFile::Append(absl::string_view data) {
  if (absl::Status written = WriteAll(fd_, data, path_); !written.ok()) {
    if (const off_t end = lseek(fd_, 0, SEEK_END); end >= 0) size_ = end;  // as much as found room
    if (!absl::IsResourceExhausted(written)) return written;
    return absl::ResourceExhaustedError(
        absl::StrCat("the disk of ", FolderOf(final_path_), " is full (", written.message(),
                     "): make room there, and the same command goes on from ", size_, " bytes"));
  }
  size_ += static_cast<int64_t>(data.size());
  return absl::OkStatus();
}

absl::Status PartialFile::CheckRoom(int64_t bytes) const {
  struct statvfs space {};
  if (fstatvfs(fd_, &space) != 0) return absl::OkStatus();  // then writing tells
  const uint64_t free_bytes = static_cast<uint64_t>(space.f_bavail) * space.f_frsize;
  if (bytes <= 0 || static_cast<uint64_t>(bytes) + kSpareBytes <= free_bytes) return absl::OkStatus();
  return absl::ResourceExhaustedError(absl::StrCat("the disk of ", FolderOf(final_path_), " has ", free_bytes >> 20,
                                                   " MiB free, and ", bytes >> 20,
                                                   " MiB are still to come: make room there"));
}

absl::Status PartialFile::Commit() {
  if (fsync(fd_) != 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot sync ", path_));
  if (rename(path_.c_str(), final_path_.c_str()) != 0)
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot rename ", path_, " to ", final_path_));
  unlink(EtagPath().c_str());
  return SyncDirectory(FolderOf(final_path_));
}

void PartialFile::Discard() {
  unlink(path_.c_str());
  unlink(EtagPath().c_str());
}

}  // namespace octavo::hub
