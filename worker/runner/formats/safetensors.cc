#include "worker/runner/formats/safetensors.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/json.h"
#include "common/status_macros.h"
#include "worker/runner/formats/atomic_file_writer.h"
#include "worker/runner/formats/mapped_file.h"

namespace octavo {
namespace {

constexpr uint64_t kMaxHeaderBytes = 100'000'000;  // the format's own limit
constexpr size_t kMaxDimensions = 16;
constexpr char kRemedy[] = "download or export the file again";

struct DTypeName {
  DType type;
  const char* name;
};
constexpr std::array<DTypeName, 10> kDTypeNames = {{{DType::kF64, "F64"},
                                                    {DType::kF32, "F32"},
                                                    {DType::kF16, "F16"},
                                                    {DType::kBF16, "BF16"},
                                                    {DType::kI64, "I64"},
                                                    {DType::kI32, "I32"},
                                                    {DType::kI16, "I16"},
                                                    {DType::kI8, "I8"},
                                                    {DType::kU8, "U8"},
                                                    {DType::kBool, "BOOL"}}};

const char* NameOf(DType type) {
  for (const DTypeName& entry : kDTypeNames) {
    if (entry.type == type) return entry.name;
  }
  return "";
}

absl::Status Invalid(const std::string& path, const std::string& what, const std::string& remedy = kRemedy) {
  return absl::InvalidArgumentError(absl::StrCat("safetensors file ", path, ": ", what, "; ", remedy));
}

bool ReadUnsigned(const Json& value, uint64_t* out) {
  if (!value.is_number_unsigned()) return false;
  *out = value.get<uint64_t>();
  return true;
}

/// One tensor of the header, with its bytes as a range of the data section.
struct Entry {
  std::string name;
  TensorView view;
  uint64_t begin = 0;
  uint64_t end = 0;
};

absl::Status ParseShape(const std::string& path, const std::string& name, const Json& shape, Entry* entry,
                        uint64_t* bytes) {
  if (!shape.is_array() || shape.size() > kMaxDimensions) {
    return Invalid(path, absl::StrCat("tensor \"", name, "\" has no usable shape: ", shape.dump().substr(0, 80)));
  }
  *bytes = static_cast<uint64_t>(DTypeBytes(entry->view.dtype));
  for (const Json& dimension : shape) {
    uint64_t size = 0;
    if (!ReadUnsigned(dimension, &size) || size > static_cast<uint64_t>(std::numeric_limits<int64_t>::max()) ||
        __builtin_mul_overflow(*bytes, size, bytes)) {
      return Invalid(path, absl::StrCat("tensor \"", name, "\" has an impossible shape ", shape.dump().substr(0, 80)));
    }
    entry->view.shape.push_back(static_cast<int64_t>(size));
  }
  return absl::OkStatus();
}

absl::StatusOr<Entry> ParseEntry(const std::string& path, const std::string& name, const Json& json,
                                 uint64_t data_bytes) {
  Entry entry;
  entry.name = name;
  const std::string what = absl::StrCat("tensor \"", name, "\"");
  if (!json.is_object() || !json.contains("dtype") || !json.contains("shape") || !json.contains("data_offsets")) {
    return Invalid(path, absl::StrCat(what, " lacks dtype, shape or data_offsets"));
  }
  const Json& dtype = json["dtype"];
  const auto known = std::find_if(kDTypeNames.begin(), kDTypeNames.end(), [&](const DTypeName& candidate) {
    return dtype.is_string() && dtype == candidate.name;
  });
  if (known == kDTypeNames.end()) {
    return Invalid(path, absl::StrCat(what, " has the unknown dtype ", dtype.dump().substr(0, 80)),
                   "convert it to F32, F16 or BF16");
  }
  entry.view.dtype = known->type;
  uint64_t bytes = 0;
  OCTAVO_RETURN_IF_ERROR(ParseShape(path, name, json["shape"], &entry, &bytes));
  const Json& offsets = json["data_offsets"];
  if (!offsets.is_array() || offsets.size() != 2 || !ReadUnsigned(offsets[0], &entry.begin) ||
      !ReadUnsigned(offsets[1], &entry.end) || entry.begin > entry.end) {
    return Invalid(path, absl::StrCat(what, " has bad data_offsets ", offsets.dump().substr(0, 80)));
  }
  if (entry.end > data_bytes) {
    return Invalid(path, absl::StrCat(what, " ends at byte ", entry.end, " of the data, but the file has only ",
                                      data_bytes, " (truncated?)"));
  }
  if (entry.end - entry.begin != bytes) {
    return Invalid(path, absl::StrCat(what, " spans ", entry.end - entry.begin, " bytes, but its dtype ", known->name,
                                      " and shape [", absl::StrJoin(entry.view.shape, ", "), "] need ", bytes));
  }
  return entry;
}

/// Sorts by place in the file and checks that the tensors cover the data section without overlap or hole.
absl::Status CheckLayout(const std::string& path, uint64_t data_bytes, std::vector<Entry>* entries) {
  std::sort(entries->begin(), entries->end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.begin, a.end, a.name) < std::tie(b.begin, b.end, b.name);
  });
  uint64_t at = 0;
  for (const Entry& entry : *entries) {
    if (entry.begin != at) {
      return Invalid(
          path, absl::StrCat("tensor \"", entry.name, "\" begins at byte ", entry.begin, " of the data, ",
                             entry.begin < at ? "inside the tensor before it" : "after a hole", ", expected ", at));
    }
    at = entry.end;
  }
  if (at != data_bytes) {
    return Invalid(path, absl::StrCat("the tensors end at byte ", at, " of the data, but the file has ", data_bytes));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<SafetensorsReader> SafetensorsReader::Open(const std::string& path) {
  OCTAVO_ASSIGN_OR_RETURN(MappedFile mapped, MapFile(path));
  SafetensorsReader reader;
  reader.path_ = path;
  reader.mapping_ = std::move(mapped.owner);
  reader.file_bytes_ = static_cast<int64_t>(mapped.bytes.size());
  OCTAVO_RETURN_IF_ERROR(reader.Parse(mapped.bytes));
  return reader;
}

absl::Status SafetensorsReader::Parse(absl::Span<const uint8_t> file) {
  uint64_t header_bytes = 0;
  if (file.size() < sizeof(header_bytes)) {
    return Invalid(path_, absl::StrCat("is ", file.size(), " bytes long, shorter than the 8-byte header length"));
  }
  std::memcpy(&header_bytes, file.data(), sizeof(header_bytes));
  if (header_bytes > kMaxHeaderBytes || header_bytes > file.size() - 8) {
    return Invalid(path_, absl::StrCat("the header claims ", header_bytes, " bytes, but the file has ", file.size(),
                                       " in all (truncated, or not safetensors)"));
  }
  const absl::string_view header_text(reinterpret_cast<const char*>(file.data()) + 8, header_bytes);
  const absl::StatusOr<Json> header = ParseJsonOfUniqueKeys(header_text, "the header");
  if (!header.ok()) return Invalid(path_, std::string(header.status().message()));
  if (!header->is_object()) return Invalid(path_, "the header is not a JSON object");
  const absl::Span<const uint8_t> data = file.subspan(8 + header_bytes);
  std::vector<Entry> entries;
  for (const auto& [name, value] : header->items()) {
    if (name == "__metadata__") {
      if (!value.is_object()) return Invalid(path_, "__metadata__ is not an object of strings");
      for (const auto& [key, text] : value.items()) {
        if (!text.is_string()) return Invalid(path_, absl::StrCat("__metadata__ entry \"", key, "\" is not a string"));
        metadata_[key] = text.get<std::string>();
      }
      continue;
    }
    OCTAVO_ASSIGN_OR_RETURN(Entry entry, ParseEntry(path_, name, value, data.size()));
    entries.push_back(std::move(entry));
  }
  OCTAVO_RETURN_IF_ERROR(CheckLayout(path_, data.size(), &entries));
  for (Entry& entry : entries) {
    entry.view.bytes = data.subspan(entry.begin, entry.end - entry.begin);
    names_.push_back(entry.name);
    tensors_.emplace(std::move(entry.name), std::move(entry.view));
  }
  return absl::OkStatus();
}

absl::StatusOr<TensorView> SafetensorsReader::Find(const std::string& name) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end()) {
    return absl::NotFoundError(absl::StrCat("safetensors file ", path_, " has no tensor \"", name, "\""));
  }
  return found->second;
}

