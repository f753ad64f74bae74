#include "worker/agent/blob_cache.h"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/sha256.h"
#include "gtest/gtest.h"

namespace octavo {
namespace {

class BlobCacheTest : public ::testing::Test {
 protected:
  BlobCacheTest() { Open(1000); }

  void Open(int64_t max_bytes) {
    cache_.reset();
    cache_ = *BlobCache::Open(dir_.path() + "/cache", max_bytes);
  }

  /// A source of `bytes` that counts how often it is asked, and notes the last offset.
  BlobCache::Download From(const std::string& bytes) {
    return [this, bytes](int64_t offset, const BlobCache::Sink& sink) {
      ++downloads_[bytes];
      last_offset_ = offset;
      return sink(absl::string_view(bytes).substr(static_cast<size_t>(offset)));
    };
  }

  absl::Status Place(const std::string& bytes, const std::string& name) {
    return cache_->Place(Sha256Hex(bytes), PathOf(name), From(bytes), stop_);
  }
  std::string PathOf(const std::string& name) const { return dir_.path() + "/" + name; }

  const TempDir dir_ = *TempDir::Create("blob_cache");
  std::unique_ptr<BlobCache> cache_;
  StopSignal stop_;
  std::map<std::string, int> downloads_;
  int64_t last_offset_ = -1;
};

TEST_F(BlobCacheTest, DownloadsOnceAndLinksAfterThat) {
  ASSERT_TRUE(Place("blob", "a").ok());
  ASSERT_TRUE(Place("blob", "b").ok());
  EXPECT_EQ(*ReadFile(PathOf("b")), "blob");
  EXPECT_EQ(downloads_["blob"], 1);
  EXPECT_EQ(cache_->bytes(), 4);
  struct stat a = {};
  struct stat b = {};
  ASSERT_EQ(stat(PathOf("a").c_str(), &a), 0);
  ASSERT_EQ(stat(PathOf("b").c_str(), &b), 0);
  EXPECT_EQ(a.st_ino, b.st_ino);
}

TEST_F(BlobCacheTest, SurvivesARestart) {
  ASSERT_TRUE(Place("blob", "a").ok());
  Open(1000);
  EXPECT_EQ(cache_->bytes(), 4);
  ASSERT_TRUE(Place("blob", "b").ok());
  EXPECT_EQ(downloads_["blob"], 1);
}

TEST_F(BlobCacheTest, EvictsTheLeastRecentlyUsed) {
  const std::string a(400, 'a');
  const std::string b(400, 'b');
  const std::string c(400, 'c');
  ASSERT_TRUE(Place(a, "a1").ok());
  ASSERT_TRUE(Place(b, "b1").ok());
  ASSERT_TRUE(Place(a, "a2").ok());
  ASSERT_TRUE(Place(c, "c1").ok());
  EXPECT_EQ(cache_->bytes(), 800);
  EXPECT_EQ(*ReadFile(PathOf("b1")), b) << "a job keeps its link";
  ASSERT_TRUE(Place(a, "a3").ok());
  ASSERT_TRUE(Place(b, "b2").ok());
  EXPECT_EQ(downloads_[a], 1);
  EXPECT_EQ(downloads_[b], 2);
}

TEST_F(BlobCacheTest, ABlobLargerThanTheCacheStillReachesItsJob) {
  const std::string large(5000, 'x');
  ASSERT_TRUE(Place(large, "a").ok());
  EXPECT_EQ(*ReadFile(PathOf("a")), large);
  EXPECT_EQ(cache_->bytes(), 0);
}

TEST_F(BlobCacheTest, ResumesWhereADownloadBroke) {
  const std::string bytes = "0123456789";
  const BlobCache::Download broken = [&](int64_t, const BlobCache::Sink& sink) {
    EXPECT_TRUE(sink("0123").ok());
    return absl::UnavailableError("cable cut");
  };
  EXPECT_EQ(cache_->Place(Sha256Hex(bytes), PathOf("a"), broken, stop_).code(), absl::StatusCode::kUnavailable);
  EXPECT_FALSE(ReadFile(PathOf("a")).ok());
  ASSERT_TRUE(Place(bytes, "a").ok());
  EXPECT_EQ(last_offset_, 4);
  EXPECT_EQ(*ReadFile(PathOf("a")), bytes);
}

TEST_F(BlobCacheTest, RefusesBytesOfAnotherDigestAndStartsAfresh) {
  const std::string digest = Sha256Hex("right");
  EXPECT_EQ(cache_->Place(digest, PathOf("a"), From("wrong"), stop_).code(), absl::StatusCode::kDataLoss);
  EXPECT_FALSE(ReadFile(PathOf("a")).ok());
  ASSERT_TRUE(Place("right", "a").ok());
  EXPECT_EQ(last_offset_, 0);
}

TEST_F(BlobCacheTest, BeginsAnewWhereWhatWasThereIsOfOtherBytes) {
  const BlobCache::Download other = [&](int64_t, const BlobCache::Sink& sink) {
    EXPECT_TRUE(sink("wr").ok());
    return absl::UnavailableError("cable cut");
  };
  EXPECT_FALSE(cache_->Place(Sha256Hex("right"), PathOf("a"), other, stop_).ok());
  ASSERT_TRUE(Place("right", "a").ok());
  EXPECT_EQ(downloads_["right"], 2) << "from where the other ended, then from the begin";
  EXPECT_EQ(last_offset_, 0);
}

TEST_F(BlobCacheTest, DownloadsAgainWhatAJobHasWrittenTo) {
  ASSERT_TRUE(Place("blob", "a").ok());
  ASSERT_EQ(chmod(PathOf("a").c_str(), 0644), 0);
  std::ofstream(PathOf("a"), std::ios::trunc) << "evil";
  ASSERT_TRUE(Place("blob", "b").ok());
  EXPECT_EQ(*ReadFile(PathOf("b")), "blob");
  EXPECT_EQ(downloads_["blob"], 2);
}

TEST_F(BlobCacheTest, RefusesWhatIsNoDigest) {
  EXPECT_EQ(cache_->Place("../../etc/passwd", PathOf("a"), From("x"), stop_).code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(BlobCacheTest, ManyJobsShareOneDownload) {
  const std::string bytes(300, 'x');
  std::vector<std::thread> jobs;
  for (int i = 0; i < 8; ++i) {
    jobs.emplace_back([&, i] { EXPECT_TRUE(Place(bytes, absl::StrCat("job", i)).ok()); });
  }
  for (std::thread& job : jobs) job.join();
  for (int i = 0; i < 8; ++i) EXPECT_EQ(*ReadFile(PathOf(absl::StrCat("job", i))), bytes);
  EXPECT_EQ(downloads_[bytes], 1);
}

TEST_F(BlobCacheTest, AStopEndsTheWaitForAnotherJobsDownload) {
  StopSignal stop_second;
  const BlobCache::Download slow = [&](int64_t, const BlobCache::Sink&) {
    std::thread second([&] {
      stop_second.Request(StopReason::kCancelled, absl::ZeroDuration());
      EXPECT_EQ(cache_->Place(Sha256Hex("x"), PathOf("b"), From("x"), stop_second).code(),
                absl::StatusCode::kCancelled);
    });
    second.join();
    return absl::UnavailableError("slow");
  };
  EXPECT_EQ(cache_->Place(Sha256Hex("x"), PathOf("a"), slow, stop_).code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace octavo
