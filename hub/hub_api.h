#ifndef OCTAVO_HUB_HUB_API_H_
#define OCTAVO_HUB_HUB_API_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/digest.h"
#include "hub/http.h"
#include "hub/hub_repo.h"
#include "hub/hub_settings.h"
#include "hub/retry.h"

namespace octavo::hub {

/// A repository at one commit.
struct HubListing {
  std::string commit;
  std::vector<std::string> files;  // safe names, as the hub orders them
  bool is_public = false;          // the hub says that it is neither private nor gated
};

/// One file of a commit.
struct HubFile {
  std::string name;
  std::string url;   // whence it comes; redirects
  std::string etag;  // its blob's name in the cache
  int64_t size = -1;
  Digest digest;  // by the ETag's form: SHA-256 of large files, git's hash of small ones; empty: neither
};

/// The two questions that the hub is asked before bytes are. Errors say what of the hub's answer means for the user: a
/// missing or wrong token, terms to accept, a repository or revision that is not there. Thread-compatible.
class HubApi {
 public:
  /// All outlive it.
  HubApi(const HubSettings& settings, HttpClient& http, RetryTools& tools)
      : settings_(settings), http_(http), tools_(tools) {}

  /// The commit and files of repo.revision: GET /api/models/ID/revision/REVISION. Blocks. DATA_LOSS where
  /// that is not the commit that repo.revision pins; FAILED_PRECONDITION where the answer is no hub's.
  absl::StatusOr<HubListing> List(const HubRepo& repo);
  /// Where a file of that commit lies and what it must be: HEAD /ID/resolve/COMMIT/FILE, by X-Linked-ETag and
  /// X-Linked-Size or what stands for them. Blocks. FAILED_PRECONDITION where the answer is
  /// not of that commit (X-Repo-Commit): it is no hub.
  absl::StatusOr<HubFile> Describe(const HubRepo& repo, const std::string& commit, const std::string& name);

 private:
  HttpResult Ask(const HttpRequest& request, BodySink* sink);
  absl::Status Explain(const HubRepo& repo, const HttpResult& result) const;

  const HubSettings& settings_;
  HttpClient& http_;
  RetryTools& tools_;
};

/// Where a hub has one file of a repository's commit; it redirects from there. Pure.
std::string HubFileUrl(const std::string& endpoint, const HubRepo& repo, const std::string& commit,
                       const std::string& name);

/// The digest that an ETag of the hub is, by its form; empty for another one. Pure.
Digest DigestOfBlobName(const std::string& name);

}  // namespace octavo::hub

#endif  // OCTAVO_HUB_HUB_API_H_
