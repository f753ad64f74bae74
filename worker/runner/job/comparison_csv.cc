#include "worker/runner/job/comparison_csv.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace octavo {
namespace {

struct Column {
  const char* name;
  const char* from;  // "variants" or "comparison"
  const char* path;  // JSON pointer within the variant's object there
};
constexpr Column kColumns[] = {
    {"accuracy", "variants", "/evaluation/accuracy"},
    {"accuracy_difference", "comparison", "/accuracy_difference"},
    {"interval_low", "comparison", "/accuracy_difference_interval/0"},
    {"interval_high", "comparison", "/accuracy_difference_interval/1"},
    {"mcnemar_p", "comparison", "/mcnemar_p"},
    {"macro_f1", "variants", "/evaluation/macro_f1"},
    {"loss", "variants", "/evaluation/loss"},
    {"calibration_error", "variants", "/evaluation/calibration_error"},
    {"size_bytes", "variants", "/size_bytes"},
    {"compression_ratio", "comparison", "/compression_ratio"},
    {"p50_ms", "variants", "/latency/batch1/p50_ms"},
    {"p95_ms", "variants", "/latency/batch1/p95_ms"},
    {"throughput", "variants", "/latency/throughput/samples_per_second"},
    {"speedup_batch1", "comparison", "/speedup/batch1/ratio"},
    {"speedup_low", "comparison", "/speedup/batch1/interval/0"},
    {"speedup_high", "comparison", "/speedup/batch1/interval/1"},
};

std::string Cell(const Json& result, const std::string& variant, const Column& column) {
  const auto object = result.find(column.from);
  if (object == result.end() || !object->contains(variant)) return "";
  const Json& of_variant = (*object)[variant];
  const Json::json_pointer path(column.path);
  if (!of_variant.contains(path) || of_variant[path].is_null()) return "";
  return DumpJson(of_variant[path]);
}

}  // namespace

std::string FormatComparisonCsv(const Json& result) {
  std::string csv = "variant";
  for (const Column& column : kColumns) absl::StrAppend(&csv, ",", column.name);
  csv += "\n";
  std::vector<std::string> names = {"fp32"};
  for (const auto& item : result.at("variants").items()) {
    if (item.key() != names.front()) names.push_back(item.key());
  }
  for (const std::string& name : names) {
    csv += name;
    for (const Column& column : kColumns) absl::StrAppend(&csv, ",", Cell(result, name, column));
    csv += "\n";
  }
  return csv;
}

std::string FormatLayersCsv(absl::Span<const QuantizedLayer> layers) {
  std::string csv = "layer,precision,scale,zero_point,quant_min,quant_max,observed_min,observed_max,smooth\n";
  for (const QuantizedLayer& layer : layers) {
    absl::StrAppend(&csv, layer.name, ",", ComputeTypeName(layer.type));
    if (layer.fixed_codes) {
      absl::StrAppendFormat(&csv, ",%.9g,%d,%d,%d,%.9g,%.9g,%s\n", layer.scale, layer.zero_point, layer.lowest,
                            layer.highest, layer.observed_min, layer.observed_max, layer.smooth ? "true" : "false");
    } else {
      csv += ",,,,,,,\n";
    }
  }
  return csv;
}

}  // namespace octavo
