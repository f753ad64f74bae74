#include "worker/agent/lease_guard.h"

#include <algorithm>

namespace octavo {

void LeaseGuard::Renewed(absl::Time sent, absl::Duration lease_duration, absl::Duration lease_margin) {
  // A margin outside of the lease would mean to stop at once or too late.
  margin_ = std::clamp(lease_margin, absl::ZeroDuration(), lease_duration);
  usable_ = lease_duration - margin_;
  // Answers may arrive out of order: an older one takes nothing back.
  deadline_ = std::max(deadline_, sent + usable_);
}

absl::Duration LeaseGuard::StopGrace(absl::Duration wanted) const { return std::min(wanted, margin_ / 2); }

absl::Duration LeaseGuard::LongestWait() const { return usable_ / 3; }

}  // namespace octavo
