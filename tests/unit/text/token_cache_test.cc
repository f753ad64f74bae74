#include "worker/runner/text/token_cache.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/clock.h"
#include "common/files.h"
#include "common/sha256.h"
#include "worker/runner/text/token_file.h"

namespace octavo {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

/// A text's bytes between two special tokens. Counts the texts that it encodes.
class CountingTokenizer final : public Tokenizer {
 public:
  explicit CountingTokenizer(const std::string& name = "a", int32_t first_id = 2)
      : first_id_(first_id), digest_(Sha256Hex(name)) {}

  std::vector<int32_t> Encode(absl::string_view text, int max_length) const override {
    ++encoded_;
    if (gate_ != nullptr) gate_->wait(false);
    const size_t limit = max_length == 0 ? text.size() : static_cast<size_t>(std::max(max_length, 2) - 2);
    std::vector<int32_t> ids = {0};
    for (const char byte : text.substr(0, limit)) ids.push_back(first_id_ + static_cast<unsigned char>(byte));
    ids.push_back(1);
    return ids;
  }
  int32_t vocab_size() const override { return first_id_ + 256; }
  const SpecialTokenIds& special_ids() const override { return ids_; }
  int num_special_tokens() const override { return 2; }
  int num_closing_tokens() const override { return 1; }
  absl::string_view Token(int32_t) const override { return ""; }
  const std::string& digest() const override { return digest_; }
  absl::string_view type() const override { return "counting"; }

  /// Texts encoded since the last call.
  int Encoded() { return encoded_.exchange(0); }
  /// Until `gate` is true, Encode waits.
  void WaitFor(std::atomic<bool>* gate) { gate_ = gate; }

 private:
  const int32_t first_id_;
  const std::string digest_;
  const SpecialTokenIds ids_;
  mutable std::atomic<int> encoded_ = 0;
  std::atomic<bool>* gate_ = nullptr;
};

class TokenCacheTest : public ::testing::Test {
 protected:
  TokenCacheTest() : dir_(*TempDir::Create("octavo-tokens-")) {}

  static std::vector<std::string> Texts(int count, int first = 0) {
    std::vector<std::string> texts;
    for (int i = first; i < first + count; ++i) texts.push_back(absl::StrCat("text number ", i));
    return texts;
  }

  TokenCache Cache(int64_t max_bytes = 1 << 20) const { return TokenCache({Folder(), max_bytes}, "encoder"); }
  std::string Folder() const { return dir_.path() + "/tokens"; }

  /// Encodes, and checks the ids against the tokenizer's own, without counting those.
  TokenizedTexts Encode(const std::vector<std::string>& texts, int max_length = 0, const std::string& data = "data",
                        int64_t max_bytes = 1 << 20) {
    const std::vector<absl::string_view> views(texts.begin(), texts.end());
    auto tokenized = Cache(max_bytes).Encode(tokenizer_, data, views, max_length, /*threads=*/2, nullptr);
    EXPECT_TRUE(tokenized.ok()) << tokenized.status();
    if (!tokenized.ok()) return {};
    EXPECT_EQ(tokenized->tokens.size(), texts.size());
    const CountingTokenizer plain;
    for (size_t i = 0; i < texts.size(); ++i) EXPECT_EQ(tokenized->tokens[i], plain.Encode(texts[i], max_length)) << i;
    return *std::move(tokenized);
  }

  std::vector<std::string> Files() const {
    std::vector<std::string> files;
    for (const auto& entry : fs::directory_iterator(Folder())) {
      if (absl::StrContains(entry.path().string(), ".tokens")) files.push_back(entry.path().string());
    }
    std::sort(files.begin(), files.end());
    return files;
  }

