#include "client/compare/stage_result.h"

#include <algorithm>
#include <filesystem>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "client/compare/result_fields.h"
#include "common/files.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

constexpr absl::string_view kSchema = "octavo.result/1";

absl::StatusOr<Latency> ParseLatency(const Json& json) {
  Latency latency;
  OCTAVO_RETURN_IF_ERROR(Read(json, "p50_ms", &latency.p50_ms));
  OCTAVO_RETURN_IF_ERROR(Read(json, "p95_ms", &latency.p95_ms));
  double p99 = 0;
  if (Read(json, "p99_ms", &p99).ok()) latency.p99_ms = p99;
  OCTAVO_RETURN_IF_ERROR(Read(json, "mean_ms", &latency.mean_ms));
  OCTAVO_RETURN_IF_ERROR(Read(json, "samples", &latency.samples));
  if (At(json, "mean_tokens") != nullptr) OCTAVO_RETURN_IF_ERROR(Read(json, "mean_tokens", &latency.mean_tokens));
  return latency;
}

absl::StatusOr<VariantFigures> ParseVariant(const Json& json) {
  VariantFigures figures;
  OCTAVO_RETURN_IF_ERROR(Read(json, "evaluation/accuracy", &figures.accuracy));
  OCTAVO_RETURN_IF_ERROR(Read(json, "evaluation/macro_f1", &figures.macro_f1));
  OCTAVO_RETURN_IF_ERROR(Read(json, "evaluation/loss", &figures.loss));
  OCTAVO_RETURN_IF_ERROR(Read(json, "evaluation/calibration_error", &figures.calibration_error));
  OCTAVO_RETURN_IF_ERROR(Read(json, "evaluation/rows", &figures.rows));
  OCTAVO_RETURN_IF_ERROR(Read(json, "size_bytes", &figures.size_bytes));
  if (At(json, "compute/kernels") != nullptr) OCTAVO_RETURN_IF_ERROR(Read(json, "compute/kernels", &figures.kernels));
  if (const Json* batch1 = At(json, "latency/batch1")) {
    OCTAVO_ASSIGN_OR_RETURN(figures.latency, ParseLatency(*batch1));
  }
  if (const Json* batched = At(json, "latency/throughput")) {
    Throughput throughput;
    OCTAVO_RETURN_IF_ERROR(Read(*batched, "batch_size", &throughput.batch_size));
    OCTAVO_RETURN_IF_ERROR(Read(*batched, "samples_per_second", &throughput.samples_per_second));
    figures.throughput = throughput;
  }
  double seconds = 0;
  if (Read(json, "load/cold_seconds", &seconds).ok()) figures.load_seconds = seconds;
  int64_t bytes = 0;
  if (Read(json, "load/peak_memory_bytes", &bytes).ok()) figures.load_peak_bytes = bytes;
  return figures;
}

absl::Status ReadRecord(const Json& result, StageResult* stage) {
  OCTAVO_RETURN_IF_ERROR(Read(result, "model/name", &stage->model));
  OCTAVO_RETURN_IF_ERROR(Read(result, "model/architecture", &stage->architecture));
  OCTAVO_RETURN_IF_ERROR(ReadList(result, "model/labels", &stage->labels));
  OCTAVO_RETURN_IF_ERROR(Read(result, "dataset/name", &stage->dataset));
  OCTAVO_RETURN_IF_ERROR(Read(result, "dataset/splits/train", &stage->train_rows));
  OCTAVO_RETURN_IF_ERROR(Read(result, "dataset/splits/test", &stage->test_rows));
  OCTAVO_RETURN_IF_ERROR(Read(result, "dataset/seed", &stage->seed));
  OCTAVO_RETURN_IF_ERROR(Read(result, "max_length", &stage->max_length));
  OCTAVO_RETURN_IF_ERROR(Read(result, "environment/device_class", &stage->device_class));
  OCTAVO_RETURN_IF_ERROR(Read(result, "environment/cpu_model", &stage->cpu_model));
  int64_t threads = 0;
  OCTAVO_RETURN_IF_ERROR(Read(result, "environment/threads", &threads));
  stage->threads = static_cast<int>(threads);
  OCTAVO_RETURN_IF_ERROR(Read(result, "environment/octavo_version", &stage->octavo_version));
  OCTAVO_RETURN_IF_ERROR(Read(result, "environment/libtorch_version", &stage->libtorch_version));
  OCTAVO_RETURN_IF_ERROR(Read(result, "started_at", &stage->started_at));
  OCTAVO_RETURN_IF_ERROR(Read(result, "wall_seconds", &stage->wall_seconds));
  OCTAVO_RETURN_IF_ERROR(Read(result, "peak_memory_bytes", &stage->peak_memory_bytes));
  OCTAVO_RETURN_IF_ERROR(ReadList(result, "warnings", &stage->warnings));
  return ReadList(result, "dataset/notes", &stage->warnings);
}

