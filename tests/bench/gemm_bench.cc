// GFLOP/s of our own products of linear layers beside oneDNN's, interleaved pass by pass:
//   octavo-gemm-bench [--threads=N] [--passes=N] [--layers=N]
// Layers of MiniLM and BERT-base with random weights, at some numbers of rows; medians over the passes. Each pass takes
// the next of `layers` layers: 1 measures with warm weights, 12 rather as in a model. OCTAVO_ISA chooses our kernels.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "ATen/Parallel.h"
#include "ATen/ops/randn.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "c10/core/InferenceMode.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/infer/int8/aligned_buffer.h"
#include "worker/runner/infer/int8/float_gemm.h"
#include "worker/runner/infer/int8/float_packing.h"
#include "worker/runner/infer/int8/openmp_team.h"
#include "worker/runner/infer/int8/packing.h"
#include "worker/runner/infer/int8/select_kernels.h"
#include "worker/runner/infer/packed_linear.h"

namespace octavo {
namespace {

struct Shape {
  int inputs, outputs;
};

constexpr Shape kShapes[] = {{384, 384}, {384, 1536}, {1536, 384}, {768, 768}, {768, 3072}, {3072, 768}};
constexpr int kRows[] = {1, 16, 64, 128, 512, 1024};
constexpr int kBlockRows = 64;  // as the encoder shares out its work
constexpr int kWarmUp = 2;

struct Arguments {
  int threads = 2, passes = 15, layers = 1;
};

/// One of our products, on LibTorch's threads.
class OwnLinear {
 public:
  virtual ~OwnLinear() = default;
  void Run(int8::Team& team, int rows) {
    int8::SharedSteps steps;
    const int panels = Panels(), blocks = (rows + kBlockRows - 1) / kBlockRows;
    team.Run([&](int member, int members) {
      kernels_.thread_begin();
      steps.ForEach(members, blocks * panels, [&](int item) {
        const int begin = item / panels * kBlockRows;
        Product(begin, std::min(begin + kBlockRows, rows), item % panels);
      });
      kernels_.thread_end();
    });
  }

 protected:
  explicit OwnLinear(const int8::Kernels& kernels) : kernels_(kernels) {}
  virtual int Panels() const = 0;
  virtual void Product(int row_begin, int row_end, int panel) = 0;

  const int8::Kernels& kernels_;
  int8::AlignedBuffer arena_;
};

class OwnFloatLinear : public OwnLinear {
 public:
  OwnFloatLinear(const int8::Kernels& kernels, int8::FloatFormat format, Shape shape, const at::Tensor& weight,
                 const at::Tensor& x)
      : OwnLinear(kernels), gemm_(int8::FloatGemmOf(kernels, format)), bias_(static_cast<size_t>(shape.outputs)) {
    const auto rows = static_cast<size_t>(x.size(0)), inputs = static_cast<size_t>(shape.inputs);
    const auto outputs = static_cast<size_t>(shape.outputs);
    if (!arena_.Reset(int8::PackedFloatLinearBytes(shape.outputs, shape.inputs, format) + 64 * 3 +
                      rows * (inputs + outputs) * sizeof(float))) {
      std::abort();
    }
    linear_ =
        PackFloatLinear({{{weight.const_data_ptr<float>(), outputs * inputs}, bias_}}, shape.inputs, format, arena_);
    float* a = arena_.Take<float>(rows * inputs);
    for (size_t row = 0; row < rows; ++row) {
      const float* from = x.const_data_ptr<float>() + row * inputs;
      if (format == int8::FloatFormat::kFp32) {
        std::copy(from, from + inputs, a + row * inputs);
      } else {
        kernels.to_bf16_row(from, shape.inputs, shape.inputs, reinterpret_cast<uint16_t*>(a) + row * inputs);
      }
    }
    a_ = a;
    out_ = arena_.Take<float>(rows * outputs);
  }

 private:
  int Panels() const override { return linear_.panels; }
  void Product(int row_begin, int row_end, int panel) override {
    gemm_({a_, linear_.inputs, &linear_, out_, linear_.outputs, int8::Epilogue::kNone, row_begin, row_end, panel,
           panel + 1});
  }

  const int8::FloatGemm gemm_;
  std::vector<float> bias_;
  int8::PackedFloatLinear linear_;
  const void* a_ = nullptr;
  float* out_ = nullptr;
};

class OwnInt8Linear : public OwnLinear {
 public:
  OwnInt8Linear(const int8::Kernels& kernels, Shape shape, int rows)
      : OwnLinear(kernels),
        weights_(static_cast<size_t>(shape.outputs * shape.inputs)),
        scales_(static_cast<size_t>(shape.outputs), 0.01f),
        row_scales_(static_cast<size_t>(rows), 0.01f) {
    std::mt19937 random(1);
    for (int8_t& weight : weights_) weight = static_cast<int8_t>(random());
    const size_t a_size = static_cast<size_t>(rows * shape.inputs), size = static_cast<size_t>(rows * shape.outputs);
    if (!arena_.Reset(int8::PackedLinearBytes(shape.outputs, shape.inputs) + a_size + size * sizeof(float))) {
      std::abort();
    }
    linear_ = PackLinear({{weights_, scales_, scales_}}, shape.inputs, arena_);
    a_ = arena_.Take<int8_t>(a_size);
    for (size_t i = 0; i < a_size; ++i) a_[i] = static_cast<int8_t>(random());
    out_ = arena_.Take<float>(size);
  }

 private:
  int Panels() const override { return linear_.panels; }
  void Product(int row_begin, int row_end, int panel) override {
    int8::GemmCall call;
    call.a = a_;
    call.a_scales = row_scales_.data();
    call.linear = &linear_;
    call.out = out_;
    call.out_stride = linear_.outputs;
    call.row_begin = row_begin;
    call.row_end = row_end;
    call.panel_begin = panel;
    call.panel_end = panel + 1;
    kernels_.gemm(call);
  }

