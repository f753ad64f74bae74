#include <limits>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status_macros.h"
#include "worker/runner/formats/byte_io.h"
#include "worker/runner/formats/pickle.h"

namespace octavo {
namespace {

absl::string_view StorageClass(DType type) {
  switch (type) {
    case DType::kF64:
      return "DoubleStorage";
    case DType::kF32:
      return "FloatStorage";
    case DType::kF16:
      return "HalfStorage";
    case DType::kBF16:
      return "BFloat16Storage";
    case DType::kI64:
      return "LongStorage";
    case DType::kI32:
      return "IntStorage";
    case DType::kI16:
      return "ShortStorage";
    case DType::kI8:
      return "CharStorage";
    case DType::kU8:
      return "ByteStorage";
    case DType::kBool:
      return "BoolStorage";
  }
  return "";
}

class PickleWriter {
 public:
  explicit PickleWriter(std::vector<TensorView>& tensors) : tensors_(tensors) {}

  absl::StatusOr<std::string> Write(const TorchDict& root) {
    out_ = "\x80\x02";  // PROTO 2
    OCTAVO_RETURN_IF_ERROR(Dict(root));
    out_ += '.';
    return std::move(out_);
  }

 private:
  absl::Status Value(const TorchValue& value) {
    if (std::holds_alternative<std::monostate>(value.value)) {
      out_ += 'N';
    } else if (const auto* flag = std::get_if<bool>(&value.value)) {
      out_ += *flag ? '\x88' : '\x89';
    } else if (const auto* number = std::get_if<int64_t>(&value.value)) {
      Integer(*number);
    } else if (const auto* real = std::get_if<double>(&value.value)) {
      Real(*real);
    } else if (const auto* text = std::get_if<std::string>(&value.value)) {
      Text(*text);
    } else if (const auto* list = std::get_if<TorchList>(&value.value)) {
      return List(*list);
    } else if (const auto* dict = std::get_if<TorchDict>(&value.value)) {
      return Dict(*dict);
    } else {
      return Tensor(std::get<TensorView>(value.value));
    }
    return absl::OkStatus();
  }

  void Integer(int64_t number) {
    if (number >= 0 && number < 256) {
      out_ += 'K';
      AppendLittleEndian(static_cast<uint8_t>(number), out_);
    } else if (number >= std::numeric_limits<int32_t>::min() && number <= std::numeric_limits<int32_t>::max()) {
      out_ += 'J';
      AppendLittleEndian(static_cast<int32_t>(number), out_);
    } else {
      out_ += "\x8a\x08";  // LONG1, eight bytes
      AppendLittleEndian(number, out_);
    }
  }

  void Real(double number) {
    out_ += 'G';
    std::string little;
    AppendLittleEndian(number, little);
    out_.append(little.rbegin(), little.rend());  // the one big-endian field
  }

  void Text(const std::string& text) {
    out_ += 'X';
    AppendLittleEndian(static_cast<uint32_t>(text.size()), out_);
    out_ += text;
  }

  /// Writes `global` the first time and a reference to it afterwards.
  void Global(absl::string_view module, absl::string_view name) {
    std::string global = absl::StrCat("c", module, "\n", name, "\n");
    const auto [it, fresh] = memo_.try_emplace(global, static_cast<uint8_t>(memo_.size()));
    out_ += fresh ? global : "h";
    if (fresh) out_ += 'q';
    AppendLittleEndian(it->second, out_);
  }

  absl::Status List(const TorchList& list) {
    out_ += "](";  // EMPTY_LIST MARK … APPENDS
    for (const TorchValue& value : list) OCTAVO_RETURN_IF_ERROR(Value(value));
    out_ += 'e';
    return absl::OkStatus();
  }

  absl::Status Dict(const TorchDict& dict) {
    out_ += "}(";  // EMPTY_DICT MARK … SETITEMS
    for (const auto& [key, value] : dict) {
      Text(key);
      if (absl::Status status = Value(value); !status.ok()) {
        return absl::Status(status.code(), absl::StrCat(key, ": ", status.message()));
      }
    }
    out_ += 'u';
    return absl::OkStatus();
  }

  void Integers(absl::Span<const int64_t> numbers) {
    if (numbers.size() > 3) out_ += '(';
    for (const int64_t number : numbers) Integer(number);
    static constexpr char kTuple[] = {')', '\x85', '\x86', '\x87', 't'};
    out_ += kTuple[std::min<size_t>(numbers.size(), 4)];
  }

  // _rebuild_tensor_v2(storage by persistent id, offset, size, stride, requires_grad, hooks)
  absl::Status Tensor(const TensorView& tensor) {
    std::vector<int64_t> strides(tensor.shape.size());
    int64_t elements = 1;
    for (size_t i = tensor.shape.size(); i-- > 0;) {
      strides[i] = std::max<int64_t>(elements, 1);
      // Of an empty tensor, too: its other dimensions have no limit.
      if (__builtin_mul_overflow(elements, tensor.shape[i], &elements)) {
        return absl::InvalidArgumentError(absl::StrCat("the tensor's shape [", absl::StrJoin(tensor.shape, ", "),
                                                       "] has more elements than 64 bits can count"));
      }
    }
    if (elements < 0 || static_cast<uint64_t>(elements * DTypeBytes(tensor.dtype)) != tensor.bytes.size()) {
      return absl::InvalidArgumentError(absl::StrCat("the tensor has ", tensor.bytes.size(),
                                                     " bytes where its shape and type need ",
                                                     elements * DTypeBytes(tensor.dtype)));
    }
    Global("torch._utils", "_rebuild_tensor_v2");
    out_ += "((";
    Text("storage");
    Global("torch", StorageClass(tensor.dtype));
    Text(absl::StrCat(tensors_.size()));
    Text("cpu");
    Integer(elements);
    out_ += "tQ";  // the tuple is a persistent id
    Integer(0);
    Integers(tensor.shape);
    Integers(strides);
    out_ += '\x89';
    Global("collections", "OrderedDict");
    out_ += ")RtR";
    tensors_.push_back(tensor);
    return absl::OkStatus();
  }

  std::vector<TensorView>& tensors_;
  absl::flat_hash_map<std::string, uint8_t> memo_;
  std::string out_;
};

}  // namespace

absl::StatusOr<std::string> WritePickle(const TorchDict& root, std::vector<TensorView>& tensors) {
  return PickleWriter(tensors).Write(root);
}

}  // namespace octavo
