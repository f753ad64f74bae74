#include "common/result_size.h"

#include <string>

namespace octavo {
namespace {

// Of the fields of Struct and Value, all of which have numbers below 16.
constexpr size_t kTag = 1;

size_t VarintBytes(size_t number) {
  size_t bytes = 1;
  while (number >>= 7) ++bytes;
  return bytes;
}

/// A field that begins with its length.
size_t FieldBytes(size_t length) { return kTag + VarintBytes(length) + length; }

size_t ValueBytes(const Json& value) {
  if (value.is_object()) return FieldBytes(ResultBytes(value));
  if (value.is_string()) return FieldBytes(value.get_ref<const std::string&>().size());
  if (value.is_number()) return kTag + sizeof(double);
  if (!value.is_array()) return kTag + 1;  // a boolean, or null, which is an enumerator
  size_t bytes = 0;
  for (const Json& item : value) bytes += FieldBytes(ValueBytes(item));
  return FieldBytes(bytes);
}

}  // namespace

size_t ResultBytes(const Json& result) {
  size_t bytes = 0;
  for (const auto& [key, value] : result.items()) {
    bytes += FieldBytes(FieldBytes(key.size()) + FieldBytes(ValueBytes(value)));
  }
  return bytes;
}

}  // namespace octavo
