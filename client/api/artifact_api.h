#ifndef OCTAVO_CLIENT_API_ARTIFACT_API_H_
#define OCTAVO_CLIENT_API_ARTIFACT_API_H_

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/manifest.h"

namespace octavo::client {

class Connection;

/// Files of this machine that make up an artefact.
struct LocalArtifact {
  Manifest manifest;
  std::map<std::string, std::string> paths;  // manifest path → where the file lies here
};

/// Bytes done and to do, called now and then from the calling thread.
using TransferProgress = std::function<void(int64_t done, int64_t total)>;

/// Content-addressed storage of one server. See Client for deadlines, retries and errors. Thread-safe.
class ArtifactApi {
 public:
  explicit ArtifactApi(const Connection& connection);
  ~ArtifactApi();

  /// Uploads what the server lacks, going on where an interrupted upload stopped; returns the manifest's digest.
  /// FAILED_PRECONDITION if a file changed since it was hashed.
  absl::StatusOr<std::string> Upload(const LocalArtifact& artifact, const TransferProgress& progress) const;

  /// The manifest of that digest. DATA_LOSS if its bytes do not have it.
  absl::StatusOr<Manifest> GetManifest(const std::string& digest) const;

  /// Downloads one blob into `path`: verified, then renamed into place. DATA_LOSS for wrong bytes; `path` is then
  /// untouched.
  absl::Status DownloadFile(const Manifest::File& file, const std::string& path,
                            const TransferProgress& progress) const;

  /// Downloads a tree below `folder`. Top-level entries that are the same already stay as they are; the others appear
  /// when all of them have come and are verified, each by one rename. Other files in `folder` are left alone.
  absl::Status DownloadTree(const Manifest& manifest, const std::string& folder,
                            const TransferProgress& progress) const;

 private:
  struct Stub;
  absl::StatusOr<std::vector<std::string>> FindMissing(const std::vector<std::string>& digests) const;
  absl::Status UploadFile(const Manifest::File& file, const std::string& path,
                          const std::function<void(int64_t)>& sent) const;
  absl::Status UploadBytes(const std::string& digest, const std::string& bytes) const;
  absl::Status UploadFrom(std::istream& input, const std::string& what, const std::string& digest, int64_t size,
                          const std::function<void(int64_t)>& sent) const;
  absl::Status Fetch(const Manifest::File& file, const std::function<absl::Status(const std::string&)>& sink) const;

  const Connection& connection_;
  const std::unique_ptr<Stub> stub_;
};

/// Hashes the files below `root` (or the one file `root`) for which `wanted` is true; an empty function wants all.
/// INVALID_ARGUMENT if none is.
absl::StatusOr<LocalArtifact> HashLocal(const std::string& root, const std::function<bool(const std::string&)>& wanted);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_API_ARTIFACT_API_H_
