#include "worker/runner/job/load_phase.h"

#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "common/files.h"
#include "common/logging.h"
#include "common/manifest.h"
#include "common/status_macros.h"
#include "worker/runner/formats/model_file.h"
#include "worker/runner/formats/torch_file.h"
#include "worker/runner/job/environment.h"
#include "worker/runner/job/failure.h"
#include "worker/runner/text/token_cache.h"
#include "worker/runner/text/unicode.h"

namespace octavo {
namespace fs = std::filesystem;
namespace {

constexpr const char* kNoteSchema = "octavo.model/1";

template <typename T>
absl::Status ReadField(const Json& json, const char* name, const std::string& path, std::optional<T>& value) {
  const auto found = json.find(name);
  if (found == json.end() || found->is_null()) return absl::OkStatus();
  try {
    value = found->get<T>();
  } catch (const Json::exception&) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": field ", name, " is ", DumpJson(*found), "; train the model again, or remove the file"));
  }
  return absl::OkStatus();
}

template <typename T>
void WriteField(Json& json, const char* name, const std::optional<T>& value) {
  if (value.has_value()) json[name] = *value;
}

absl::StatusOr<std::string> DigestInput(JobContext& context, const std::string& name) {
  std::string& digest = context.input_digests[name];
  if (!digest.empty()) return digest;
  OCTAVO_ASSIGN_OR_RETURN(const Manifest manifest, HashTree(context.Input(name)));
  return digest = manifest.Digest();
}

/// The code that makes ids of texts: this program, and the shared library with Unicode's tables. A status where the
/// program's file cannot be read.
absl::StatusOr<std::string> EncoderName() {
  OCTAVO_ASSIGN_OR_RETURN(const std::string build, RunnerBuild());
  return absl::StrCat(build, " ICU ", UnicodeLibraryVersion());
}

/// By the job's cache, where it has one.
absl::StatusOr<TokenizedTexts> Tokenize(JobContext& context, const Tokenizer& tokenizer,
                                        absl::Span<const absl::string_view> texts, int max_length) {
  const auto stopped = [&context] { return context.stop.requested(); };
  const int threads = context.spec.threads;
  if (context.spec.token_cache.has_value()) {
    const absl::StatusOr<std::string> encoder = EncoderName();
    if (encoder.ok()) {
      OCTAVO_ASSIGN_OR_RETURN(const std::string data, DigestInput(context, "dataset"));
      const TokenCache cache(*context.spec.token_cache, *encoder, context.clock);
      return cache.Encode(tokenizer, data, texts, max_length, threads, stopped);
    }
    LogWarning("kept tokens are not used: ", encoder.status().message());
  }
  TokenizedTexts tokenized;
  tokenized.tokens = EncodeAll(tokenizer, texts, max_length, threads, stopped);
  OCTAVO_RETURN_IF_ERROR(context.stop.Check());
  return tokenized;
}

/// A part of the data set, and where its rows go.
struct PartToEncode {
  const std::vector<Example>* examples;
  EncodedRows* rows;
};

/// Fills in the rows of all parts.
absl::Status Encode(JobContext& context, absl::Span<const PartToEncode> parts, const Tokenizer& tokenizer,
                    int max_length) {
  std::vector<absl::string_view> texts;
  for (const PartToEncode& part : parts) {
    for (const Example& example : *part.examples) texts.push_back(example.text);
  }
  const absl::Time start = context.clock.Now();
  OCTAVO_ASSIGN_OR_RETURN(TokenizedTexts tokenized, Tokenize(context, tokenizer, texts, max_length));
  context.events.Tokens({.texts = static_cast<int64_t>(texts.size()),
                         .from_cache = tokenized.from_cache,
                         .seconds = absl::ToDoubleSeconds(context.clock.Now() - start),
                         .threads = context.spec.threads});
  auto tokens = tokenized.tokens.begin();
  for (const PartToEncode& part : parts) {
    for (const Example& example : *part.examples) {
      part.rows->ids.emplace_back(example.id);
      part.rows->labels.push_back(example.label);
      part.rows->tokens.push_back(std::move(*tokens++));
    }
  }
  return absl::OkStatus();
}

Json SplitsJson(const SplitSizes& sizes) {
  return Json{{"train", sizes.train}, {"validation", sizes.validation}, {"test", sizes.test}};
}

