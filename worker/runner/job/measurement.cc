#include "worker/runner/job/measurement.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/random.h"
#include "common/stats.h"
#include "common/status_macros.h"
#include "common/weight_files.h"
#include "worker/runner/job/environment.h"

namespace octavo {
namespace fs = std::filesystem;
namespace {

constexpr int64_t kLargeShapeTokens = 512;  // from here on GEMMs should run near the machine's peak
constexpr double kCredibleShare = 0.5;
constexpr double kQuiet = 0.1;       // CPUs that others may use while times are measured
constexpr size_t kRunsForP99 = 100;  // of fewer runs the 99th percentile is little but the slowest one

Json DescribeTimes(const std::vector<double>& seconds) {
  return Json{{"p50_ms", Percentile(seconds, 50) * 1e3},
              {"p95_ms", Percentile(seconds, 95) * 1e3},
              {"p99_ms", seconds.size() >= kRunsForP99 ? Json(Percentile(seconds, 99) * 1e3) : Json(nullptr)},
              {"mean_ms", Mean(seconds) * 1e3},
              {"std_ms", StandardDeviation(seconds) * 1e3}};
}

/// One measurement of all variants: what TimeInterleaved gave, and the helpers that read it.
class Timed {
 public:
  Timed(absl::Span<const Variant> variants, RunTimes times, uint64_t seed)
      : variants_(variants), times_(std::move(times)), seed_(seed) {}

  const std::vector<double>& of(size_t variant) const { return times_[variant]; }

  /// Ratio of the reference's time to the variant's, with its interval.
  absl::StatusOr<Json> Speedup(size_t variant) const {
    OCTAVO_ASSIGN_OR_RETURN(const RatioEstimate ratio, EstimateRatio(times_[0], times_[variant], seed_));
    return Json{{"ratio", ratio.ratio}, {"interval", {ratio.interval.low, ratio.interval.high}}};
  }
  absl::Status AddSpeedups(const char* measure, Json& result) const {
    for (size_t i = 1; i < variants_.size(); ++i) {
      OCTAVO_ASSIGN_OR_RETURN(result["comparison"][variants_[i].name]["speedup"][measure], Speedup(i));
    }
    return absl::OkStatus();
  }

 private:
  absl::Span<const Variant> variants_;
  RunTimes times_;
  uint64_t seed_;
};

/// The steps of the "time" phase, which share what they measure on.
class LatencyRun {
 public:
  LatencyRun(JobContext& context, absl::Span<const Variant> variants, const EncodedRows& test,
             const TimingOptions& timing, Json& result)
      : context_(context), variants_(variants), timing_(timing), result_(result) {
    for (const Variant& variant : variants) classifiers_.push_back(variant.classifier);
    Random random(context.seed(), "latency texts");
    for (const int64_t row : random.Permutation(test.size())) {
      texts_.push_back(test.tokens[static_cast<size_t>(row)]);
    }
    repeats_ = context.spec.Param<int64_t>("latency_repeats");
    samples_ = std::min(context.spec.Param<int64_t>("latency_samples"), test.size());
    if (context.spec.params.contains("latency_shapes"))
      shapes_ = context.spec.Param<std::vector<std::string>>("latency_shapes");
    total_steps_ = 2 + static_cast<int64_t>(shapes_.size());
  }

  absl::Status Run() {
    Json& measurement = result_["measurement"];
    measurement["load_average_before"] = LoadAverage();
    measurement["order_seed"] = context_.seed();
    const std::optional<CpuSeconds> cpu = timing_.cpu();
    const double start = timing_.now();
    OCTAVO_RETURN_IF_ERROR(MeasureSingles());
    StepDone();
    OCTAVO_RETURN_IF_ERROR(MeasureThroughput());
    StepDone();
    for (const std::string& text : shapes_) {
      OCTAVO_RETURN_IF_ERROR(MeasureShape(text));
      StepDone();
    }
    JudgeQuiet(cpu, timing_.cpu(), timing_.now() - start);
    result_["measurement"]["load_average_after"] = LoadAverage();
    return JudgeCredibility();
  }

 private:
  void StepDone() {
    ++step_;
    ProgressLine line;
    line.step = step_;
    line.total = total_steps_;
    context_.events.Progress(line);
  }

  absl::StatusOr<Timed> Time(absl::Span<const TokenBatch> batches, int64_t runs) {
    OCTAVO_ASSIGN_OR_RETURN(const int64_t warm_up, WarmUp(classifiers_, batches.front(), timing_));
    warm_up_runs_ += warm_up;
    OCTAVO_ASSIGN_OR_RETURN(RunTimes times, TimeInterleaved(classifiers_, batches, runs, timing_));
    result_["measurement"]["warmup_runs"] = warm_up_runs_;
    return Timed(variants_, std::move(times), context_.seed());
  }

