#include "hub/file_lock.h"

#include <atomic>
#include <filesystem>
#include <thread>

#include "common/files.h"
#include "gtest/gtest.h"

namespace octavo::hub {
namespace {

class FileLockTest : public ::testing::Test {
 protected:
  TempDir folder_ = *TempDir::Create("octavo-test");
  const std::string path_ = folder_.path() + "/.locks/models--a--b/etag.lock";
};

TEST_F(FileLockTest, OneAtATime) {
  absl::StatusOr<FileLock> first = FileLock::Acquire(path_, nullptr);
  ASSERT_TRUE(first.ok()) << first.status();
  std::atomic<bool> waiting = false, held = false;
  std::jthread other([&] {
    const absl::StatusOr<FileLock> second = FileLock::Acquire(path_, nullptr, [&] { waiting = true; });
    EXPECT_TRUE(second.ok());
    held = true;
  });
  while (!waiting) std::this_thread::yield();
  EXPECT_FALSE(held);
  { const FileLock released = *std::move(first); }
  other.join();
  EXPECT_TRUE(held);
}

TEST_F(FileLockTest, AWaitCanBeCancelled) {
  const absl::StatusOr<FileLock> first = FileLock::Acquire(path_, nullptr);
  Cancellation cancellation;
  const auto second = FileLock::Acquire(path_, &cancellation, [&] { cancellation.Cancel(); });
  EXPECT_EQ(second.status().code(), absl::StatusCode::kCancelled);
}

TEST_F(FileLockTest, ALockWhoseFileWasRemovedIsNoLock) {
  absl::StatusOr<FileLock> first = FileLock::Acquire(path_, nullptr);
  std::atomic<bool> waiting = false;
  std::jthread other([&] {
    // It waits with the old file open; then the name is another file's, which it has to lock.
    const absl::StatusOr<FileLock> second = FileLock::Acquire(path_, nullptr, [&] { waiting = true; });
    EXPECT_TRUE(second.ok());
    EXPECT_TRUE(std::filesystem::exists(path_));
  });
  while (!waiting) std::this_thread::yield();
  first->RemoveFile();
  { const FileLock released = *std::move(first); }
}

TEST_F(FileLockTest, SaysWhichFileCannotBeMade) {
  ASSERT_TRUE(WriteFileAtomically(folder_.path() + "/.locks", "a file").ok());
  const auto lock = FileLock::Acquire(path_, nullptr);
  EXPECT_FALSE(lock.ok());
  EXPECT_NE(std::string(lock.status().message()).find(".locks"), std::string::npos);
}

}  // namespace
}  // namespace octavo::hub
