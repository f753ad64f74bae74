#include "worker/agent/file_tail.h"

#include <unistd.h>

#include <fstream>
#include <string>

#include "common/files.h"
#include "gtest/gtest.h"

namespace octavo {
namespace {

class FileTailTest : public ::testing::Test {
 protected:
  void Append(const std::string& text) const { std::ofstream(path_, std::ios::app) << text; }

  const TempDir dir_ = *TempDir::Create("file_tail");
  const std::string path_ = dir_.path() + "/file";
  FileTail tail_{path_};
};

TEST_F(FileTailTest, AMissingFileReadsAsEmpty) {
  EXPECT_EQ(*tail_.Next(100), "");
  Append("late");
  EXPECT_EQ(*tail_.Next(100), "late");
}

TEST_F(FileTailTest, ReadsOnFromWhereItStopped) {
  Append("one two");
  EXPECT_EQ(*tail_.Next(3), "one");
  EXPECT_EQ(*tail_.Next(100), " two");
  EXPECT_EQ(*tail_.Next(100), "");
  Append("!");
  EXPECT_EQ(*tail_.Next(100), "!");
  EXPECT_EQ(tail_.position(), 8);
}

TEST_F(FileTailTest, ReadsAnywhereWithoutMoving) {
  Append("0123456789");
  EXPECT_EQ(*tail_.At(4, 3), "456");
  EXPECT_EQ(*tail_.At(8, 100), "89");
  EXPECT_EQ(*tail_.At(50, 100), "");
  EXPECT_EQ(tail_.position(), 0);
}

TEST_F(FileTailTest, FollowsNoSymbolicLink) {
  ASSERT_EQ(symlink("/etc/hostname", path_.c_str()), 0);
  EXPECT_FALSE(tail_.Next(100).ok());
}

}  // namespace
}  // namespace octavo