  const TempDir dir_;
  CountingTokenizer tokenizer_;
};

TEST_F(TokenCacheTest, ASecondJobEncodesNothing) {
  EXPECT_EQ(Encode(Texts(300)).from_cache, 0);
  EXPECT_EQ(tokenizer_.Encoded(), 300);
  EXPECT_EQ(Encode(Texts(300)).from_cache, 300);
  EXPECT_EQ(tokenizer_.Encoded(), 0);
  EXPECT_EQ(Files().size(), 1u);
}

TEST_F(TokenCacheTest, OtherSamplesOrdersAndLengthsShareAFile) {
  Encode(Texts(100, 50), 8);
  EXPECT_EQ(tokenizer_.Encoded(), 100);
  EXPECT_EQ(Encode(Texts(100, 0), 6).from_cache, 50);
  EXPECT_EQ(tokenizer_.Encoded(), 50);
  std::vector<std::string> all = Texts(150);
  std::reverse(all.begin(), all.end());
  for (const int max_length : {0, 1, 2, 3, 16, 1000}) EXPECT_EQ(Encode(all, max_length).from_cache, 150);
  EXPECT_EQ(tokenizer_.Encoded(), 0);
  EXPECT_EQ(Files().size(), 1u);
}

TEST_F(TokenCacheTest, ATextThatStandsTwiceIsEncodedOnce) {
  EXPECT_EQ(Encode({"twice", "once", "twice", "", ""}).from_cache, 0);
  EXPECT_EQ(tokenizer_.Encoded(), 3);
}

TEST_F(TokenCacheTest, AnotherTokenizerOrDataSetHasItsOwnFile) {
  Encode(Texts(10));
  Encode(Texts(10), 0, "other data");
  EXPECT_EQ(tokenizer_.Encoded(), 20);
  CountingTokenizer wide("b", 70'000);
  const std::vector<std::string> texts = Texts(10);
  const std::vector<absl::string_view> views(texts.begin(), texts.end());
  for (const int expected : {10, 0}) {
    const auto tokenized = Cache().Encode(wide, "data", views, 0, 1, nullptr);
    ASSERT_TRUE(tokenized.ok());
    EXPECT_EQ(wide.Encoded(), expected);
    EXPECT_EQ(tokenized->tokens[3], wide.Encode(texts[3], 0));
    wide.Encoded();
  }
  EXPECT_EQ(Files().size(), 3u);
}

TEST_F(TokenCacheTest, DamageOfAnyByteIsSeenAndHealed) {
  const std::vector<std::string> texts = Texts(3);
  Encode(texts);
  const std::string path = Files().front();
  const std::string good = *ReadFile(path);
  tokenizer_.Encoded();
  for (size_t at = 0; at < good.size(); at += at < 100 ? 1 : 7) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    ASSERT_TRUE(WriteFileAtomically(path, bad).ok());
    EXPECT_EQ(Encode(texts).from_cache, 0) << at;
    EXPECT_EQ(tokenizer_.Encoded(), 3) << at;
    EXPECT_EQ(*ReadFile(path), good) << at;
  }
  for (const size_t size : {size_t{0}, size_t{50}, size_t{95}, good.size() - 1}) {
    ASSERT_TRUE(WriteFileAtomically(path, good.substr(0, size)).ok());
    EXPECT_EQ(Encode(texts).from_cache, 0) << size;
    EXPECT_EQ(*ReadFile(path), good) << size;
  }
}

TEST_F(TokenCacheTest, AFileLeftHalfWrittenIsNoFile) {
  const std::vector<std::string> texts = Texts(3);
  Encode(texts);
  const std::string path = Files().front();
  fs::rename(path, path + ".partial");
  EXPECT_EQ(Encode(texts).from_cache, 0);
  EXPECT_EQ(Files(), std::vector<std::string>{path});
}

TEST_F(TokenCacheTest, TheLongestUnusedGoesFirst) {
  Encode(Texts(10), 0, "first");
  const auto size = static_cast<int64_t>(fs::file_size(Files().front()));
  const std::string first = Files().front();
  Encode(Texts(10), 0, "second", 10 * size);
  for (const std::string& file : Files()) {
    const auto age = std::chrono::hours(file == first ? 2 : 1);
    fs::last_write_time(file, fs::file_time_type::clock::now() - age);
  }
  EXPECT_EQ(Encode(Texts(10), 0, "first").from_cache, 10);  // used: the second is the older one now
  Encode(Texts(10), 0, "third", 2 * size);
  EXPECT_EQ(Files().size(), 2u);
  EXPECT_EQ(Encode(Texts(10), 0, "first").from_cache, 10);
  EXPECT_EQ(Encode(Texts(10), 0, "third").from_cache, 10);
  EXPECT_EQ(Encode(Texts(10), 0, "second").from_cache, 0);
}

TEST_F(TokenCacheTest, WhatIsLargerThanTheLimitIsNotKept) {
  Encode(Texts(10));
  const auto size = static_cast<int64_t>(fs::file_size(Files().front()));
  fs::remove(Files().front());
  testing::internal::CaptureStderr();
  for (const int64_t limit : {int64_t{0}, int64_t{100}, size - 1}) {
    EXPECT_EQ(Encode(Texts(10), 0, "data", limit).from_cache, 0);
    EXPECT_TRUE(Files().empty()) << limit;
  }
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("a tenth of the worker's cache_bytes"));
  Encode(Texts(10), 0, "data", size);
  EXPECT_EQ(Files().size(), 1u);
}

