#include "client/render/html_provenance.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "client/compare/result_fields.h"
#include "client/render/html_table.h"
#include "client/render/html_text.h"
#include "client/render/numbers.h"
#include "client/render/reproduce.h"

namespace octavo::client {
namespace {

using Fields = std::map<std::string, std::string>;

std::string FieldText(const std::string& name, const Json& value) {
  if (value.is_null()) return "–";
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer() && absl::EndsWith(name, "_bytes")) return Bytes(value.get<int64_t>());
  if (!value.is_array()) return DumpJson(value);
  std::vector<std::string> items;
  for (const Json& item : value) items.push_back(FieldText(name, item));
  return items.empty() ? "none" : absl::StrJoin(items, ", ");
}

/// The fields of an object below `path`, those of inner objects as "outer.inner".
void AddFields(const Json* object, const std::string& prefix, Fields* fields) {
  if (object == nullptr || !object->is_object()) return;
  for (const auto& [name, value] : object->items()) {
    if (value.is_object()) {
      AddFields(&value, absl::StrCat(prefix, name, "."), fields);
    } else {
      (*fields)[absl::StrCat(prefix, name)] = FieldText(name, value);
    }
  }
}

/// One row for each field that any stage has, one column for each stage; a field that all agree on is told once.
std::string FieldTable(const Comparison& comparison, const std::string& path, const std::string& caption) {
  std::vector<Fields> stages;
  std::set<std::string> names;
  HtmlTable table{absl::StrCat(caption, "; a value across the row is that of all"), {{"field"}}};
  for (const StageResult& stage : comparison.stages) {
    table.columns.push_back({stage.stage});
    AddFields(At(stage.record, path), "", &stages.emplace_back());
    for (const auto& [name, value] : stages.back()) names.insert(name);
  }
  if (names.empty()) return Paragraph(absl::StrCat(caption, ": not recorded."));
  for (const std::string& name : names) {
    std::vector<HtmlCell> cells = {{Element("code", "", EscapeHtml(name))}};
    const auto value = [&](const Fields& fields) {
      const auto found = fields.find(name);
      return found == fields.end() ? std::string() : found->second;
    };
    const bool agreed = std::all_of(stages.begin(), stages.end(), [&](const Fields& fields) {
      return fields.contains(name) && value(fields) == value(stages[0]);
    });
    if (agreed) {
      cells.push_back({EscapeHtml(value(stages[0])), {}, static_cast<int>(stages.size())});
    } else {
      for (const Fields& fields : stages)
        cells.push_back(fields.contains(name) ? TextCell(value(fields)) : AbsentCell("–"));
    }
    table.rows.push_back(std::move(cells));
  }
  return RenderHtmlTable(table);
}

/// "load 0.4 s, train 3 min 24 s".
std::string PhasesText(const StageResult& stage) {
  std::vector<std::string> phases;
  const Json* seconds = At(stage.record, "phase_seconds");
  if (seconds == nullptr || !seconds->is_object()) return "not recorded";
  for (const auto& [name, value] : seconds->items()) {
    if (!value.is_number()) continue;
    const double spent = value.get<double>();
    phases.push_back(absl::StrCat(name, " ", spent < 60 ? Fixed(spent, 1) + " s" : Span(absl::Seconds(spent))));
  }
  return absl::StrJoin(phases, ", ");
}

std::string StagesTable(const Comparison& comparison) {
  HtmlTable table{
      "Stages", {{"stage"}, {"started"}, {"wall time", true}, {"phases"}, {"peak memory", true}, {"job"}, {"folder"}}};
  for (const StageResult& stage : comparison.stages) {
    std::string id = "not recorded";
    int64_t attempt = 1;
    Read(stage.record, "job/id", &id).IgnoreError();
    Read(stage.record, "job/attempt", &attempt).IgnoreError();
    table.rows.push_back({TextCell(stage.stage),
                          TextCell(stage.started_at),
                          {Span(absl::Seconds(stage.wall_seconds)), stage.wall_seconds},
                          TextCell(PhasesText(stage)),
                          BytesCell(stage.peak_memory_bytes),
                          TextCell(attempt > 1 ? absl::StrCat(id, ", attempt ", attempt) : id),
                          {Element("code", "", EscapeHtml(stage.folder))}});
  }
  return RenderHtmlTable(table);
}

std::string Details(absl::string_view summary, absl::string_view content) {
  return absl::StrCat("<details class=\"more\"><summary>", EscapeHtml(summary), "</summary>\n", content,
                      "</details>\n");
}

}  // namespace

HtmlSection ProvenanceSection(const ReportInput& input) {
  const Comparison& comparison = input.comparison;
  const StageResult& first = comparison.stages[0];
  return {"provenance", "What was run",
          absl::StrCat(
              Paragraph(absl::StrCat("Model ", first.model, " (", first.architecture, "), data set ",
                                     comparison.dataset, ": ", Thousands(first.train_rows), " training texts, ",
                                     Thousands(comparison.test_rows), " test texts, split by seed ", first.seed,
                                     ", texts cut at ", first.max_length, " tokens.")),
              StagesTable(comparison),
              Details("Machine and versions", FieldTable(comparison, "environment", "Machine and versions by stage")),
              Details("Inputs by sha256", FieldTable(comparison, "inputs", "Digests of the inputs by stage")),
              Details("Model and data set", absl::StrCat(FieldTable(comparison, "model", "The model by stage"),
                                                         FieldTable(comparison, "dataset", "The data set by stage"))),
              Details("Parameters, after defaults", FieldTable(comparison, "params", "Parameters by stage")))};
}

HtmlSection ReproduceSection(const ReportInput& input) {
  return {
      "reproduce", "How to reproduce it",
      absl::StrCat("<pre tabindex=\"0\"><code>", EscapeHtml(ReproduceCommands(input.comparison)), "</code></pre>\n")};
}

}  // namespace octavo::client
