#ifndef OCTAVO_HUB_HUB_CLIENT_H_
#define OCTAVO_HUB_HUB_CLIENT_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/digest.h"
#include "hub/fetch_tools.h"
#include "hub/hub_api.h"
#include "hub/hub_cache.h"
#include "hub/hub_repo.h"
#include "hub/hub_settings.h"
#include "hub/repo_files.h"

namespace octavo::hub {

/// What the files of a repository must be, by name, where somebody knows it besides the hub.
using ExpectedDigests = std::map<std::string, Digest>;

/// Models and data sets of the Hugging Face hub, brought into the cache that its Python tools use too. Only the files
/// that Octavo reads are fetched, and a snapshot shows none of them before all are there. Other tools show single
/// files: what is found is whole where the cache says so (IsWhole), and can be completed. Thread-compatible.
class HubClient {
 public:
  HubClient(HubSettings settings, FetchTools tools);

  const HubSettings& settings() const { return settings_; }
  const HubCache& cache() const { return cache_; }

  /// The model's folder, where the cache has all that is needed of the revision as it was last seen; there may be more
  /// of it than is here. No request.
  std::optional<std::string> FindModel(const HubRepo& repo) const;
  /// The data set's file or folder, likewise.
  std::optional<std::string> FindDataset(const HubRepo& repo) const;

  /// Whether what was found is known to have all that a fetch of that commit would bring. No request.
  bool IsWhole(const HubRepo& repo) const;
  /// Otherwise: which files that a repository may have beside the needed ones are not here, as "tokenizer_config.json"
  /// or "test.*". Empty where none comes to mind. No request.
  std::vector<std::string> MayLack(const HubRepo& repo) const;

  /// Whence everybody can have what lies at `path`, which is what this repository's fetch or find gave: the repository
  /// at the commit that is here, and the folder in it (PublicSource::ToString). Nothing where no commit of it was ever
  /// seen, where that is too long for a source, or where it may not be public: fetched with a token, unless the hub
  /// said then that it is neither private nor gated, or found in the cache while there is a token. No request.
  std::optional<std::string> SourceOf(const HubRepo& repo, const std::string& path) const;

  /// Asks the hub what the revision is now and brings what the cache lacks of it; the model's folder. Blocks.
  /// FAILED_PRECONDITION under HF_HUB_OFFLINE; INVALID_ARGUMENT for a repository that is no model which Octavo reads,
  /// said before its weights are fetched; DATA_LOSS where the hub's file is not as expected; else the errors of HubApi
  /// and Downloader.
  absl::StatusOr<std::string> FetchModel(const HubRepo& repo, const ExpectedDigests& expected = {});
  /// The data set's file or folder, likewise.
  absl::StatusOr<std::string> FetchDataset(const HubRepo& repo, const ExpectedDigests& expected = {});

  /// Asks the hub what the commit that was found has. Blocks. NOT_FOUND where none was ever seen; the errors of HubApi.
  absl::StatusOr<HubListing> ListFound(const HubRepo& repo);
  /// Brings what the cache lacks of that commit, and nothing newer; the model's folder, whose weights stay those that
  /// are there. Blocks. Errors as of a fetch.
  absl::StatusOr<std::string> CompleteModel(const HubRepo& repo, const HubListing& listing,
                                            const ExpectedDigests& expected = {});
  /// The data set's file or folder, likewise, as the whole listing chooses it.
  absl::StatusOr<std::string> CompleteDataset(const HubRepo& repo, const HubListing& listing,
                                              const ExpectedDigests& expected = {});

 private:
  absl::StatusOr<HubListing> List(const HubRepo& repo);
  /// Brings the blobs of the named files; they are in the order of `names`.
  absl::StatusOr<std::vector<HubFile>> FetchBlobs(const HubRepo& repo, const std::string& commit,
                                                  const std::vector<std::string>& names,
                                                  const ExpectedDigests& expected);
  /// The shards that the index names.
  absl::StatusOr<std::vector<std::string>> Shards(const HubRepo& repo, const HubListing& listing,
                                                  const HubFile& index) const;
  /// Shows the files in the snapshot, in that order, and remembers the revision's commit and who may have it.
  absl::Status Publish(const HubRepo& repo, const HubListing& listing, const std::vector<HubFile>& files);
  /// Brings and shows those of the `names` that the snapshot of a commit lacks.
  absl::Status BringLacking(const HubRepo& repo, const HubListing& listing, std::vector<std::string> names,
                            const ExpectedDigests& expected);
  /// That the snapshot of the commit has all that was chosen of it.
  void Remember(const HubRepo& repo, const HubListing& listing, const std::vector<std::string>& chosen);
  std::string PathOf(const HubRepo& repo, const std::string& commit, const DatasetFiles& chosen) const;
  void Tell(const std::string& note);

  const HubSettings settings_;
  const FetchTools tools_;
  const HubCache cache_;
  const Cancellation never_;
  HttpClient http_;
  RetryTools retry_;
  HubApi api_;
};

}  // namespace octavo::hub

#endif  // OCTAVO_HUB_HUB_CLIENT_H_
