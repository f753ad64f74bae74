#include "worker/runner/quant/model_file_builder.h"

#include <filesystem>
#include <iterator>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/status_macros.h"
#include "worker/runner/formats/model_file.h"
#include "worker/runner/text/tokenizer_files.h"
#include "worker/runner/text/tokenizer_loader.h"

namespace octavo {
namespace {

constexpr int64_t kMaxNoteBytes = 64 << 20;

}  // namespace

absl::StatusOr<ConfigText> ReadClassifierConfig(const std::string& model_dir) {
  const std::string path = model_dir + "/config.json";
  ConfigText result;
  OCTAVO_ASSIGN_OR_RETURN(result.text, ReadModelConfigText(path));
  OCTAVO_ASSIGN_OR_RETURN(result.config, ParseModelConfig(result.text, path));
  if (result.config.labels.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        path, ": id2label is missing or empty; give a trained classifier, such as results/baseline/model"));
  }
  return result;
}

void ModelFileBuilder::AddBytes(const std::string& name, DType dtype, std::vector<int64_t> shape, std::string bytes) {
  const std::string& kept = storage_.emplace_back(std::move(bytes));
  root_.emplace_back(name,
                     TensorView{dtype, std::move(shape), {reinterpret_cast<const uint8_t*>(kept.data()), kept.size()}});
}

absl::Status ModelFileBuilder::AddMetadata(const char* schema, int version, const ConfigText& config,
                                           const std::string& companions, TorchDict more) {
  TorchDict metadata = {{"schema", schema},
                        {"version", version},
                        {"architecture", config.config.architecture},
                        {"labels", TorchList(config.config.labels.begin(), config.config.labels.end())},
                        {"config", config.text}};
  metadata.insert(metadata.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  auto note = ReadFile(absl::StrCat(companions, "/", kTrainingNoteFile), kMaxNoteBytes);
  if (note.ok()) {
    metadata.emplace_back(kTrainingKey, *std::move(note));
  } else if (!absl::IsNotFound(note.status())) {
    return note.status();
  }
  root_.emplace_back(kMetadataKey, std::move(metadata));
  return absl::OkStatus();
}

absl::Status ModelFileBuilder::AddTokenizer(const std::string& dir) {
  if (TokenizerFiles(dir).empty()) return absl::OkStatus();
  OCTAVO_ASSIGN_OR_RETURN(const TokenizerFileList files, PackTokenizer(dir));
  for (const auto& [name, bytes] : files) {
    AddBytes(kTokenizerPrefix + name, DType::kU8, {static_cast<int64_t>(bytes.size())}, bytes);
  }
  return absl::OkStatus();
}

absl::StatusOr<int64_t> ModelFileBuilder::Write(const std::string& path) const {
  OCTAVO_RETURN_IF_ERROR(WriteTorchFile(path, root_));
  std::error_code error;
  return static_cast<int64_t>(std::filesystem::file_size(path, error));
}

}  // namespace octavo
