#!/usr/bin/env python3
"""octavo doctor: what it says of hub, programs, server and workers, and that an interruption leaves nothing running."""
import http.server
import json
import signal
import subprocess
import threading
import time
import unittest

from service import BIN, OCTAVO, PATIENCE, Service


class Hub(http.server.BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.send_response(200)
        self.end_headers()

    def log_message(self, *arguments):
        pass


def is_running(process):
    """Whether the process of that number is there and no zombie."""
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


class DoctorTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = Service()
        cls.addClassCleanup(cls.service.close)
        cls.service.submit_and_start_worker({"default": {}})
        programs = cls.service.folder / "bin"
        programs.mkdir()
        (programs / "octavo-runner").symlink_to(BIN / "../tests/fake_runner")
        for program in ("octavo-server", "octavo-worker"):
            (programs / program).symlink_to(BIN / program)
        cls.hub = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hub)
        cls.thread = threading.Thread(target=cls.hub.serve_forever)
        cls.thread.start()
        cls.env = {"OCTAVO_BIN_DIR": str(programs), "HF_HUB_OFFLINE": "0",
                   "HF_ENDPOINT": f"http://127.0.0.1:{cls.hub.server_port}"}

    @classmethod
    def tearDownClass(cls):
        cls.hub.shutdown()
        cls.thread.join()
        cls.hub.server_close()

    def doctor(self, *arguments, status=0, **env):
        done = self.service.run("doctor", "--json", "-q", *arguments, **{**self.env, **env})
        self.assertEqual(done.returncode, status, done.stderr)
        return {finding["name"]: finding for finding in json.loads(done.stdout)}

    def test_every_line_has_its_status_and_all_but_good_ones_a_remedy(self):
        found = self.doctor()
        for finding in found.values():
            self.assertEqual(finding["status"] == "ok", finding["remedy"] == "", finding)
        for name in ("octavo-server", "octavo-worker", "catalog", "model hub", "server", "worker the-worker"):
            self.assertEqual(found[name]["status"], "ok", found[name])
        self.assertEqual(found["peak fp32"]["figures"],
                         {"best": 100.5, "median": 99.5, "worst": 90.0, "runs": 8, "threads": 2, "unit": "GFLOP/s"})
        self.assertIsNone(found["peak int8"]["figures"])
        self.assertIn("estimate", found["expect"]["detail"])

    def test_quick_measures_nothing(self):
        found = self.doctor("--quick")
        self.assertEqual([name for name in found if name.startswith("peak") or name == "expect"], [])
        self.assertEqual(found["LibTorch"]["detail"], "0.0.0")

    def test_a_program_of_another_build_is_a_warning(self):
        found = self.doctor("--quick")["octavo-runner"]
        self.assertEqual(found["status"], "warning")
        self.assertIn("0.0.0", found["detail"])

    def test_a_program_that_is_missing_or_does_not_run_is_an_error(self):
        empty = self.service.folder / "empty"
        empty.mkdir()
        broken = empty / "octavo-worker"
        broken.write_text("#!/bin/sh\nexit 127\n")
        broken.chmod(0o755)
        found = self.doctor("--quick", status=1, OCTAVO_BIN_DIR=str(empty))
        self.assertEqual(found["octavo-worker"]["status"], "error")
        self.assertIn("exit status 127", found["octavo-worker"]["remedy"])

    def test_a_runner_that_fails_is_an_error(self):
        done = self.service.run("doctor", "--json", **self.env, OCTAVO_RUNNER_FAKE_PROBE_ERROR="no LibTorch")
        self.assertEqual(done.returncode, 1)
        self.assertIn("no LibTorch", done.stderr)
        self.assertEqual({f["name"]: f["status"] for f in json.loads(done.stdout)}["engine"], "error")

    def test_a_hub_out_of_reach_is_a_warning_in_time(self):
        self.assertEqual(self.doctor("--quick", HF_HUB_OFFLINE="1")["model hub"]["status"], "warning")
        start = time.monotonic()
        away = self.doctor("--quick", HF_ENDPOINT="http://127.0.0.1:9", no_proxy="*")["model hub"]
        self.assertLess(time.monotonic() - start, PATIENCE)
        self.assertEqual(away["status"], "warning")
        self.assertIn("octavo models", away["remedy"])
        # Through a proxy that is not there.
        proxied = self.doctor("--quick", HF_ENDPOINT="http://hub.example", http_proxy="http://127.0.0.1:9")["model hub"]
        self.assertIn("127.0.0.1", proxied["detail"])

    def test_a_server_out_of_reach_is_an_error(self):
        found = self.doctor("--quick", "--server", "unix:/nowhere", status=1)["server"]
        self.assertEqual(found["status"], "error")
        self.assertIn("/nowhere", found["detail"])

    def test_people_get_a_table_and_the_remedies(self):
        done = self.service.run("doctor", **self.env)
        self.assertIn("measuring this machine's matrix products", done.stderr)
        self.assertRegex(done.stdout, r"(?m)^ok +peak fp32 +100 GFLOP/s \(median 100, worst 90 of 8 runs; 2 threads\)$")
        self.assertRegex(done.stdout, r"(?m)^octavo-runner: take all programs from one build")

    def test_an_interruption_leaves_nothing_running(self):
        for signals in (1, 2):  # the second one ends octavo at once
            started = self.service.folder / f"probe-{signals}"
            child = subprocess.Popen([OCTAVO, "doctor"], cwd=self.service.folder, stdout=subprocess.DEVNULL,
                                     stderr=subprocess.DEVNULL,
                                     env={**self.service.env, **self.env, "OCTAVO_RUNNER_FAKE_PROBE_HANG": str(started)})
            runner = self.service.until(lambda: started.exists() and started.read_text())
            for _ in range(signals):
                child.send_signal(signal.SIGINT)
            self.assertEqual(child.wait(PATIENCE), 130)
            end = time.monotonic() + PATIENCE
            while is_running(runner):
                self.assertLess(time.monotonic(), end, f"the runner is left after {signals} signals")
                time.sleep(0.02)


if __name__ == "__main__":
    unittest.main(verbosity=2)
