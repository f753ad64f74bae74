#include "worker/runner/job/model_tokenizer.h"

#include <utility>

#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "common/status_macros.h"
#include "worker/runner/formats/int8_file.h"
#include "worker/runner/formats/torch_file.h"
#include "worker/runner/job/failure.h"
#include "worker/runner/job/load_phase.h"
#include "worker/runner/text/tokenizer_files.h"
#include "worker/runner/text/tokenizer_loader.h"

namespace octavo {
namespace {

/// The files that QuantizeDynamic has put into the model file.
absl::StatusOr<TokenizerFileList> CarriedFiles(const std::string& path) {
  OCTAVO_ASSIGN_OR_RETURN(const std::unique_ptr<TorchFile> file, TorchFile::Open(path));
  TokenizerFileList files;
  for (const auto& [key, value] : file->root()) {
    absl::string_view name = key;
    const auto* tensor = std::get_if<TensorView>(&value.value);
    if (tensor == nullptr || tensor->dtype != DType::kU8 || !absl::ConsumePrefix(&name, kTokenizerPrefix)) continue;
    files.emplace_back(name, std::string(tensor->bytes.begin(), tensor->bytes.end()));
  }
  return files;
}

absl::StatusOr<std::unique_ptr<Tokenizer>> Open(const std::string& input_dir) {
  // To tokenize needs no weights: a folder with a tokenizer alone will do.
  const absl::StatusOr<std::string> model = ModelPath(input_dir);
  if (!model.ok() || *model == input_dir) return LoadTokenizer(input_dir);
  OCTAVO_ASSIGN_OR_RETURN(const TokenizerFileList files, CarriedFiles(*model));
  if (files.empty() && !TokenizerFiles(input_dir).empty()) return LoadTokenizer(input_dir);
  return TokenizerFromFiles(files, *model);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Tokenizer>> OpenModelTokenizer(const std::string& input_dir) {
  auto tokenizer = Open(input_dir);
  if (!tokenizer.ok()) return BlameInput(tokenizer.status(), kBadModel);
  return tokenizer;
}

}  // namespace octavo
