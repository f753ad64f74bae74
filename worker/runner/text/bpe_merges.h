#ifndef OCTAVO_WORKER_RUNNER_TEXT_BPE_MERGES_H_
#define OCTAVO_WORKER_RUNNER_TEXT_BPE_MERGES_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "worker/runner/text/token_table.h"
#include "worker/runner/text/tokenizer_digest.h"

namespace octavo {

/// Two tokens that become one, as files spell them.
using MergeList = std::vector<std::pair<std::string, std::string>>;

/// Byte-pair merging (Sennrich et al. 2016): of a word's pieces, the neighbours whose merge has the lowest rank are
/// joined, the leftmost of equal ones first, until no merge applies. Immutable and thread-safe.
class BpeMerges {
 public:
  /// `merges` by rank; of a pair listed twice the last rank counts. `prefix_length`: bytes at the beginning of a right
  /// token that are not in the joined one (of continuing_subword_prefix). INVALID_ARGUMENT for a token that `table`
  /// lacks.
  static absl::StatusOr<BpeMerges> Create(const MergeList& merges, const TokenTable& table, size_t prefix_length);

  /// Joins what can be joined of `pieces`, in place.
  void Apply(std::vector<int32_t>& pieces) const;

  /// Adds every pair by rank.
  void Describe(TokenizerDigest& digest) const;

 private:
  struct Merge {
    int32_t rank = 0;
    int32_t id = 0;
  };
  const Merge* Find(int32_t left, int32_t right) const;

  absl::flat_hash_map<uint64_t, Merge> by_pair_;
  std::vector<std::pair<int32_t, int32_t>> pairs_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_BPE_MERGES_H_
