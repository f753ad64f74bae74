#include "server/core/action_digest.h"

#include "common/sha256.h"
#include "server/core/placement.h"

namespace octavo {

std::string ActionDigest(const Job& job, const Capabilities& worker) {
  Json inputs = Json::object();
  for (size_t i = 0; i < job.spec->inputs.size(); ++i) inputs[job.spec->inputs[i].name] = job.input_digests.at(i);
  const bool quiet = job.spec->resources.quiet;
  const Json action = {{"version", 3},
                       {"kind", job.spec->kind},
                       {"params", job.spec->params},
                       {"inputs", inputs},
                       {"threads", ResolvedThreads(job.spec->resources, worker)},
                       {"device", ResolvedDevice(job.spec->resources, worker)},
                       // Times measured beside neighbours are no answer to who wants them measured alone.
                       {"quiet", quiet},
                       // A device class holds many models of CPU, and each has its own speed.
                       {"cpu_model", quiet ? worker.cpu_model : ""},
                       {"runner_build", worker.runner_build},
                       {"libtorch_version", worker.libtorch_version},
                       {"device_class", worker.device_class}};
  return Sha256Hex(DumpJson(action));
}

}  // namespace octavo
