#!/usr/bin/env python3
"""Fails on an #include that Octavo's layers forbid.

Debian's headers all lie in /usr/include, so link lists cannot catch a stray include: this table does. A source belongs to the
layer of the longest folder (or file) in LAYERS that its path begins with. It may include its own layer, the layers named
there, and the third-party groups named there. A header that no group knows is refused too: add it to a group first.

Usage: check_layers.py [ROOT]      exit status 1 with one line per forbidden include
"""
import pathlib
import re
import sys

# Third-party headers by how their path begins. Whoever is allowed the group may include them.
GROUPS = {
    "absl": ("absl/",),
    "json": ("nlohmann/",),
    "yaml": ("yaml-cpp/",),
    "spdlog": ("spdlog/",),
    "openssl": ("openssl/",),
    "archive": ("archive.h", "archive_entry.h"),
    "icu": ("unicode/",),
    "curl": ("curl/",),
    "sqlite": ("sqlite3.h",),
    "prometheus": ("prometheus/",),
    "cli": ("CLI/",),
    "proto": ("octavo/v1/", "octavo/rpc/", "google/protobuf/", "google/rpc/"),
    "grpc": ("grpcpp/", "grpc++/", "grpc/", "src/proto/grpc/"),
    "torch": ("torch/", "ATen/", "c10/", "caffe2/", "omp.h"),
    "simd": ("immintrin.h", "hwy/"),
    "gtest": ("gtest/", "gmock/", "benchmark/"),
    "zlib": ("zlib.h",),
    "threads": ("thread", "mutex", "shared_mutex", "condition_variable", "future", "stop_token", "semaphore", "latch",
                "barrier", "pthread.h", "common/mutex.h", "common/serial_executor.h"),
    "time": ("chrono", "ctime", "time.h", "sys/time.h", "absl/time/clock.h", "common/clock.h"),
    "chance": ("random", "absl/random/"),
    "sync": ("absl/synchronization/",),
}

# Groups that nearly everybody may use; a layer gives them up with "-name".
# (absl::Mutex is invisible to ThreadSanitizer in Debian's build: nobody has the group "sync".)
COMMON_GROUPS = {"absl", "threads", "time", "chance"}

