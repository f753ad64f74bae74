// Latency of an INT8 model beside the FP32 one, interleaved pass by pass on a grid of shapes:
//   octavo-int8-bench quantized_model.pt [FP32_FOLDER] [--threads=N] [--passes=N]
// Random token ids; p50 and p95 in ms over the passes, CPU time of all threads per pass (which a busy neighbour
// disturbs less), GOP/s of the linear layers, the ratio of the medians. The load average is printed because it decides
// what the figures are worth.

#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "worker/runner/engine/engine.h"

namespace octavo {
namespace {

struct Shape {
  int texts, tokens;
  int padded;  // the length that a padded engine would compute
};

constexpr Shape kShapes[] = {{1, 8, 8},     {1, 16, 16},   {1, 32, 32},   {1, 64, 64},  {1, 128, 128},
                             {1, 256, 256}, {1, 512, 512}, {8, 128, 128}, {8, 32, 128}, {32, 32, 32}};
constexpr int kWarmUp = 3;

struct Arguments {
  std::string int8, fp32;
  int threads = 2, passes = 30;
};

struct Samples {
  std::vector<double> wall_ms, cpu_ms;

  static double Quantile(std::vector<double> values, double q) {
    std::sort(values.begin(), values.end());
    return values[static_cast<size_t>(q * static_cast<double>(values.size() - 1) + 0.5)];
  }
};

double CpuMs() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

TokenBatch MakeBatch(const Shape& shape, int64_t vocabulary) {
  std::mt19937 random(1);
  TokenBatch batch;
  for (int text = 0; text < shape.texts; ++text) {
    std::vector<int32_t> ids(static_cast<size_t>(shape.tokens));
    for (int32_t& id : ids) id = static_cast<int32_t>(random() % static_cast<uint32_t>(vocabulary));
    batch.Append(ids);
  }
  return batch;
}

absl::Status Pass(Classifier& classifier, const TokenBatch& batch, Samples* samples) {
  const double cpu = CpuMs();
  const auto start = std::chrono::steady_clock::now();
  if (const auto logits = classifier.Logits(batch); !logits.ok()) return logits.status();
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - start;
  if (samples == nullptr) return absl::OkStatus();
  samples->wall_ms.push_back(wall.count());
  samples->cpu_ms.push_back(CpuMs() - cpu);
  return absl::OkStatus();
}

void PrintRow(const Shape& shape, double flops, const Samples& int8, const Samples& fp32) {
  const double p50 = Samples::Quantile(int8.wall_ms, 0.5);
  const double gops = flops / p50 / 1e6;
  std::printf("%3dx%-4d (%3d)  %8.3f %8.3f %8.3f %8.0f", shape.texts, shape.tokens, shape.padded, p50,
              Samples::Quantile(int8.wall_ms, 0.95), Samples::Quantile(int8.cpu_ms, 0.5), gops);
  if (!fp32.wall_ms.empty()) {
    std::printf("  %8.3f %8.3f %8.3f  %6.2f %6.2f", Samples::Quantile(fp32.wall_ms, 0.5),
                Samples::Quantile(fp32.wall_ms, 0.95), Samples::Quantile(fp32.cpu_ms, 0.5),
                Samples::Quantile(fp32.wall_ms, 0.5) / p50,
                Samples::Quantile(fp32.cpu_ms, 0.5) / Samples::Quantile(int8.cpu_ms, 0.5));
  }
  double load[1] = {0};
  getloadavg(load, 1);
  std::printf("  load %.1f\n", load[0]);
  std::fflush(stdout);
}

absl::Status Run(const Arguments& arguments) {
  if (absl::Status status = InitializeEngine({arguments.threads, "cpu"}); !status.ok()) return status;
  auto int8 = LoadClassifier({arguments.int8});
  if (!int8.ok()) return int8.status();
  std::unique_ptr<Classifier> fp32;
  if (!arguments.fp32.empty()) {
    auto loaded = LoadClassifier({arguments.fp32});
    if (!loaded.ok()) return loaded.status();
    fp32 = *std::move(loaded);
  }
  const ModelInfo& info = (*int8)->info();
  std::printf("%s, %d threads, hidden %d, %d layers; FP32: %s\n", info.kernels.c_str(), arguments.threads,
              static_cast<int>(info.hidden_size), static_cast<int>(info.num_layers),
              fp32 ? fp32->info().kernels.c_str() : "not measured");
  for (const ComputeType type : {ComputeType::kInt8, ComputeType::kFp32}) {
    const auto peak = MeasureGemmPeak(type);
    if (peak.ok()) std::printf("GEMM peak %s: %.0f GOP/s\n", ComputeTypeName(type), *peak);
  }
  std::printf("texts x tokens   int8 p50      p95      cpu    GOP/s  fp32 p50      p95      cpu   ratio of p50, cpu\n");
  for (const Shape& shape : kShapes) {
    if (shape.tokens > info.max_positions) continue;
    const TokenBatch batch = MakeBatch(shape, info.vocab_size);
    Samples int8_samples, fp32_samples;
    for (int pass = -kWarmUp; pass < arguments.passes; ++pass) {
      // In turn and in alternating order, so that neither always follows the other.
      for (const bool first : {true, false}) {
        const bool quantized = (pass % 2 == 0) == first;
        if (!quantized && fp32 == nullptr) continue;
        Samples& samples = quantized ? int8_samples : fp32_samples;
        Classifier& classifier = quantized ? **int8 : *fp32;
        if (absl::Status status = Pass(classifier, batch, pass < 0 ? nullptr : &samples); !status.ok()) return status;
      }
    }
    PrintRow(shape, info.Flops(batch), int8_samples, fp32_samples);
  }
  return absl::OkStatus();
}

bool Parse(int argc, char** argv, Arguments& arguments) {
  for (int i = 1; i < argc; ++i) {
    absl::string_view argument = argv[i];
    if (absl::ConsumePrefix(&argument, "--threads=")) {
      if (!absl::SimpleAtoi(argument, &arguments.threads) || arguments.threads < 1) return false;
    } else if (absl::ConsumePrefix(&argument, "--passes=")) {
      if (!absl::SimpleAtoi(argument, &arguments.passes) || arguments.passes < 1) return false;
    } else if (absl::StartsWith(argument, "--") || !arguments.fp32.empty()) {
      return false;
    } else {
      (arguments.int8.empty() ? arguments.int8 : arguments.fp32) = std::string(argument);
    }
  }
  return !arguments.int8.empty();
}

}  // namespace
}  // namespace octavo

int main(int argc, char** argv) {
  octavo::Arguments arguments;
  if (!octavo::Parse(argc, argv, arguments)) {
    std::fprintf(stderr, "usage: octavo-int8-bench quantized_model.pt [FP32_FOLDER] [--threads=N] [--passes=N]\n");
    return 2;
  }
  if (const absl::Status status = octavo::Run(arguments); !status.ok()) {
    std::fprintf(stderr, "octavo-int8-bench: %s\n", status.ToString().c_str());
    return 1;
  }
  return 0;
}
