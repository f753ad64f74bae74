#ifndef OCTAVO_CLIENT_API_CONVERT_H_
#define OCTAVO_CLIENT_API_CONVERT_H_

#include "client/api/types.h"
#include "octavo/v1/admin.pb.h"
#include "octavo/v1/experiments.pb.h"
#include "octavo/v1/types.pb.h"

namespace octavo::client {

// Between proto/octavo/v1 and client/api/types.h. Pure.

v1::JobSpec ToProto(const JobSpec& spec);
JobSpec FromProto(const v1::JobSpec& spec);
Job FromProto(const v1::Job& job);
Experiment FromProto(const v1::Experiment& experiment);
/// Of a list's entry of any view.
ExperimentSummary SummaryFromProto(const v1::Experiment& experiment);
Explanation FromProto(const v1::ExplainJobResponse& explanation);
WorkerInfo FromProto(const v1::Worker& worker);
ServerDescription FromProto(const v1::ServerInfo& info);
BlobCheck FromProto(const v1::VerifyBlobsResponse& check);

/// Whole numbers come back as integers.
Json FromProto(const google::protobuf::Struct& object);
/// REQUIRES: an object.
google::protobuf::Struct ToProto(const Json& object);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_API_CONVERT_H_
