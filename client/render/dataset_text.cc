#include "client/render/dataset_text.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "client/compare/result_fields.h"
#include "client/render/numbers.h"
#include "client/render/text_table.h"
#include "client/render/text_width.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

constexpr size_t kLabelsShown = 20;
constexpr int kBarColumns = 40;
constexpr size_t kLabelColumns = 40;
constexpr size_t kExampleColumns = 110;

absl::StatusOr<const Json*> ListAt(const Json& object, absl::string_view path) {
  const Json* list = At(object, path);
  if (list == nullptr || !list->is_array()) return BadField(path, "a list");
  return list;
}

/// "12 (0.3 %)".
std::string WithShare(int64_t count, int64_t whole) {
  if (count == 0 || whole == 0) return Thousands(count);
  return absl::StrCat(Thousands(count), " (", Fixed(100 * static_cast<double>(count) / static_cast<double>(whole), 2),
                      " %)");
}

absl::StatusOr<std::string> About(const Json& document) {
  std::string name, title, format, source, licence, path, digest;
  int64_t size = 0, seed = 0;
  OCTAVO_RETURN_IF_ERROR(Read(document, "name", &name));
  OCTAVO_RETURN_IF_ERROR(Read(document, "title", &title));
  OCTAVO_RETURN_IF_ERROR(Read(document, "format", &format));
  OCTAVO_RETURN_IF_ERROR(Read(document, "source", &source));
  OCTAVO_RETURN_IF_ERROR(Read(document, "licence", &licence));
  OCTAVO_RETURN_IF_ERROR(Read(document, "path", &path));
  OCTAVO_RETURN_IF_ERROR(Read(document, "digest", &digest));
  OCTAVO_RETURN_IF_ERROR(Read(document, "size_bytes", &size));
  OCTAVO_RETURN_IF_ERROR(Read(document, "seed", &seed));
  TextTable table({"data set", absl::StrCat(name, ": ", title)});
  table.Add({"format", format});
  if (!source.empty()) table.Add({"source", source});
  if (!licence.empty()) table.Add({"licence", licence});
  table.Add({"here", absl::StrCat(path, " (", Bytes(size), ")")});
  table.Add({"digest", digest});
  table.Add({"seed", absl::StrCat(seed)});
  return table.Render();
}

absl::StatusOr<std::string> Splits(const Json& document) {
  OCTAVO_ASSIGN_OR_RETURN(const Json* splits, ListAt(document, "splits"));
  TextTable table(
      {"split", "published", "texts", "empty", "not UTF-8", "repeated", "in training", "in validation", "other label"});
  table.AlignRight({1, 2, 3, 4, 5, 6, 7, 8});
  for (const Json& split : *splits) {
    std::string name;
    OCTAVO_RETURN_IF_ERROR(Read(split, "name", &name));
    int64_t texts = 0, published = 0;
    OCTAVO_RETURN_IF_ERROR(Read(split, "texts", &texts));
    OCTAVO_RETURN_IF_ERROR(Read(split, "published", &published));
    std::vector<std::string> cells = {name, Thousands(published), Thousands(texts)};
    for (const char* field :
         {"empty", "invalid_utf8", "repeated", "in_training", "in_validation", "with_another_label"}) {
      int64_t count = 0;
      OCTAVO_RETURN_IF_ERROR(Read(split, field, &count));
      cells.push_back(WithShare(count, texts));
    }
    table.Add(std::move(cells));
  }
  return table.Render();
}

absl::StatusOr<std::string> Labels(const Json& document) {
  OCTAVO_ASSIGN_OR_RETURN(const Json* splits, ListAt(document, "splits"));
  std::vector<std::string> header = {"label"};
  std::vector<std::vector<std::string>> rows;
  for (const Json& split : *splits) {
    std::string name;
    int64_t texts = 0;
    OCTAVO_RETURN_IF_ERROR(Read(split, "name", &name));
    OCTAVO_RETURN_IF_ERROR(Read(split, "texts", &texts));
    header.push_back(name);
    OCTAVO_ASSIGN_OR_RETURN(const Json* labels, ListAt(split, "labels"));
    rows.resize(labels->size());
    for (size_t i = 0; i < labels->size(); ++i) {
      std::string label;
      int64_t count = 0;
      OCTAVO_RETURN_IF_ERROR(Read((*labels)[i], "label", &label));
      OCTAVO_RETURN_IF_ERROR(Read((*labels)[i], "texts", &count));
      if (rows[i].empty()) rows[i].push_back(FitWidth(Printable(label), kLabelColumns));
      rows[i].push_back(WithShare(count, texts));
    }
  }
  TextTable table(header);
  table.AlignRight({1, 2, 3});
  for (size_t i = 0; i < rows.size() && i < kLabelsShown; ++i) table.Add(rows[i]);
  std::string text = table.Render();
  if (rows.size() > kLabelsShown) absl::StrAppend(&text, "… of ", rows.size(), " labels; --json has all\n");
  return text;
}