RUNNER = "worker/runner"
# layer: (layers it may include, third-party groups it may include beyond COMMON_GROUPS)
LAYERS = {
    "common": ([], ["openssl"]),
    "common/json": (["common"], ["json"]),
    "common/yaml": (["common"], ["yaml"]),
    "common/logging": (["common"], ["spdlog"]),
    "common/grpc": (["common"], ["grpc", "proto"]),  # for those who name it below
    # Models and data sets by name, from where the whole world can have them: used by the client and by workers.
    "hub": (["common"], ["curl"]),
    "server/core": (["common"], ["-threads", "-time", "-chance"]),
    "server/store": (["server/core", "common"], []),
    "server/store/sqlite": (["server/store", "server/store/schema", "server/core", "common"], ["sqlite"]),
    "server/store/schema": (["server/store/sqlite", "server/store", "server/core", "common"], ["sqlite"]),
    "server/blobs": (["common"], []),
    # The serial executor's side of the server: runs the core's decisions in the store's batches.
    "server/coordinator": (["server/core", "server/store", "server/blobs", "common"], []),
    "server/api": (["server/api/rpc_observer", "server/coordinator", "server/core", "server/store", "server/blobs", "common", "common/grpc"], ["grpc", "proto"]),
    # What is told of each call, in gRPC's codes: the one file of api that the metrics implement.
    "server/api/rpc_observer": (["common"], ["grpc", "proto"]),
    "server/metrics": (["server/api/rpc_observer", "server/coordinator", "server/core", "common"], ["prometheus"]),
    "server/app": (["server", "common", "common/grpc"], ["grpc", "proto", "prometheus"]),
    "server/main.cc": (["server", "common"], ["grpc", "cli"]),
    "worker/agent": (["hub", "common", "common/grpc"], ["grpc", "proto", "prometheus"]),
    "worker/agent/main.cc": (["worker/agent", "common"], ["grpc", "cli"]),
    f"{RUNNER}/engine": (["common"], []),
    # The one file behind the wall in this folder: turns LibTorch's exceptions into a Status, for the torch layers.
    f"{RUNNER}/engine/error_boundary": ([f"{RUNNER}/engine", "common"], ["torch"]),
    f"{RUNNER}/text": (["common"], ["icu", "archive"]),
    # Model configurations keep the order of their keys: more than common/json offers.
    f"{RUNNER}/formats": (["common"], ["json"]),
    f"{RUNNER}/job": ([f"{RUNNER}/engine", f"{RUNNER}/text", f"{RUNNER}/formats", "common"], []),
    f"{RUNNER}/models": ([f"{RUNNER}/engine", f"{RUNNER}/engine/error_boundary", f"{RUNNER}/formats", "common"], ["torch", "simd"]),
    f"{RUNNER}/quant": ([f"{RUNNER}/models", f"{RUNNER}/engine", f"{RUNNER}/engine/error_boundary", f"{RUNNER}/text",
                         f"{RUNNER}/formats", "common"], ["torch", "simd"]),
    # The kernels that are deployed; quantization-aware training computes with them too.
    f"{RUNNER}/infer/int8": ([f"{RUNNER}/models", f"{RUNNER}/quant", f"{RUNNER}/engine",
                              f"{RUNNER}/engine/error_boundary", f"{RUNNER}/formats", "common"], ["torch", "simd"]),
    f"{RUNNER}/train": ([f"{RUNNER}/models", f"{RUNNER}/quant", f"{RUNNER}/infer/int8", f"{RUNNER}/engine",
                         f"{RUNNER}/engine/error_boundary", f"{RUNNER}/formats", "common"], ["torch", "simd"]),
    f"{RUNNER}/infer": ([f"{RUNNER}/infer/int8", f"{RUNNER}/models", f"{RUNNER}/quant", f"{RUNNER}/engine",
                         f"{RUNNER}/engine/error_boundary", f"{RUNNER}/formats", "common"], ["torch", "simd"]),
    f"{RUNNER}/main.cc": ([RUNNER, "common"], []),
    "client/compare": (["common"], []),
    "client/render": (["client/compare", "common"], []),
    "client/api": (["common", "common/grpc"], ["grpc", "proto"]),
    # The digests of what is in an archive, where nobody published the archive's own.
    "client/commands/archive_digests": (["common"], ["archive"]),
    "client/commands": (["client/commands/archive_digests", "client/api", "client/compare", "client/render", "hub", "common"], ["cli"]),
    "client/main.cc": (["client", "common"], ["cli"]),
    # Tests may include anything; nothing may include tests, which no list above names.
    "tests": (["common", "common/grpc", "hub", "server", "worker", "client"], [name for name in GROUPS if name != "sync"]),
}

BEHIND_COMMON = ("common/json", "common/yaml", "common/logging")

INCLUDE = re.compile(r"^\s*#\s*include\s*([<\"])([^>\"]+)[>\"]")
STANDARD = re.compile(r"[a-z_0-9]+\Z")
SYSTEM = re.compile(
    r"(sys|linux|netinet|arpa|net|asm)/[\w/]+\.h\Z|"
    r"(assert|cpuid|cxxabi|dirent|dlfcn|elf|errno|fcntl|fenv|float|fnmatch|ftw|getopt|glob|grp|inttypes|limits|link|locale|"
    r"malloc|math|netdb|poll|pwd|regex|sched|signal|spawn|stdarg|stddef|stdint|stdio|stdlib|string|strings|syslog|termios|"
    r"unistd|utime|wchar|wordexp)\.h\Z")
