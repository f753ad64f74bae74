#ifndef OCTAVO_TESTS_UNIT_TEXT_ID_DIGEST_H_
#define OCTAVO_TESTS_UNIT_TEXT_ID_DIGEST_H_

#include <cstdint>
#include <string>
#include <vector>

#include "common/sha256.h"

namespace octavo {

/// The digest over ids that tests/fixtures/make_tokenizer_fixtures.py makes: SHA-256 over little-endian int32, for each
/// text the number of ids and then the ids.
class IdDigest {
 public:
  void Add(const std::vector<int32_t>& ids) {
    std::string bytes;
    Append(static_cast<int32_t>(ids.size()), bytes);
    for (const int32_t id : ids) Append(id, bytes);
    sha_.Update(bytes);
    tokens_ += static_cast<int64_t>(ids.size());
  }
  int64_t tokens() const { return tokens_; }
  std::string Finish() { return sha_.Finish(); }

 private:
  static void Append(int32_t value, std::string& bytes) {
    for (int shift = 0; shift < 32; shift += 8)
      bytes.push_back(static_cast<char>(static_cast<uint32_t>(value) >> shift));
  }

  Sha256 sha_;
  int64_t tokens_ = 0;
};

}  // namespace octavo

#endif  // OCTAVO_TESTS_UNIT_TEXT_ID_DIGEST_H_
