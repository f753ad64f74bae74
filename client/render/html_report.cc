#include "client/render/html_report.h"

#include <optional>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "client/render/html_assets.h"
#include "client/render/html_classes.h"
#include "client/render/html_layers.h"
#include "client/render/html_overview.h"
#include "client/render/html_provenance.h"
#include "client/render/html_repeats.h"
#include "client/render/html_section.h"
#include "client/render/html_shapes.h"
#include "client/render/html_svg.h"
#include "client/render/html_text.h"
#include "client/render/html_training.h"
#include "client/render/html_variants.h"
#include "client/render/numbers.h"
#include "common/sha256.h"

namespace octavo::client {
namespace {

/// The source expression of a content security policy for an element with this content.
std::string PolicyHash(absl::string_view content) {
  return absl::StrCat("'sha256-", absl::Base64Escape(absl::HexStringToBytes(Sha256Hex(content))), "'");
}

/// Nothing is loaded, and only our own style and script apply, whatever a name from outside may hold.
std::string Policy() {
  return absl::StrCat("default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src ",
                      PolicyHash(kReportStyle), "; script-src ", PolicyHash(kReportScript));
}

std::string Head(const std::string& title) {
  return absl::StrCat(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" ",
      Attribute("content", Policy()),
      ">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n",
      Element("title", "", EscapeHtml(title)), "\n<style>", kReportStyle, "</style>\n</head>\n");
}

std::string PageHeader(const Comparison& comparison) {
  const StageResult& first = comparison.stages[0];
  return absl::StrCat(
      "<a class=\"skip\" href=\"#main\">Skip to the recommendation</a>\n<header>\n<div><h1>",
      EscapeHtml(comparison.model), " on ", EscapeHtml(comparison.dataset), "</h1>\n",
      Paragraph(absl::StrCat(comparison.rows.size(), comparison.rows.size() == 1 ? " variant" : " variants",
                             ", compared on ", Thousands(comparison.test_rows), " test texts; baseline of ",
                             first.started_at, " on ", first.device_class, ".")),
      "</div>\n<button type=\"button\" id=\"theme\" hidden>Dark colours</button>\n</header>\n");
}

std::string Contents(const std::vector<HtmlSection>& sections) {
  std::string items;
  for (const HtmlSection& section : sections) {
    absl::StrAppend(&items, "<li>", Element("a", absl::StrCat("href=\"#", section.id, "\""), EscapeHtml(section.title)),
                    "</li>\n");
  }
  return absl::StrCat("<nav aria-label=\"Contents\">\n<ul>\n", items, "</ul>\n</nav>\n");
}

}  // namespace

std::string RenderHtmlReport(const Comparison& comparison, const std::vector<StageDetails>& details) {
  const ReportInput input{comparison, details};
  std::vector<HtmlSection> sections = {RecommendationSection(input), VariantsSection(input), OverviewSection(input)};
  if (std::optional<HtmlSection> repeats = RepeatsSection(input)) sections.push_back(*std::move(repeats));
  for (const auto& section : {ShapesSection, CaveatsSection, ClassesSection, TrainingSection, LayersSection,
                              ProvenanceSection, ReproduceSection}) {
    sections.push_back(section(input));
  }
  std::string html = absl::StrCat(Head(absl::StrCat(comparison.model, " on ", comparison.dataset)), "<body>\n",
                                  SvgPatterns(comparison.rows.size()), PageHeader(comparison), Contents(sections),
                                  "<main id=\"main\" tabindex=\"-1\">\n");
  for (const HtmlSection& section : sections) absl::StrAppend(&html, RenderHtmlSection(section));
  return absl::StrCat(html, "</main>\n<footer>",
                      Paragraph(absl::StrCat("Octavo ", comparison.stages[0].octavo_version,
                                             ". The same figures: summary_table.csv and summary_report.md.")),
                      "</footer>\n<div id=\"tip\" role=\"tooltip\" hidden></div>\n"
                      "<p id=\"said\" class=\"unseen\" role=\"status\"></p>\n<script>",
                      kReportScript, "</script>\n</body>\n</html>\n");
}

}  // namespace octavo::client
