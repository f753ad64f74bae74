#include "worker/runner/job/precision_record.h"

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

constexpr char kRecordName[] = "mixed-state.json";
constexpr char kRecordSchema[] = "octavo.mixed_state/1";

Json IntervalToJson(const Interval& interval) { return Json{interval.low, interval.high}; }

Interval IntervalFromJson(const Json& json) { return {json.at(0).get<double>(), json.at(1).get<double>()}; }

Json RatioToJson(const RatioEstimate& estimate) {
  return Json{estimate.ratio, estimate.interval.low, estimate.interval.high};
}

RatioEstimate RatioFromJson(const Json& json) {
  return {json.at(0).get<double>(), {json.at(1).get<double>(), json.at(2).get<double>()}};
}

template <typename T>
std::optional<T> FindIn(const std::map<std::string, T>& map, const std::string& key) {
  const auto found = map.find(key);
  return found == map.end() ? std::nullopt : std::optional<T>(found->second);
}

}  // namespace

PrecisionRecord PrecisionRecord::Load(JobContext& context, std::string digest) {
  PrecisionRecord fresh(context.Work(kRecordName), std::move(digest));
  if (!std::filesystem::exists(fresh.path_)) return fresh;
  PrecisionRecord left = fresh;
  const auto json = ReadJsonFile(left.path_);
  const absl::Status parsed = json.ok() ? left.Parse(*json) : json.status();
  if (parsed.ok()) return left;
  context.events.Warning(absl::StrCat("measuring afresh: ", fresh.path_, " cannot be used: ", parsed.message()));
  return fresh;
}

absl::Status PrecisionRecord::Parse(const Json& json) {
  try {
    if (json.at("schema") != kRecordSchema) return absl::InvalidArgumentError("it is of another version");
    if (json.at("job_digest") != digest_) {
      return absl::InvalidArgumentError(
          "it belongs to a job with other parameters or inputs, another build or another kind of machine");
    }
    for (const auto& [assignment, values] : json.at("scores").items()) {
      scores_[assignment] = {values.at("accuracy").get<double>(), values.at("mean_kl").get<double>(),
                             IntervalFromJson(values.at("drop"))};
    }
    for (const auto& [assignment, values] : json.at("latencies").items()) {
      latencies_[assignment] = {RatioFromJson(values.at("to_int8")), RatioFromJson(values.at("to_fp32")),
                                values.at("int8_ms").get<double>(), values.at("runs").get<int64_t>()};
    }
  } catch (const Json::exception& error) {
    return absl::InvalidArgumentError(absl::StrCat("it is no such record: ", error.what()));
  }
  return absl::OkStatus();
}

std::optional<PrecisionScores> PrecisionRecord::scores(const std::string& assignment) const {
  return FindIn(scores_, assignment);
}

std::optional<PrecisionLatency> PrecisionRecord::latency(const std::string& assignment) const {
  return FindIn(latencies_, assignment);
}

absl::Status PrecisionRecord::Add(const std::string& assignment, const PrecisionScores& scores) {
  scores_[assignment] = scores;
  return Save();
}

absl::Status PrecisionRecord::Add(const std::string& assignment, const PrecisionLatency& latency) {
  latencies_[assignment] = latency;
  return Save();
}

absl::Status PrecisionRecord::Save() const {
  Json json = {
      {"schema", kRecordSchema}, {"job_digest", digest_}, {"scores", Json::object()}, {"latencies", Json::object()}};
  for (const auto& [assignment, scores] : scores_) {
    json["scores"][assignment] = {
        {"accuracy", scores.accuracy}, {"mean_kl", scores.mean_kl}, {"drop", IntervalToJson(scores.drop)}};
  }
  for (const auto& [assignment, latency] : latencies_) {
    json["latencies"][assignment] = {{"to_int8", RatioToJson(latency.to_int8)},
                                     {"to_fp32", RatioToJson(latency.to_fp32)},
                                     {"int8_ms", latency.int8_ms},
                                     {"runs", latency.runs}};
  }
  return WriteJsonFile(path_, json);
}

}  // namespace octavo
