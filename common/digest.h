#ifndef OCTAVO_COMMON_DIGEST_H_
#define OCTAVO_COMMON_DIGEST_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace octavo {

/// What the bytes of a file must hash to, as those who publish files say it. A value; empty: nothing is known.
struct Digest {
  enum class Algorithm {
    kNone,
    kSha256,
    kMd5,      // guards against accidents only: older archives are published with nothing better
    kGitBlob,  // SHA-1 of "blob SIZE\0" and the bytes: git's name of a file
  };
  Algorithm algorithm = Algorithm::kNone;
  std::string hex;  // lower case

  bool empty() const { return algorithm == Algorithm::kNone; }
  bool operator==(const Digest&) const = default;
  /// "sha256:HEX"; what Parse takes.
  std::string ToString() const;
  /// "sha256:HEX", "md5:HEX" or "git-blob:HEX". INVALID_ARGUMENT for anything else.
  static absl::StatusOr<Digest> Parse(absl::string_view text);
};

/// The lower-case hex digest of a file, read in pieces; blocks for as long as reading it takes. NOT_FOUND or
/// PERMISSION_DENIED with the path. REQUIRES: `algorithm` is not kNone.
absl::StatusOr<std::string> DigestOfFile(const std::string& path, Digest::Algorithm algorithm);

/// DATA_LOSS, with both digests, where the file's bytes are not those of `digest`. OK where that is empty.
absl::Status CheckFileDigest(const std::string& path, const Digest& digest);

}  // namespace octavo

#endif  // OCTAVO_COMMON_DIGEST_H_
