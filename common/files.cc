#include "common/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "common/status_macros.h"

namespace octavo {
namespace fs = std::filesystem;
namespace {

absl::Status ErrnoStatus(const char* verb, const std::string& path) {
  return absl::ErrnoToStatus(errno, absl::StrCat("cannot ", verb, " ", path));
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path, int64_t max_bytes) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return ErrnoStatus("open", path);
  absl::Cleanup close_fd = [fd] { close(fd); };
  std::string data;
  std::string buffer(1 << 16, '\0');
  for (;;) {
    const ssize_t count = read(fd, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return ErrnoStatus("read", path);
    if (count == 0) return data;
    data.append(buffer, 0, static_cast<size_t>(count));
    if (static_cast<int64_t>(data.size()) > max_bytes) {
      return absl::ResourceExhaustedError(absl::StrCat(path, " is larger than the limit of ", max_bytes, " bytes"));
    }
  }
}

absl::Status WriteAll(int fd, absl::string_view data, const std::string& path) {
  while (!data.empty()) {
    const ssize_t count = write(fd, data.data(), data.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return ErrnoStatus("write", path);
    data.remove_prefix(static_cast<size_t>(count));
  }
  return absl::OkStatus();
}

absl::Status WriteFileAtomically(const std::string& path, absl::string_view data) {
  std::string temporary = absl::StrCat(path, ".tmp.XXXXXX");
  const int fd = mkostemp(temporary.data(), O_CLOEXEC);
  if (fd < 0) return ErrnoStatus("create a file beside", path);
  absl::Cleanup remove = [&] { unlink(temporary.c_str()); };
  absl::Status written = WriteAll(fd, data, temporary);
  if (written.ok() && (fchmod(fd, 0644) != 0 || fsync(fd) != 0)) written = ErrnoStatus("sync", temporary);
  if (close(fd) != 0 && written.ok()) written = ErrnoStatus("close", temporary);
  OCTAVO_RETURN_IF_ERROR(written);
  if (rename(temporary.c_str(), path.c_str()) != 0) return ErrnoStatus("replace", path);
  std::move(remove).Cancel();
  const std::string folder = fs::path(path).parent_path().string();
  return SyncDirectory(folder.empty() ? "." : folder);
}

absl::Status SyncDirectory(const std::string& folder) {
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return ErrnoStatus("open", folder);
  absl::Cleanup close_fd = [fd] { close(fd); };
  return fsync(fd) == 0 ? absl::OkStatus() : ErrnoStatus("sync", folder);
}

bool IsRegularFile(const std::string& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

absl::Status MakeDirectories(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return absl::ErrnoToStatus(error.value(), absl::StrCat("cannot create the folder ", path));
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> ListFiles(const std::string& root) {
  std::error_code error;
  fs::recursive_directory_iterator it(root, error);
  std::vector<std::string> files;
  for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    if (it->is_regular_file(error)) files.push_back(fs::path(it->path()).lexically_relative(root).generic_string());
  }
  if (error) return absl::ErrnoToStatus(error.value(), absl::StrCat("cannot list ", root));
  std::sort(files.begin(), files.end());
  return files;
}

absl::StatusOr<TempDir> TempDir::Create(absl::string_view prefix) {
  const char* base = std::getenv("TMPDIR");
  std::string path = absl::StrCat(base != nullptr && *base != '\0' ? base : "/tmp", "/", prefix, ".XXXXXX");
  if (mkdtemp(path.data()) == nullptr) return ErrnoStatus("create the folder", path);
  return TempDir(std::move(path));
}

TempDir::TempDir(TempDir&& other) noexcept : path_(std::exchange(other.path_, {})) {}

TempDir& TempDir::operator=(TempDir&& other) noexcept {
  std::swap(path_, other.path_);
  return *this;
}

TempDir::~TempDir() {
  if (path_.empty()) return;
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace octavo
