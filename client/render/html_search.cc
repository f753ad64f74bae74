#include "client/render/html_search.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "client/compare/pareto.h"
#include "client/render/figure_text.h"
#include "client/render/html_section.h"
#include "client/render/html_table.h"
#include "client/render/html_text.h"
#include "client/render/html_xy_chart.h"
#include "client/render/numbers.h"
#include "client/render/text_fit.h"

namespace octavo::client {
namespace {

std::string CandidateTip(const Candidate& candidate) {
  return absl::StrCat(candidate.name, candidate.chosen ? " (chosen)" : "", candidate.on_front ? ", on the front" : "",
                      ": accuracy ", FigureText(100 * candidate.accuracy, 2, " %"), ", ",
                      FigureText(candidate.latency_ms, 2, " ms"), ", ", Bytes(candidate.size_bytes), ", layers ",
                      Shorten(candidate.layers, 100));
}

std::string SearchChart(const std::string& id, const Search& search, size_t style) {
  XyChart chart{id, "latency of one text, ms", "accuracy, %", {}};
  std::vector<std::pair<double, double>> drawn;
  for (const Candidate& candidate : search.candidates) {
    const bool named = candidate.chosen || candidate.on_front;
    drawn.push_back({candidate.latency_ms, 100 * candidate.accuracy});
    chart.points.push_back({candidate.latency_ms,
                            100 * candidate.accuracy,
                            style,
                            !candidate.on_front,
                            candidate.chosen,
                            {},
                            CandidateTip(candidate),
                            named ? absl::StrCat(candidate.name, candidate.chosen ? " (chosen)" : "") : ""});
  }
  chart.lines = {{XyLine::Kind::kFront, 0, FrontStairs(drawn, true)}};
  chart.guides = {{100 * (search.reference_accuracy - search.accuracy_budget), "least accuracy allowed"}};
  return RenderXyChart(chart);
}

std::string SearchTable(const Search& search) {
  HtmlTable table{"Candidates of the search for mixed precision",
                  {{"candidate"},
                   {"accuracy", true},
                   {"drop, points", true},
                   {"mean KL", true},
                   {"latency", true},
                   {"speed-up over FP32", true},
                   {"size", true},
                   {"on the front"},
                   {"layers"}}};
  table.sortable = true;
  for (const Candidate& candidate : search.candidates) {
    table.marked.push_back(candidate.chosen);
    table.rows.push_back({TextCell(absl::StrCat(candidate.name, candidate.chosen ? " (chosen)" : "")),
                          NumberCell(100 * candidate.accuracy, 2, " %"),
                          NumberCell(100 * candidate.accuracy_drop, 2),
                          NumberCell(candidate.mean_kl, 6),
                          NumberCell(candidate.latency_ms, 2, " ms"),
                          RatioCell(candidate.speedup),
                          BytesCell(candidate.size_bytes),
                          TextCell(candidate.on_front ? "yes" : "no"),
                          {Element("code", "", EscapeHtml(candidate.layers))}});
  }
  return RenderHtmlTable(table);
}

}  // namespace

std::string SearchFigure(const Comparison& comparison, size_t stage, const Search& search) {
  if (search.candidates.empty()) return "";
  const std::string id = absl::StrCat("search-", stage);
  const std::string caption = absl::StrCat(
      "Every assignment of precisions to layers that was measured, on ", Thousands(search.rows), " texts of the ",
      search.decided_on,
      " split, so that the test texts decide nothing. Filled markers are on the front of accuracy, "
      "latency and size, the ringed one was chosen; the stepped line is that of accuracy and latency alone. ",
      search.holds_budget ? "The chosen one is the fastest that keeps the accuracy allowed."
                          : "None keeps the accuracy allowed: FP32 in every linear layer was taken.");
  return RenderHtmlFigure({id, "The search for mixed precision", caption,
                           SearchChart(id, search, RowOfStage(comparison, stage, "mixed")), SearchTable(search)});
}

}  // namespace octavo::client
