// octavo tokenize, octavo predict: run locally, so that anyone can check Octavo against other tools.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/commands/command.h"
#include "client/commands/exit_status.h"
#include "client/commands/text_job.h"
#include "client/render/numbers.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

class TokenizeCommand final : public Command {
 public:
  std::string name() const override { return "tokenize"; }
  std::string summary() const override { return "Print the token ids of texts, one line a text"; }
  std::string example() const override {
    return "octavo tokenize --model results/baseline/model --file texts.txt --json";
  }
  std::vector<FlagSpec> flags() const override { return TextFlags("tokenize"); }

  absl::StatusOr<int> Run(Context& context) const override {
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> texts, ReadTexts(context));
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<Json> lines, RunTextJob(context, "tokenize", texts, "tokens.jsonl"));
    std::string out;
    for (const Json& line : lines) {
      if (context.output().json()) {
        absl::StrAppend(&out, DumpJson(line), "\n");
      } else {
        std::vector<int64_t> ids;
        for (const Json& id : line.value("ids", Json::array())) ids.push_back(id.get<int64_t>());
        absl::StrAppend(&out, absl::StrJoin(ids, " "), "\n");
      }
    }
    context.output().Result(out);
    return kExitDone;
  }
};

class PredictCommand final : public Command {
 public:
  std::string name() const override { return "predict"; }
  std::string summary() const override { return "Classify texts with a trained or quantized model, one line a text"; }
  std::string example() const override {
    return "octavo predict --model results/dynamic_quant/quantized_model.pt \"a moving film\" --json --logits";
  }
  std::vector<FlagSpec> flags() const override {
    std::vector<FlagSpec> flags = TextFlags("predict");
    flags.push_back({"logits", FlagSpec::Kind::kSwitch, "Print the logits too."});
    return flags;
  }

  absl::StatusOr<int> Run(Context& context) const override {
    const bool logits = context.flags().switches.contains("logits");
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> texts, ReadTexts(context));
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<Json> lines, RunTextJob(context, "predict", texts, "predictions.jsonl"));
    std::string out;
    for (size_t i = 0; i < lines.size(); ++i) {
      Json line = lines[i];
      if (!logits) line.erase("logits");
      if (context.output().json()) {
        absl::StrAppend(&out, DumpJson(line), "\n");
        continue;
      }
      absl::StrAppend(&out, line.value("label", ""), "\t", Fixed(line.value("probability", 0.0), 4), "\t");
      if (logits) {
        std::vector<std::string> values;
        for (const Json& logit : line.value("logits", Json::array())) values.push_back(Fixed(logit.get<double>(), 6));
        absl::StrAppend(&out, absl::StrJoin(values, " "), "\t");
      }
      absl::StrAppend(&out, texts[i], "\n");
    }
    context.output().Result(out);
    return kExitDone;
  }
};

}  // namespace

std::unique_ptr<Command> MakeTokenizeCommand() { return std::make_unique<TokenizeCommand>(); }
std::unique_ptr<Command> MakePredictCommand() { return std::make_unique<PredictCommand>(); }

}  // namespace octavo::client
