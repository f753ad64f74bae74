#include "client/compare/layer_ranges.h"

#include "client/compare/csv_rows.h"
#include "common/status_macros.h"

namespace octavo::client {

absl::StatusOr<std::vector<LayerRange>> ParseLayerRanges(absl::string_view csv) {
  OCTAVO_ASSIGN_OR_RETURN(
      const std::vector<CsvRow> rows,
      ReadCsvRows(csv, "layer,precision,scale,zero_point,quant_min,quant_max,observed_min,observed_max,smooth"));
  std::vector<LayerRange> layers;
  for (const CsvRow& row : rows) {
    const auto& fields = row.fields;
    LayerRange layer{std::string(fields[0]), std::string(fields[1]), CsvNumber(fields[2]), {}, {}, fields[8] == "true"};
    const std::optional<double> zero = CsvNumber(fields[3]), low = CsvNumber(fields[4]), high = CsvNumber(fields[5]);
    if (layer.scale && zero && low && high)
      layer.codes = Interval{*layer.scale * (*low - *zero), *layer.scale * (*high - *zero)};
    const std::optional<double> least = CsvNumber(fields[6]), most = CsvNumber(fields[7]);
    if (least && most) layer.observed = Interval{*least, *most};
    layers.push_back(std::move(layer));
  }
  return layers;
}

}  // namespace octavo::client
