// report.html in a real browser, headless: Debian's chromium. report_harness.html drives the page in a frame as a
// reader would and says what it found.
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "common/files.h"
#include "common/json.h"
#include "common/subprocess.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/render/report_fixtures.h"

namespace octavo::client {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Where the browser is; empty where it is not installed.
std::string FindBrowser() {
  const char* path = std::getenv("PATH");
  for (absl::string_view folder : absl::StrSplit(path == nullptr ? "" : path, ':', absl::SkipEmpty())) {
    std::string program = absl::StrCat(folder, "/chromium");
    if (access(program.c_str(), X_OK) == 0) return program;
  }
  return "";
}

/// What the harness found, and what the browser said.
struct Visit {
  Json found;
  std::string console;  // lines of the page's console
};

/// The text between the tags of the harness's result, as it was before the browser escaped it.
std::string FoundText(const std::string& document) {
  const std::string begin = "<pre id=\"found\">";
  const size_t at = document.find(begin);
  if (at == std::string::npos) return "";
  const std::string text = document.substr(at + begin.size(), document.find("</pre>", at) - at - begin.size());
  return absl::StrReplaceAll(text, {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}});
}

std::string ConsoleLines(const std::string& log) {
  std::string lines;
  for (absl::string_view line : absl::StrSplit(log, '\n')) {
    if (line.find("CONSOLE") != absl::string_view::npos) absl::StrAppend(&lines, line, "\n");
  }
  return lines;
}

absl::StatusOr<Visit> VisitPage(const std::string& browser, const std::string& html) {
  const TempDir folder = *TempDir::Create("octavo-browser");
  const std::string harness = absl::StrCat(std::getenv("OCTAVO_SOURCE_DIR"), "/tests/unit/render/report_harness.html");
  absl::Status copied = WriteFileAtomically(folder.path() + "/harness.html", *ReadFile(harness));
  copied.Update(WriteFileAtomically(folder.path() + "/report.html", html));
  if (!copied.ok()) return copied;
  SubprocessOptions options;
  options.argv = {browser,
                  "--headless",
                  "--no-sandbox",
                  "--disable-gpu",
                  "--disable-dev-shm-usage",
                  "--no-first-run",
                  "--disable-background-networking",
                  "--allow-file-access-from-files",
                  "--enable-logging=stderr",
                  absl::StrCat("--user-data-dir=", folder.path(), "/profile"),
                  "--virtual-time-budget=10000",
                  "--dump-dom",
                  absl::StrCat("file://", folder.path(), "/harness.html")};
  options.environment = InheritEnvironment({"PATH", "TMPDIR"});
  options.environment.push_back("HOME=" + folder.path());
  options.stdout_path = folder.path() + "/document.html";
  options.stderr_path = folder.path() + "/log.txt";
  absl::StatusOr<Subprocess> child = Subprocess::Start(options);
  if (!child.ok()) return child.status();
  const absl::StatusOr<ExitStatus> exit = child->Wait(absl::Seconds(60));
  if (!exit.ok()) return exit.status();
  const std::string log = *ReadFile(options.stderr_path);
  absl::StatusOr<Json> found = ParseJson(FoundText(*ReadFile(options.stdout_path)), "the harness's findings");
  if (!found.ok()) return absl::InternalError(absl::StrCat(found.status().message(), "\n", log.substr(0, 2000)));
  return Visit{*std::move(found), ConsoleLines(log)};
}

class ReportBrowserTest : public ::testing::Test {
 protected:
  void SetUp() override {
    browser_ = FindBrowser();
    if (browser_.empty()) GTEST_SKIP() << "needs a browser: apt-get install chromium";
  }

  /// Visits the page and checks what holds of every one.
  Json Look(const std::string& html) {
    const absl::StatusOr<Visit> visit = VisitPage(browser_, html);
    if (!visit.ok()) {
      ADD_FAILURE() << visit.status();
      return {};
    }
    const Json& found = visit->found;
    EXPECT_FALSE(found.contains("error")) << found.value("error", "");
    EXPECT_THAT(visit->console, IsEmpty()) << "errors, or violations of the page's policy";
    EXPECT_THAT(found.value("requests", Json()), IsEmpty());
    EXPECT_THAT(found.value("overlaps", Json()), IsEmpty()) << found["overlaps"];
    EXPECT_EQ(found.value("unnamed", -1), 0) << "marks without an accessible name";
    EXPECT_EQ(found.value("wide", Json()), Json({0, 0, 0})) << "wider than the window";
    for (const Json& stops : found["stops"]) EXPECT_EQ(stops, 1) << "stops of the Tab key in a chart";
    for (const char* colours : {"light", "dark"})
      EXPECT_GE(found[colours]["contrast"]["ratio"].get<double>(), 4.5) << found[colours];
    return found;
  }

  std::string browser_;
};

TEST_F(ReportBrowserTest, SortsByKeyboardAndSaysSo) {
  const Json found = Look(HtmlReportOf(FullStages()));
  EXPECT_EQ(found["focused"], true);
  EXPECT_EQ(found["unsorted"][0], "FP32 baseline");
  EXPECT_EQ(found["ascending"]["state"], "ascending");
  EXPECT_EQ(found["ascending"]["order"][0], "Mixed: INT8");
  EXPECT_EQ(found["descending"]["state"], "descending");
  EXPECT_EQ(found["descending"]["order"][0], "QAT INT8");
  EXPECT_THAT(found["said"].get<std::string>(), HasSubstr("sorted by accuracy, descending"));
}

TEST_F(ReportBrowserTest, TellsOfMarksByKeyboard) {
  const Json found = Look(HtmlReportOf(FullStages()));
  EXPECT_EQ(found["tip"]["shown"], true);
  EXPECT_THAT(found["tip"]["text"].get<std::string>(), HasSubstr("FP32 baseline: accuracy 84.00 %"));
  EXPECT_EQ(found["moved"]["to"], 1);
  EXPECT_THAT(found["moved"]["text"].get<std::string>(), HasSubstr("Dynamic INT8"));
  EXPECT_EQ(found["hidden"], true);
}

TEST_F(ReportBrowserTest, KeepsTheChoiceOfColours) {
  const Json found = Look(HtmlReportOf({BaselineStage(), DynamicStage()}));
  EXPECT_NE(found["light"]["paper"], found["dark"]["paper"]);
  EXPECT_EQ(found["dark"]["kept"], "dark");
}

TEST_F(ReportBrowserTest, HasRoomForTwelveLongNames) { Look(HtmlReportOf(TwelveVariants())); }

TEST_F(ReportBrowserTest, ShowsSeveralSeeds) {
  const Json found = Look(HtmlReportOfRepeats());
  EXPECT_EQ(found["headings"], 1);
}

TEST_F(ReportBrowserTest, RunsNothingThatANameHolds) {
  const Json found = Look(HtmlReportOf(HostileStages()));
  EXPECT_NE(found["title"], "taken");
  EXPECT_EQ(found["headings"], 1);
}

TEST_F(ReportBrowserTest, ShowsABaselineAlone) { Look(HtmlReportOf({BaselineStage()})); }

}  // namespace
}  // namespace octavo::client
