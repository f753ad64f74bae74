// Latency of one model over a grid of shapes, for comparing builds and backends by hand on a quiet machine:
//   octavo-infer-bench MODEL [fp32|bf16|fp16|int8 [THREADS [MILLISECONDS_PER_SHAPE]]]

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "worker/runner/engine/engine.h"

namespace octavo {
namespace {

struct Shape {
  int texts;
  int tokens;
};
constexpr Shape kShapes[] = {{1, 16}, {1, 32}, {1, 64}, {1, 128}, {1, 384}, {8, 128}, {8, 32}, {32, 32}};

TokenBatch RandomBatch(const Shape& shape, int64_t vocabulary, std::mt19937& random) {
  TokenBatch batch;
  std::uniform_int_distribution<int32_t> id(0, static_cast<int32_t>(vocabulary) - 1);
  for (int text = 0; text < shape.texts; ++text) {
    std::vector<int32_t> ids(static_cast<size_t>(shape.tokens));
    for (int32_t& value : ids) value = id(random);
    batch.Append(ids);
  }
  return batch;
}

/// Milliseconds of repeated calls, sorted; empty on error.
std::vector<double> Time(Classifier& model, const TokenBatch& batch, double budget_ms) {
  std::vector<double> out;
  double spent = 0;
  for (int run = 0; run < 10 || spent < budget_ms; ++run) {
    const auto start = std::chrono::steady_clock::now();
    if (const auto logits = model.Logits(batch); !logits.ok()) {
      std::cerr << logits.status() << "\n";
      return {};
    }
    const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    spent += ms;
    if (run >= 3) out.push_back(ms);
  }
  std::sort(out.begin(), out.end());
  return out;
}

int Run(int argc, char** argv) {
  const std::string type = argc > 2 ? argv[2] : "fp32";
  EngineOptions engine;
  engine.threads = argc > 3 ? std::atoi(argv[3]) : 2;
  const double budget_ms = argc > 4 ? std::atof(argv[4]) : 1000;
  LoadOptions options;
  options.path = argc > 1 ? argv[1] : "";
  for (const ComputeType known : {ComputeType::kFp32, ComputeType::kBf16, ComputeType::kFp16, ComputeType::kInt8}) {
    if (type == ComputeTypeName(known)) options.compute = known;
  }
  if (const auto status = InitializeEngine(engine); !status.ok()) return std::cerr << status << "\n", 1;
  const auto model = LoadClassifier(options);
  if (!model.ok()) return std::cerr << model.status() << "\n", 1;
  const ModelInfo& info = (*model)->info();
  const auto peak = MeasureGemmPeak(info.resolved);
  std::printf("%s, %d threads, GEMM peak %.0f GFLOP/s\n", info.kernels.c_str(), engine.threads,
              peak.ok() ? *peak : 0.0);
  std::mt19937 random(42);
  for (const Shape& shape : kShapes) {
    if (shape.tokens > info.max_positions) continue;
    const TokenBatch batch = RandomBatch(shape, info.vocab_size, random);
    const std::vector<double> ms = Time(**model, batch, budget_ms);
    if (ms.empty()) return 1;
    const double flops = info.Flops(batch);
    std::printf("%2dx%-3d p50 %8.3f ms  p95 %8.3f  linear layers %6.0f GFLOP/s\n", shape.texts, shape.tokens,
                ms[ms.size() / 2], ms[ms.size() * 95 / 100], flops / ms[ms.size() / 2] / 1e6);
  }
  return 0;
}

}  // namespace
}  // namespace octavo

int main(int argc, char** argv) { return octavo::Run(argc, argv); }
