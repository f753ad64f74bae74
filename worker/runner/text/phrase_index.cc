#include "worker/runner/text/phrase_index.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

namespace octavo {
namespace {

constexpr uint32_t kRoot = 0;

}  // namespace

/// What is needed only while the trie grows.
class PhraseIndex::Builder {
 public:
  explicit Builder(std::vector<Node>& nodes) : nodes_(nodes) { nodes_.emplace_back(); }

  /// The node at which `text` ends.
  uint32_t Add(absl::string_view text) {
    uint32_t node = kRoot;
    for (const absl::string_view word : absl::StrSplit(text, absl::ByAnyChar(" \t\n\v\f\r"), absl::SkipEmpty())) {
      const auto id = static_cast<uint32_t>(words_.try_emplace(word, words_.size()).first->second);
      const auto [child, fresh] = children_.try_emplace({node, id}, static_cast<uint32_t>(nodes_.size()));
      if (fresh) nodes_.push_back({.parent = node, .word = id, .depth = nodes_[node].depth + 1});
      node = child->second;
    }
    nodes_[node].is_text = node != kRoot;
    return node;
  }

  /// Nodes near the root first, since a failure lies nearer to the root than the node that it is of.
  void LinkFailures() {
    std::vector<uint32_t> order(nodes_.size());
    std::iota(order.begin(), order.end(), kRoot);
    std::stable_sort(order.begin(), order.end(),
                     [&](uint32_t a, uint32_t b) { return nodes_[a].depth < nodes_[b].depth; });
    for (const uint32_t at : order) {
      Node& node = nodes_[at];
      if (node.depth < 2) continue;  // a single word has no other run
      node.failure = Next(nodes_[node.parent].failure, node.word);
      const Node& failure = nodes_[node.failure];
      node.shorter = failure.is_text ? node.failure : failure.shorter;
    }
  }

 private:
  /// The longest run of words that ends with `word` and begins a text, where the words before it were at `node`.
  uint32_t Next(uint32_t node, uint32_t word) const {
    for (;;) {
      const auto child = children_.find({node, word});
      if (child != children_.end()) return child->second;
      if (node == kRoot) return kRoot;
      node = nodes_[node].failure;
    }
  }

  std::vector<Node>& nodes_;
  absl::flat_hash_map<absl::string_view, size_t> words_;
  absl::flat_hash_map<std::pair<uint32_t, uint32_t>, uint32_t> children_;  // by node and word
};

PhraseIndex::PhraseIndex(absl::Span<const Example> texts) {
  Builder builder(nodes_);
  for (const Example& example : texts) ends_.push_back(builder.Add(example.text));
  builder.LinkFailures();
}

std::vector<int64_t> PhraseIndex::Outermost() const {
  // Every node begins a text, which contains all that ends above the node and all its failures. Those of the failures
  // are met at their own nodes.
  std::vector<bool> passed(nodes_.size());
  passed[kRoot] = true;
  for (const Node& node : nodes_) passed[node.parent] = passed[node.shorter] = true;
  std::vector<int64_t> places;
  for (size_t i = 0; i < ends_.size(); ++i) {
    if (passed[ends_[i]]) continue;
    passed[ends_[i]] = true;
    places.push_back(static_cast<int64_t>(i));
  }
  return places;
}

std::vector<bool> PhraseIndex::Inside(absl::Span<const int64_t> places) const {
  std::vector<bool> found(nodes_.size());
  for (const int64_t place : places) {
    for (uint32_t node = ends_[static_cast<size_t>(place)]; node != kRoot; node = nodes_[node].parent) {
      found[node] = true;
      for (uint32_t text = nodes_[node].shorter; text != kRoot && !found[text]; text = nodes_[text].shorter)
        found[text] = true;
    }
  }
  std::vector<bool> inside(ends_.size());
  for (size_t i = 0; i < ends_.size(); ++i) inside[i] = found[ends_[i]];
  return inside;
}

}  // namespace octavo
