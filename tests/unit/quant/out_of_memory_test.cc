// The promise of engine.h that no exception leaves its functions, tested by letting one large allocation after the
// other fail. In a program of its own, for it replaces operator new.

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <new>

#include "common/files.h"
#include "tests/unit/quant/random_model.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/infer/quantized_classifier.h"

namespace {

// Bytes; smaller allocations never fail here: Abseil's hash tables, which hold the vocabulary, do not survive a failure
// of their own.
constexpr size_t kLarge = 8192;
thread_local int large_until_failure = -1;  // below 0: none fails

void* Allocate(size_t size) {
  if (size >= kLarge && large_until_failure >= 0 && large_until_failure-- == 0) throw std::bad_alloc();
  void* memory = std::malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

void* operator new(size_t size) { return Allocate(size); }
void* operator new[](size_t size) { return Allocate(size); }
void* operator new(size_t size, const std::nothrow_t&) noexcept { return std::malloc(size); }
void* operator new[](size_t size, const std::nothrow_t&) noexcept { return std::malloc(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, size_t) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory, size_t) noexcept { std::free(memory); }

namespace octavo {
namespace {

class OutOfMemoryTest : public ::testing::Test {
 protected:
  void SetUp() override {
    RandomModel model({});
    ASSERT_TRUE(model.Write(dir_.path()).ok());
  }
  void TearDown() override { large_until_failure = -1; }
  std::string Path() const { return dir_.path() + "/quantized_model.pt"; }

  /// Calls `call` until no allocation of it fails any more; every failure has to come as RESOURCE_EXHAUSTED.
  template <typename Call>
  static void ExpectStatusWhereverMemoryEnds(Call call) {
    absl::Status status = absl::ResourceExhaustedError("");
    int failures = 0;
    for (; !status.ok(); ++failures) {
      large_until_failure = failures;
      status = call();
      large_until_failure = -1;
      ASSERT_TRUE(status.ok() || absl::IsResourceExhausted(status)) << failures << ": " << status;
    }
    EXPECT_GT(failures, 1);
  }

  const TempDir dir_ = *TempDir::Create("out_of_memory_test");
};

TEST_F(OutOfMemoryTest, QuantizeDynamicGivesAStatus) {
  ExpectStatusWhereverMemoryEnds([&] { return QuantizeDynamic({dir_.path(), Path()}).status(); });
}

TEST_F(OutOfMemoryTest, ConvertToFloatGivesAStatus) {
  ExpectStatusWhereverMemoryEnds([&] { return ConvertToFloat({dir_.path(), Path()}).status(); });
}

TEST_F(OutOfMemoryTest, TheInt8ClassifiersPassGivesAStatus) {
  ASSERT_TRUE(QuantizeDynamic({dir_.path(), Path()}).ok());
  auto file = TorchFile::Open(Path());
  ASSERT_TRUE(file.ok()) << file.status();
  const auto classifier = LoadQuantizedClassifier(*std::move(file));
  ASSERT_TRUE(classifier.ok()) << classifier.status();
  TokenBatch batch;
  for (int text = 0; text < 4000; ++text) batch.Append({2, 4, 3});  // many, that the logits are a large allocation
  ExpectStatusWhereverMemoryEnds([&] { return (*classifier)->Logits(batch).status(); });
}

}  // namespace
}  // namespace octavo
