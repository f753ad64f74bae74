#include "worker/runner/text/parallel_texts.h"

#include <gtest/gtest.h>

#include <atomic>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include "worker/runner/text/tokenizer_loader.h"

namespace octavo {
namespace {

/// Runs out of memory on every thread but the one that made it, which waits until that has happened.
class ForgetfulTokenizer final : public Tokenizer {
 public:
  std::vector<int32_t> Encode(absl::string_view, int) const override {
    if (std::this_thread::get_id() == owner_) {
      failed_.wait(false);
      return {};
    }
    failed_ = true;
    failed_.notify_all();
    throw std::bad_alloc();
  }
  int32_t vocab_size() const override { return 0; }
  const SpecialTokenIds& special_ids() const override { return ids_; }
  int num_special_tokens() const override { return 0; }
  int num_closing_tokens() const override { return 0; }
  absl::string_view Token(int32_t) const override { return ""; }
  const std::string& digest() const override { return digest_; }
  absl::string_view type() const override { return "forgetful"; }

 private:
  const std::thread::id owner_ = std::this_thread::get_id();
  mutable std::atomic<bool> failed_ = false;
  const SpecialTokenIds ids_;
  const std::string digest_;
};

TEST(EncodeAllTest, AHelperThatRunsOutOfMemoryFailsTheCallAndNotTheProcess) {
  const std::vector<absl::string_view> texts(200, "text");
  EXPECT_THROW(EncodeAll(ForgetfulTokenizer(), texts, 0, 2), std::bad_alloc);
}

TEST(ForEachTextTest, AnExceptionOfTheCallersThreadEndsTheWorkOfTheOthers) {
  constexpr size_t kCount = 1'000'000;
  const std::thread::id owner = std::this_thread::get_id();
  std::atomic<bool> helper_began = false;
  std::atomic<size_t> done = 0;
  const auto work = [&](size_t) {
    if (std::this_thread::get_id() == owner) {
      helper_began.wait(false);
      throw std::bad_alloc();
    }
    helper_began = true;
    helper_began.notify_all();
    ++done;
    std::this_thread::yield();
  };
  EXPECT_THROW(ForEachText(kCount, 2, work), std::bad_alloc);
  EXPECT_LT(done, kCount - 64);
}

TEST(EncodeAllTest, AStopLeavesTheRestUndone) {
  const auto tokenizer = TokenizerFromVocabulary("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nhello\n", "", "small");
  ASSERT_TRUE(tokenizer.ok()) << tokenizer.status();
  const std::vector<absl::string_view> texts(1000, "hello");
  int asked = 0;
  const auto encoded = EncodeAll(**tokenizer, texts, 0, 1, [&asked] { return ++asked == 3; });
  EXPECT_EQ(asked, 3);
  EXPECT_FALSE(encoded.front().empty());
  EXPECT_TRUE(encoded.back().empty());
}

}  // namespace
}  // namespace octavo
