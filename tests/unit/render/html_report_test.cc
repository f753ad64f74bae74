// report.html: the whole page byte for byte, and what must hold of every page. How a browser takes it is tested in
// report_browser_test.cc.
#include "client/render/html_report.h"

#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "client/render/palette.h"
#include "common/sha256.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/render/comma_locale.h"
#include "tests/unit/render/golden.h"
#include "tests/unit/render/report_fixtures.h"

namespace octavo::client {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

size_t Count(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

/// The page without its own style and script.
std::string Visible(const std::string& html) {
  const size_t style = html.find("<style>"), style_end = html.find("</style>");
  const size_t script = html.rfind("<script>"), script_end = html.rfind("</script>");
  return html.substr(0, style + 7) + html.substr(style_end, script + 8 - style_end) + html.substr(script_end);
}

/// What the last element of that name holds, which has no attributes.
std::string Element(const std::string& html, const std::string& name) {
  const size_t begin = html.rfind("<" + name + ">") + name.size() + 2;
  return html.substr(begin, html.find("</" + name + ">", begin) - begin);
}

/// Names and values of all attributes.
std::vector<std::pair<std::string, std::string>> AttributesOf(const std::string& html) {
  std::vector<std::pair<std::string, std::string>> attributes;
  for (size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    const size_t end = html.find('>', at);
    for (size_t equals = html.find("=\"", at); equals < end; equals = html.find("=\"", equals)) {
      const size_t name = html.rfind(' ', equals) + 1, close = html.find('"', equals + 2);
      attributes.emplace_back(html.substr(name, equals - name), html.substr(equals + 2, close - equals - 2));
      equals = close;
    }
  }
  return attributes;
}

/// The rows of the comparison whose colour or pattern the marks that tell of `variant` have.
std::set<size_t> StylesOf(const std::string& html, const std::string& variant) {
  std::set<size_t> styles;
  for (size_t at = html.find("<g class=\"mark\""); at != std::string::npos;
       at = html.find("<g class=\"mark\"", at + 1)) {
    const std::string mark = html.substr(at, html.find("</g>", at) - at);
    if (!absl::StrContains(mark, variant + ":")) continue;
    for (size_t row = 0; row < kVariantStyles.size(); ++row) {
      if (Count(mark, absl::StrCat("fill=\"", VariantColour(row), "\"")) > 0 ||
          Count(mark, absl::StrCat("url(#fill-", row, ")")) > 0)
        styles.insert(row);
    }
  }
  return styles;
}

/// The first element that is not closed where it should be, or empty.
std::string FirstUnbalanced(const std::string& html) {
  std::vector<std::string> open;
  for (size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    const size_t end = html.find('>', at);
    const std::string tag = html.substr(at + 1, end - at - 1);
    if (tag[0] == '!' || tag.back() == '/') continue;
    const std::string name = tag.substr(tag[0] == '/' ? 1 : 0, tag.find(' ') - (tag[0] == '/' ? 1 : 0));
    if (name == "meta" || name == "link") continue;
    if (tag[0] != '/') {
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      return "</" + name + "> closes " + (open.empty() ? "nothing" : open.back());
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : "<" + open.back() + "> stays open";
}

/// Whether what is no number stands somewhere as if it were one.
bool ShowsNan(const std::string& html) {
  for (const char* before : {">", " ", "\"", "(", "-", "+"}) {
    if (Count(html, before + std::string("nan")) > 0 || Count(html, before + std::string("inf<")) > 0) return true;
  }
  return false;
}

class HtmlReportTest : public ::testing::Test {
 protected:
  // A decimal comma must change nothing.
  const CommaLocale locale_;
};

TEST_F(HtmlReportTest, WholePage) { ExpectGolden("report.html", HtmlReportOf(FullStages())); }

TEST_F(HtmlReportTest, EqualInputGivesEqualBytes) { EXPECT_EQ(HtmlReportOf(FullStages()), HtmlReportOf(FullStages())); }

struct Page {
  const char* name;
  std::vector<StageResult> stages;
};

std::vector<Page> Pages() {
  return {{"full", FullStages()},
          {"only the baseline", {BaselineStage()}},
          {"two", {BaselineStage(), DynamicStage()}},
          {"twelve", TwelveVariants()},
          {"hostile", HostileStages()}};
}

TEST_F(HtmlReportTest, EveryPageIsWellFormed) {
  for (const Page& page : Pages()) {
    const std::string html = HtmlReportOf(page.stages), visible = Visible(html);
    EXPECT_EQ(FirstUnbalanced(visible), "") << page.name;
    EXPECT_EQ(Count(visible, "<h1>"), 1u) << page.name;
    EXPECT_EQ(Count(visible, "<main"), 1u) << page.name;
    EXPECT_EQ(Count(visible, "<table"), Count(visible, "<caption>")) << page.name;
    EXPECT_EQ(Count(visible, "<figure "), Count(visible, "<figcaption ")) << page.name;
    EXPECT_EQ(Count(visible, "class=\"mark\""), Count(visible, "class=\"mark\" role=\"img\"><title>")) << page.name;
    EXPECT_FALSE(ShowsNan(visible)) << page.name;
    EXPECT_EQ(Count(html, "<script>"), 1u) << page.name;
  }
}

// The only addresses are places in the page and the empty icon.
TEST_F(HtmlReportTest, NothingIsLoadedFromAnywhere) {
  for (const Page& page : Pages()) {
    const std::string html = HtmlReportOf(page.stages);
    const auto attributes = AttributesOf(Visible(html));
    EXPECT_GT(attributes.size(), 100u) << page.name;
    for (const auto& [name, value] : attributes) {
      EXPECT_THAT(name, Not(AnyOf("src", "srcset", "style", "action", "data", StartsWith("on")))) << page.name;
      if (absl::EndsWith(name, "href")) {
        EXPECT_THAT(value, AnyOf(StartsWith("#"), "data:,")) << page.name;
      } else if (absl::StrContains(value, "url(")) {
        EXPECT_THAT(value, StartsWith("url(#")) << page.name;
      }
    }
    for (const char* loads : {"http:", "https:", "@import", "url(h", "url(\""}) {
      EXPECT_THAT(Element(html, "style"), Not(HasSubstr(loads)));
      EXPECT_THAT(Element(html, "script"), Not(HasSubstr(loads)));
    }
  }
}

TEST_F(HtmlReportTest, NamesFromOutsideAreText) {
  const std::string html = HtmlReportOf(HostileStages());
  EXPECT_EQ(Count(html, "<script>"), 1u) << "our own";
  EXPECT_THAT(html, Not(HasSubstr("<img")));
  EXPECT_THAT(html, Not(HasSubstr("'taken'")));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;document.title=&#39;taken&#39;&lt;/script&gt;"));
  EXPECT_THAT(html, Not(HasSubstr("\xFF")));
}

TEST_F(HtmlReportTest, OnlyOurOwnStyleAndScriptMayApply) {
  const std::string html = HtmlReportOf({BaselineStage(), DynamicStage()});
  EXPECT_THAT(html, HasSubstr("default-src &#39;none&#39;"));
  for (const std::string name : {"script", "style"}) {
    const std::string hash = absl::Base64Escape(absl::HexStringToBytes(Sha256Hex(Element(html, name))));
    EXPECT_THAT(html, HasSubstr(absl::StrCat(name, "-src &#39;sha256-", hash, "&#39;")));
  }
  EXPECT_THAT(html, Not(HasSubstr("unsafe-inline")));
}

TEST_F(HtmlReportTest, MissingStagesAreNamedWithARemedy) {
  const std::string html = HtmlReportOf({BaselineStage(), DynamicStage()});
  EXPECT_THAT(html, HasSubstr("qat has no results (qat/): octavo qat and then octavo compare add it."));
  EXPECT_THAT(html, Not(HasSubstr("dynamic has no results")));
  EXPECT_THAT(html, HasSubstr("None of these results records a training."));
  EXPECT_THAT(html, HasSubstr("No stage was timed by shape"));
  EXPECT_THAT(html, HasSubstr("the stage mixed, which measures it, has no such results here"));
  EXPECT_THAT(html, HasSubstr("left a layers.csv here"));
}

TEST_F(HtmlReportTest, WhatWasNotTimedHasNoBar) {
  StageResult baseline = BaselineStage(), dynamic = DynamicStage();
  for (StageResult* stage : {&baseline, &dynamic}) {
    for (auto& [name, figures] : stage->variants) figures.latency = {}, figures.throughput = {};
  }
  dynamic.comparisons["int8"].speedup_batch1 = {};
  const std::string html = HtmlReportOf({baseline, dynamic});
  const std::string latency =
      html.substr(html.find("<figure id=\"latency\""),
                  html.find("<figure id=\"accuracy-size\"") - html.find("<figure id=\"latency\""));
  EXPECT_THAT(latency, Not(HasSubstr("class=\"bar\"")));
  EXPECT_THAT(latency, Not(HasSubstr("class=\"marker\"")));
  EXPECT_THAT(latency, HasSubstr("Dynamic INT8: not measured"));
}

TEST_F(HtmlReportTest, FiguresThatAreNotNumbersAreSaidToBeMissing) {
  StageResult dynamic = DynamicStage();
  VariantFigures& figures = dynamic.variants["int8"];
  figures.latency->p50_ms = std::numeric_limits<double>::quiet_NaN();
  figures.loss = std::numeric_limits<double>::infinity();
  figures.throughput->samples_per_second = std::numeric_limits<double>::quiet_NaN();
  const std::string html = Visible(HtmlReportOf({BaselineStage(), dynamic}));
  EXPECT_FALSE(ShowsNan(html));
  EXPECT_THAT(html, HasSubstr("Dynamic INT8: not measured"));
}

TEST_F(HtmlReportTest, RowsThatAreNotComparableSayWhy) {
  StageResult dynamic = DynamicStage();
  dynamic.device_class = "cuda:NVIDIA H200";
  const std::string html = HtmlReportOf({BaselineStage(), dynamic});
  EXPECT_THAT(html, HasSubstr("Dynamic INT8: not compared: measured on cuda:NVIDIA H200 instead of x86_64-avx2"));
}

TEST_F(HtmlReportTest, OneColourForEachVariantEverywhere) {
  const std::string html = HtmlReportOf(TwelveVariants());
  std::set<size_t> styles;
  const Comparison comparison = *Compare(TwelveVariants());
  for (const ComparisonRow& row : comparison.rows) {
    const std::set<size_t> own = StylesOf(html, row.label);
    EXPECT_EQ(own.size(), 1u) << row.label;
    styles.insert(own.begin(), own.end());
  }
  EXPECT_EQ(styles.size(), kVariantStyles.size());
}

TEST_F(HtmlReportTest, SeveralSeedsHaveASection) {
  const std::string html = HtmlReportOfRepeats(), visible = Visible(html);
  EXPECT_EQ(FirstUnbalanced(visible), "");
  EXPECT_FALSE(ShowsNan(visible));
  const size_t begin = html.find("<section id=\"repeats\""), end = html.find("</section>", begin);
  ASSERT_NE(begin, std::string::npos);
  const std::string section = html.substr(begin, end - begin);
  ExpectGolden("report_repeats.html", section);
  EXPECT_THAT(html, HasSubstr("href=\"#repeats\""));
  EXPECT_THAT(section, HasSubstr("4 seeds (42, 43, 44, 45)"));
  EXPECT_THAT(section, HasSubstr("Static INT8, seed 43: 82.80 %")) << "each seed's value";
  EXPECT_THAT(section, HasSubstr("83.70 ± 0.90 %")) << "the mean and its deviation";
  EXPECT_THAT(section, HasSubstr("Left out: static of seed 45"));
  EXPECT_EQ(StylesOf(html, "Static INT8").size(), 1u) << "the colour that it has everywhere";
}

TEST_F(HtmlReportTest, AVariantOfOtherSeedsAloneHasAColourOfItsOwn) {
  Comparison comparison = *Compare({BaselineStage(), DynamicStage()});
  comparison.repeats = StudyRepeats({*MakeSeedRun("results", SeedStages(42, 160, 163)),
                                     *MakeSeedRun("results/repeats/seed-43", SeedStages(43, 170, 172))},
                                    {});
  const std::string html = RenderHtmlReport(comparison, DetailsOf(comparison.stages));
  const std::set<size_t> own = StylesOf(html, "Static INT8");
  ASSERT_EQ(own.size(), 1u);
  EXPECT_NE(own, StylesOf(html, "Dynamic INT8"));
  EXPECT_NE(own, StylesOf(html, "FP32 baseline"));
}

TEST_F(HtmlReportTest, OneVariantHasNothingToCompareWith) {
  const std::string html = Visible(HtmlReportOf({BaselineStage()}));
  for (const char* not_there :
       {"class=\"front\"", "stepped line", "Stages were timed in different runs", "see the next picture"})
    EXPECT_THAT(html, Not(HasSubstr(not_there)));
}

TEST_F(HtmlReportTest, WhatIsLargerIsNotCalledSmaller) {
  const std::string html = Visible(
      HtmlReportOf({BaselineStage(), QuantizationStageOf("static", "static_quant", {{"int8", 161, 100'000'000, 3}})}));
  EXPECT_THAT(html, HasSubstr("1.10× larger"));
  EXPECT_THAT(html, HasSubstr("Its files are 1.10 times larger."));
  EXPECT_THAT(html, Not(HasSubstr("smaller.")));
}

TEST_F(HtmlReportTest, ASingleSeedHasNothingToAverage) {
  Comparison comparison = *Compare(SeedStages(42, 160, 163));
  comparison.repeats = StudyRepeats({*MakeSeedRun("results", SeedStages(42, 160, 163))}, {"<b>nothing</b> to read."});
  const std::string html = RenderHtmlReport(comparison, DetailsOf(comparison.stages));
  EXPECT_THAT(html, HasSubstr("Only seed 42 counts"));
  EXPECT_THAT(html, HasSubstr("Left out: &lt;b&gt;nothing"));
  EXPECT_THAT(html, Not(HasSubstr("repeats-accuracy")));
  EXPECT_THAT(HtmlReportOf({BaselineStage()}), Not(HasSubstr("id=\"repeats\"")));
}

TEST_F(HtmlReportTest, ManyClassesHaveTheirLargestConfusionsInPlaceOfAMatrix) {
  StageResult baseline = BaselineStage();
  for (int i = 2; i < 20; ++i) baseline.labels.push_back(absl::StrCat("class ", i));
  const std::string html = HtmlReportOf({baseline});
  EXPECT_THAT(html, Not(HasSubstr("class=\"matrix\"")));
  EXPECT_THAT(html, HasSubstr("The most frequent confusions (of 20 classes)"));
}

TEST_F(HtmlReportTest, PredictionsThatCannotBeScoredAreSaidToBe) {
  StageResult baseline = BaselineStage();
  baseline.predictions.clear();
  EXPECT_THAT(HtmlReportOf({baseline}), HasSubstr("Not shown: the predictions cannot be scored"));
}

TEST_F(HtmlReportTest, DamagedFilesAreCaveats) {
  const Comparison comparison = *Compare({BaselineStage(), DynamicStage()});
  std::vector<StageDetails> details(2);
  details[0].problems = {"training_curve.csv of baseline cannot be read: line 3: <5 fields"};
  EXPECT_THAT(RenderHtmlReport(comparison, details), HasSubstr("cannot be read: line 3: &lt;5 fields."));
}

TEST_F(HtmlReportTest, TheEpochBeforeTraining) {
  StageResult baseline = TrainedBaseline();
  Json& history = baseline.training["history"];
  history.insert(history.begin(),
                 Json{{"epoch", 0}, {"train_loss", nullptr}, {"validation_accuracy", 0.86}, {"validation_loss", 0.38}});
  baseline.training["best_epoch"] = 0;
  const std::string html = HtmlReportOf({baseline});
  EXPECT_THAT(html, HasSubstr("epoch 0, before the first step (the best, which was kept)"));
}

}  // namespace
}  // namespace octavo::client