absl::Status AddLengths(const Json& lengths, const std::string& unit, TextTable* table) {
  std::vector<std::string> cells = {unit};
  for (const char* field : {"min", "median", "mean", "p90", "p95", "p99", "max"}) {
    double value = 0;
    OCTAVO_RETURN_IF_ERROR(Read(lengths, field, &value));
    cells.push_back(std::string(field) == "mean" ? Fixed(value, 1) : Thousands(static_cast<int64_t>(value)));
  }
  table->Add(std::move(cells));
  return absl::OkStatus();
}

absl::StatusOr<std::string> Truncation(const Json& tokens) {
  OCTAVO_ASSIGN_OR_RETURN(const Json* truncated, ListAt(tokens, "truncated"));
  std::string text = "\n";
  for (const Json& one : *truncated) {
    int64_t length = 0, texts = 0;
    double share = 0;
    OCTAVO_RETURN_IF_ERROR(Read(one, "max_length", &length));
    OCTAVO_RETURN_IF_ERROR(Read(one, "texts", &texts));
    OCTAVO_RETURN_IF_ERROR(Read(one, "share", &share));
    absl::StrAppend(&text, "max_length ", length, " cuts ", Thousands(texts), " texts (", Fixed(100 * share, 2),
                    " %)\n");
  }
  return text;
}

absl::StatusOr<std::string> Histogram(const Json& lengths, BarStyle style) {
  OCTAVO_ASSIGN_OR_RETURN(const Json* bins, ListAt(lengths, "histogram"));
  std::vector<std::pair<std::string, int64_t>> bars;
  for (const Json& bin : *bins) {
    int64_t from = 0, to = 0, texts = 0;
    OCTAVO_RETURN_IF_ERROR(Read(bin, "from", &from));
    OCTAVO_RETURN_IF_ERROR(Read(bin, "to", &to));
    OCTAVO_RETURN_IF_ERROR(Read(bin, "texts", &texts));
    bars.emplace_back(from == to ? absl::StrCat(from) : absl::StrCat(from, "-", to), texts);
  }
  return RenderBars(bars, kBarColumns, style);
}

absl::StatusOr<std::string> Lengths(const Json& document, BarStyle style) {
  TextTable table({"length in", "min", "median", "mean", "90 %", "95 %", "99 %", "max"});
  table.AlignRight({1, 2, 3, 4, 5, 6, 7});
  const Json* drawn = nullptr;
  std::string unit;
  for (const char* name : {"bytes", "characters", "tokens"}) {
    const Json* lengths = At(document, absl::StrCat("lengths/", name));
    if (lengths == nullptr) return BadField(absl::StrCat("lengths/", name), "an object or null");
    if (lengths->is_null()) continue;  // tokens of no model
    OCTAVO_RETURN_IF_ERROR(AddLengths(*lengths, name, &table));
    drawn = lengths;
    unit = name;
  }
  std::string text = table.Render();
  if (unit == "tokens") {
    OCTAVO_ASSIGN_OR_RETURN(const std::string cut, Truncation(*drawn));
    text += cut;
  }
  OCTAVO_ASSIGN_OR_RETURN(const std::string histogram, Histogram(*drawn, style));
  return absl::StrCat(text, "\ntexts by ", unit, "\n", histogram);
}

absl::StatusOr<std::string> Examples(const Json& document) {
  OCTAVO_ASSIGN_OR_RETURN(const Json* examples, ListAt(document, "examples"));
  std::string text;
  for (const Json& example : *examples) {
    std::string label, id, words;
    OCTAVO_RETURN_IF_ERROR(Read(example, "label", &label));
    OCTAVO_RETURN_IF_ERROR(Read(example, "id", &id));
    OCTAVO_RETURN_IF_ERROR(Read(example, "text", &words));
    words = absl::StrReplaceAll(words, {{"\n", " "}, {"\r", " "}, {"\t", " "}});
    absl::StrAppend(&text, text.empty() ? "\n" : "", FitWidth(Printable(label), kLabelColumns), "  ", Printable(id),
                    "\n    ", FitWidth(Printable(words), kExampleColumns), "\n");
  }
  return text;
}

}  // namespace

absl::StatusOr<std::string> RenderDataset(const Json& document, BarStyle style) {
  OCTAVO_ASSIGN_OR_RETURN(std::string text, About(document));
  OCTAVO_ASSIGN_OR_RETURN(const std::string splits, Splits(document));
  OCTAVO_ASSIGN_OR_RETURN(const std::string labels, Labels(document));
  OCTAVO_ASSIGN_OR_RETURN(const std::string lengths, Lengths(document, style));
  OCTAVO_ASSIGN_OR_RETURN(const std::string examples, Examples(document));
  std::vector<std::string> notes;
  OCTAVO_RETURN_IF_ERROR(ReadList(document, "notes", &notes));
  absl::StrAppend(&text, "\n", splits, "\n", labels, "\n", lengths, examples);
  for (size_t i = 0; i < notes.size(); ++i) absl::StrAppend(&text, i == 0 ? "\n" : "", Printable(notes[i]), "\n");
  return text;
}

}  // namespace octavo::client
