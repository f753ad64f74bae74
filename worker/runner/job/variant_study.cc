#include "worker/runner/job/variant_study.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/status_macros.h"
#include "worker/runner/job/evaluation.h"
#include "worker/runner/job/failure.h"
#include "worker/runner/job/latency.h"
#include "worker/runner/job/progress.h"

namespace octavo {
namespace {

constexpr char kReference[] = "fp32";

}  // namespace

absl::Status VariantStudy::CheckShapes(const JobContext& context) {
  for (const std::string& text : context.spec.Param<std::vector<std::string>>("latency_shapes")) {
    OCTAVO_RETURN_IF_ERROR(Blame(ParseShape(text).status(), kBadSpec));
  }
  return absl::OkStatus();
}

absl::Status VariantStudy::Add(const std::string& name, const std::string& path, bool own) {
  Form form = {name, path, own, nullptr, std::nullopt, {}};
  // Now, for a file that this process has mapped cannot be opened cold.
  if (context_.measure_open_cost) {
    OCTAVO_ASSIGN_OR_RETURN(form.open_cost, context_.measure_open_cost(path));
  }
  OCTAVO_ASSIGN_OR_RETURN(form.classifier,
                          context_.engine.load_classifier({.path = path, .device = context_.spec.device}));
  forms_.push_back(std::move(form));
  return context_.stop.Check();
}

const VariantStudy::Form& VariantStudy::Find(const std::string& name) const {
  return *std::find_if(forms_.begin(), forms_.end(), [&](const Form& form) { return form.name == name; });
}

Classifier& VariantStudy::classifier(const std::string& name) { return *Find(name).classifier; }

const std::vector<float>& VariantStudy::test_logits(const std::string& name) const { return Find(name).logits; }

absl::StatusOr<std::vector<float>> VariantStudy::TestLogits(Classifier& classifier) const {
  const EncodedRows& test = model_.data.test;
  return LogitsOfAll([&](const TokenBatch& batch) { return classifier.Logits(batch); }, test.tokens,
                     context_.spec.Param<int>("eval_batch_size"), TextProgress(context_, test.size()));
}

absl::Status VariantStudy::Evaluate(Json& result) {
  context_.events.Phase("evaluate");
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<float> reference, TestLogits(*model_.classifier));
  OCTAVO_ASSIGN_OR_RETURN(result["variants"][kReference]["evaluation"],
                          DescribeEvaluation(model_.data.test.labels, reference, model_.labels));
  result["own_variants"] = Json::array();
  for (Form& form : forms_) OCTAVO_RETURN_IF_ERROR(EvaluateForm(reference, form, result));
  return absl::OkStatus();
}

absl::Status VariantStudy::EvaluateForm(const std::vector<float>& reference, Form& form, Json& result) {
  const std::vector<int32_t>& labels = model_.data.test.labels;
  OCTAVO_ASSIGN_OR_RETURN(form.logits, TestLogits(*form.classifier));
  OCTAVO_ASSIGN_OR_RETURN(result["variants"][form.name]["evaluation"],
                          DescribeEvaluation(labels, form.logits, model_.labels));
  Json& comparison = result["comparison"][form.name];
  OCTAVO_ASSIGN_OR_RETURN(comparison, DescribePaired(labels, reference, form.logits,
                                                     static_cast<int>(model_.labels.size()), context_.seed()));
  comparison["reference"] = kReference;
  return form.own ? WriteAnswers(reference, form, result) : absl::OkStatus();
}

absl::Status VariantStudy::WriteAnswers(const std::vector<float>& reference, const Form& form, Json& result) const {
  const bool alone = std::count_if(forms_.begin(), forms_.end(), [](const Form& f) { return f.own; }) == 1;
  const std::string file =
      alone ? std::string("evaluation_results.csv") : absl::StrCat("evaluation_results_", form.name, ".csv");
  result["own_variants"].push_back(form.name);
  result["evaluation_files"][form.name] = file;
  return WriteFileAtomically(context_.Output(file), FormatEvaluationCsv(model_.data.test, form.logits, reference,
                                                                        static_cast<int>(model_.labels.size())));
}

absl::Status VariantStudy::Time(Json& result) {
  context_.events.Phase("time");
  std::vector<Variant> variants = {{kReference, model_.classifier.get(), model_.path}};
  for (const Form& form : forms_) variants.push_back({form.name, form.classifier.get(), form.path, form.open_cost});
  OCTAVO_RETURN_IF_ERROR(DescribeFiles(context_, variants, result));
  const Json& described = result["variants"];
  const double bytes = described[kReference]["size_bytes"].get<double>();
  for (const Form& form : forms_) {
    result["comparison"][form.name]["compression_ratio"] = bytes / described[form.name]["size_bytes"].get<double>();
  }
  return MeasureLatency(context_, variants, model_.data.test, SystemTiming(context_), result);
}

}  // namespace octavo