TOP_FOLDERS = ("common", "hub", "server", "worker", "client", "tests")
CORE_CLOCK_CALL = re.compile(r"\babsl::Now\(")


def layer_of(path):
    """The longest layer that covers `path` (posix, relative to the root), or None."""
    found = [layer for layer in LAYERS if path == layer or path.startswith(layer + "/") or is_stem(layer, path)]
    return max(found, key=len, default=None)


def is_stem(layer, path):
    """True for a layer that names files: `common/json` covers common/json.h, json.cc and json_file.cc."""
    folder, _, stem = layer.rpartition("/")
    own_folder, _, name = path.rpartition("/")
    return folder == own_folder and re.match(re.escape(stem) + r"(_\w+)?\.(h|cc)\Z", name) is not None


def group_of(header):
    """The third-party group that `header` belongs to, or None. The longest prefix wins: absl/synchronization/ over absl/."""
    found = [(len(prefix), group) for group, prefixes in GROUPS.items() for prefix in prefixes
             if header == prefix or (prefix.endswith("/") and header.startswith(prefix))]
    return max(found)[1] if found else None


def allows_layer(source, target):
    """True where layer `source` may include layer `target`."""
    # The single files of common that have a third-party header behind them are part of common for everybody else.
    if target == "common" or target in BEHIND_COMMON:
        return source in BEHIND_COMMON or source == "common" or "common" in LAYERS[source][0]
    if source == target or target in LAYERS[source][0]:
        return True
    # "server" stands for all of its layers; a name that is a layer stands for itself alone.
    return any(target.startswith(name + "/") for name in LAYERS[source][0] if name not in LAYERS)


def problem_with(path, layer, header, quoted, root):
    """What is wrong with `path` including `header`, or None."""
    own, extra = LAYERS[layer][0], LAYERS[layer][1]
    groups = (COMMON_GROUPS | {name for name in extra if name[0] != "-"}) - {name[1:] for name in extra if name[0] == "-"}
    group = group_of(header)
    if group is not None and group not in groups:
        return f"the layer {layer} may not use {group}"
    if header.split("/")[0] in TOP_FOLDERS and "/" in header:
        target = layer_of(header)
        if target is None:
            return "the header belongs to no layer"
        if not allows_layer(layer, target):
            return f"the layer {layer} may include only itself and {', '.join(own) or 'nothing of ours'}"
        return None
    if group is not None or STANDARD.match(header) or SYSTEM.match(header):
        return None
    if quoted and (root / path).parent.joinpath(header).exists():
        return "include paths start at the repository root"
    return "unknown header: give it a group in tests/lint/check_layers.py"


def check_file(root, path):
    """Yields 'path:line: what' for each forbidden include of one source."""
    layer = layer_of(path)
    if layer is None:
        yield f"{path}:1: belongs to no layer: name its folder in tests/lint/check_layers.py"
        return
    text = (root / path).read_text(encoding="utf-8", errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        if match := INCLUDE.match(line):
            problem = problem_with(path, layer, match.group(2), match.group(1) == '"', root)
            if problem:
                yield f"{path}:{number}: {match.group(2)}: {problem}"
        elif layer == "server/core" and CORE_CLOCK_CALL.search(line):
            yield f"{path}:{number}: server/core reads the clock: take the time as an argument"


def sources(root):
    """Every C++ source below the folders that have layers, as posix paths relative to `root`, sorted."""
    for top in TOP_FOLDERS:
        for file in sorted((root / top).rglob("*")):
            if file.suffix in (".h", ".cc") and file.is_file():
                yield file.relative_to(root).as_posix()


def check(root):
    """(problems, number of sources checked)."""
    problems, count = [], 0
    for path in sources(root):
        count += 1
        problems.extend(check_file(root, path))
    return problems, count


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve()
    problems, count = check(root)
    print("\n".join(problems) if problems else f"layers: {count} sources keep to their layers")
    sys.exit(1 if problems or not count else 0)


if __name__ == "__main__":
    main()
