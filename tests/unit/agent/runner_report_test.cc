#include "worker/agent/runner_report.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/files.h"
#include "common/result_size.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;

constexpr char kGood[] =
    R"({"schema": "octavo.report/1", "job_id": "j1", "attempt": 2, "outcome": "succeeded", "reason": "",)"
    R"( "message": "", "result": {"accuracy": 0.9}})";

class RunnerReportTest : public ::testing::Test {
 protected:
  absl::StatusOr<RunnerReport> Read(const std::string& text) const {
    const std::string path = dir_.path() + "/report.json";
    EXPECT_TRUE(WriteFileAtomically(path, text).ok());
    return ReadRunnerReport(path, {"j1", 2, 7});
  }
  std::string Edited(const std::string& from, const std::string& to) const {
    return absl::StrReplaceAll(kGood, {{from, to}});
  }

  const TempDir dir_ = *TempDir::Create("runner_report");
};

TEST_F(RunnerReportTest, ReadsASuccess) {
  const absl::StatusOr<RunnerReport> report = Read(kGood);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_TRUE(report->succeeded);
  EXPECT_EQ(report->result, Json({{"accuracy", 0.9}}));
}

TEST_F(RunnerReportTest, ReadsAFailure) {
  const absl::StatusOr<RunnerReport> report =
      Read(R"({"schema": "octavo.report/1", "job_id": "j1", "attempt": 2, "outcome": "failed", "reason": "BAD_DATA",)"
           R"( "message": "row 3"})");
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_FALSE(report->succeeded);
  EXPECT_EQ(report->reason, "BAD_DATA");
  EXPECT_EQ(report->message, "row 3");
  EXPECT_EQ(report->result, Json::object());
}

TEST_F(RunnerReportTest, AResultMayBeAsLargeAsTheCoordinatorTakes) {
  Json result = {{"list", Json::array()}};
  while (ResultBytes(result) <= kMaxResultBytes) result["list"].push_back(std::string(1000, 'x'));
  const auto read = [&] { return Read(Edited("{\"accuracy\": 0.9}", DumpJson(result))); };
  EXPECT_EQ(read().status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(read().status().message(), HasSubstr(absl::StrCat("result is ", ResultBytes(result), " bytes")));
  EXPECT_THAT(read().status().message(), HasSubstr("at most 262144 bytes"));
  result["list"].erase(0);
  EXPECT_TRUE(read().ok()) << read().status();
}

TEST_F(RunnerReportTest, AMissingFileIsNoReport) {
  EXPECT_EQ(ReadRunnerReport(dir_.path() + "/none", {"j1", 2, 7}).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(RunnerReportTest, RefusesWhatIsNoReportOfThisAttempt) {
  const struct {
    std::string name;
    std::string text;
    std::string blamed;
  } kCases[] = {
      {"truncated", std::string(kGood).substr(0, 40), "report.json"},
      {"no object", "[]", "object"},
      {"other schema", Edited("report/1", "report/9"), "schema"},
      {"other job", Edited("j1", "j2"), "job_id"},
      {"other attempt", Edited("\"attempt\": 2", "\"attempt\": 1"), "attempt"},
      {"attempt as text", Edited("\"attempt\": 2", "\"attempt\": \"2\""), "attempt"},
      {"unknown outcome", Edited("succeeded", "great"), "outcome"},
      {"reason of another type", Edited("\"reason\": \"\"", "\"reason\": 5"), "reason"},
      {"result of another type", Edited("{\"accuracy\": 0.9}", "[1]"), "result"},
      {"too large", Edited("0.9", absl::StrCat("\"", std::string(kMaxReportBytes, 'x'), "\"")), "size"},
      {"too deep", Edited("0.9", std::string(500, '[') + std::string(500, ']')), "report.json"},
  };
  for (const auto& test_case : kCases) {
    const absl::StatusOr<RunnerReport> report = Read(test_case.text);
    EXPECT_EQ(report.status().code(), absl::StatusCode::kInvalidArgument) << test_case.name;
    EXPECT_THAT(report.status().message(), HasSubstr(test_case.blamed)) << test_case.name;
  }
}

}  // namespace
}  // namespace octavo