  std::vector<int8_t> weights_;
  std::vector<float> scales_, row_scales_;
  int8::PackedLinear linear_;
  int8_t* a_ = nullptr;
  float* out_ = nullptr;
};

template <typename Body>
double Seconds(Body&& body) {
  const auto start = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double Median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<int64_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

class Bench {
 public:
  Bench(const Arguments& arguments, const int8::Kernels& kernels)
      : arguments_(arguments), kernels_(kernels), team_(int8::MakeOpenMpTeam()) {}

  void Float(int8::FloatFormat format, Shape shape, int rows) {
    const at::ScalarType type = format == int8::FloatFormat::kFp32 ? at::kFloat : at::kBFloat16;
    const at::Tensor x = at::randn({rows, shape.inputs}), typed = x.to(type);
    std::vector<std::unique_ptr<OwnLinear>> own;
    std::vector<PackedLinear> theirs;
    for (int i = 0; i < arguments_.layers; ++i) {
      const at::Tensor weight = at::randn({shape.outputs, shape.inputs});
      own.push_back(std::make_unique<OwnFloatLinear>(kernels_, format, shape, weight, x));
      theirs.emplace_back(LinearWeights{weight, at::randn({shape.outputs})}, type);
    }
    Compare(type == at::kFloat ? "FP32" : "BF16", shape, rows, own, [&](size_t layer) { theirs[layer].Apply(typed); });
  }

  void Int8(Shape shape, int rows) {
    std::vector<std::unique_ptr<OwnLinear>> own;
    for (int i = 0; i < arguments_.layers; ++i) {
      own.push_back(std::make_unique<OwnInt8Linear>(kernels_, shape, (rows + 31) / 32 * 32));
    }
    Compare("INT8", shape, rows, own, nullptr);
  }

 private:
  void Compare(const char* name, Shape shape, int rows, const std::vector<std::unique_ptr<OwnLinear>>& own,
               const std::function<void(size_t layer)>& theirs) {
    std::vector<double> own_seconds, their_seconds;
    for (int pass = -kWarmUp; pass < arguments_.passes; ++pass) {
      const auto layer = static_cast<size_t>((pass + kWarmUp) % arguments_.layers);
      const double ours = Seconds([&] { own[layer]->Run(*team_, rows); });
      const double other = theirs == nullptr ? 0 : Seconds([&] { theirs(layer); });
      if (pass < 0) continue;
      own_seconds.push_back(ours);
      their_seconds.push_back(other);
    }
    const double flops = 2.0 * rows * shape.inputs * shape.outputs / 1e9;
    const double ours = Median(own_seconds), other = Median(their_seconds);
    std::printf("%s %5d x %4d -> %4d %9.0f", name, rows, shape.inputs, shape.outputs, flops / ours);
    if (theirs != nullptr) std::printf(" %9.0f %6.2f", flops / other, other / ours);
    std::printf("\n");
    std::fflush(stdout);
  }

  const Arguments& arguments_;
  const int8::Kernels& kernels_;
  const std::unique_ptr<int8::Team> team_;
};

absl::Status Run(const Arguments& arguments) {
  if (absl::Status status = InitializeEngine({arguments.threads, "cpu"}); !status.ok()) return status;
  const c10::InferenceMode inference;
  const auto kernels = int8::SelectKernels();
  if (!kernels.ok()) return kernels.status();
  double load[1] = {0};
  getloadavg(load, 1);
  std::printf("%s, %d threads, %d layers in turn, load %.1f\n", (*kernels)->name, arguments.threads, arguments.layers,
              load[0]);
  for (const ComputeType type : {ComputeType::kFp32, ComputeType::kBf16, ComputeType::kInt8}) {
    const auto peak = MeasureGemmPeak(type);
    if (peak.ok()) std::printf("oneDNN's peak %s: %.0f GOP/s\n", ComputeTypeName(type), *peak);
  }
  std::printf("      rows   in      out   ours GOP/s   oneDNN  ratio\n");
  Bench bench(arguments, **kernels);
  for (const Shape& shape : kShapes) {
    for (const int rows : kRows) bench.Float(int8::FloatFormat::kFp32, shape, rows);
    for (const int rows : kRows) bench.Float(int8::FloatFormat::kBf16, shape, rows);
    for (const int rows : kRows) bench.Int8(shape, rows);
  }
  return absl::OkStatus();
}

bool Parse(int argc, char** argv, Arguments& arguments) {
  for (int i = 1; i < argc; ++i) {
    absl::string_view argument = argv[i];
    int* value = absl::ConsumePrefix(&argument, "--threads=")  ? &arguments.threads
                 : absl::ConsumePrefix(&argument, "--passes=") ? &arguments.passes
                 : absl::ConsumePrefix(&argument, "--layers=") ? &arguments.layers
                                                               : nullptr;
    if (value == nullptr || !absl::SimpleAtoi(argument, value) || *value < 1) return false;
  }
  return true;
}

}  // namespace
}  // namespace octavo

int main(int argc, char** argv) {
  octavo::Arguments arguments;
  if (!octavo::Parse(argc, argv, arguments)) {
    std::fprintf(stderr, "usage: octavo-gemm-bench [--threads=N] [--passes=N] [--layers=N]\n");
    return 2;
  }
  if (const absl::Status status = octavo::Run(arguments); !status.ok()) {
    std::fprintf(stderr, "octavo-gemm-bench: %s\n", status.ToString().c_str());
    return 1;
  }
  return 0;
}
