#include "server/api/rpc_observer.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "octavo/v1/admin.pb.h"
#include "octavo/v1/artifacts.pb.h"
#include "octavo/v1/experiments.pb.h"
#include "octavo/v1/workers.pb.h"

namespace octavo {
namespace {

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::Interceptor;
using grpc::experimental::InterceptorBatchMethods;
using grpc::experimental::ServerRpcInfo;

/// One call. gRPC deletes it.
class ObservingInterceptor final : public Interceptor {
 public:
  ObservingInterceptor(RpcObserver& observer, ServerRpcInfo& info)
      : observer_(observer), method_(absl::StripPrefix(info.method(), "/")), start_(absl::Now()) {}

  void Intercept(InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS)) {
      observer_.OnHandled(method_, methods->GetSendStatus().error_code(), absl::Now() - start_);
    }
    methods->Proceed();
  }

 private:
  RpcObserver& observer_;
  const std::string method_;
  const absl::Time start_;
};

class Factory final : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  explicit Factory(RpcObserver& observer) : observer_(observer) {}
  Interceptor* CreateServerInterceptor(ServerRpcInfo* info) override {
    return new ObservingInterceptor(observer_, *info);
  }

 private:
  RpcObserver& observer_;
};

}  // namespace

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> MakeObservingInterceptor(RpcObserver& observer) {
  return std::make_unique<Factory>(observer);
}

std::vector<std::string> ServedMethods() {
  std::vector<std::string> methods;
  for (const google::protobuf::Descriptor* message :
       {v1::CreateExperimentRequest::descriptor(), v1::UploadBlobRequest::descriptor(), v1::SyncRequest::descriptor(),
        v1::DrainWorkerRequest::descriptor()}) {
    const google::protobuf::FileDescriptor* file = message->file();
    for (int i = 0; i < file->service_count(); ++i) {
      const google::protobuf::ServiceDescriptor* service = file->service(i);
      for (int k = 0; k < service->method_count(); ++k) {
        methods.push_back(absl::StrCat(service->full_name(), "/", service->method(k)->name()));
      }
    }
  }
  return methods;
}

}  // namespace octavo
