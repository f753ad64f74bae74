#ifndef OCTAVO_COMMON_SHA256_H_
#define OCTAVO_COMMON_SHA256_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace octavo {

/// Incremental SHA-256 (FIPS 180-4, by OpenSSL). Thread-compatible.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void Update(absl::string_view data);
  /// Lower-case hex, 64 characters. Call once, last.
  std::string Finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Lower-case hex digest of `data`.
std::string Sha256Hex(absl::string_view data);

/// Digest of a file's bytes, read in pieces. NOT_FOUND or PERMISSION_DENIED with the path.
absl::StatusOr<std::string> Sha256File(const std::string& path);

/// Whether `text` is 64 lower-case hex digits.
bool IsSha256Hex(absl::string_view text);

}  // namespace octavo

#endif  // OCTAVO_COMMON_SHA256_H_