absl::Status ReadVariants(const Json& result, StageResult* stage) {
  const Json* variants = At(result, "variants");
  if (variants == nullptr || !variants->is_object() || variants->empty())
    return BadField("variants", "an object with a variant");
  for (const auto& [name, json] : variants->items()) {
    absl::StatusOr<VariantFigures> figures = ParseVariant(json);
    if (!figures.ok()) {
      return absl::InvalidArgumentError(absl::StrCat("variants/", name, ": ", figures.status().message()));
    }
    stage->variants[name] = *std::move(figures);
  }
  return absl::OkStatus();
}

/// Older records lack these.
void ReadPaired(const Json& json, MeasuredComparison* measured) {
  const bool stated = Read(json, "rows", &measured->rows).ok() &&
                      Read(json, "flips_to_wrong", &measured->flips_to_wrong).ok() &&
                      Read(json, "flips_to_right", &measured->flips_to_right).ok();
  const Json* ends = At(json, "accuracy_difference_interval");
  if (!stated || ends == nullptr || !ends->is_array() || ends->size() != 2) return;
  if (!(*ends)[0].is_number() || !(*ends)[1].is_number()) return;
  measured->accuracy_difference_interval = Interval{(*ends)[0].get<double>(), (*ends)[1].get<double>()};
}

absl::Status ReadComparisons(const Json& result, StageResult* stage) {
  const Json* comparisons = At(result, "comparison");
  if (comparisons == nullptr || !comparisons->is_object()) return absl::OkStatus();
  for (const auto& [name, json] : comparisons->items()) {
    MeasuredComparison measured;
    OCTAVO_RETURN_IF_ERROR(Read(json, "reference", &measured.reference));
    measured.speedup_batch1 = ParseRatio(At(json, "speedup/batch1"));
    measured.speedup_throughput = ParseRatio(At(json, "speedup/throughput"));
    double kl = 0;
    if (Read(json, "mean_kl", &kl).ok()) measured.mean_kl = kl;
    ReadPaired(json, &measured);
    stage->comparisons[name] = measured;
  }
  return absl::OkStatus();
}

/// Which variants the stage made. A file that does not say is of a stage that made one: what is compared, else the
/// only variant.
absl::Status ReadOwnVariants(const Json& result, StageResult* stage) {
  OCTAVO_RETURN_IF_ERROR(ReadList(result, "own_variants", &stage->own_variants));
  if (stage->own_variants.empty()) {
    stage->own_variants = {stage->comparisons.empty() ? stage->variants.begin()->first
                                                      : stage->comparisons.begin()->first};
  }
  const Json* files = At(result, "evaluation_files");
  for (const std::string& name : stage->own_variants) {
    if (!stage->variants.contains(name)) return BadField(absl::StrCat("variants/", name), "a variant");
    std::string file = "evaluation_results.csv";
    if (files != nullptr) OCTAVO_RETURN_IF_ERROR(Read(*files, name, &file));
    if (absl::StrContains(file, '/'))
      return BadField(absl::StrCat("evaluation_files/", name), "a name without folders");
    stage->evaluation_files[name] = file;
  }
  return absl::OkStatus();
}

/// Where `reference_prediction` stands behind the id; 0 where the file has no such column.
size_t ReferenceColumn(absl::string_view header) {
  const std::vector<absl::string_view> names = absl::StrSplit(header, ',');
  const auto found = std::find(names.begin(), names.end(), "reference_prediction");
  return found == names.end() ? 0 : static_cast<size_t>(found - names.begin()) - 1;
}

/// Takes the id off the front of a row. An id with a comma or a quote is quoted, its quotes doubled; the numbers behind
/// it never are.
bool TakeId(absl::string_view* line, std::string* id) {
  if (line->empty() || line->front() != '"') {
    const size_t end = std::min(line->find(','), line->size());
    *id = std::string(line->substr(0, end));
    line->remove_prefix(std::min(end + 1, line->size()));
    return true;
  }
  id->clear();
  for (size_t i = 1; i + 1 < line->size(); ++i) {
    if ((*line)[i] == '"') {
      if ((*line)[i + 1] == ',') {
        line->remove_prefix(i + 2);
        return true;
      }
      ++i;  // of a doubled quote the second one counts
    }
    *id += (*line)[i];
  }
  return false;
}

}  // namespace

const std::vector<Prediction>& StageResult::AnswersOf(const std::string& variant) const {
  static const auto& none = *new std::vector<Prediction>;
  const auto found = predictions.find(variant);
  return found == predictions.end() ? none : found->second;
}

