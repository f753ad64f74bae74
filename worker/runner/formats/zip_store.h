#ifndef OCTAVO_WORKER_RUNNER_FORMATS_ZIP_STORE_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_ZIP_STORE_H_

// Zip archives whose entries are stored without compression: the container of PyTorch's checkpoints.

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace octavo {

/// CRC-32 as in zip and gzip; `crc` continues an earlier value.
uint32_t Crc32(absl::Span<const uint8_t> bytes, uint32_t crc = 0);

struct ZipEntry {
  std::string name;
  absl::Span<const uint8_t> bytes;
};

/// Entries of the archive `file`, as views into it, sorted by name. Every offset, size, name and checksum is verified
/// first. INVALID_ARGUMENT, with `source` (the file's name for messages) and the entry, for a truncated or inconsistent
/// archive, duplicate or overlapping entries, names above 1,024 bytes, compression, encryption or several disks. Zip64
/// is understood.
absl::StatusOr<std::vector<ZipEntry>> ReadStoredZip(absl::Span<const uint8_t> file, const std::string& source);

/// Bytes of an archive with these entries in the given order, each one's data aligned to 64 bytes; the same entries
/// always give the same bytes. INVALID_ARGUMENT for a duplicate or over-long name, or where the archive would reach 4
/// GiB.
absl::StatusOr<std::string> BuildStoredZip(absl::Span<const ZipEntry> entries);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_ZIP_STORE_H_
