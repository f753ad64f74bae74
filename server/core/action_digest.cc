#include "server/core/action_digest.h"

#include "common/sha256.h"
#include "server/core/placement.h"

namespace octavo {

std::string ActionDigest(const Job& job, const Capabilities& worker) {
  Json inputs = Json::object();
  for (size_t i = 0; i < job.spec->inputs.size(); ++i) inputs[job.spec->inputs[i].name] = job.input_digests.at(i);
  const Json action = {{"version", 2},
                       {"kind", job.spec->kind},
                       {"params", job.spec->params},
                       {"inputs", inputs},
                       {"threads", ResolvedThreads(job.spec->resources, worker)},
                       {"device", ResolvedDevice(job.spec->resources, worker)},
                       // Times measured beside neighbours are no answer to who wants them measured alone.
                       {"quiet", job.spec->resources.quiet},
                       {"runner_build", worker.runner_build},
                       {"device_class", worker.device_class}};
  return Sha256Hex(DumpJson(action));
}

}  // namespace octavo
