#include "client/commands/doctor_engine.h"

#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/render/numbers.h"

namespace octavo::client {
namespace {

constexpr const char* kPrecisions[] = {"fp32", "bf16", "fp16", "int8"};

/// A machine whose median run is slower than this share of the best one is busy, or its clock is not steady.
constexpr double kSteady = 0.8;

/// The encoders of the catalog's first two models, whose linear layers are nearly all of the work.
struct Encoder {
  const char* name;
  int64_t layers, hidden, inner;
};
constexpr Encoder kEncoders[] = {{"MiniLM-L6", 6, 384, 1536}, {"BERT-base", 12, 768, 3072}};
constexpr int64_t kTokens = 128;

/// Of the linear layers for one text; multiply-adds counted twice.
double FlopsOfText(const Encoder& encoder) {
  const int64_t weights = encoder.layers * (4 * encoder.hidden + 2 * encoder.inner) * encoder.hidden;
  return 2.0 * static_cast<double>(weights * kTokens);
}

std::string Text(const Json& probe, const char* key) {
  const auto found = probe.find(key);
  return found != probe.end() && found->is_string() ? found->get<std::string>() : "";
}

std::vector<std::string> Texts(const Json& probe, const char* key) {
  std::vector<std::string> texts;
  const auto found = probe.find(key);
  if (found == probe.end() || !found->is_array()) return texts;
  for (const Json& item : *found) {
    if (item.is_string()) texts.push_back(item.get<std::string>());
  }
  return texts;
}

double Number(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number() ? found->get<double>() : 0;
}

/// The measured rates of that precision, or null.
Json RatesOf(const Json& probe, const char* precision) {
  const auto peaks = probe.find("gemm_peak");
  if (peaks == probe.end() || !peaks->is_object()) return nullptr;
  const auto rates = peaks->find(precision);
  return rates != peaks->end() && rates->is_object() && Number(*rates, "best") > 0 ? *rates : Json(nullptr);
}

Finding JudgeInstructionSets(const Json& probe) {
  const std::string kernels = Text(probe, "int8_kernels"), isa = absl::StrJoin(Texts(probe, "isa"), " ");
  const std::string found = absl::StrCat(isa.empty() ? "none that matter here" : isa,
                                         "; INT8 kernels: ", kernels.empty() ? "unknown" : kernels);
  if (kernels == "amx" || kernels == "avx512_vnni") return Good("instruction sets", found);
  return Warn("instruction sets", found,
              "INT8 makes models smaller here and gains little speed: measure speed on a CPU with AVX-512 VNNI or AMX");
}

Finding JudgeCuda(const Json& probe, absl::string_view nvidia_driver) {
  const std::vector<std::string> devices = Texts(probe, "cuda_devices");
  if (!devices.empty()) return Good("CUDA", absl::StrJoin(devices, ", "));
  if (nvidia_driver.empty())
    return Good("CUDA", "none: this machine has no NVIDIA driver, and this octavo-runner computes on CPUs alone");
  return Warn("CUDA",
              absl::StrCat("not used: NVIDIA driver ", nvidia_driver,
                           " is here, but this octavo-runner computes on CPUs alone"),
              "run with --device cpu, the default");
}

std::string UnitOf(absl::string_view precision) { return precision == "int8" ? "GOP/s" : "GFLOP/s"; }

/// Why a precision has no peak. What computes instead is the runner's rule (models/cpu_features.h).
std::string WhyNone(const Json& probe, absl::string_view precision) {
  if (precision == "int8") {
    return absl::StrCat(
        "not measured: oneDNN's product is fast with AVX-512 VNNI or AMX alone; models use the kernels ",
        Text(probe, "int8_kernels"));
  }
  const auto bf16 = probe.find("bf16");
  const bool has_bf16 = bf16 != probe.end() && bf16->is_boolean() && bf16->get<bool>();
  return absl::StrCat("none: no hardware here computes it; such models compute in ",
                      precision == "fp16" && has_bf16 ? "bf16" : "fp32");
}

Finding JudgePeak(const Json& probe, const char* precision) {
  const std::string name = absl::StrCat("peak ", precision), unit = UnitOf(precision);
  const Json rates = RatesOf(probe, precision);
  if (rates.is_null()) return Good(name, WhyNone(probe, precision));
  const double best = Number(rates, "best"), median = Number(rates, "median"), worst = Number(rates, "worst");
  const auto runs = static_cast<int64_t>(Number(rates, "runs")),
             threads = static_cast<int64_t>(Number(probe, "threads"));
  const Json figures = {{"best", best}, {"median", median},   {"worst", worst},
                        {"runs", runs}, {"threads", threads}, {"unit", unit}};
  const std::string found =
      absl::StrCat(Fixed(best, 0), " ", unit, " (median ", Fixed(median, 0), ", worst ", Fixed(worst, 0), " of ", runs,
                   " runs; ", threads, threads == 1 ? " thread)" : " threads)");
  if (median >= kSteady * best) return Good(name, found, figures);
  return Warn(name, absl::StrCat(found, ": unsteady"),
              "something else uses the processors, or their clock changes: measure times on a quiet machine", figures);
}

/// Rates of texts that the peaks promise. No model reaches them: what is no matrix product comes on top.
Finding EstimateSpeed(const Json& probe) {
  std::vector<std::string> models;
  for (const Encoder& encoder : kEncoders) {
    std::vector<std::string> rates;
    for (const char* precision : kPrecisions) {
      const Json measured = RatesOf(probe, precision);
      if (measured.is_null()) continue;
      const double texts = Number(measured, "best") * 1e9 / FlopsOfText(encoder);
      rates.push_back(absl::StrCat(precision, " ", Fixed(texts, texts < 10 ? 1 : 0)));
    }
    models.push_back(absl::StrCat(encoder.name, " ", absl::StrJoin(rates, ", ")));
  }
  return Good("expect", absl::StrCat("estimate, texts of ", kTokens,
                                     " tokens a second were there matrix products alone (real "
                                     "runs are slower): ",
                                     absl::StrJoin(models, "; ")));
}

}  // namespace

std::vector<Finding> JudgeEngine(const Json& probe, absl::string_view nvidia_driver) {
  std::vector<Finding> findings = {
      Good("LibTorch", Text(probe, "libtorch_version")),
      Good("CPU", absl::StrCat(Text(probe, "cpu_model"), " (class ", Text(probe, "device_class"), ")")),
      JudgeInstructionSets(probe), JudgeCuda(probe, absl::StripAsciiWhitespace(nvidia_driver))};
  const std::string missing = absl::StrJoin(Texts(probe, "missing_operators"), " ");
  if (!missing.empty()) {
    findings.push_back(
        Warn("operators", absl::StrCat("LibTorch lacks ", missing), "use the LibTorch that deploy/setup.sh installs"));
  }
  return findings;
}

std::vector<Finding> JudgePeaks(const Json& probe) {
  std::vector<Finding> findings;
  const auto peaks = probe.find("gemm_peak");
  if (peaks == probe.end() || !peaks->is_object()) return findings;
  bool measured = false;
  for (const char* precision : kPrecisions) {
    measured = measured || !RatesOf(probe, precision).is_null();
    findings.push_back(JudgePeak(probe, precision));
  }
  if (measured) findings.push_back(EstimateSpeed(probe));
  return findings;
}

}  // namespace octavo::client
