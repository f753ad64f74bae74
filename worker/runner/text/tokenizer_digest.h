#ifndef OCTAVO_WORKER_RUNNER_TEXT_TOKENIZER_DIGEST_H_
#define OCTAVO_WORKER_RUNNER_TEXT_TOKENIZER_DIGEST_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "common/sha256.h"

namespace octavo {

/// SHA-256 over what decides a tokenizer's ids. Every field is hashed with its length and every list with its number of
/// fields, so that no two sequences of calls with the same `schema` are hashed as the same bytes. Thread-compatible.
class TokenizerDigest {
 public:
  /// `schema` says which fields follow, and in which order; another order needs another name.
  explicit TokenizerDigest(absl::string_view schema) { Add(schema); }

  void Add(absl::string_view field);
  /// To be called before the `count` fields of a list are added.
  void BeginList(absl::string_view name, size_t count);
  /// 64 lower-case hex digits. Called once, last.
  std::string Finish() { return sha_.Finish(); }

 private:
  Sha256 sha_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_TOKENIZER_DIGEST_H_
