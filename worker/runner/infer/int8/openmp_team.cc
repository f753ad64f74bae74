#include "worker/runner/infer/int8/openmp_team.h"

#include <ATen/Parallel.h>
#include <omp.h>

namespace octavo::int8 {
namespace {

class OpenMpTeam : public Team {
 public:
  explicit OpenMpTeam(int size) : size_(size) {}
  int size() const override { return size_; }

  void Run(absl::FunctionRef<void(int member, int members)> body) override {
#pragma omp parallel num_threads(size_)
    body(omp_get_thread_num(), omp_get_num_threads());
  }

 private:
  const int size_;
};

}  // namespace

std::unique_ptr<Team> MakeOpenMpTeam() { return std::make_unique<OpenMpTeam>(at::get_num_threads()); }

}  // namespace octavo::int8
