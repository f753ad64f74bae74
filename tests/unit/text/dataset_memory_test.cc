// How much of the heap a data set and its tokens take, counted by this program's operator new: that of a data set must
// not grow with the texts, that of tokens which are kept not with the copies of them.
#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <fstream>
#include <new>
#include <string>
#include <vector>

#include "common/files.h"
#include "worker/runner/text/dataset.h"
#include "worker/runner/text/token_cache.h"
#include "worker/runner/text/tokenizer.h"

namespace {

std::atomic<int64_t> in_use{0};
std::atomic<int64_t> peak{0};

void* CountIfAny(void* block) {
  if (block == nullptr) return nullptr;
  const int64_t now = in_use += static_cast<int64_t>(malloc_usable_size(block));
  int64_t most = peak;
  while (now > most && !peak.compare_exchange_weak(most, now)) {
  }
  return block;
}

void* Count(void* block) {
  if (block == nullptr) throw std::bad_alloc();
  return CountIfAny(block);
}

void Release(void* block) {
  if (block != nullptr) in_use -= static_cast<int64_t>(malloc_usable_size(block));
  free(block);
}

}  // namespace

// All forms: under AddressSanitizer those that are left out are its own.
void* operator new(size_t size) { return Count(malloc(size)); }
void* operator new[](size_t size) { return Count(malloc(size)); }
void* operator new(size_t size, const std::nothrow_t&) noexcept { return CountIfAny(malloc(size)); }
void* operator new[](size_t size, const std::nothrow_t&) noexcept { return CountIfAny(malloc(size)); }
void* operator new(size_t size, std::align_val_t align) {
  const auto alignment = static_cast<size_t>(align);
  return Count(aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment));
}
void operator delete(void* block) noexcept { Release(block); }
void operator delete(void* block, size_t) noexcept { Release(block); }
void operator delete[](void* block) noexcept { Release(block); }
void operator delete[](void* block, size_t) noexcept { Release(block); }
void operator delete(void* block, std::align_val_t) noexcept { Release(block); }
void operator delete(void* block, size_t, std::align_val_t) noexcept { Release(block); }

namespace octavo {
namespace {

constexpr int kRows = 8000;

/// The peak of the heap while a file of `kRows` texts of about so many bytes is loaded, cut and looked through for test
/// texts that were trained on.
int64_t PeakOfLoading(int text_bytes) {
  const TempDir folder = *TempDir::Create("octavo-test");
  const std::string path = folder.path() + "/data.csv";
  {
    std::ofstream file(path, std::ios::binary);
    file << "text,label\n";
    const std::string filling(static_cast<size_t>(text_bytes), 'x');
    for (int i = 0; i < kRows; ++i) file << "text " << i << ' ' << filling << ',' << i % 2 << '\n';
  }
  const int64_t before = in_use;
  peak = before;
  const auto dataset =
      LoadDataset({.name = "local", .path = path, .train_samples = kRows / 2, .scratch_dir = folder.path()});
  EXPECT_TRUE(dataset.ok()) << dataset.status();
  EXPECT_EQ(dataset->full.train + dataset->full.validation + dataset->full.test, kRows);
  EXPECT_EQ(dataset->train.size(), static_cast<size_t>(kRows / 2));
  EXPECT_GT(dataset->test.back().text.size(), static_cast<size_t>(text_bytes));
  return peak - before;
}

TEST(DatasetMemoryTest, GrowsWithTheTextsNumberAndNotWithTheirBytes) {
  const int64_t of_short = PeakOfLoading(50);
  const int64_t of_long = PeakOfLoading(5000);  // 40 MB, more than what stays in memory
  RecordProperty("bytes_per_text", static_cast<int>(of_short / kRows));
  // The pieces in which a file is read and its records are parsed come on top: 256 KiB and a little.
  EXPECT_LT(of_short, kRows * 200 + (1 << 20)) << of_short;
  EXPECT_LT(of_long, of_short + (256 << 10)) << "it grows with the texts";
}

constexpr size_t kTexts = 2000, kIdsOfText = 1000;

/// The same number of ids for every text.
class LongTokenizer final : public Tokenizer {
 public:
  std::vector<int32_t> Encode(absl::string_view, int max_length) const override {
    return std::vector<int32_t>(max_length == 0 ? kIdsOfText : static_cast<size_t>(max_length), 7);
  }
  int32_t vocab_size() const override { return 30'000; }
  const SpecialTokenIds& special_ids() const override { return ids_; }
  int num_special_tokens() const override { return 0; }
  int num_closing_tokens() const override { return 0; }
  absl::string_view Token(int32_t) const override { return ""; }
  const std::string& digest() const override { return digest_; }
  absl::string_view type() const override { return "long"; }

 private:
  const SpecialTokenIds ids_;
  const std::string digest_ = "digest";
};

TEST(TokenCacheMemoryTest, KeepingTokensTakesThemOncePacked) {
  const TempDir folder = *TempDir::Create("octavo-test");
  std::vector<std::string> texts;
  for (size_t i = 0; i < kTexts; ++i) texts.push_back("text number " + std::to_string(i));
  const std::vector<absl::string_view> views(texts.begin(), texts.end());
  const LongTokenizer tokenizer;
  int64_t before = in_use;
  peak = before;
  EXPECT_EQ(EncodeAll(tokenizer, views, 256, 2).size(), kTexts);
  const int64_t without = peak - before;
  const auto with_cache = [&](int64_t max_bytes) {
    before = in_use;
    peak = before;
    const TokenCache cache({folder.path(), max_bytes}, "encoder");
    const auto tokenized = cache.Encode(tokenizer, "data", views, 256, 2, nullptr);
    EXPECT_TRUE(tokenized.ok()) << tokenized.status();
    return peak - before;
  };
  constexpr int64_t kOfTexts = kTexts * 250 + (1 << 20);  // fingerprints, places, a buffer
  EXPECT_LT(with_cache(1 << 16), without + kOfTexts) << "what is too large is not held";
  EXPECT_LT(with_cache(1 << 30), without + static_cast<int64_t>(kTexts * kIdsOfText * sizeof(uint16_t)) + kOfTexts);
  EXPECT_LT(with_cache(1 << 30), without + kOfTexts) << "of a second job";
}

}  // namespace
}  // namespace octavo
