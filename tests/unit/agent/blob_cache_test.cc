#include "worker/agent/blob_cache.h"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <tuple>
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

  /// Places the bytes from a source that breaks off after `count` of them.
  absl::Status PlaceBegin(const std::string& bytes, size_t count) {
    const BlobCache::Download broken = [&](int64_t, const BlobCache::Sink& sink) {
      EXPECT_TRUE(count == 0 || sink(absl::string_view(bytes).substr(0, count)).ok());
      return absl::UnavailableError("cable cut");
    };
    return cache_->Place(Sha256Hex(bytes), PathOf("never"), broken, stop_);
  }
  std::string PartialOf(const std::string& bytes) const { return PathOf("cache/partial/" + Sha256Hex(bytes)); }
  std::vector<std::string> Partials() const { return *ListFiles(PathOf("cache/partial")); }

  /// Changes the file until the clock of the file system says that it was changed after the other.
  static void ChangeAfter(const std::string& other, const std::string& path) {
    struct stat before = {};
    struct stat after = {};
    ASSERT_EQ(stat(other.c_str(), &before), 0);
    do {
      ASSERT_EQ(chmod(path.c_str(), 0644), 0);
      ASSERT_EQ(stat(path.c_str(), &after), 0);
    } while (std::tie(after.st_ctim.tv_sec, after.st_ctim.tv_nsec) <=
             std::tie(before.st_ctim.tv_sec, before.st_ctim.tv_nsec));
  }

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
  EXPECT_EQ(PlaceBegin(bytes, 4).code(), absl::StatusCode::kUnavailable);
  EXPECT_FALSE(ReadFile(PathOf("never")).ok());
  EXPECT_FALSE(cache_->Has(Sha256Hex(bytes)));
  ASSERT_TRUE(Place(bytes, "a").ok());
  EXPECT_EQ(last_offset_, 4);
  EXPECT_EQ(*ReadFile(PathOf("a")), bytes);
}

TEST_F(BlobCacheTest, WhatFailedDownloadsLeaveIsBoundedToo) {
  const std::string a(500, 'a');
  const std::string b(500, 'b');
  const std::string c(500, 'c');
  for (const std::string& bytes : {a, b, c}) EXPECT_FALSE(PlaceBegin(bytes, 400).ok());
  EXPECT_EQ(cache_->bytes(), 800);
  EXPECT_EQ(Partials().size(), 2u);
  ASSERT_TRUE(Place(b, "b").ok());
  EXPECT_EQ(last_offset_, 400);
  EXPECT_EQ(cache_->bytes(), 900) << "the whole blob in place of its begin";
  ASSERT_TRUE(Place(a, "a").ok());
  EXPECT_EQ(last_offset_, 0) << "a, the least recently used, was dropped";
  EXPECT_EQ(cache_->bytes(), 1000);
  EXPECT_TRUE(Partials().empty()) << "c's begin was older than b";
}

TEST_F(BlobCacheTest, WhatFailedDownloadsLeftIsBoundedAcrossARestart) {
  const std::string a(500, 'a');
  const std::string b(500, 'b');
  const std::string c(500, 'c');
  EXPECT_FALSE(PlaceBegin(a, 300).ok());
  EXPECT_FALSE(PlaceBegin(b, 300).ok());
  ChangeAfter(PartialOf(a), PartialOf(b));
  Open(1000);
  EXPECT_EQ(cache_->bytes(), 600);
  EXPECT_FALSE(cache_->Has(Sha256Hex(a)));
  ASSERT_TRUE(Place(c, "c").ok());
  EXPECT_EQ(cache_->bytes(), 800) << "a's begin, the least recently used, was dropped";
  Open(250);
  EXPECT_EQ(cache_->bytes(), 0);
  EXPECT_TRUE(ListFiles(PathOf("cache"))->empty()) << "a smaller bound holds at once";
}

TEST_F(BlobCacheTest, ABeginGoesAfterBlobsThatWereNotUsedSince) {
  const std::string a(400, 'a');
  const std::string b(500, 'b');
  ASSERT_TRUE(Place(a, "a").ok());
  EXPECT_FALSE(PlaceBegin(b, 400).ok());
  ASSERT_TRUE(Place(std::string(400, 'c'), "c").ok());
  EXPECT_FALSE(cache_->Has(Sha256Hex(a)));
  EXPECT_EQ(cache_->bytes(), 800);
  ASSERT_TRUE(Place(b, "b").ok());
  EXPECT_EQ(last_offset_, 400);
}

TEST_F(BlobCacheTest, BytesMakeRoomAsTheyCome) {
  const std::string a(400, 'a');
  const std::string b(800, 'b');
  ASSERT_TRUE(Place(a, "a").ok());
  const BlobCache::Download watched = [&](int64_t, const BlobCache::Sink& sink) {
    EXPECT_TRUE(sink(absl::string_view(b).substr(0, 600)).ok());
    EXPECT_EQ(cache_->bytes(), 1000);
    EXPECT_TRUE(sink(absl::string_view(b).substr(600)).ok());
    EXPECT_EQ(cache_->bytes(), 800) << "a had to go";
    return absl::OkStatus();
  };
  ASSERT_TRUE(cache_->Place(Sha256Hex(b), PathOf("b"), watched, stop_).ok());
  EXPECT_EQ(cache_->bytes(), 800);
}

TEST_F(BlobCacheTest, ABeginInUseIsNeverDropped) {
  const std::string a(900, 'a');
  const std::string b(900, 'b');
  EXPECT_FALSE(PlaceBegin(a, 300).ok());
  const BlobCache::Download slow = [&](int64_t offset, const BlobCache::Sink& sink) {
    EXPECT_EQ(offset, 300);
    EXPECT_TRUE(sink(absl::string_view(a).substr(300, 300)).ok());
    EXPECT_TRUE(Place(b, "b").ok()) << "another job's, in the meantime";
    EXPECT_EQ(cache_->bytes(), 600) << "that one went, once nobody used it";
    return sink(absl::string_view(a).substr(600));
  };
  ASSERT_TRUE(cache_->Place(Sha256Hex(a), PathOf("a"), slow, stop_).ok());
  EXPECT_EQ(*ReadFile(PathOf("a")), a);
  EXPECT_EQ(*ReadFile(PathOf("b")), b);
  EXPECT_EQ(cache_->bytes(), 900);
}

TEST_F(BlobCacheTest, ADownloadThatBroughtNothingLeavesNoFile) {
  EXPECT_FALSE(PlaceBegin("blob", 0).ok());
  EXPECT_TRUE(Partials().empty());
  std::ofstream(PartialOf("killed")).flush();
  Open(1000);
  EXPECT_TRUE(Partials().empty()) << "nor one that ended with its worker";
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
