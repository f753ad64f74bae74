#ifndef OCTAVO_SERVER_CORE_ACTION_DIGEST_H_
#define OCTAVO_SERVER_CORE_ACTION_DIGEST_H_

#include <string>

#include "server/core/types.h"

namespace octavo {

/// The key of the result cache: SHA-256 over what decides a job's result on a worker: kind, parameters, inputs by
/// digest, threads and device as resolved there, the runner's build, LibTorch's version and the device class; and the
/// model of CPU, where the job measures time. REQUIRES: the job's inputs are resolved.
std::string ActionDigest(const Job& job, const Capabilities& worker);

}  // namespace octavo

#endif  // OCTAVO_SERVER_CORE_ACTION_DIGEST_H_
