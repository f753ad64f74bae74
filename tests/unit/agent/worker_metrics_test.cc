#include "worker/agent/worker_metrics.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "common/build_info.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "worker/agent/agent_stats.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;

std::string Scrape(int port) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<uint16_t>(port));
  EXPECT_EQ(connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  const std::string request = "GET /metrics HTTP/1.0\r\n\r\n";
  EXPECT_EQ(write(fd, request.data(), request.size()), static_cast<ssize_t>(request.size()));
  std::string answer;
  char buffer[4096];
  for (ssize_t count = 0; (count = read(fd, buffer, sizeof buffer)) > 0;) {
    answer.append(buffer, static_cast<size_t>(count));
  }
  close(fd);
  return answer;
}

TEST(WorkerMetricsTest, BuildInfoHasTheServersLabels) {
  const AgentStats stats;
  const auto metrics = WorkerMetrics::Serve("127.0.0.1:0", stats);
  ASSERT_TRUE(metrics.ok()) << metrics.status();
  EXPECT_THAT(Scrape((*metrics)->port()),
              HasSubstr(absl::StrCat("octavo_build_info{component=\"worker\",revision=\"", SourceRevision(),
                                     "\",version=\"", Version(), "\"} 1")));
}

TEST(WorkerMetricsTest, SourcesHaveASeriesForEachOutcomeFromTheStart) {
  AgentStats stats;
  stats.SourceAsked(SourceKind::kHub, SourceOutcome::kWrongBytes);
  stats.SourceGave(SourceKind::kArchive, 7);
  const auto metrics = WorkerMetrics::Serve("127.0.0.1:0", stats);
  ASSERT_TRUE(metrics.ok()) << metrics.status();
  const std::string page = Scrape((*metrics)->port());
  EXPECT_THAT(page, HasSubstr("octavo_worker_source_files_total{outcome=\"wrong_bytes\",source=\"hub\"} 1"));
  EXPECT_THAT(page, HasSubstr("octavo_worker_source_files_total{outcome=\"not_allowed\",source=\"archive\"} 0"));
  EXPECT_THAT(page, HasSubstr("octavo_worker_source_bytes_total{source=\"archive\"} 7"));
}

}  // namespace
}  // namespace octavo
