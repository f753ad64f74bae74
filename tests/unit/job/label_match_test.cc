#include "worker/runner/job/label_match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/job_folder.h"
#include "worker/runner/job/failure.h"

namespace octavo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class LabelMatchTest : public ::testing::Test {
 protected:
  LabelMatchTest() : events_(*EventWriter::Open(folder_.Path("events.jsonl"), wall_)) {}

  /// Every part has one text of each label, in order.
  absl::Status Match(const std::vector<std::string>& data_labels, const std::vector<std::string>& model_labels) {
    data_ = EncodedDataset();
    data_.description = {{"name", "reviews"}, {"labels", data_labels}};
    for (EncodedRows* rows : {&data_.train, &data_.validation, &data_.test}) {
      for (size_t i = 0; i < data_labels.size(); ++i) rows->labels.push_back(static_cast<int32_t>(i));
    }
    JobContext context{{}, folder_.path(), {}, nullptr, *events_, stop_, wall_, wall_.Now()};
    return MatchLabels(context, model_labels, data_);
  }

  JobFolder folder_;
  FakeClock wall_;
  StopFlag stop_;
  std::unique_ptr<EventWriter> events_;
  EncodedDataset data_;
};

TEST_F(LabelMatchTest, NamesCountWhateverTheirCaseInEveryPart) {
  ASSERT_TRUE(Match({"bad", "Fair", "good"}, {"GOOD", "bad", "fair"}).ok());
  for (const EncodedRows* rows : {&data_.train, &data_.validation, &data_.test}) {
    EXPECT_THAT(rows->labels, ElementsAre(1, 2, 0));
  }
  EXPECT_EQ(data_.description["labels"], (Json{"GOOD", "bad", "fair"}));
  EXPECT_THAT(events_->warnings(), IsEmpty());
}

TEST_F(LabelMatchTest, OtherNamesAreTakenInOrderWithAWarning) {
  ASSERT_TRUE(Match({"bad", "good"}, {"bad", "LABEL_1"}).ok());
  EXPECT_THAT(data_.test.labels, ElementsAre(0, 1));
  EXPECT_EQ(data_.description["labels"], (Json{"bad", "good"}));
  ASSERT_THAT(events_->warnings(), SizeIs(1));
  EXPECT_THAT(events_->warnings()[0], HasSubstr("they are taken in order"));
}

TEST_F(LabelMatchTest, NamesThatDifferOnlyInCaseTellNothingApart) {
  ASSERT_TRUE(Match({"x", "X"}, {"X", "x"}).ok());
  EXPECT_THAT(data_.test.labels, ElementsAre(0, 1));
  EXPECT_THAT(events_->warnings(), SizeIs(1));
}

TEST_F(LabelMatchTest, AnotherNumberOfLabelsIsTheDatasFault) {
  const absl::Status status = Match({"bad", "good"}, {"bad", "fair", "good"});
  EXPECT_EQ(FailureReason(status), kBadData);
  EXPECT_THAT(
      std::string(status.message()),
      HasSubstr("data set reviews has 2 labels (bad, good) and the model 3 (bad, fair, good); give the data set "
                "that the model was trained on"));
}

}  // namespace
}  // namespace octavo