  absl::Status MeasureSingles() {
    std::vector<TokenBatch> batches(static_cast<size_t>(std::max<int64_t>(samples_, 3)));
    int64_t tokens = 0;
    for (size_t i = 0; i < batches.size(); ++i) {
      batches[i].Append(texts_[i % texts_.size()]);
      tokens += batches[i].tokens();
    }
    const int64_t runs = static_cast<int64_t>(batches.size());
    OCTAVO_ASSIGN_OR_RETURN(const Timed timed, Time(batches, runs));
    for (size_t i = 0; i < variants_.size(); ++i) {
      Json& latency = result_["variants"][variants_[i].name]["latency"]["batch1"];
      latency = DescribeTimes(timed.of(i));
      latency["samples"] = runs;
      latency["mean_tokens"] = static_cast<double>(tokens) / static_cast<double>(runs);
    }
    return timed.AddSpeedups("batch1", result_);
  }

  absl::Status MeasureThroughput() {
    const int64_t batch_size = context_.spec.Param<int64_t>("eval_batch_size");
    std::vector<TokenBatch> batches(static_cast<size_t>(repeats_));
    int64_t tokens = 0;
    size_t next = 0;
    for (TokenBatch& batch : batches) {
      while (batch.size() < batch_size) batch.Append(texts_[next++ % texts_.size()]);
      tokens += batch.tokens();
    }
    OCTAVO_ASSIGN_OR_RETURN(const Timed timed, Time(batches, repeats_));
    for (size_t i = 0; i < variants_.size(); ++i) {
      // Of the median run, as the speed-up is.
      const double rate = static_cast<double>(batch_size) / Median(timed.of(i));
      result_["variants"][variants_[i].name]["latency"]["throughput"] = {
          {"batch_size", batch_size},
          {"samples_per_second", rate},
          {"tokens_per_second", rate * static_cast<double>(tokens) / static_cast<double>(batch_size * repeats_)},
          {"runs", repeats_}};
    }
    return timed.AddSpeedups("throughput", result_);
  }

  absl::Status MeasureShape(const std::string& text) {
    OCTAVO_ASSIGN_OR_RETURN(const Shape shape, ParseShape(text));
    const ModelInfo& info = classifiers_.front()->info();
    if (shape.tokens > info.max_positions) {
      context_.events.Warning(absl::StrCat("latency_shapes: ", text, " is left out: the model takes at most ",
                                           info.max_positions, " tokens"));
      return absl::OkStatus();
    }
    const TokenBatch batch = BatchOfShape(shape, texts_);
    OCTAVO_ASSIGN_OR_RETURN(const Timed timed, Time({batch}, repeats_));
    Json cell = {{"shape", text}, {"batch", shape.batch}, {"tokens", shape.tokens}};
    const double work = info.Flops(batch);
    for (size_t i = 0; i < variants_.size(); ++i) {
      Json& times = cell[variants_[i].name];
      times = DescribeTimes(timed.of(i));
      times["runs"] = repeats_;
      times["gflops"] = work / Median(timed.of(i)) * 1e-9;
      if (i > 0) {
        OCTAVO_ASSIGN_OR_RETURN(cell["speedup"][variants_[i].name], timed.Speedup(i));
        WarnIfSlower(text, variants_[i].name, cell["speedup"][variants_[i].name]);
      }
    }
    if (batch.tokens() >= std::max(kLargeShapeTokens, largest_tokens_)) {
      largest_tokens_ = batch.tokens();
      largest_shape_ = text;
      largest_gflops_ = cell[variants_[0].name]["gflops"].get<double>();
    }
    result_["grid"].push_back(std::move(cell));
    return absl::OkStatus();
  }

  void WarnIfSlower(const std::string& shape, const std::string& name, const Json& speedup) {
    const double high = speedup["interval"][1].get<double>();
    if (high >= 1) return;
    context_.events.Warning(absl::StrFormat("at %s %s is slower than %s: %.2f times its speed (95 %%: %.2f to %.2f)",
                                            shape, name, variants_[0].name, speedup["ratio"].get<double>(),
                                            speedup["interval"][0].get<double>(), high));
  }

  /// What others computed while times were measured. The load average cannot tell: it holds this job's own threads, and
  /// a single neighbour raises it over minutes.
  void JudgeQuiet(const std::optional<CpuSeconds>& before, const std::optional<CpuSeconds>& after, double seconds) {
    Json& neighbours = result_["measurement"]["neighbour_cpu"];
    if (!before.has_value() || !after.has_value() || seconds <= 0) return;
    const double others = (after->machine - before->machine) - (after->own - before->own);
    const double used = std::max(0.0, others / seconds);
    neighbours = used;
    if (used <= kQuiet) return;
    context_.events.Warning(
        absl::StrFormat("times were measured on a busy machine: other processes used %.2f CPUs on average beside the "
                        "%d threads of our own; measure again on a quiet one",
                        used, context_.spec.threads));
  }

