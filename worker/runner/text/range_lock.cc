#include "worker/runner/text/range_lock.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

constexpr absl::Duration kPoll = absl::Milliseconds(20);
constexpr uint64_t kNumbers = uint64_t{1} << 62;

}  // namespace

absl::StatusOr<RangeLock> RangeLock::Acquire(const std::string& path, uint64_t number,
                                             absl::FunctionRef<absl::Status()> may_wait) {
  RangeLock lock(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644));
  if (lock.fd_ < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot open ", path));
  struct flock range = {};
  range.l_type = F_WRLCK;
  range.l_whence = SEEK_SET;
  range.l_start = static_cast<off_t>(number % kNumbers);
  range.l_len = 1;
  while (fcntl(lock.fd_, F_OFD_SETLK, &range) != 0) {
    if (errno != EAGAIN && errno != EACCES && errno != EINTR) {
      return absl::ErrnoToStatus(errno, absl::StrCat("cannot lock ", path));
    }
    OCTAVO_RETURN_IF_ERROR(may_wait());
    absl::SleepFor(kPoll);
  }
  return lock;
}

RangeLock::RangeLock(RangeLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

RangeLock& RangeLock::operator=(RangeLock&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

RangeLock::~RangeLock() {
  if (fd_ >= 0) close(fd_);
}

}  // namespace octavo
