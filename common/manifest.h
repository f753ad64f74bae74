#ifndef OCTAVO_COMMON_MANIFEST_H_
#define OCTAVO_COMMON_MANIFEST_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace octavo {

/// An artefact: files by digest. Its text form (proto/octavo/v1/artifacts.proto) is itself a blob, whose digest names
/// it.
struct Manifest {
  struct File {
    std::string path;  // relative, '/'-separated
    std::string sha256;
    int64_t size = 0;
    bool operator==(const File&) const = default;
  };
  std::vector<File> files;  // sorted by path, bytewise

  int64_t TotalBytes() const;
  /// The canonical text.
  std::string Serialize() const;
  /// Digest of Serialize().
  std::string Digest() const;
  /// INVALID_ARGUMENT with the line for anything that Serialize() would not write; paths that leave the folder are
  /// refused.
  static absl::StatusOr<Manifest> Parse(absl::string_view text);
  /// The files below `prefix` (a folder, its name stripped) or the one file of that name. NOT_FOUND if there are none.
  absl::StatusOr<Manifest> Below(absl::string_view prefix) const;
  bool operator==(const Manifest&) const = default;
};

/// Hashes every file below `root` that is `wanted`, by its path there, or every one where that is empty (or the one
/// file `root`, under its base name).
absl::StatusOr<Manifest> HashTree(const std::string& root, const std::function<bool(const std::string&)>& wanted = {});

}  // namespace octavo

#endif  // OCTAVO_COMMON_MANIFEST_H_
