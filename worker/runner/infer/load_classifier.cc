#include <sys/stat.h>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/engine/std_boundary.h"
#include "worker/runner/formats/float_file.h"
#include "worker/runner/formats/int8_file.h"
#include "worker/runner/formats/model_file.h"
#include "worker/runner/infer/float_classifier.h"
#include "worker/runner/infer/quantized_classifier.h"

namespace octavo {
namespace {

absl::StatusOr<std::unique_ptr<Classifier>> LoadFile(const std::string& path) {
  return WithStdBoundary("load the model", [&]() -> absl::StatusOr<std::unique_ptr<Classifier>> {
    OCTAVO_ASSIGN_OR_RETURN(std::unique_ptr<TorchFile> file, TorchFile::Open(path));
    OCTAVO_ASSIGN_OR_RETURN(const std::string schema, SchemaOf(*file));
    if (schema == kFloatSchema) return FloatClassifier::LoadFile(std::move(file));
    if (schema == kInt8Schema) return LoadQuantizedClassifier(std::move(file));
    return absl::InvalidArgumentError(absl::StrCat("load model ", path, ": its schema is '", schema,
                                                   "'; this build knows '", kInt8Schema, "' and '", kFloatSchema, "'"));
  });
}

}  // namespace

absl::StatusOr<std::unique_ptr<Classifier>> LoadClassifier(const LoadOptions& options) {
  if (options.device != "cpu") {
    return absl::UnimplementedError(
        absl::StrCat("load model ", options.path, ": device is \"", options.device, "\"; this build runs on \"cpu\""));
  }
  struct stat info = {};
  if (::stat(options.path.c_str(), &info) != 0) {
    return absl::NotFoundError(absl::StrCat(
        "load model ", options.path, ": no such file or folder; give a Hugging Face folder or a .pt or .pth file"));
  }
  if (!S_ISDIR(info.st_mode)) return LoadFile(options.path);
  if (options.compute == ComputeType::kInt8) {
    return absl::InvalidArgumentError(
        absl::StrCat("load model ", options.path,
                     ": compute is int8, but a folder runs as fp32, bf16 or fp16; quantize it "
                     "first (octavo dynamic) and load the file that this writes"));
  }
  return FloatClassifier::Load(options.path, options.compute);
}

}  // namespace octavo