TEST_F(TokenCacheTest, AnotherEncoderHasItsOwnFile) {
  Encode(Texts(10));
  const std::vector<std::string> texts = Texts(10);
  const std::vector<absl::string_view> views(texts.begin(), texts.end());
  const TokenCache other({Folder(), 1 << 20}, "another encoder");
  const auto tokenized = other.Encode(tokenizer_, "data", views, 0, 1, nullptr);
  ASSERT_TRUE(tokenized.ok()) << tokenized.status();
  EXPECT_EQ(tokenized->from_cache, 0);
  EXPECT_EQ(Files().size(), 2u);
}

TEST_F(TokenCacheTest, DamageIsToldOnce) {
  Encode(Texts(3));
  ASSERT_TRUE(WriteFileAtomically(Files().front(), "damaged").ok());
  testing::internal::CaptureStderr();
  Encode(Texts(3));
  const std::string log = testing::internal::GetCapturedStderr();
  const size_t first = log.find("kept tokens cannot be used");
  EXPECT_NE(first, std::string::npos) << log;
  EXPECT_EQ(log.find("kept tokens cannot be used", first + 1), std::string::npos) << log;
}

TEST_F(TokenCacheTest, AFileThatAnotherProcessIsWritingStays) {
  Encode(Texts(10), 0, "first");
  const auto size = static_cast<int64_t>(fs::file_size(Files().front()));
  const std::string writing = Folder() + "/0123.tokens.partial", abandoned = Folder() + "/4567.tokens.partial";
  for (const std::string& path : {writing, abandoned}) std::ofstream(path) << std::string(100, 'x');
  fs::last_write_time(abandoned, fs::file_time_type::clock::now() - std::chrono::hours(2));
  Encode(Texts(10), 0, "second", size);
  EXPECT_TRUE(fs::exists(writing));
  EXPECT_FALSE(fs::exists(abandoned));
}

TEST_F(TokenCacheTest, AnotherJobIsWaitedForForTenMinutesAtMost) {
  std::atomic<bool> gate = false;
  tokenizer_.WaitFor(&gate);
  std::jthread other([&] { Encode({"text"}); });
  while (tokenizer_.Encoded() == 0) std::this_thread::yield();  // it has the lock now
  CountingTokenizer waiting;
  FakeClock clock;
  const absl::string_view texts[] = {"text"};
  testing::internal::CaptureStderr();
  const auto tokenized = TokenCache({Folder(), 1 << 20}, "encoder", clock).Encode(waiting, "data", texts, 0, 1, [&] {
    clock.Advance(absl::Minutes(1));
    return false;
  });
  const std::string log = testing::internal::GetCapturedStderr();
  gate = true;
  gate.notify_all();
  other.join();
  ASSERT_TRUE(tokenized.ok()) << tokenized.status();
  EXPECT_EQ(tokenized->tokens[0], CountingTokenizer().Encode("text", 0));
  const std::string note = "another job is tokenizing the same texts";
  EXPECT_THAT(log, HasSubstr(note));
  EXPECT_EQ(log.find(note), log.rfind(note)) << log;
  EXPECT_THAT(log, HasSubstr("are not kept for later jobs: another job has been tokenizing the same texts for 10m"));
}

TEST_F(TokenCacheTest, AStopEndsTheVerificationOfAFile) {
  Encode(Texts(3));
  tokenizer_.Encoded();
  const std::vector<std::string> texts = Texts(3);
  const std::vector<absl::string_view> views(texts.begin(), texts.end());
  int asked = 0;  // before the fingerprints and behind them; then while the file is hashed
  const auto tokenized = Cache().Encode(tokenizer_, "data", views, 0, 1, [&] { return ++asked > 2; });
  EXPECT_TRUE(absl::IsCancelled(tokenized.status())) << tokenized.status();
  EXPECT_EQ(tokenizer_.Encoded(), 0);
}

