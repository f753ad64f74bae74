// A download whose disk fills while it is written: a tmpfs of this test's own.
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/sha256.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hub/download.h"
#include "tests/support/hub_server.h"

namespace octavo::hub {
namespace {

using ::testing::HasSubstr;

constexpr size_t kSize = 3'000'000;

/// A tmpfs at `folder` that only this process and its children see. "" or why there cannot be one.
std::string MountSmallDisk(const std::string& folder) {
  // Those who may not mount may in a user namespace of their own.
  if (unshare(geteuid() == 0 ? CLONE_NEWNS : CLONE_NEWUSER | CLONE_NEWNS) != 0) return strerror(errno);
  if (mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return strerror(errno);
  if (mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=24m") != 0) return strerror(errno);
  return "";
}

/// Takes all room that is left, in a file of that name.
void FillDisk(const std::string& path) {
  const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const std::string piece(4096, 'x');
  while (write(fd, piece.data(), piece.size()) > 0) {
  }
  close(fd);
}

/// Fetches onto a disk that somebody else fills meanwhile, makes room, and fetches again; what happened, for the test.
/// In a process of its own.
std::string FetchOntoFullDisk(const std::string& url, const std::string& folder, const std::string& digest) {
  if (const std::string why = MountSmallDisk(folder); !why.empty()) return "skip: " + why;
  DownloadRequest request;
  request.what = "the data";
  request.url = url;
  request.path = folder + "/cache/data.bin";
  request.size = kSize;
  request.digest = {Digest::Algorithm::kSha256, digest};
  Cancellation cancellation;
  RetryTools tools;
  tools.sleep = [](absl::Duration) { return true; };
  HttpOptions options;
  options.cancellation = &cancellation;
  HttpClient http(options);
  bool filled = false;
  const auto fill_once = [&](int64_t, int64_t) {
    if (!std::exchange(filled, true)) FillDisk(folder + "/filler");
  };
  const absl::Status full = Downloader(http, tools, &cancellation).Fetch(request, fill_once);
  std::string report = absl::StrCat("full: ", full.ToString(), "\n");
  if (IsRegularFile(request.path)) absl::StrAppend(&report, "a part has the file's name\n");
  unlink((folder + "/filler").c_str());
  const absl::Status again = Downloader(http, tools, &cancellation).Fetch(request, {});
  const absl::StatusOr<std::string> sha256 = Sha256File(request.path);
  absl::StrAppend(&report, "again: ", again.ToString(), " ", sha256.ok() && *sha256 == digest ? "whole" : "damaged",
                  "\n");
  return report;
}

TEST(HubDiskTest, ADiskThatFillsIsToldAndTheSameFetchGoesOnOnceThereIsRoom) {
  const HubServer server;
  const TempDir folder = *TempDir::Create("octavo-disk");
  const TempDir results = *TempDir::Create("octavo-test");
  const std::string bytes(kSize, 'a');
  server.Write("files/data.bin", bytes);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    const std::string report = FetchOntoFullDisk(server.hub() + "/data.bin", folder.path(), Sha256Hex(bytes));
    _exit(WriteFileAtomically(results.path() + "/report", report).ok() ? 0 : 1);
  }
  int status = -1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_EQ(status, 0);
  const std::string report = *ReadFile(results.path() + "/report");
  if (report.starts_with("skip: ")) GTEST_SKIP() << "no tmpfs can be mounted here: " << report.substr(6);
  EXPECT_THAT(report, HasSubstr("full: RESOURCE_EXHAUSTED: fetching the data: "));
  EXPECT_THAT(report, HasSubstr("the disk of " + folder.path() + "/cache is full"));
  EXPECT_THAT(report, ::testing::ContainsRegex("[0-9]+ bytes are still to come"));
  EXPECT_THAT(report, HasSubstr("again: OK whole"));
  EXPECT_THAT(report, ::testing::Not(HasSubstr("a part has the file's name")));
  EXPECT_EQ(server.Log().size(), 2u);
  EXPECT_TRUE(server.Log().back()["range"].is_string()) << "from where the first one ended";
}

}  // namespace
}  // namespace octavo::hub
