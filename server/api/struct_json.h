#ifndef OCTAVO_SERVER_API_STRUCT_JSON_H_
#define OCTAVO_SERVER_API_STRUCT_JSON_H_

#include "common/json.h"
#include "google/protobuf/struct.pb.h"

namespace octavo {

// Parameters and results, which are objects of any form, in messages and in records. Pure.

/// Whole numbers become integers: a Struct knows only doubles.
Json StructToJson(const google::protobuf::Struct& message);
/// What is no object gives an empty Struct.
void JsonToStruct(const Json& json, google::protobuf::Struct* message);

}  // namespace octavo

#endif  // OCTAVO_SERVER_API_STRUCT_JSON_H_
