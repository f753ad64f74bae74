#include "worker/runner/job/training_state.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace octavo {
namespace {

constexpr const char* kSchema = "octavo.training_state/1";

Json OptionalNumber(const std::optional<double>& value) { return value.has_value() ? Json(*value) : Json(); }

std::optional<double> NumberOrNothing(const Json& json) {
  return json.is_null() ? std::nullopt : std::optional<double>(json.get<double>());
}

std::string CsvNumber(const std::optional<double>& value) {
  return value.has_value() ? absl::StrFormat("%.9g", *value) : "";
}

}  // namespace

bool TrainingState::AddEpoch(const EpochRecord& record) {
  bool best = true;
  for (const EpochRecord& earlier : history) {
    if (earlier.epoch != best_epoch) continue;
    best =
        record.validation_accuracy > earlier.validation_accuracy ||
        (record.validation_accuracy == earlier.validation_accuracy && record.validation_loss < earlier.validation_loss);
  }
  history.push_back(record);
  if (best) best_epoch = record.epoch;
  return best;
}

Json ToJson(const TrainingState& state) {
  Json curve = Json::array();
  for (const CurveRow& row : state.curve) {
    curve.push_back({row.step, row.epoch, row.loss, row.learning_rate, OptionalNumber(row.validation_accuracy),
                     OptionalNumber(row.validation_loss)});
  }
  Json history = Json::array();
  for (const EpochRecord& record : state.history) {
    history.push_back(
        {record.epoch, OptionalNumber(record.train_loss), record.validation_accuracy, record.validation_loss});
  }
  return Json{{"schema", kSchema},
              {"job_digest", state.job_digest},
              {"checkpoint", state.checkpoint},
              {"precision", state.precision},
              {"step", state.step},
              {"finished", state.finished},
              {"loss_sum", state.loss_sum},
              {"loss_steps", state.loss_steps},
              {"epoch_loss_sum", state.epoch_loss_sum},
              {"epoch_steps", state.epoch_steps},
              {"curve", std::move(curve)},
              {"history", std::move(history)},
              {"best_epoch", state.best_epoch},
              {"step_seconds", state.step_seconds},
              {"samples", state.samples},
              {"total_seconds", state.total_seconds}};
}

absl::StatusOr<TrainingState> TrainingStateFromJson(const Json& json) {
  TrainingState state;
  const char* field = "";  // that is being read
  const auto at = [&](const char* name) -> const Json& {
    field = name;
    return json.at(name);
  };
  try {
    if (at("schema") != kSchema) {
      return absl::InvalidArgumentError(
          absl::StrCat("field schema is ", DumpJson(at("schema")), ", this program writes \"", kSchema, "\""));
    }
    state.job_digest = at("job_digest").get<std::string>();
    state.checkpoint = at("checkpoint").get<std::string>();
    state.precision = at("precision").get<std::string>();
    state.step = at("step").get_ref<const int64_t&>();
    state.finished = at("finished").get<bool>();
    state.loss_sum = at("loss_sum").get<double>();
    state.loss_steps = at("loss_steps").get_ref<const int64_t&>();
    state.epoch_loss_sum = at("epoch_loss_sum").get<double>();
    state.epoch_steps = at("epoch_steps").get_ref<const int64_t&>();
    for (const Json& row : at("curve")) {
      state.curve.push_back({row.at(0).get_ref<const int64_t&>(), row.at(1).get_ref<const int64_t&>(),
                             row.at(2).get<double>(), row.at(3).get<double>(), NumberOrNothing(row.at(4)),
                             NumberOrNothing(row.at(5))});
    }
    for (const Json& row : at("history")) {
      state.history.push_back({row.at(0).get_ref<const int64_t&>(), NumberOrNothing(row.at(1)), row.at(2).get<double>(),
                               row.at(3).get<double>()});
    }
    state.best_epoch = at("best_epoch").get_ref<const int64_t&>();
    state.step_seconds = at("step_seconds").get<double>();
    state.samples = at("samples").get_ref<const int64_t&>();
    state.total_seconds = at("total_seconds").get<double>();
  } catch (const Json::exception& error) {
    return absl::InvalidArgumentError(absl::StrCat("not a training state: field ", field, ": ", error.what()));
  }
  // Json converts between kinds of numbers, and keeps silent about what nobody asked for.
  const Json written = ToJson(state);
  for (const auto& [name, value] : json.items()) {
    const Json expected = written.value(name, Json());
    if (value == expected) continue;
    return absl::InvalidArgumentError(absl::StrCat("not a training state that this program writes: field ", name,
                                                   " is ", DumpJson(value).substr(0, 120), ", read as ",
                                                   DumpJson(expected).substr(0, 120)));
  }
  return state;
}

std::string FormatCurveCsv(const std::vector<CurveRow>& curve) {
  std::string csv = "step,epoch,loss,learning_rate,validation_accuracy,validation_loss\n";
  for (const CurveRow& row : curve) {
    absl::StrAppendFormat(&csv, "%d,%d,%.9g,%.9g,%s,%s\n", row.step, row.epoch, row.loss, row.learning_rate,
                          CsvNumber(row.validation_accuracy), CsvNumber(row.validation_loss));
  }
  return csv;
}

}  // namespace octavo
