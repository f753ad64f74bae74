#include "client/commands/model_folder.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/json.h"
#include "common/status_macros.h"
#include "common/weight_files.h"

namespace octavo::client {
namespace fs = std::filesystem;

absl::Status CheckSafetensors(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::array<unsigned char, 8> bytes{};
  if (!file.read(reinterpret_cast<char*>(bytes.data()), bytes.size())) {
    return absl::InvalidArgumentError(
        absl::StrCat("model file ", path, " is shorter than a safetensors header: bring it again"));
  }
  uint64_t length = 0;
  for (int i = 7; i >= 0; --i) length = length << 8 | bytes[static_cast<size_t>(i)];
  std::error_code ignored;
  const uint64_t size = fs::file_size(path, ignored);
  if (length > (100u << 20) || length + 8 > size) {
    return absl::InvalidArgumentError(absl::StrCat("model file ", path,
                                                   " is truncated or no safetensors file (header of ", length,
                                                   " bytes in a file of ", size, "): bring it again"));
  }
  std::string header(length, '\0');
  if (!file.read(header.data(), static_cast<std::streamsize>(length))) {
    return absl::InvalidArgumentError(absl::StrCat("model file ", path, " cannot be read"));
  }
  OCTAVO_ASSIGN_OR_RETURN(const Json tensors, ParseJson(header, absl::StrCat("header of ", path)));
  uint64_t end = 0;
  for (const auto& [name, tensor] : tensors.items()) {
    if (!tensor.is_object() || !tensor.contains("data_offsets")) continue;
    const Json& offsets = tensor["data_offsets"];
    if (offsets.is_array() && offsets.size() == 2 && offsets[1].is_number_unsigned())
      end = std::max(end, offsets[1].get<uint64_t>());
  }
  if (8 + length + end == size) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("model file ", path, " has ", size, " bytes and its header describes ",
                                                 8 + length + end, ": it is truncated or damaged; bring it again"));
}

absl::Status CheckModelFolder(const std::string& path) {
  if (IsRegularFile(path)) return absl::OkStatus();
  std::error_code ignored;
  if (!fs::is_directory(path, ignored)) {
    return absl::NotFoundError(absl::StrCat(
        "model folder '", path,
        "' does not exist: check the spelling and the current folder, or train it first with octavo baseline"));
  }
  if (!IsRegularFile(path + "/config.json")) {
    return absl::InvalidArgumentError(absl::StrCat(
        "model folder '", path,
        "' has no config.json: give a folder in Hugging Face layout (config.json, weights, tokenizer files)"));
  }
  const absl::StatusOr<std::vector<std::string>> weights = WeightFiles(path);
  if (absl::IsNotFound(weights.status())) return absl::InvalidArgumentError(weights.status().message());
  OCTAVO_RETURN_IF_ERROR(weights.status());
  for (const std::string& name : *weights) {
    if (absl::EndsWith(name, ".safetensors")) OCTAVO_RETURN_IF_ERROR(CheckSafetensors(absl::StrCat(path, "/", name)));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::function<bool(const std::string& name)>> ModelFileFilter(const std::string& path) {
  if (IsRegularFile(path)) return [](const std::string&) { return true; };
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> weights, WeightFiles(path));
  std::set<std::string> wanted = {"config.json", "tokenizer.json", "tokenizer_config.json",   "vocab.txt",
                                  "vocab.json",  "merges.txt",     "special_tokens_map.json", "added_tokens.json",
                                  "octavo.json"};
  wanted.insert(weights.begin(), weights.end());
  return [wanted = std::move(wanted)](const std::string& name) { return wanted.contains(name); };
}

}  // namespace octavo::client
