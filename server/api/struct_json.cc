#include "server/api/struct_json.h"

#include <cmath>
#include <cstdint>
#include <string>

namespace octavo {
namespace {

constexpr double kMaxWhole = 9007199254740992.0;  // 2^53

Json ValueToJson(const google::protobuf::Value& value) {
  switch (value.kind_case()) {
    case google::protobuf::Value::kBoolValue:
      return value.bool_value();
    case google::protobuf::Value::kNumberValue: {
      const double number = value.number_value();
      if (std::trunc(number) == number && std::abs(number) <= kMaxWhole) return static_cast<int64_t>(number);
      return number;
    }
    case google::protobuf::Value::kStringValue:
      return value.string_value();
    case google::protobuf::Value::kListValue: {
      Json list = Json::array();
      for (const auto& item : value.list_value().values()) list.push_back(ValueToJson(item));
      return list;
    }
    case google::protobuf::Value::kStructValue:
      return StructToJson(value.struct_value());
    default:
      return nullptr;
  }
}

void JsonToValue(const Json& json, google::protobuf::Value* value) {
  if (json.is_object()) {
    auto& fields = *value->mutable_struct_value()->mutable_fields();
    for (const auto& item : json.items()) JsonToValue(item.value(), &fields[item.key()]);
  } else if (json.is_array()) {
    value->mutable_list_value();
    for (const Json& item : json) JsonToValue(item, value->mutable_list_value()->add_values());
  } else if (json.is_string()) {
    value->set_string_value(json.get<std::string>());
  } else if (json.is_boolean()) {
    value->set_bool_value(json.get<bool>());
  } else if (json.is_number()) {
    value->set_number_value(json.get<double>());
  } else {
    value->set_null_value(google::protobuf::NULL_VALUE);
  }
}

}  // namespace

Json StructToJson(const google::protobuf::Struct& message) {
  Json json = Json::object();
  for (const auto& [key, value] : message.fields()) json[key] = ValueToJson(value);
  return json;
}

void JsonToStruct(const Json& json, google::protobuf::Struct* message) {
  message->Clear();
  if (!json.is_object()) return;
  for (const auto& item : json.items()) JsonToValue(item.value(), &(*message->mutable_fields())[item.key()]);
}

}  // namespace octavo
