// How much of the heap a data set takes, counted by this program's operator new: it must not grow with the texts.
#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <fstream>
#include <new>
#include <string>

#include "common/files.h"
#include "worker/runner/text/dataset.h"

namespace {

std::atomic<int64_t> in_use{0};
std::atomic<int64_t> peak{0};

void* Count(void* block) {
  if (block == nullptr) throw std::bad_alloc();
  const int64_t now = in_use += static_cast<int64_t>(malloc_usable_size(block));
  int64_t most = peak;
  while (now > most && !peak.compare_exchange_weak(most, now)) {
  }
  return block;
}

void Release(void* block) {
  if (block != nullptr) in_use -= static_cast<int64_t>(malloc_usable_size(block));
  free(block);
}

}  // namespace

void* operator new(size_t size) { return Count(malloc(size)); }
void* operator new(size_t size, std::align_val_t align) {
  const auto alignment = static_cast<size_t>(align);
  return Count(aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment));
}
void operator delete(void* block) noexcept { Release(block); }
void operator delete(void* block, size_t) noexcept { Release(block); }
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

}  // namespace
}  // namespace octavo