absl::StatusOr<StageResult> ParseStageResult(absl::string_view stage, const Json& result) {
  std::string schema;
  OCTAVO_RETURN_IF_ERROR(Read(result, "schema", &schema));
  if (schema != kSchema) {
    return absl::InvalidArgumentError(absl::StrCat("field schema is '", schema, "' and should be '", kSchema,
                                                   "': the file was written by another version of octavo"));
  }
  StageResult parsed;
  parsed.stage = std::string(stage);
  parsed.record = result;
  OCTAVO_RETURN_IF_ERROR(ReadRecord(result, &parsed));
  if (const Json* params = At(result, "params")) parsed.params = *params;
  if (!Read(result, "params/seed", &parsed.training_seed).ok()) parsed.training_seed = parsed.seed;
  if (const Json* training = At(result, "training")) parsed.training = *training;
  if (const Json* inputs = At(result, "inputs"); inputs != nullptr && inputs->is_object()) {
    for (const auto& [name, digest] : inputs->items()) {
      parsed.inputs[name] = digest.is_string() ? digest.get<std::string>() : "";
    }
  }
  OCTAVO_ASSIGN_OR_RETURN(parsed.grid, ParseLatencyGrid(result));
  parsed.conditions = ParseConditions(result);
  OCTAVO_RETURN_IF_ERROR(ReadVariants(result, &parsed));
  OCTAVO_RETURN_IF_ERROR(ReadComparisons(result, &parsed));
  OCTAVO_RETURN_IF_ERROR(ReadOwnVariants(result, &parsed));
  return parsed;
}

absl::StatusOr<std::vector<Prediction>> ParsePredictions(absl::string_view csv) {
  std::vector<Prediction> predictions;
  size_t reference_column = 0;  // behind the id; 0: there is none
  int number = 0;
  for (absl::string_view line : absl::StrSplit(csv, '\n')) {
    ++number;
    line = absl::StripSuffix(line, "\r");
    if (number == 1) {
      if (line.substr(0, 19) != "id,label,prediction")
        return absl::InvalidArgumentError("line 1: the columns do not begin with id,label,prediction");
      reference_column = ReferenceColumn(line);
      continue;
    }
    if (line.empty()) continue;
    Prediction row;
    if (!TakeId(&line, &row.id))
      return absl::InvalidArgumentError(absl::StrCat("line ", number, ": the quote has no end"));
    const std::vector<absl::string_view> fields = absl::StrSplit(line, ',');
    if (fields.size() < 2 || !absl::SimpleAtoi(fields[0], &row.label) || !absl::SimpleAtoi(fields[1], &row.predicted)) {
      return absl::InvalidArgumentError(absl::StrCat("line ", number, ": label and prediction are not whole numbers"));
    }
    if (reference_column > 0) {
      int32_t reference = 0;
      if (fields.size() <= reference_column || !absl::SimpleAtoi(fields[reference_column], &reference))
        return absl::InvalidArgumentError(
            absl::StrCat("line ", number, ": reference_prediction is not a whole number"));
      row.reference = reference;
    }
    predictions.push_back(std::move(row));
  }
  return predictions;
}

absl::StatusOr<StageResult> ReadStageFolder(absl::string_view stage, const std::string& folder) {
  std::error_code ignored;
  std::string path = folder + "/metrics.json";
  if (!std::filesystem::is_regular_file(path, ignored)) path = folder + "/results.json";
  if (!std::filesystem::is_regular_file(path, ignored)) {
    return absl::NotFoundError(absl::StrCat("stage ", stage, " has no results in ", folder));
  }
  OCTAVO_ASSIGN_OR_RETURN(const Json json, ReadJsonFile(path));
  absl::StatusOr<StageResult> result = ParseStageResult(stage, json);
  if (!result.ok()) return absl::Status(result.status().code(), absl::StrCat(path, ": ", result.status().message()));
  result->folder = folder;
  if (absl::StatusOr<GivenInputs> given = ReadGivenInputs(folder); given.ok()) result->given = *std::move(given);
  for (const auto& [variant, file] : result->evaluation_files) {
    const std::string csv_path = absl::StrCat(folder, "/", file);
    OCTAVO_ASSIGN_OR_RETURN(const std::string csv, ReadFile(csv_path));
    absl::StatusOr<std::vector<Prediction>> predictions = ParsePredictions(csv);
    if (!predictions.ok()) {
      return absl::Status(predictions.status().code(), absl::StrCat(csv_path, ": ", predictions.status().message()));
    }
    result->predictions[variant] = *std::move(predictions);
  }
  return result;
}

}  // namespace octavo::client
