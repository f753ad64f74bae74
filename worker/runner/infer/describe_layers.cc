#include "common/status_macros.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/engine/std_boundary.h"
#include "worker/runner/infer/int8/int8_model_file.h"

namespace octavo {
namespace {

QuantizedLayer DescribeLayer(const LinearSite& site, const int8::LinearWeights& linear) {
  QuantizedLayer layer;
  layer.name = LinearName(site);
  layer.type = linear.types.front();
  if (!linear.input.has_value()) return layer;
  const int8::StaticInput& input = *linear.input;
  layer.fixed_codes = true;
  layer.scale = input.scale;
  layer.zero_point = input.zero_point;
  layer.lowest = input.lowest;
  layer.highest = input.highest;
  layer.observed_min = static_cast<float>(input.lowest - input.zero_point) * input.scale;
  layer.observed_max = static_cast<float>(input.highest - input.zero_point) * input.scale;
  layer.smooth = !input.factors.empty();
  return layer;
}

}  // namespace

absl::StatusOr<std::vector<QuantizedLayer>> DescribeLayers(const std::string& path) {
  return WithStdBoundary("describe the model", [&]() -> absl::StatusOr<std::vector<QuantizedLayer>> {
    OCTAVO_ASSIGN_OR_RETURN(const int8::Int8ModelFile file, int8::OpenInt8ModelFile(path));
    std::vector<QuantizedLayer> layers;
    for (const LinearSite& site : LinearSites(file.config.num_layers)) {
      layers.push_back(DescribeLayer(site, int8::LinearOf(file.weights, site)));
    }
    return layers;
  });
}

}  // namespace octavo
