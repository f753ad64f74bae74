#include "worker/runner/text/bpe_model.h"

#include <algorithm>
#include <queue>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/text/byte_level.h"
#include "worker/runner/text/tokenizer_frame.h"

namespace octavo {
namespace {

constexpr size_t kCachedBytes = 100;  // words are short; what is longer is hardly met again

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

absl::StatusOr<BpeModel> BpeModel::Create(Options options) {
  BpeModel model;
  absl::flat_hash_map<std::string, int32_t> ids;
  OCTAVO_RETURN_IF_ERROR(model.ReadVocabulary(options, ids));
  OCTAVO_RETURN_IF_ERROR(model.ReadMerges(options, ids));
  if (options.unk_token.empty()) return model;
  const auto unk = ids.find(options.unk_token);
  if (unk != ids.end()) model.unk_id_ = unk->second;
  return model;
}

absl::Status BpeModel::ReadVocabulary(const Options& options, absl::flat_hash_map<std::string, int32_t>& ids) {
  if (options.vocabulary.empty()) return absl::InvalidArgumentError("the BPE vocabulary is empty");
  int32_t max_id = 0;
  for (const auto& [token, id] : options.vocabulary) {
    if (id < 0 || id > TokenizerFrame::kMaxId) {
      return absl::InvalidArgumentError(
          absl::StrCat("token \"", token, "\" has id ", id, "; ids must lie between 0 and ", TokenizerFrame::kMaxId));
    }
    max_id = std::max(max_id, id);
    ids[token] = id;
  }
  tokens_.resize(static_cast<size_t>(max_id) + 1);
  std::vector<bool> taken(tokens_.size());
  for (const auto& [token, id] : ids) {
    if (taken[id]) {
      return absl::InvalidArgumentError(absl::StrCat("tokens \"", tokens_[id], "\" and \"", token, "\" share id ", id));
    }
    taken[id] = true;
    tokens_[id] = token;
  }
  for (int byte = 0; byte < 256; ++byte) {
    const std::string token = TokenOfBytes(std::string(1, static_cast<char>(byte)));
    const auto found = ids.find(token);
    if (found == ids.end()) {
      return absl::InvalidArgumentError(absl::StrCat("the vocabulary of ", ids.size(), " tokens lacks byte ", byte,
                                                     " (\"", token, "\"); a byte-level vocabulary has all 256"));
    }
    bytes_[byte] = found->second;
  }
  return absl::OkStatus();
}

absl::Status BpeModel::ReadMerges(const Options& options, const absl::flat_hash_map<std::string, int32_t>& ids) {
  for (const auto& [left, right] : options.merges) {
    const auto rank = static_cast<int32_t>(merges_.size());
    int32_t found[3];
    const std::string tokens[] = {left, right, left + right};
    for (int i = 0; i < 3; ++i) {
      const auto id = ids.find(tokens[i]);
      if (id == ids.end()) {
        return absl::InvalidArgumentError(absl::StrCat("merge ", rank, " (\"", left, "\" + \"", right,
                                                       "\") needs the token \"", tokens[i],
                                                       "\", which the vocabulary lacks"));
      }
      found[i] = id->second;
    }
    // A pair listed again keeps its last rank, as in a map that is filled in order.
    by_pair_[PairKey(found[0], found[1])] = {rank, found[2]};
    merges_.emplace_back(found[0], found[1]);
  }
  return absl::OkStatus();
}

const BpeModel::Merge* BpeModel::FindMerge(int32_t left, int32_t right) const {
  const auto found = by_pair_.find(PairKey(left, right));
  return found == by_pair_.end() ? nullptr : &found->second;
}

std::vector<int32_t> BpeModel::MergeWord(absl::string_view word) const {
  const int size = static_cast<int>(word.size());
  std::vector<Piece> pieces(word.size());
  std::priority_queue<Candidate, std::vector<Candidate>, std::greater<>> queue;
  const auto offer = [&](int left) {
    const int right = left < 0 ? -1 : pieces[left].next;
    if (right < 0) return;
    const Merge* merge = FindMerge(pieces[left].id, pieces[right].id);
    if (merge != nullptr) queue.push({merge->rank, left, pieces[left].id, pieces[right].id, merge->id});
  };
  for (int i = 0; i < size; ++i) {
    pieces[i] = {bytes_[static_cast<unsigned char>(word[i])], i - 1, i + 1 < size ? i + 1 : -1};
  }
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
  std::vector<int32_t> ids;
  for (int i = 0; i >= 0; i = pieces[i].next) ids.push_back(pieces[i].id);
  return ids;
}

void BpeModel::EncodeWord(absl::string_view word, WordCache& cache, std::vector<int32_t>& out) const {
  if (const std::vector<int32_t>* known = cache.Find(word)) {
    out.insert(out.end(), known->begin(), known->end());
    return;
  }
  std::vector<int32_t> ids = MergeWord(word);
  out.insert(out.end(), ids.begin(), ids.end());
  if (word.size() <= kCachedBytes) cache.Store(word, std::move(ids));
}

}  // namespace octavo
