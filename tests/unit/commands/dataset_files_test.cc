#include "client/commands/dataset_files.h"

#include <filesystem>
#include <string>
#include <vector>

#include "common/files.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using ::testing::ElementsAre;

/// The files of a data set, by the filter of its folder.
class DatasetFilesTest : public ::testing::Test {
 protected:
  std::string path(const std::string& folder) const { return folder_.path() + "/" + folder; }
  void Write(const std::string& folder, const std::vector<std::string>& names) const {
    for (const std::string& name : names) {
      const std::filesystem::path file = path(folder) + "/" + name;
      std::filesystem::create_directories(file.parent_path());
      ASSERT_TRUE(WriteFileAtomically(file.string(), "text,label\n").ok());
    }
  }
  std::vector<std::string> Parts(const std::string& folder) const {
    std::vector<std::string> files = *ListFiles(path(folder));
    if (const auto wanted = DatasetFileFilter(path(folder)))
      std::erase_if(files, [&](const std::string& file) { return !wanted(file); });
    return files;
  }
  const std::string snapshot_ = "hub/datasets--org--d/snapshots/" + std::string(40, 'c');

 private:
  TempDir folder_ = *TempDir::Create("octavo-test");
};

TEST_F(DatasetFilesTest, OfTheHubsCacheWhatIsChosenOfARepository) {
  Write(snapshot_, {"README.md", "dev.csv", "extra/train.csv", "test.csv", "train.csv", "train.jsonl", "train.parquet",
                    "validation.csv"});
  EXPECT_THAT(Parts(snapshot_), ElementsAre("test.csv", "train.csv", "validation.csv"));
  EXPECT_THAT(Parts(snapshot_ + "/extra"), ElementsAre("train.csv"));
}

TEST_F(DatasetFilesTest, OfAnyOtherFolderAll) {
  Write("mine", {"README.md", "train.csv", "train.jsonl"});
  EXPECT_THAT(Parts("mine"), ElementsAre("README.md", "train.csv", "train.jsonl"));
}

TEST_F(DatasetFilesTest, AFileIsItselfAndWhatIsNoDataSetStaysWhole) {
  Write(snapshot_, {"README.md", "test.csv"});
  EXPECT_FALSE(DatasetFileFilter(path(snapshot_ + "/test.csv")));
  EXPECT_THAT(Parts(snapshot_), ElementsAre("README.md", "test.csv")) << "its reader says what is wrong";
  EXPECT_FALSE(DatasetFileFilter(path(snapshot_ + "/nothing")));
}

}  // namespace
}  // namespace octavo::client