  absl::Status JudgeCredibility() {
    Json& measurement = result_["measurement"];
    for (const Variant& variant : variants_) {
      const ComputeType type = variant.classifier->info().resolved;
      const auto peak = context_.engine.measure_gemm_peak(type);
      // A finished job does not fail for want of a figure that this machine cannot give.
      if (!peak.ok() && !absl::IsUnimplemented(peak.status())) return peak.status();
      measurement["gemm_peak_gflops"][ComputeTypeName(type)] = peak.ok() ? Json(*peak) : Json(nullptr);
    }
    measurement["credible"] = nullptr;
    if (largest_tokens_ == 0) return absl::OkStatus();
    const char* reference = ComputeTypeName(classifiers_.front()->info().resolved);
    const Json& reference_peak = measurement["gemm_peak_gflops"][reference];
    if (reference_peak.is_null()) return absl::OkStatus();
    const double peak = reference_peak.get<double>();
    const double share = largest_gflops_ / peak;
    measurement["fp32_share_of_peak"] = {{"shape", largest_shape_}, {"gflops", largest_gflops_}, {"share", share}};
    measurement["credible"] = share >= kCredibleShare;
    if (share < kCredibleShare) {
      context_.events.Warning(
          absl::StrFormat("speed-ups are over a slow reference: %s at %s reaches %.0f GFLOP/s, %.0f %% of this "
                          "machine's measured peak of %.0f",
                          reference, largest_shape_, largest_gflops_, share * 100, peak));
    }
    return absl::OkStatus();
  }

  JobContext& context_;
  const absl::Span<const Variant> variants_;
  const TimingOptions& timing_;
  Json& result_;
  std::vector<Classifier*> classifiers_;
  std::vector<std::vector<int32_t>> texts_;  // the test texts in the seed's order
  std::vector<std::string> shapes_;
  int64_t repeats_ = 0;
  int64_t samples_ = 0;
  int64_t step_ = 0;
  int64_t total_steps_ = 0;
  int64_t warm_up_runs_ = 0;
  int64_t largest_tokens_ = 0;
  std::string largest_shape_;
  double largest_gflops_ = 0;
};

/// The files that running the variant needs; tokenizer files are left out.
absl::StatusOr<std::vector<std::string>> NeededFiles(const std::string& path) {
  if (fs::is_regular_file(path)) return std::vector<std::string>{path};
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> weights, WeightFiles(path));
  std::vector<std::string> files = {path + "/config.json"};
  for (const std::string& name : weights) files.push_back(absl::StrCat(path, "/", name));
  return files;
}

}  // namespace

TimingOptions SystemTiming(const JobContext& context) {
  TimingOptions timing;
  timing.now = [] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
  };
  timing.check = [&stop = context.stop] { return stop.Check(); };
  timing.cpu = []() -> std::optional<CpuSeconds> {
    const std::optional<double> machine = MachineCpuSeconds();
    if (!machine.has_value()) return std::nullopt;
    return CpuSeconds{*machine, OwnCpuSeconds()};
  };
  return timing;
}

absl::Status MeasureLatency(JobContext& context, absl::Span<const Variant> variants, const EncodedRows& test,
                            const TimingOptions& timing, Json& result) {
  if (context.spec.Param<int64_t>("latency_samples") == 0) return absl::OkStatus();
  return LatencyRun(context, variants, test, timing, result).Run();
}

absl::Status DescribeFiles(JobContext& context, absl::Span<const Variant> variants, Json& result) {
  for (const Variant& variant : variants) {
    Json& described = result["variants"][variant.name];
    const ModelInfo& info = variant.classifier->info();
    described["compute"] = {{"requested", ComputeTypeName(info.requested)},
                            {"resolved", ComputeTypeName(info.resolved)},
                            {"kernels", info.kernels}};
    int64_t size = 0;
    described["files"] = Json::array();
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> files, NeededFiles(variant.path));
    for (const std::string& file : files) {
      size += static_cast<int64_t>(fs::file_size(file));
      described["files"].push_back(fs::path(file).filename().string());
    }
    described["size_bytes"] = size;
    if (!context.measure_open_cost) continue;
    OpenCost cost;
    if (variant.open_cost.has_value()) {
      cost = *variant.open_cost;
    } else {
      OCTAVO_ASSIGN_OR_RETURN(cost, context.measure_open_cost(variant.path));
    }
    described["load"] = {{"cold_seconds", cost.cold_seconds.has_value() ? Json(*cost.cold_seconds) : Json(nullptr)},
                         {"warm_seconds", cost.warm_seconds},
                         {"peak_memory_bytes", cost.peak_memory_bytes}};
  }
  return absl::OkStatus();
}

}  // namespace octavo
