#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/files.h"
#include "common/stats.h"
#include "common/status_macros.h"
#include "worker/runner/job/failure.h"
#include "worker/runner/job/jobs.h"
#include "worker/runner/job/load_phase.h"
#include "worker/runner/job/model_tokenizer.h"
#include "worker/runner/job/progress.h"

namespace octavo {
namespace {

constexpr int kNoLimit = 0;

/// Lines of inputs/texts/texts.txt; the last one may lack its newline. CR LF ends a line too.
absl::StatusOr<std::vector<std::string>> ReadTexts(const JobContext& context) {
  const std::string path = context.Input("texts") + "/texts.txt";
  auto content = ReadFile(path);
  if (!content.ok()) return BlameInput(content.status(), kBadData);
  std::vector<std::string> lines = absl::StrSplit(*content, '\n');
  if (lines.back().empty()) lines.pop_back();
  for (std::string& line : lines) line = std::string(absl::StripSuffix(line, "\r"));
  if (lines.empty()) {
    return Blame(absl::InvalidArgumentError(absl::StrCat(path, ": no text; write one a line")), kBadData);
  }
  return lines;
}

/// CANCELLED once a stop has been asked for.
absl::StatusOr<std::vector<std::vector<int32_t>>> Tokenize(const JobContext& context, const Tokenizer& tokenizer,
                                                           const std::vector<std::string>& texts, int max_length) {
  const std::vector<absl::string_view> views(texts.begin(), texts.end());
  auto tokens =
      EncodeAll(tokenizer, views, max_length, context.spec.threads, [&context] { return context.stop.requested(); });
  OCTAVO_RETURN_IF_ERROR(context.stop.Check());
  return tokens;
}

int PredictionMaxLength(const JobContext& context, const TrainingNote& note, const ModelInfo& info) {
  const int limit = static_cast<int>(info.max_positions);
  return std::min(limit, context.spec.OptionalParam<int>("max_length").value_or(note.max_length.value_or(limit)));
}

Json DescribePrediction(absl::Span<const float> logits, const std::vector<std::string>& labels) {
  const int classes = static_cast<int>(labels.size());
  const size_t best = static_cast<size_t>(ArgMax(logits, classes).front());
  return Json{{"label", labels[best]},
              {"index", best},
              {"probability", Softmax(logits, classes)[best]},
              {"logits", std::vector<float>(logits.begin(), logits.end())}};
}

}  // namespace

absl::StatusOr<Json> RunTokenize(JobContext& context) {
  context.events.Phase("load");
  OCTAVO_ASSIGN_OR_RETURN(const std::unique_ptr<Tokenizer> tokenizer, OpenModelTokenizer(context.Input("model")));
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> texts, ReadTexts(context));
  context.events.Phase("tokenize");
  const int max_length = context.spec.OptionalParam<int>("max_length").value_or(kNoLimit);
  std::string lines;
  int64_t tokens = 0;
  OCTAVO_ASSIGN_OR_RETURN(const auto encoded, Tokenize(context, *tokenizer, texts, max_length));
  for (const std::vector<int32_t>& ids : encoded) {
    absl::StrAppend(&lines, DumpJson(Json{{"ids", ids}}), "\n");
    tokens += static_cast<int64_t>(ids.size());
  }
  OCTAVO_RETURN_IF_ERROR(WriteFileAtomically(context.Output("tokens.jsonl"), lines));
  return Json{{"texts", texts.size()}, {"tokens", tokens}, {"tokenizer_digest", tokenizer->digest()}};
}

absl::StatusOr<Json> RunPredict(JobContext& context) {
  context.events.Phase("load");
  TrainingNote note;
  OCTAVO_ASSIGN_OR_RETURN(const std::unique_ptr<Tokenizer> tokenizer,
                          OpenModelTokenizer(context.Input("model"), &note));
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> texts, ReadTexts(context));
  OCTAVO_ASSIGN_OR_RETURN(const std::string path, ModelPath(context.Input("model")));
  auto classifier = context.engine.load_classifier({path, ComputeType::kFp32, context.spec.device});
  if (!classifier.ok()) return Blame(classifier.status(), kBadModel);
  const ModelInfo& info = (*classifier)->info();
  OCTAVO_RETURN_IF_ERROR(
      Blame(CheckVocabulary(*tokenizer, info.vocab_size, absl::StrCat("tokenizer of ", path)), kBadModel));
  const int max_length = PredictionMaxLength(context, note, info);
  context.events.Phase("predict");
  OCTAVO_ASSIGN_OR_RETURN(const auto tokens, Tokenize(context, *tokenizer, texts, max_length));
  OCTAVO_ASSIGN_OR_RETURN(
      const std::vector<float> logits,
      LogitsOfAll([&](const TokenBatch& batch) { return (*classifier)->Logits(batch); }, tokens,
                  context.spec.Param<int>("batch_size"), TextProgress(context, static_cast<int64_t>(texts.size()))));
  std::string lines;
  const size_t classes = info.labels.size();
  for (size_t i = 0; i < texts.size(); ++i) {
    const auto row = absl::MakeConstSpan(logits).subspan(i * classes, classes);
    absl::StrAppend(&lines, DumpJson(DescribePrediction(row, info.labels)), "\n");
  }
  OCTAVO_RETURN_IF_ERROR(WriteFileAtomically(context.Output("predictions.jsonl"), lines));
  return Json{{"texts", texts.size()},
              {"labels", info.labels},
              {"max_length", max_length},
              {"compute", ComputeTypeName(info.resolved)}};
}

}  // namespace octavo
