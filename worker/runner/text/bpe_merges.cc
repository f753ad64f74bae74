#include "worker/runner/text/bpe_merges.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <tuple>

#include "absl/strings/str_cat.h"

namespace octavo {
namespace {

uint64_t PairKey(int32_t left, int32_t right) {
  return static_cast<uint64_t>(static_cast<uint32_t>(left)) << 32 | static_cast<uint32_t>(right);
}

/// A piece of the word, in a list linked by positions.
struct Piece {
  int32_t id;
  int previous;
  int next;  // -1: none
};

/// A merge that may be done: of the piece at `left` with its neighbour. Stale where the ids are others by now.
struct Candidate {
  int32_t rank;
  int left;
  int32_t left_id, right_id, merged_id;
  bool operator>(const Candidate& other) const { return std::tie(rank, left) > std::tie(other.rank, other.left); }
};

}  // namespace

absl::StatusOr<BpeMerges> BpeMerges::Create(const MergeList& merges, const TokenTable& table, size_t prefix_length) {
  BpeMerges result;
  for (const auto& [left, right] : merges) {
    const auto rank = static_cast<int32_t>(result.pairs_.size());
    const std::string tokens[] = {left, right, left + right.substr(std::min(prefix_length, right.size()))};
    int32_t ids[3];
    for (int i = 0; i < 3; ++i) {
      ids[i] = table.IdOf(tokens[i]);
      if (ids[i] >= 0) continue;
      return absl::InvalidArgumentError(absl::StrCat("merge ", rank, " (\"", left, "\" + \"", right,
                                                     "\") needs the token \"", tokens[i],
                                                     "\", which the vocabulary lacks"));
    }
    result.by_pair_[PairKey(ids[0], ids[1])] = {rank, ids[2]};
    result.pairs_.emplace_back(ids[0], ids[1]);
  }
  return result;
}

const BpeMerges::Merge* BpeMerges::Find(int32_t left, int32_t right) const {
  const auto found = by_pair_.find(PairKey(left, right));
  return found == by_pair_.end() ? nullptr : &found->second;
}

void BpeMerges::Apply(std::vector<int32_t>& ids) const {
  const int size = static_cast<int>(ids.size());
  std::vector<Piece> pieces(ids.size());
  std::priority_queue<Candidate, std::vector<Candidate>, std::greater<>> queue;
  const auto offer = [&](int left) {
    const int right = left < 0 ? -1 : pieces[left].next;
    if (right < 0) return;
    const Merge* merge = Find(pieces[left].id, pieces[right].id);
    if (merge != nullptr) queue.push({merge->rank, left, pieces[left].id, pieces[right].id, merge->id});
  };
  for (int i = 0; i < size; ++i) pieces[i] = {ids[i], i - 1, i + 1 < size ? i + 1 : -1};
  for (int i = 0; i < size; ++i) offer(i);
  while (!queue.empty()) {
    const Candidate best = queue.top();
    queue.pop();
    Piece& left = pieces[best.left];
    const int right = left.next;
    // A piece that was joined to its left neighbour has id -1.
    if (left.id != best.left_id || right < 0 || pieces[right].id != best.right_id) continue;
    left.id = best.merged_id;
    left.next = pieces[right].next;
    if (left.next >= 0) pieces[left.next].previous = best.left;
    pieces[right].id = -1;
    offer(left.previous);
    offer(best.left);
  }
  ids.clear();
  for (int i = size > 0 ? 0 : -1; i >= 0; i = pieces[i].next) ids.push_back(pieces[i].id);
}

void BpeMerges::Describe(TokenizerDigest& digest) const {
  digest.BeginList("merges", pairs_.size());
  for (const auto& [left, right] : pairs_) digest.Add(absl::StrCat(left, " ", right));
}

}  // namespace octavo
