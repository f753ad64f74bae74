#include "worker/runner/text/text_store.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

/// A file in `folder` that has no name, or has lost it at once; -1 with errno.
int OpenNameless(const std::string& folder) {
  const int nameless = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  // Not every file system can (EOPNOTSUPP), and an old kernel takes it for the opening of a folder (EISDIR).
  if (nameless >= 0 || (errno != EOPNOTSUPP && errno != EISDIR)) return nameless;
  std::string name = folder + "/octavo-texts-XXXXXX";
  const int fd = mkostemp(name.data(), O_CLOEXEC);
  if (fd >= 0) unlink(name.c_str());
  return fd;
}

}  // namespace

TextStore::~TextStore() {
  for (const Chunk& chunk : chunks_) munmap(chunk.data, chunk.size);
  if (fd_ >= 0) close(fd_);
}

absl::StatusOr<absl::string_view> TextStore::Add(absl::string_view text) {
  if (text.empty()) return absl::string_view("");
  if (chunks_.empty() || chunks_.back().size - used_ < text.size()) OCTAVO_RETURN_IF_ERROR(AddChunk(text.size()));
  char* place = chunks_.back().data + used_;
  std::memcpy(place, text.data(), text.size());
  used_ += text.size();
  bytes_ += static_cast<int64_t>(text.size());
  return absl::string_view(place, text.size());
}

absl::Status TextStore::AddChunk(size_t least) {
  Chunk chunk;
  if (chunks_.empty() && least <= options_.memory_bytes) {
    // Pages that are never written to take no memory.
    chunk.size = options_.memory_bytes;
    void* mapped = mmap(nullptr, chunk.size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) return absl::ErrnoToStatus(errno, "no memory for the texts of the data set");
    chunk.data = static_cast<char*>(mapped);
  } else {
    const auto page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
    chunk.size = (std::max(least, options_.chunk_bytes) + page - 1) / page * page;
    OCTAVO_ASSIGN_OR_RETURN(chunk.data, MapFile(chunk.size));
  }
  chunks_.push_back(chunk);
  used_ = 0;
  return absl::OkStatus();
}

absl::Status TextStore::OpenFile() {
  folder_ = options_.folder;
  const char* temporary = getenv("TMPDIR");
  if (folder_.empty()) folder_ = temporary != nullptr && *temporary != '\0' ? temporary : "/tmp";
  fd_ = OpenNameless(folder_);
  if (fd_ >= 0) return absl::OkStatus();
  const int error = errno;
  return absl::ErrnoToStatus(
      error, absl::StrCat("the data set's texts take more than ", options_.memory_bytes >> 20,
                          " MiB and are to be kept in a temporary file, which cannot be made in ", folder_));
}

absl::StatusOr<char*> TextStore::MapFile(size_t size) {
  if (fd_ < 0) OCTAVO_RETURN_IF_ERROR(OpenFile());
  // Without it a write to a page that the disk has no room for would end the process.
  if (const int error = posix_fallocate(fd_, file_bytes_, static_cast<off_t>(size)); error != 0) {
    return absl::ErrnoToStatus(
        error, absl::StrCat(
                   "keeping the data set's texts in a temporary file in ", folder_, " (", file_bytes_ >> 20,
                   " MiB so far, ", size >> 20,
                   " MiB more are needed; make room there, or, where that is below TMPDIR, set it to a larger disk)"));
  }
  void* mapped = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd_, file_bytes_);
  if (mapped == MAP_FAILED) {
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot map the temporary file of texts in ", folder_));
  }
  file_bytes_ += static_cast<int64_t>(size);
  return static_cast<char*>(mapped);
}

}  // namespace octavo
