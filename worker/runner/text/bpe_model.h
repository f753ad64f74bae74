#ifndef OCTAVO_WORKER_RUNNER_TEXT_BPE_MODEL_H_
#define OCTAVO_WORKER_RUNNER_TEXT_BPE_MODEL_H_

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "worker/runner/text/word_cache.h"

namespace octavo {

/// Byte-level byte-pair encoding of one word (Sennrich et al. 2016, over bytes as in GPT-2): beginning with its bytes,
/// the neighbours whose merge has the lowest rank are joined, the leftmost of equal ones first, until no merge applies.
/// Immutable and thread-safe.
class BpeModel {
 public:
  struct Options {
    std::vector<std::pair<std::string, int32_t>> vocabulary;  // tokens as files spell them; the last of equal ones wins
    std::vector<std::pair<std::string, std::string>> merges;  // by rank
    std::string unk_token;                                    // empty: none; bytes need none
  };
  /// INVALID_ARGUMENT for an empty vocabulary, a bad id, two tokens with one id, a merge of tokens that the vocabulary
  /// lacks, or a byte without a token.
  static absl::StatusOr<BpeModel> Create(Options options);

  /// Appends the ids of `word` (raw bytes, not empty).
  void EncodeWord(absl::string_view word, WordCache& cache, std::vector<int32_t>& out) const;

  /// Tokens by id as files spell them; an id without a token is empty.
  const std::vector<std::string>& tokens() const { return tokens_; }
  int32_t unk_id() const { return unk_id_; }  // -1: none
  /// Everything that decides ids beside tokens(), for a digest: pairs of ids by rank.
  const std::vector<std::pair<int32_t, int32_t>>& merges() const { return merges_; }

 private:
  struct Merge {
    int32_t rank = 0;
    int32_t id = 0;
  };
  BpeModel() = default;
  absl::Status ReadVocabulary(const Options& options, absl::flat_hash_map<std::string, int32_t>& ids);
  absl::Status ReadMerges(const Options& options, const absl::flat_hash_map<std::string, int32_t>& ids);
  const Merge* FindMerge(int32_t left, int32_t right) const;
  std::vector<int32_t> MergeWord(absl::string_view word) const;

  std::vector<std::string> tokens_;
  std::array<int32_t, 256> bytes_;  // ids of single bytes
  absl::flat_hash_map<uint64_t, Merge> by_pair_;
  std::vector<std::pair<int32_t, int32_t>> merges_;
  int32_t unk_id_ = -1;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_BPE_MODEL_H_
