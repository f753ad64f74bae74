#include "server/app/data_dir.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cerrno>

#include "absl/strings/str_cat.h"
#include "common/error_info.h"
#include "common/files.h"
#include "common/program_exit.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

/// The name of a file system that lives on another machine, or nothing. Numbers from statfs(2).
absl::string_view NetworkFileSystem(const std::string& path) {
  struct statfs info {};
  if (statfs(path.c_str(), &info) != 0) return "";
  switch (static_cast<unsigned long>(info.f_type)) {
    case 0x6969:
      return "NFS";
    case 0x517B:
    case 0xFE534D42:
    case 0xFF534D42:
      return "SMB";
    case 0x5346414F:
      return "AFS";
    case 0x00C36400:
      return "Ceph";
    case 0x0BD00BD0:
      return "Lustre";
    default:
      return "";
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<DataDir>> DataDir::Open(const std::string& path) {
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(path));
  if (const absl::string_view network = NetworkFileSystem(path); !network.empty()) {
    return absl::FailedPreconditionError(absl::StrCat("the data folder ", path, " lies on ", network,
                                                      ", where SQLite cannot keep its promises: use a local disk"));
  }
  const std::string lock = path + "/lock";
  const int fd = open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot open ", lock));
  if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    close(fd);
    if (error == EWOULDBLOCK) {
      return WithReason(absl::FailedPreconditionError(absl::StrCat("another octavo-server uses the data folder ", path,
                                                                   ": stop it, or give another --data-dir")),
                        kFolderInUse);
    }
    return absl::ErrnoToStatus(error, absl::StrCat("cannot lock ", lock));
  }
  return std::unique_ptr<DataDir>(new DataDir(path, fd));
}

DataDir::~DataDir() { close(lock_fd_); }

}  // namespace octavo