absl::Status WriteSafetensors(const std::string& path, absl::Span<const NamedTensor> tensors,
                              const std::map<std::string, std::string>& metadata) {
  Json header = Json::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  uint64_t at = 0;
  for (const NamedTensor& named : tensors) {
    const TensorView& view = named.tensor;
    int64_t bytes = DTypeBytes(view.dtype);
    for (const int64_t size : view.shape) bytes *= size;
    if (bytes != static_cast<int64_t>(view.bytes.size()) || header.contains(named.name)) {
      return absl::InvalidArgumentError(absl::StrCat("write safetensors file ", path, ": tensor \"", named.name,
                                                     "\" has ", view.bytes.size(), " bytes where its shape needs ",
                                                     bytes, ", or its name comes twice"));
    }
    header[named.name] = {{"dtype", NameOf(view.dtype)}, {"shape", view.shape}, {"data_offsets", {at, at + bytes}}};
    at += static_cast<uint64_t>(bytes);
  }
  std::string text = header.dump();
  text.append((8 - text.size() % 8) % 8, ' ');
  const uint64_t header_bytes = text.size();
  std::string prefix(sizeof(header_bytes), '\0');
  std::memcpy(prefix.data(), &header_bytes, sizeof(header_bytes));
  OCTAVO_ASSIGN_OR_RETURN(AtomicFileWriter writer, AtomicFileWriter::Create(path));
  OCTAVO_RETURN_IF_ERROR(writer.Append(prefix + text));
  for (const NamedTensor& named : tensors) OCTAVO_RETURN_IF_ERROR(writer.Append(named.tensor.bytes));
  return writer.Commit();
}

}  // namespace octavo