Json DescribeDataset(const Dataset& dataset, const DatasetRequest& request) {
  const auto size = [](const std::vector<Example>& part) { return static_cast<int64_t>(part.size()); };
  Json full_splits = SplitsJson(dataset.full);
  full_splits["left_out"] = dataset.full.left_out;
  return Json{
      {"name", dataset.name},
      {"labels", dataset.label_names},
      {"seed", request.seed},
      {"splits",
       SplitsJson({.train = size(dataset.train), .validation = size(dataset.validation), .test = size(dataset.test)})},
      {"full_splits", std::move(full_splits)},
      {"test_texts_seen_in_training", dataset.test_texts_seen_in_training},
      {"notes", dataset.notes}};
}

/// Another seed than the training's would put most of what the model was trained on into the test part. train_samples
/// may differ: it draws from the training part after the cut.
absl::Status CheckCutOfTraining(const TrainingNote& note, const DatasetRequest& request, const Dataset& dataset) {
  const bool same_texts = note.dataset == request.name && dataset.test_is_cut_by_seed;
  if (!same_texts || !note.seed.has_value() || *note.seed == request.seed) return absl::OkStatus();
  return Blame(absl::InvalidArgumentError(absl::StrCat(
                   "parameter split_seed (by default the seed): ", request.seed, ", but the model was trained on ",
                   request.name, " cut by seed ", *note.seed, ": most of the test part of seed ", request.seed,
                   " would be texts that it was trained on; give --split_seed ", *note.seed,
                   ", or a model that was not trained on ", request.name)),
               kBadSpec);
}

/// "12 of 872 test texts (1.4 %)".
std::string ShareOfTest(int64_t count, int64_t texts) {
  return absl::StrFormat("%d of %d test texts (%.1f %%)", count, texts,
                         100 * static_cast<double>(count) / static_cast<double>(texts));
}

/// What makes an accuracy look better or worse than it is does not stay a number that nobody looks up.
void WarnOfTestTexts(JobContext& context, const EncodedDataset& data, int max_length) {
  if (const auto seen = data.description["test_texts_seen_in_training"].get<int64_t>(); seen > 0) {
    context.events.Warning(absl::StrCat(ShareOfTest(seen, data.test.size()),
                                        " stand word for word in the training or validation part too: the accuracy is "
                                        "too high for new texts; remove doubled texts from the data set"));
  }
  if (const auto cut = data.description["truncated_test_texts"].get<int64_t>(); cut > 0) {
    context.events.Warning(absl::StrCat(ShareOfTest(cut, data.test.size()), " fill max_length ", max_length,
                                        " and lose what is longer; give a larger max_length, if the model has more "
                                        "positions"));
  }
}

/// Length and cutting of the test texts, for the reader of the accuracy.
void DescribeTokens(const EncodedRows& test, int max_length, Json& description) {
  int64_t cut = 0, tokens = 0;
  for (const std::vector<int32_t>& text : test.tokens) {
    // A text of exactly max_length tokens is counted too: the tokenizer does not tell whether it was cut.
    cut += static_cast<int>(text.size()) >= max_length ? 1 : 0;
    tokens += static_cast<int64_t>(text.size());
  }
  description["truncated_test_texts"] = cut;
  description["mean_test_tokens"] = static_cast<double>(tokens) / static_cast<double>(test.size());
}

absl::StatusOr<TrainingNote> ParseNote(const Json& json, const std::string& path) {
  if (!json.is_object() || json.value("schema", Json()) != kNoteSchema) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": field schema is not \"", kNoteSchema,
                                                   "\"; train the model with this version, or remove the file"));
  }
  TrainingNote note;
  OCTAVO_RETURN_IF_ERROR(ReadField(json, "base_model", path, note.base_model));
  OCTAVO_RETURN_IF_ERROR(ReadField(json, "dataset", path, note.dataset));
  OCTAVO_RETURN_IF_ERROR(ReadField(json, "seed", path, note.seed));
  OCTAVO_RETURN_IF_ERROR(ReadField(json, "max_length", path, note.max_length));
  OCTAVO_RETURN_IF_ERROR(ReadField(json, "text_column", path, note.text_column));
  OCTAVO_RETURN_IF_ERROR(ReadField(json, "label_column", path, note.label_column));
  OCTAVO_RETURN_IF_ERROR(ReadField(json, "label_names", path, note.label_names));
  OCTAVO_RETURN_IF_ERROR(ReadField(json, "train_samples", path, note.train_samples));
  return note;
}

}  // namespace

