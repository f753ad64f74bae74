"""Proves that each lint check accepts a good tree and refuses a bad one, on trees made for the purpose."""
import pathlib
import tempfile
import unittest

import check_layers
import check_sizes
import check_sources


class Tree(unittest.TestCase):
    """A temporary source tree. write() adds a file to it."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def write(self, path, text=""):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file


class CheckLayersTest(Tree):
    ALLOWED = [
        ("common/files.cc", '"common/files.h"'), ("common/files.cc", "<sys/stat.h>"), ("common/json.h", '"nlohmann/json.hpp"'),
        ("common/job_params.h", '"common/json.h"'), ("common/mutex.h", "<mutex>"), ("common/sha256.cc", "<openssl/evp.h>"),
        ("server/core/scheduler.h", '"common/json.h"'), ("server/core/scheduler.h", '"absl/time/time.h"'),
        ("server/store/store.h", '"server/core/job.h"'), ("server/store/sqlite_store.cc", "<sqlite3.h>"),
        ("server/store/sqlite/statement.cc", "<sqlite3.h>"), ("server/store/sqlite/statement.cc", '"server/store/store.h"'),
        ("server/api/job_service.cc", '"server/store/store.h"'), ("server/api/job_service.cc", "<grpcpp/grpcpp.h>"),
        ("server/api/convert.cc", '"octavo/v1/types.pb.h"'), ("server/api/convert.cc", '"common/grpc_status.h"'),
        ("server/metrics/metrics.cc", "<prometheus/counter.h>"), ("server/main.cc", '"server/app/server.h"'),
        ("worker/agent/agent.cc", "<grpcpp/grpcpp.h>"), ("worker/runner/text/unicode.cc", "<unicode/uchar.h>"),
        ("worker/runner/job/phases.cc", '"worker/runner/engine/engine.h"'), ("worker/runner/models/bert.cc", "<ATen/ATen.h>"),
        ("worker/runner/engine/error_boundary.h", "<c10/util/Exception.h>"),
        ("worker/runner/train/loop.cc", '"worker/runner/engine/error_boundary.h"'),
        ("worker/runner/infer/int8.cc", '"worker/runner/quant/linear.h"'), ("worker/runner/main.cc", '"worker/runner/job/job.h"'),
        ("client/render/table.cc", '"client/compare/row.h"'), ("client/commands/run.cc", '"client/api/client.h"'),
        ("client/api/client.cc", '"octavo/v1/experiments.grpc.pb.h"'), ("client/main.cc", "<CLI/CLI.hpp>"),
        ("tests/unit/core/scheduler_test.cc", '"server/core/scheduler.h"'), ("tests/unit/core/scheduler_test.cc", "<gtest/gtest.h>"),
    ]
    FORBIDDEN = [
        ("common/files.cc", '"server/core/job.h"'), ("common/files.cc", "<spdlog/spdlog.h>"), ("common/files.cc", "<grpcpp/grpcpp.h>"),
        ("common/clock.h", '"nlohmann/json.hpp"'), ("common/clock.h", '"common/grpc_status.h"'), ("common/yaml.cc", '"common/grpc_status.h"'),
        ("server/core/scheduler.cc", "<thread>"), ("server/core/scheduler.cc", "<chrono>"), ("server/core/scheduler.cc", "<random>"),
        ("server/core/scheduler.cc", '"absl/time/clock.h"'), ("server/core/scheduler.cc", '"common/clock.h"'), ("server/core/scheduler.cc", "<sqlite3.h>"),
        ("server/core/scheduler.cc", "<grpcpp/grpcpp.h>"), ("server/core/scheduler.cc", "<prometheus/counter.h>"),
        ("server/core/scheduler.cc", '"server/store/store.h"'), ("server/core/scheduler.cc", '"octavo/v1/types.pb.h"'),
        ("server/store/store.h", "<sqlite3.h>"), ("server/store/store.h", '"server/store/sqlite/statement.h"'),
        ("server/store/store.h", '"server/api/convert.h"'), ("server/blobs/blobs.cc", '"server/core/job.h"'),
        ("server/api/job_service.cc", "<sqlite3.h>"), ("server/api/job_service.cc", "<prometheus/counter.h>"),
        ("server/metrics/metrics.cc", "<grpcpp/grpcpp.h>"), ("server/metrics/metrics.cc", '"server/store/store.h"'),
        ("worker/agent/agent.cc", "<torch/torch.h>"), ("worker/agent/agent.cc", '"worker/runner/engine/engine.h"'),
        ("worker/agent/agent.cc", '"server/core/job.h"'), ("hub/http.cc", '"client/api/client.h"'), ("hub/http.cc", "<grpcpp/grpcpp.h>"),
        ("worker/runner/engine/engine.h", "<ATen/ATen.h>"),
        ("worker/runner/engine/engine.h", '"worker/runner/models/bert.h"'), ("worker/runner/job/phases.cc", "<c10/util/Half.h>"),
        ("worker/runner/job/phases.cc", '"worker/runner/train/loop.h"'),
        ("worker/runner/job/phases.cc", '"worker/runner/engine/error_boundary.h"'),
        ("worker/runner/engine/engine.h", '"worker/runner/engine/error_boundary.h"'), ("worker/runner/text/csv.cc", '"worker/runner/formats/zip.h"'),
        ("worker/runner/formats/zip.cc", "<caffe2/serialize/inline_container.h>"), ("worker/runner/models/bert.cc", "<grpcpp/grpcpp.h>"),
        ("worker/runner/models/bert.cc", '"google/protobuf/message.h"'), ("worker/runner/models/bert.cc", '"worker/runner/train/loop.h"'),
        ("worker/runner/quant/linear.cc", '"worker/runner/infer/int8.h"'), ("worker/runner/main.cc", '"common/grpc_status.h"'),
        ("client/compare/row.cc", '"client/render/table.h"'), ("client/compare/row.cc", '"client/api/client.h"'),
        ("client/render/table.cc", '"client/commands/run.h"'), ("client/api/client.cc", '"client/compare/row.h"'),
        ("client/commands/run.cc", "<grpcpp/grpcpp.h>"), ("client/commands/run.cc", '"octavo/v1/types.pb.h"'),
        ("client/commands/run.cc", '"worker/runner/text/csv.h"'), ("common/mutex.h", '"absl/synchronization/mutex.h"'),
        ("tests/unit/a_test.cc", '"absl/synchronization/mutex.h"'), ("server/app/server.cc", '"tests/support/fake.h"'),
        ("server/app/server.cc", "<gtest/gtest.h>"), ("server/elsewhere/new.cc", "<string>"), ("common/files.cc", "<boost/asio.hpp>"),
    ]

    def problems(self, path, include):
        self.write(path, f"// a comment\n#include {include}\n")
        found, count = check_layers.check(self.root)
        self.assertEqual(count, 1)
        return found

    def test_every_allowed_edge_passes(self):
        for path, include in self.ALLOWED:
            with self.subTest(path=path, include=include):
                self.setUp()
                self.assertEqual(self.problems(path, include), [])

    def test_every_forbidden_edge_is_named_with_file_and_line(self):
        for path, include in self.FORBIDDEN:
            with self.subTest(path=path, include=include):
                self.setUp()
                found = self.problems(path, include)
                self.assertTrue(found, "the include was let through")
                self.assertTrue(found[0].startswith(path + ":"), found[0])

    def test_an_include_relative_to_the_own_folder_is_refused(self):
        self.write("common/clock.h")
        self.write("common/clock.cc", '#include "clock.h"\n')
        self.assertIn("start at the repository root", check_layers.check(self.root)[0][0])

    def test_the_core_may_not_read_the_clock(self):
        self.write("server/core/scheduler.cc", "absl::Time t = absl::Now();\n")
        self.assertIn("reads the clock", check_layers.check(self.root)[0][0])

    def test_an_indented_include_is_seen(self):
        self.assertTrue(self.problems("server/core/scheduler.cc", "<sqlite3.h>".rjust(12)))


class CheckSourcesTest(Tree):
    def setUp(self):
        super().setUp()
        self.write("CMakeLists.txt", "add_subdirectory(common)\nadd_subdirectory(tests)\n")
        self.write("common/CMakeLists.txt", "octavo_library(common SRCS clock.cc sub/deep.cc)\n")
        self.write("common/clock.cc")
        self.write("common/sub/deep.cc")
        self.write("tests/CMakeLists.txt", "foreach(folder IN ITEMS unit lint)\n")
        self.write("tests/unit/CMakeLists.txt", "octavo_test(clock_test SRCS clock_test.cc)\nadd_test(${CMAKE_CURRENT_SOURCE_DIR}/run_test.sh)\n")
        self.write("tests/unit/clock_test.cc")
        self.write("tests/unit/run_test.sh")

    def problems(self):
        return check_sources.check(self.root)[0]

    def test_a_listed_tree_passes(self):
        self.assertEqual(self.problems(), [])

    def test_a_source_in_no_list_is_named(self):
        for path in ("common/lock.cc", "common/ck.cc", "tests/unit/lost_test.cc", "tests/unit/lost_test.py", "tests/lint/x_test.sh"):
            with self.subTest(path=path):
                file = self.write(path)
                self.assertEqual([line.split(":")[0] for line in self.problems()], [path])
                file.unlink()

    def test_paths_of_other_folders_count(self):
        self.write("common/main.cc")
        self.write("common/other.cc")
        self.write("tests/unit/more/CMakeLists.txt", "a ../../../common/main.cc ${CMAKE_SOURCE_DIR}/common/other.cc\n")
        self.write("tests/CMakeLists.txt", "foreach(folder IN ITEMS unit unit/more)\n")
        self.assertEqual(self.problems(), [])

    def test_a_foreach_counts_for_each_of_its_items(self):
        self.write("tests/unit/CMakeLists.txt", "set(more run)\nforeach(name IN ITEMS clock files)\n${name}_test.cc\n"
                   "endforeach()\nforeach(script IN LISTS more)\nadd_test(${script}_test.sh)\n")
        self.write("tests/unit/files_test.cc")
        self.write("tests/unit/json_test.cc")
        self.assertEqual([line.split(":")[0] for line in self.problems()], ["tests/unit/json_test.cc"])

    def test_a_source_named_only_in_a_comment_is_named(self):
        self.write("common/CMakeLists.txt", "octavo_library(common SRCS sub/deep.cc)  # clock.cc\n")
        self.assertEqual(len(self.problems()), 1)

    def test_a_folder_that_its_parent_does_not_name_is_named(self):
        self.write("tests/extra/CMakeLists.txt", "octavo_test(a SRCS a_test.cc)\n")
        self.assertIn("tests/extra/CMakeLists.txt", self.problems()[0])


class CheckSizesTest(Tree):
    def problems(self, path, text):
        self.write(path, text)
        return check_sizes.check(self.root)[0]

    @staticmethod
    def function(lines, head="int F(int a) {", indent=""):
        return "\n".join([indent + head, *([indent + "  ++a;"] * (lines - 2)), indent + "}", ""])

    def test_bounds_are_inclusive(self):
        text = "namespace octavo {\n" + self.function(80) + self.function(80, "  void G() const {", "  ") + "}\n"
        self.assertEqual(self.problems("common/a.cc", text), [])
        self.assertEqual(self.problems("common/b.cc", "\n" * 400), [])

    def test_a_long_file_is_named(self):
        self.assertIn("401 lines", self.problems("common/a.cc", "\n" * 401)[0])
        self.assertIn("601 lines", self.problems("tests/a_test.cc", "\n" * 601)[1])

    def test_a_long_function_is_named_with_its_line(self):
        self.assertIn("common/a.cc:2: a function of 81 lines", self.problems("common/a.cc", "\n" + self.function(81))[0])

    def test_a_long_member_function_is_named(self):
        text = "class A {\n" + self.function(90, "int F() {", "  ") + "};\n"
        self.assertIn("a function of 90 lines", self.problems("common/a.h", text)[0])

    def test_a_head_of_several_lines_ends_with_its_own_brace(self):
        head = "A::A(int a)\n    : a_(a), b_(std::move(b)) {"
        self.assertEqual(self.problems("common/a.cc", self.function(10, head) + "int x;\n" * 100 + self.function(10)), [])
        self.assertIn("a.cc:2:", self.problems("common/a.cc", self.function(90, head))[0])

    def test_a_long_namespace_or_class_is_no_function(self):
        body = "int x;\n" * 100
        self.assertEqual(self.problems("common/a.h", "namespace octavo {\nclass A final : B(0) {\n" + body + "};\n}\n"), [])


if __name__ == "__main__":
    unittest.main()
