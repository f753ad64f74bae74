#include "worker/runner/job/model_tokenizer.h"

#include <utility>

#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "common/status_macros.h"
#include "worker/runner/formats/model_file.h"
#include "worker/runner/formats/torch_file.h"
#include "worker/runner/job/failure.h"
#include "worker/runner/text/tokenizer_files.h"
#include "worker/runner/text/tokenizer_loader.h"

namespace octavo {
namespace {

/// The tokenizer's files that the model file carries (formats/model_file.h).
TokenizerFileList CarriedFiles(const TorchFile& file) {
  TokenizerFileList files;
  for (const auto& [key, value] : file.root()) {
    absl::string_view name = key;
    const auto* tensor = std::get_if<TensorView>(&value.value);
    if (tensor == nullptr || tensor->dtype != DType::kU8 || !absl::ConsumePrefix(&name, kTokenizerPrefix)) continue;
    files.emplace_back(name, std::string(tensor->bytes.begin(), tensor->bytes.end()));
  }
  return files;
}

absl::StatusOr<std::unique_ptr<Tokenizer>> Open(const std::string& input_dir, TrainingNote* note) {
  // To tokenize needs no weights: a folder with a tokenizer alone will do.
  const absl::StatusOr<std::string> model = ModelPath(input_dir);
  if (!model.ok() || *model == input_dir) {
    if (note != nullptr) {
      OCTAVO_ASSIGN_OR_RETURN(*note, ReadTrainingNote(input_dir));
    }
    return LoadTokenizer(input_dir);
  }
  // Once for both: to open a file is to check all of it.
  OCTAVO_ASSIGN_OR_RETURN(const std::unique_ptr<TorchFile> file, TorchFile::Open(*model));
  if (note != nullptr) {
    OCTAVO_ASSIGN_OR_RETURN(*note, CarriedNote(*file));
  }
  const TokenizerFileList files = CarriedFiles(*file);
  if (files.empty() && !TokenizerFiles(input_dir).empty()) return LoadTokenizer(input_dir);
  return TokenizerFromFiles(files, *model);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Tokenizer>> OpenModelTokenizer(const std::string& input_dir, TrainingNote* note) {
  auto tokenizer = Open(input_dir, note);
  if (!tokenizer.ok()) return BlameInput(tokenizer.status(), kBadModel);
  return tokenizer;
}

}  // namespace octavo