absl::StatusOr<TrainingNote> CarriedNote(const TorchFile& file) {
  const TorchValue* metadata = FindKey(file.root(), kMetadataKey);
  const auto* dict = metadata == nullptr ? nullptr : std::get_if<TorchDict>(&metadata->value);
  const TorchValue* training = dict == nullptr ? nullptr : FindKey(*dict, kTrainingKey);
  const auto* text = training == nullptr ? nullptr : std::get_if<std::string>(&training->value);
  if (text == nullptr) return TrainingNote{};
  const std::string what = absl::StrCat(file.path(), " (", kTrainingKey, ")");
  OCTAVO_ASSIGN_OR_RETURN(const Json json, ParseJson(*text, what));
  return ParseNote(json, what);
}

absl::StatusOr<TrainingNote> ReadTrainingNote(const std::string& model_dir) {
  const std::string path = absl::StrCat(model_dir, "/", kTrainingNoteFile);
  if (!fs::exists(path)) return TrainingNote{};
  OCTAVO_ASSIGN_OR_RETURN(const Json json, ReadJsonFile(path));
  return ParseNote(json, path);
}

absl::Status WriteTrainingNote(const std::string& model_dir, const TrainingNote& note) {
  Json json = {{"schema", kNoteSchema}};
  WriteField(json, "base_model", note.base_model);
  WriteField(json, "dataset", note.dataset);
  WriteField(json, "seed", note.seed);
  WriteField(json, "max_length", note.max_length);
  WriteField(json, "text_column", note.text_column);
  WriteField(json, "label_column", note.label_column);
  WriteField(json, "label_names", note.label_names);
  WriteField(json, "train_samples", note.train_samples);
  return WriteJsonFile(absl::StrCat(model_dir, "/", kTrainingNoteFile), json);
}

std::string DatasetPath(const std::string& input_dir) {
  std::vector<std::string> entries;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(input_dir, error)) entries.push_back(entry.path().string());
  const bool one_file = entries.size() == 1 && fs::is_regular_file(entries.front());
  return one_file ? entries.front() : input_dir;
}

absl::StatusOr<EncodedDataset> LoadEncodedDataset(JobContext& context, const DatasetRequest& request,
                                                  const TrainingNote& note, const Tokenizer& tokenizer, int max_length,
                                                  DatasetParts parts) {
  auto loaded = LoadDataset(request);
  if (!loaded.ok()) return BlameInput(loaded.status(), kBadData);
  OCTAVO_RETURN_IF_ERROR(CheckCutOfTraining(note, request, *loaded));
  EncodedDataset encoded;
  encoded.description = DescribeDataset(*loaded, request);
  std::vector<PartToEncode> wanted = {{&loaded->test, &encoded.test}};
  if (parts == DatasetParts::kAll) {
    wanted.insert(wanted.begin(), {{&loaded->train, &encoded.train}, {&loaded->validation, &encoded.validation}});
  }
  OCTAVO_RETURN_IF_ERROR(Encode(context, wanted, tokenizer, max_length));
  DescribeTokens(encoded.test, max_length, encoded.description);
  WarnOfTestTexts(context, encoded, max_length);
  return encoded;
}

absl::StatusOr<Json> DigestInputs(JobContext& context) {
  Json digests = Json::object();
  for (const std::string& name : InputsOf(context.spec.kind)) {
    OCTAVO_ASSIGN_OR_RETURN(digests[name], DigestInput(context, name));
  }
  for (const std::string& name : OptionalInputsOf(context.spec.kind)) {
    if (!fs::exists(context.Input(name))) continue;
    OCTAVO_ASSIGN_OR_RETURN(digests[name], DigestInput(context, name));
  }
  return digests;
}

int EffectiveMaxLength(JobContext& context, int asked, const ModelInfo& info) {
  if (asked <= info.max_positions) return asked;
  context.events.Warning(absl::StrCat("max_length ", asked, " is more than the model's ", info.max_positions,
                                      " positions; texts are cut at ", info.max_positions));
  return static_cast<int>(info.max_positions);
}

absl::StatusOr<std::string> ModelPath(const std::string& input_dir) {
  if (fs::exists(input_dir + "/config.json")) return input_dir;
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(input_dir, error)) {
    const std::string path = entry.path().string();
    if (absl::EndsWith(path, ".pt") || absl::EndsWith(path, ".pth")) files.push_back(path);
  }
  if (files.size() == 1) return files.front();
  return Blame(absl::InvalidArgumentError(
                   absl::StrCat("input model: ", input_dir, " has no config.json and ", files.size(),
                                " .pt or .pth files; give a Hugging Face folder, or a folder with one such file")),
               kBadModel);
}

}  // namespace octavo