TEST_F(TokenCacheTest, AFolderThatCannotBeMadeFailsNoJob) {
  std::ofstream(Folder()) << "a file";
  EXPECT_EQ(Encode(Texts(10), 4).from_cache, 0);
  EXPECT_EQ(tokenizer_.Encoded(), 10);
}

TEST_F(TokenCacheTest, OfSeveralAtOnceOneEncodesAndTheOthersWait) {
  std::vector<std::jthread> jobs;
  for (int i = 0; i < 4; ++i) jobs.emplace_back([&] { Encode(Texts(200), 5); });
  jobs.clear();
  EXPECT_EQ(tokenizer_.Encoded(), 200);
}

TEST_F(TokenCacheTest, AStopEndsTheWaitForAnotherJob) {
  std::atomic<bool> gate = false;
  tokenizer_.WaitFor(&gate);
  std::jthread other([&] { Encode({"text"}); });
  while (tokenizer_.Encoded() == 0) std::this_thread::yield();  // it has the lock now
  CountingTokenizer waiting;
  int asked = 0;
  const absl::string_view texts[] = {"text"};
  const auto tokenized = Cache().Encode(waiting, "data", texts, 0, 1, [&] { return ++asked > 3; });
  EXPECT_TRUE(absl::IsCancelled(tokenized.status())) << tokenized.status();
  EXPECT_EQ(waiting.Encoded(), 0);
  gate = true;
  gate.notify_all();
}

TEST_F(TokenCacheTest, AStopWhileEncodingKeepsNothing) {
  const std::vector<std::string> texts = Texts(1000);
  const std::vector<absl::string_view> views(texts.begin(), texts.end());
  bool begun = false;
  const auto tokenized = Cache().Encode(tokenizer_, "data", views, 0, 1, [&] {
    begun = begun || tokenizer_.Encoded() > 0;
    return begun;
  });
  EXPECT_TRUE(absl::IsCancelled(tokenized.status())) << tokenized.status();
  EXPECT_TRUE(begun);
  EXPECT_FALSE(fs::exists(Folder()) && !Files().empty());
}

TEST(TokenFileTest, AFileThatIsRemovedStaysReadable) {
  const TempDir dir = *TempDir::Create("octavo-tokens-");
  const std::string path = dir.path() + "/file";
  const TokenKey key = {"data", "tokenizer", "encoder"};
  const std::string ids = PackIds({1, 2}, 3);
  ASSERT_TRUE(WriteTokenFile(path, key, 3, {{FingerprintOf("b"), ids}, {FingerprintOf("a"), ""}}).ok());
  EXPECT_EQ(static_cast<int64_t>(fs::file_size(path)), TokenFileBytes(2, static_cast<int64_t>(ids.size())));
  auto file = TokenFile::Open(path, key, 3);
  ASSERT_TRUE(file.ok()) << file.status();
  fs::remove(path);
  EXPECT_EQ(file->size(), 2);
  EXPECT_EQ(file->Find(FingerprintOf("b")), (std::vector<int32_t>{1, 2}));
  EXPECT_EQ(file->Find(FingerprintOf("a")), std::vector<int32_t>{});
  EXPECT_FALSE(file->Has(FingerprintOf("c")));
}

TEST(TokenFileTest, AnIdThatTheTokenizerLacksAndAnotherKeyAreRefused) {
  const TempDir dir = *TempDir::Create("octavo-tokens-");
  const std::string path = dir.path() + "/file";
  const TokenKey key = {"data", "tokenizer", "encoder"};
  EXPECT_TRUE(absl::IsNotFound(TokenFile::Open(path, key, 3).status()));
  ASSERT_TRUE(WriteTokenFile(path, key, 3, {{FingerprintOf("b"), PackIds({1, 2}, 3)}}).ok());
  EXPECT_THAT(std::string(TokenFile::Open(path, key, 2).status().message()), HasSubstr("ids that the tokenizer lacks"));
  for (const TokenKey& other : {TokenKey{"data2", "tokenizer", "encoder"}, TokenKey{"data", "t", "encoder"},
                                TokenKey{"data", "tokenizer", "2"}}) {
    EXPECT_THAT(std::string(TokenFile::Open(path, other, 3).status().message()), HasSubstr("made from other texts"));
  }
}

}  // namespace
}  // namespace octavo
