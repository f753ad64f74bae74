#ifndef OCTAVO_CLIENT_COMMANDS_ARCHIVE_DIGESTS_H_
#define OCTAVO_CLIENT_COMMANDS_ARCHIVE_DIGESTS_H_

#include <map>
#include <string>

#include "absl/status/status.h"
#include "common/cancellation.h"
#include "common/digest.h"

namespace octavo::client {

/// Whether the archive at `path` (tar or zip; plain, gzip, bzip2, xz or zstd) has each of `members`, which are named by
/// their paths inside, with those bytes: for archives of which nobody published a digest, only those of their files.
/// Reads the archive to its end without unpacking it to disk. DATA_LOSS says what is missing, differs or is damaged;
/// CANCELLED, where `cancellation` is not null. REQUIRES: the digests are SHA-256.
absl::Status CheckArchiveMembers(const std::string& path, const std::map<std::string, Digest>& members,
                                 const Cancellation* cancellation);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_ARCHIVE_DIGESTS_H_
