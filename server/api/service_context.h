#ifndef OCTAVO_SERVER_API_SERVICE_CONTEXT_H_
#define OCTAVO_SERVER_API_SERVICE_CONTEXT_H_

#include <string>

#include "absl/time/time.h"
#include "server/api/io_pool.h"
#include "server/blobs/blob_store.h"
#include "server/blobs/log_store.h"
#include "server/coordinator/coordinator.h"
#include "server/store/store.h"

namespace octavo {

/// What the services share. Outlives them.
struct ServiceContext {
  Coordinator& coordinator;
  StoreReader& reader;
  BlobStore& blobs;
  LogStore& logs;
  IoPool& io;
  std::string server_id;
  absl::Time start_time;
  int schema_version = 0;
  std::string sqlite_version;
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_API_SERVICE_CONTEXT_H_
