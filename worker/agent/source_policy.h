#ifndef OCTAVO_WORKER_AGENT_SOURCE_POLICY_H_
#define OCTAVO_WORKER_AGENT_SOURCE_POLICY_H_

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/manifest.h"
#include "hub/hub_settings.h"

namespace octavo {

/// Which of the sources that jobs name this worker asks. Jobs name hosts, and the worker stands in its operator's
/// network: it asks nobody whom the operator does not allow, who are the hub of its own HF_ENDPOINT and, for archives,
/// the mirror of OCTAVO_DATASET_MIRROR or, without one, the hosts of --source-hosts. A value; pure.
class SourcePolicy {
 public:
  /// One file at a source that may be asked.
  struct Place {
    std::string url;
    std::string token;        // for the origin of `url`; empty: none
    std::string origin;       // "https://host:443"
    bool leads_away = false;  // it may redirect to whatever host it wants, as the hub does to those of large files
  };

  /// Asks nobody.
  SourcePolicy() = default;
  /// `hosts`: "HOST" for https, or "http://HOST:PORT" and the like, each with a "/PATH" below which alone may be asked,
  /// or without. INVALID_ARGUMENT for anything else. Under HF_HUB_OFFLINE it asks nobody.
  static absl::StatusOr<SourcePolicy> Create(hub::HubSettings settings, const std::vector<std::string>& hosts);

  bool asks() const { return asks_; }
  const hub::HubSettings& settings() const { return settings_; }
  /// Where `source` (hub::PublicSource) has `file`, whose artefact is of so many files. INVALID_ARGUMENT for what is no
  /// source or, by its form, none of that file; PERMISSION_DENIED, with the remedy, for a host that is not allowed.
  absl::StatusOr<Place> Find(const std::string& source, const Manifest::File& file, size_t files) const;
  /// PERMISSION_DENIED unless an archive may be asked for at `url`; INVALID_ARGUMENT for what is no URL.
  absl::Status CheckArchive(const std::string& url) const;

 private:
  bool asks_ = false;
  hub::HubSettings settings_;
  /// What is allowed for archives: origins and the paths below which, without a slash at the end.
  std::set<std::pair<std::string, std::string>> archives_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_SOURCE_POLICY_H_
