#ifndef OCTAVO_WORKER_RUNNER_TEXT_TOKEN_FILE_H_
#define OCTAVO_WORKER_RUNNER_TEXT_TOKEN_FILE_H_

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace octavo {

/// The first half of a text's SHA-256, by which a token file finds it: wherever the text stands in its data set, and in
/// whatever part.
using TextFingerprint = std::array<unsigned char, 16>;
TextFingerprint FingerprintOf(absl::string_view text);

/// What the ids of a file were made from and by. Equal keys, equal ids.
struct TokenKey {
  std::string data;       // SHA-256 of the data set's files, lower-case hex
  std::string tokenizer;  // Tokenizer::digest()
  std::string encoder;    // the code that encodes

  /// 64 lower-case hex digits.
  std::string Digest() const;
};

/// A text's whole ids, special tokens included, as a file has them (PackIds). A view.
struct PackedText {
  TextFingerprint text = {};
  absl::string_view ids;
};

/// A file of the token cache, mapped into memory. It is never changed once it has its name: a new one takes its place,
/// and this one stays readable. Layout, little-endian: a header (magic, version, bytes of an id, numbers of texts and
/// ids, TokenKey::Digest, SHA-256 of all else), the texts' fingerprints in order, where each text's ids end, the ids in
/// 2 bytes each where all of the vocabulary fit, else in 4. Thread-safe.
class TokenFile {
 public:
  /// Maps and verifies. NOT_FOUND where there is none; DATA_LOSS, with what is wrong, for a file of another format or
  /// key, a damaged one, or one with an id that is not below `vocab_size`; CANCELLED after `stopped`, which is asked
  /// now and then, has said true.
  static absl::StatusOr<TokenFile> Open(const std::string& path, const TokenKey& key, int32_t vocab_size,
                                        const std::function<bool()>& stopped = nullptr);
  TokenFile(TokenFile&& other) noexcept;
  TokenFile& operator=(TokenFile&& other) noexcept;
  ~TokenFile();

  /// The ids of a text, or nothing.
  std::optional<std::vector<int32_t>> Find(const TextFingerprint& text) const;
  bool Has(const TextFingerprint& text) const { return PlaceOf(text) < texts_; }
  int64_t size() const { return static_cast<int64_t>(texts_); }
  /// By place, in order of the fingerprints; a view into this file. REQUIRES: `place` < size().
  PackedText At(int64_t place) const;
  int64_t bytes_of_ids() const { return static_cast<int64_t>(ids_ * id_bytes_); }

 private:
  TokenFile() = default;
  absl::Status Check(const TokenKey& key, int32_t vocab_size, const std::function<bool()>& stopped);
  absl::Status CheckSum(absl::string_view expected, const std::function<bool()>& stopped) const;
  bool IdsAreBelow(int32_t vocab_size) const;
  uint64_t PlaceOf(const TextFingerprint& text) const;
  uint64_t EndOf(uint64_t place) const;
  int32_t IdAt(uint64_t position) const;
  absl::string_view bytes() const { return {static_cast<const char*>(mapping_), size_}; }

  void* mapping_ = nullptr;
  size_t size_ = 0;
  uint32_t id_bytes_ = 0;
  uint64_t texts_ = 0, ids_ = 0;
  const unsigned char* fingerprints_ = nullptr;
  const unsigned char* ends_ = nullptr;
  const unsigned char* first_id_ = nullptr;
};

/// `ids` as files of a tokenizer with `vocab_size` ids have them. REQUIRES: each is below.
std::string PackIds(absl::Span<const int32_t> ids, int32_t vocab_size);

/// How large a file of so many texts is, whose packed ids have `packed_bytes` together.
int64_t TokenFileBytes(int64_t texts, int64_t packed_bytes);

/// Gives `path` a file with `entries`, which are sorted here; of equal texts one stays. It is written as `path`.partial
/// first, of which the caller is the only writer. A status with the system's words.
absl::Status WriteTokenFile(const std::string& path, const TokenKey& key, int32_t vocab_size,
                            std::vector<PackedText> entries);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_TOKEN_FILE_H_
