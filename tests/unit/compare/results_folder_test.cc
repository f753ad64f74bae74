#include "client/compare/results_folder.h"

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/json.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/compare/stage_fixtures.h"

namespace octavo::client {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ResultsFolderTest : public ::testing::Test {
 protected:
  /// The results of a baseline that was trained with that seed.
  void WriteBaseline(const std::string& results, int64_t seed) {
    Json json = RecordJson("baseline", 2);
    json["params"]["seed"] = seed;
    json["variants"]["fp32"] = VariantJson(0.5, 2, 1000, 1);
    const std::string folder = results + "/baseline";
    ASSERT_TRUE(MakeDirectories(folder).ok());
    ASSERT_TRUE(WriteJsonFile(folder + "/metrics.json", json).ok());
    ASSERT_TRUE(WriteFileAtomically(folder + "/evaluation_results.csv", "id,label,prediction\na,0,0\nb,1,0\n").ok());
  }
  std::string results() const { return folder_.path(); }

 private:
  const TempDir folder_ = *TempDir::Create("octavo-test");
};

TEST_F(ResultsFolderTest, WithoutFurtherSeedsThereIsNoStudy) {
  WriteBaseline(results(), 42);
  const auto comparison = CompareFolder(results());
  ASSERT_TRUE(comparison.ok()) << comparison.status();
  EXPECT_EQ(comparison->rows.size(), 1u);
  EXPECT_FALSE(comparison->repeats.has_value());
}

TEST_F(ResultsFolderTest, StudiesTheSeedsInOrderAndNamesWhatCannotBeRead) {
  WriteBaseline(results(), 42);
  for (const int64_t seed : {100, 43, 44}) WriteBaseline(RepeatFolder(results(), seed), seed);
  ASSERT_TRUE(WriteFileAtomically(RepeatFolder(results(), 44) + "/baseline/metrics.json", "{").ok());
  ASSERT_TRUE(MakeDirectories(RepeatFolder(results(), 45)).ok());
  ASSERT_TRUE(MakeDirectories(results() + "/repeats/notes").ok());
  const auto comparison = CompareFolder(results());
  ASSERT_TRUE(comparison.ok()) << comparison.status();
  ASSERT_TRUE(comparison->repeats.has_value());
  std::vector<int64_t> seeds;
  for (const SeedRun& run : comparison->repeats->runs) seeds.push_back(run.seed);
  EXPECT_THAT(seeds, ElementsAre(42, 43, 100));
  EXPECT_THAT(comparison->repeats->left_out,
              ElementsAre(HasSubstr("repeats/seed-44/baseline/metrics.json"),
                          RepeatFolder(results(), 45) + ": there are no baseline results."));
}

TEST_F(ResultsFolderTest, NeedsABaselineOfItsOwn) {
  WriteBaseline(RepeatFolder(results(), 43), 43);
  EXPECT_THAT(std::string(CompareFolder(results()).status().message()), HasSubstr("octavo baseline"));
}

}  // namespace
}  // namespace octavo::client
