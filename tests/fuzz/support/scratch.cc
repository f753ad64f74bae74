#include "tests/fuzz/support/scratch.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "tests/fuzz/support/fuzz.h"

namespace octavo::fuzz {

MemoryFile::MemoryFile(absl::string_view bytes)
    : fd_(::memfd_create("octavo-fuzz", MFD_CLOEXEC)), path_(absl::StrCat("/proc/self/fd/", fd_)) {
  Require(fd_ >= 0 && WriteAll(fd_, bytes, path_).ok(), "a file in memory can be made");
}

MemoryFile::~MemoryFile() { ::close(fd_); }

const std::string& ScratchFolder() {
  static const auto folder = TempDir::Create("octavo-fuzz-");
  Require(folder.ok(), "a folder below $TMPDIR can be made");
  return folder->path();
}

std::string WriteScratch(absl::string_view name, absl::string_view bytes) {
  const std::string path = absl::StrCat(ScratchFolder(), "/", name);
  int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) {
    Require(MakeDirectories(std::filesystem::path(path).parent_path().string()).ok(), "a folder can be made");
    fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  }
  Require(fd >= 0 && WriteAll(fd, bytes, path).ok(), "a file can be written");
  ::close(fd);
  return path;
}

}  // namespace octavo::fuzz
