#include "worker/runner/text/text_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "worker/runner/text/text_map.h"

namespace octavo {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

/// No file may grow beyond so many bytes while this lives: to a program that is the same as a full disk.
class SmallFiles {
 public:
  explicit SmallFiles(rlim_t bytes) : handler_(signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small = {bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
  }
  ~SmallFiles() {
    setrlimit(RLIMIT_FSIZE, &before_);
    signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int);
};

class TextStoreTest : public ::testing::Test {
 protected:
  TextStore::Options Small() const { return {.folder = folder_.path(), .memory_bytes = 4096, .chunk_bytes = 8192}; }

  TempDir folder_ = *TempDir::Create("octavo-test");
};

TEST_F(TextStoreTest, TextsStayWhereTheyAreWhileMoreComeThanFitInMemory) {
  TextStore store(Small());
  std::vector<absl::string_view> texts;
  for (int i = 0; i < 5000; ++i) {
    const auto text = store.Add(absl::StrCat("text number ", i));
    ASSERT_TRUE(text.ok()) << text.status();
    texts.push_back(*text);
  }
  for (int i = 0; i < 5000; ++i) ASSERT_EQ(texts[static_cast<size_t>(i)], absl::StrCat("text number ", i));
  EXPECT_GT(store.file_bytes(), 4096);
  EXPECT_EQ(store.file_bytes() % 8192, 0);
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path())) << "the file has no name";
}

TEST_F(TextStoreTest, FewTextsMakeNoFile) {
  TextStore store(Small());
  EXPECT_EQ(*store.Add("a"), "a");
  EXPECT_EQ(*store.Add(""), "");
  EXPECT_EQ(*store.Add(std::string(3000, 'b')), std::string(3000, 'b'));
  EXPECT_EQ(store.file_bytes(), 0);
  EXPECT_EQ(store.bytes(), 3001);
}

TEST_F(TextStoreTest, ATextLargerThanAChunkHasOneOfItsOwn) {
  TextStore store(Small());
  const std::string large(100'000, 'x');
  EXPECT_EQ(*store.Add(large), large);
  EXPECT_EQ(*store.Add("next"), "next");
}

TEST_F(TextStoreTest, AFullDiskIsAnErrorThatNamesTheFolder) {
  TextStore store(Small());
  const absl::string_view first = *store.Add("first");
  const SmallFiles small(8192);
  ASSERT_TRUE(store.Add(std::string(8000, 'a')).ok());
  const absl::Status full = store.Add(std::string(8000, 'b')).status();
  ASSERT_FALSE(full.ok());
  EXPECT_THAT(std::string(full.message()),
              AllOf(HasSubstr(folder_.path()), HasSubstr("TMPDIR"), HasSubstr("File too large")));
  EXPECT_EQ(first, "first") << "what was added stays";
}

TEST_F(TextStoreTest, AFolderThatIsNotThereIsAnErrorOnceItIsNeeded) {
  TextStore store({.folder = folder_.path() + "/absent", .memory_bytes = 4096, .chunk_bytes = 8192});
  EXPECT_TRUE(store.Add("small").ok());
  const absl::Status status = store.Add(std::string(5000, 'a')).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr(folder_.path() + "/absent"));
}

TEST(TextMapTest, EqualTextsShareANumber) {
  const std::string a = "a text", b = "a text", c = "another";
  TextMap map;
  EXPECT_TRUE(map.Insert(a, 5).second);
  const auto [number, is_new] = map.Insert(b, 7);
  EXPECT_FALSE(is_new);
  EXPECT_EQ(*number, 5u);
  EXPECT_TRUE(map.Contains(b));
  EXPECT_FALSE(map.Contains(c));
  EXPECT_EQ(map.size(), 1u);
}

}  // namespace
}  // namespace octavo
