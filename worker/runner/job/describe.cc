// The job behind octavo datasets show: what is in a data set, and how long its texts are.
#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/files.h"
#include "common/random.h"
#include "common/status_macros.h"
#include "common/utf8.h"
#include "worker/runner/job/failure.h"
#include "worker/runner/job/jobs.h"
#include "worker/runner/job/load_phase.h"
#include "worker/runner/job/model_tokenizer.h"
#include "worker/runner/text/dataset_census.h"
#include "worker/runner/text/length_summary.h"
#include "worker/runner/text/parallel_texts.h"

namespace octavo {
namespace {

constexpr int kTruncationLengths[] = {128, 256, 512};
constexpr size_t kExampleBytes = 1000;  // of a text that is shown

DatasetRequest RequestOf(const JobContext& context) {
  DatasetRequest request;
  request.name = context.spec.Param<std::string>("dataset");
  request.path = DatasetPath(context.Input("dataset"));
  request.seed = context.seed();
  request.text_column = context.spec.Param<std::string>("text_column");
  request.label_column = context.spec.Param<std::string>("label_column");
  request.label_names =
      context.spec.OptionalParam<std::vector<std::string>>("label_names").value_or(request.label_names);
  request.scratch_dir = context.dir + "/work";
  return request;
}

double Share(int64_t part, int64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

Json DescribePart(const std::string& name, int64_t published, const PartCensus& census,
                  const std::vector<std::string>& label_names) {
  Json labels = Json::array();
  for (size_t i = 0; i < label_names.size(); ++i) {
    labels.push_back(
        {{"label", label_names[i]}, {"texts", census.by_label[i]}, {"share", Share(census.by_label[i], census.texts)}});
  }
  return Json{{"name", name},
              {"published", published},
              {"texts", census.texts},
              {"bytes", census.bytes},
              {"labels", std::move(labels)},
              {"empty", census.empty},
              {"invalid_utf8", census.ill_formed},
              {"repeated", census.repeated},
              {"in_training", census.in_training},
              {"in_validation", census.in_validation},
              {"with_another_label", census.with_another_label}};
}

Json DescribeLengths(std::vector<int32_t> lengths) {
  const LengthSummary summary = SummarizeLengths(std::move(lengths));
  Json histogram = Json::array();
  for (const LengthSummary::Bin& bin : summary.histogram)
    histogram.push_back({{"from", bin.from}, {"to", bin.to}, {"texts", bin.texts}});
  return Json{
      {"min", summary.min}, {"mean", summary.mean}, {"median", summary.median}, {"p90", summary.p90},
      {"p95", summary.p95}, {"p99", summary.p99},   {"max", summary.max},       {"histogram", std::move(histogram)}};
}

std::vector<int32_t> Joined(std::vector<int32_t> first, const std::vector<int32_t>& second,
                            const std::vector<int32_t>& third) {
  first.insert(first.end(), second.begin(), second.end());
  first.insert(first.end(), third.begin(), third.end());
  return first;
}

/// How many tokens every text has, uncut; the tokens themselves are in memory for no more than a text a thread.
/// CANCELLED once a stop has been asked for.
absl::StatusOr<std::vector<int32_t>> CountTokens(JobContext& context, const Dataset& dataset,
                                                 const Tokenizer& tokenizer) {
  std::vector<int32_t> lengths(dataset.train.size() + dataset.validation.size() + dataset.test.size());
  int32_t* of_part = lengths.data();
  for (const auto* part : {&dataset.train, &dataset.validation, &dataset.test}) {
    ForEachText(
        part->size(), context.spec.threads,
        [&](size_t i) { of_part[i] = static_cast<int32_t>(tokenizer.Encode((*part)[i].text, 0).size()); },
        [&] { return context.stop.requested(); });
    OCTAVO_RETURN_IF_ERROR(context.stop.Check());
    of_part += part->size();
  }
  return lengths;
}

absl::StatusOr<Json> DescribeTokens(JobContext& context, const Dataset& dataset) {
  context.events.Phase("tokenize");
  OCTAVO_ASSIGN_OR_RETURN(const std::unique_ptr<Tokenizer> tokenizer, OpenModelTokenizer(context.Input("model")));
  OCTAVO_ASSIGN_OR_RETURN(std::vector<int32_t> lengths, CountTokens(context, dataset, *tokenizer));
  Json truncated = Json::array();
  for (const int length : kTruncationLengths) {
    const auto cut = std::count_if(lengths.begin(), lengths.end(), [&](int32_t tokens) { return tokens > length; });
    truncated.push_back(
        {{"max_length", length}, {"texts", cut}, {"share", Share(cut, static_cast<int64_t>(lengths.size()))}});
  }
  Json tokens = DescribeLengths(std::move(lengths));
  tokens["truncated"] = std::move(truncated);
  tokens["tokenizer_digest"] = tokenizer->digest();
  return tokens;
}

/// So many texts of each label, label by label.
Json DrawExamples(const Dataset& dataset, int of_each, uint64_t seed) {
  std::vector<std::vector<const Example*>> drawn(dataset.label_names.size());
  size_t wanted = drawn.size() * static_cast<size_t>(of_each);
  for (const int64_t i : Random(seed, "examples").Permutation(static_cast<int64_t>(dataset.train.size()))) {
    if (wanted == 0) break;
    const Example& example = dataset.train[static_cast<size_t>(i)];
    auto& of_label = drawn[static_cast<size_t>(example.label)];
    if (of_label.size() == static_cast<size_t>(of_each)) continue;
    of_label.push_back(&example);
    --wanted;
  }
  Json examples = Json::array();
  for (size_t label = 0; label < drawn.size(); ++label) {
    for (const Example* example : drawn[label]) {
      examples.push_back({{"label", dataset.label_names[label]},
                          {"id", example->id},
                          {"text", Utf8Prefix(example->text, kExampleBytes)},
                          {"cut", example->text.size() > kExampleBytes}});
    }
  }
  return examples;
}

absl::StatusOr<Json> Describe(JobContext& context, const Dataset& dataset) {
  OCTAVO_ASSIGN_OR_RETURN(const DatasetInfo info, FindDataset(dataset.name));
  context.events.Phase("count");
  const DatasetCensus census = TakeCensus(dataset, [&] { return context.stop.requested(); });
  OCTAVO_RETURN_IF_ERROR(context.stop.Check());
  Json lengths = {
      {"characters",
       DescribeLengths(Joined(census.train.characters, census.validation.characters, census.test.characters))},
      {"bytes",
       DescribeLengths(Joined(census.train.byte_lengths, census.validation.byte_lengths, census.test.byte_lengths))},
      {"tokens", nullptr}};
  if (std::filesystem::exists(context.Input("model"))) {
    OCTAVO_ASSIGN_OR_RETURN(lengths["tokens"], DescribeTokens(context, dataset));
  }
  Json splits = Json::array();
  splits.push_back(DescribePart("train", dataset.published.train, census.train, dataset.label_names));
  splits.push_back(DescribePart("validation", dataset.published.validation, census.validation, dataset.label_names));
  splits.push_back(DescribePart("test", dataset.published.test, census.test, dataset.label_names));
  return Json{{"schema", "octavo.dataset/1"},
              {"format", dataset.name},
              {"title", info.title},
              {"seed", context.seed()},
              {"labels", dataset.label_names},
              {"splits", std::move(splits)},
              {"left_out", dataset.full.left_out},
              {"lengths", std::move(lengths)},
              {"examples", DrawExamples(dataset, context.spec.Param<int>("examples"), context.seed())},
              {"notes", dataset.notes}};
}

}  // namespace

absl::StatusOr<Json> RunDescribe(JobContext& context) {
  context.events.Phase("load");
  const auto dataset = LoadDataset(RequestOf(context));
  if (!dataset.ok()) return BlameInput(dataset.status(), kBadData);
  OCTAVO_RETURN_IF_ERROR(context.stop.Check());
  OCTAVO_ASSIGN_OR_RETURN(const Json description, Describe(context, *dataset));
  OCTAVO_RETURN_IF_ERROR(WriteJsonFile(context.Output("dataset.json"), description));
  return Json{{"texts", dataset->full.train + dataset->full.validation + dataset->full.test}};
}

}  // namespace octavo
