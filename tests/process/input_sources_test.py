#!/usr/bin/env python3
"""Workers that fetch inputs themselves from where a job says they are (tests/support/hub_server.py), and ones that cannot or may not."""
import hashlib
import json
import random
import re
import socket
import subprocess
import sys
import unittest
import urllib.request

from service import SOURCE, Service

HEADER = b'{"a":{"dtype":"U8","shape":[300000],"data_offsets":[0,300000]}}'
WEIGHTS = len(HEADER).to_bytes(8, "little") + HEADER + random.Random(1).randbytes(300_000)
MODEL = {"config.json": b'{"model_type": "bert"}', "vocab.txt": b"[PAD]\n", "model.safetensors": WEIGHTS}
ARCHIVE = random.Random(2).randbytes(200_000)
EXPERIMENT = """name: from the source
jobs:
  - name: train
    kind: baseline
    no_cache: true
    params: {model: org/name, dataset: imdb}
    inputs: {model: org/name, dataset: DATA}
"""
CATALOG = """
datasets:
  DATA:
    format: imdb
    path: datasets/archive.tar.gz
    sources: ["URL/archive.tar.gz"]
    digests: {archive.tar.gz: "sha256:DIGEST"}
""".replace("DIGEST", hashlib.sha256(ARCHIVE).hexdigest())
NOBODY = "http://127.0.0.1:9"  # the port of "discard": nobody listens


class Site:
    """A stand-in for the hub with one model, and for a host of archives."""

    def __init__(self, folder):
        self.folder = folder
        for name, data in MODEL.items():
            (folder / "models/org/name").mkdir(parents=True, exist_ok=True)
            (folder / "models/org/name" / name).write_bytes(data)
        (folder / "files").mkdir()
        (folder / "files/archive.tar.gz").write_bytes(ARCHIVE)
        self.process = subprocess.Popen([sys.executable, str(SOURCE / "tests/support/hub_server.py"), str(folder)],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.url = json.loads(self.process.stdout.readline())["hub"]

    def asked(self):
        """The paths that somebody asked for since the last call."""
        log = self.folder / "log.jsonl"
        paths = [json.loads(line)["path"] for line in log.read_text().splitlines()] if log.exists() else []
        log.unlink(missing_ok=True)
        return paths

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


class InputSourcesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = Service()
        cls.addClassCleanup(cls.service.close)
        cls.site = Site(cls.service.folder / "site")
        cls.addClassCleanup(cls.site.close)
        del cls.service.env["HF_HUB_OFFLINE"]
        cls.service.env |= {"HF_HOME": str(cls.service.folder / "hf"), "HF_ENDPOINT": cls.site.url}
        (cls.service.folder / "script.json").write_text("{}")
        (cls.service.folder / "data/cache/catalog.yaml").write_text(
            CATALOG.replace("DATA", "archive").replace("URL", cls.site.url) +
            CATALOG.replace("DATA", "trap").replace("datasets:\n", "").replace("URL", "http://169.254.169.254/latest"))
        cls.submit("archive")  # brings both to this machine
        cls.service.octavo("cancel", cls.experiment)

    @classmethod
    def submit(cls, data):
        (cls.service.folder / "experiment.yaml").write_text(EXPERIMENT.replace("DATA", data))
        done = cls.service.run("submit", "experiment.yaml")
        assert done.returncode == 0, done.stdout + done.stderr
        cls.experiment = done.stdout.strip()
        cls.site.asked()

    def run_on(self, data, *arguments, **env):
        """Runs the job on a new worker that is then ended; its metrics, by series, and its log."""
        self.submit(data)
        log = self.service.folder / "octavo-worker.log"
        log.unlink(missing_ok=True)
        worker = self.service.start_worker(f"worker-{self.experiment}", "--metrics", "127.0.0.1:0", *arguments, **env)
        self.service.until_ended(self.experiment)
        job = json.loads(self.service.octavo("show", self.experiment, "--json"))["jobs"][0]
        self.assertEqual(job["state"], "succeeded", log.read_text())
        sizes = {path: size for path, size in job["result"]["inputs"].items() if not path.startswith(".")}
        self.assertEqual(sizes, {**{f"model/{file}": len(bytes_) for file, bytes_ in MODEL.items()},
                                 "dataset/archive.tar.gz": len(ARCHIVE)})
        port = re.search(r"serving /metrics on port (\d+)", log.read_text()).group(1)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as page:
            metrics = dict(re.findall(r"^(octavo_\S+) (\S+)$", page.read().decode(), re.MULTILINE))
        workers = json.loads(self.service.octavo("workers", "--json"))
        self.described = next(one for one in workers if one["name"] == f"worker-{self.experiment}")
        worker.terminate()
        worker.wait()
        return metrics, log.read_text()

    def files(self, metrics):
        """How many files had which outcome, by source."""
        found = {}
        for series, value in metrics.items():
            if match := re.fullmatch(r'octavo_worker_source_files_total{outcome="(\w+)",source="(\w+)"}', series):
                if float(value):
                    found[f"{match[2]} {match[1]}"] = int(float(value))
        return found

    def test_a_worker_that_reaches_the_sources_takes_no_file_from_the_server(self):
        metrics, log = self.run_on("archive", "--source-hosts", self.site.url)
        self.assertEqual(self.files(metrics), {"hub fetched": 3, "archive fetched": 1}, log)
        self.assertLess(float(metrics["octavo_worker_downloaded_bytes_total"]), 1000, "the two manifests alone")
        given = sum(float(metrics[f'octavo_worker_source_bytes_total{{source="{kind}"}}']) for kind in ("hub", "archive"))
        self.assertEqual(given, sum(map(len, MODEL.values())) + len(ARCHIVE))
        self.assertIn("/archive.tar.gz", self.site.asked())
        self.assertTrue(self.described["fetches_sources"])

    def test_a_worker_without_a_way_takes_all_from_the_server_and_asks_once(self):
        metrics, log = self.run_on("archive", HF_ENDPOINT=NOBODY, OCTAVO_DATASET_MIRROR=NOBODY)
        self.assertEqual(self.files(metrics), {"archive unreachable": 1, "hub left_alone": 3}, log)
        self.assertGreater(float(metrics["octavo_worker_downloaded_bytes_total"]), len(WEIGHTS) + len(ARCHIVE))
        self.assertEqual(log.count("is left alone for 5m"), 1, log)
        self.assertEqual(self.site.asked(), [])

    def test_a_worker_that_may_not_asks_nobody(self):
        for arguments, env in ((["--fetch-sources", "false"], {}), ([], {"HF_HUB_OFFLINE": "1"})):
            with self.subTest(arguments=arguments, env=env):
                metrics, log = self.run_on("archive", *arguments, **env)
                self.assertEqual(self.files(metrics), {}, log)
                self.assertIn("inputs come from the coordinator alone", log)
                self.assertFalse(self.described["fetches_sources"])
                self.assertEqual(self.site.asked(), [])

    def test_a_job_cannot_make_a_worker_ask_another_host(self):
        trapped, log = self.run_on("trap", HF_TOKEN_PATH=str(self.service.folder))
        self.assertEqual(self.files(trapped), {"hub fetched": 3, "archive not_allowed": 1}, log)
        self.assertIn("this worker does not ask that host", log)
        self.assertIn("the hub is asked without a token", log)
        self.assertIn("http://169.254.169.254/latest/archive.tar.gz", self.service.octavo("show", self.experiment))

    def test_an_archives_host_cannot_send_a_worker_to_another(self):
        other = Site(self.service.folder / "other")
        try:
            (self.site.folder / "faults.json").write_text(json.dumps([
                {"match": "/archive.tar.gz", "status": 302, "headers": {"Location": f"{other.url}/archive.tar.gz"}}]))
            metrics, log = self.run_on("archive", "--source-hosts", self.site.url)
            self.assertEqual(self.files(metrics), {"hub fetched": 3, "archive not_allowed": 1}, log)
            self.assertIn("/archive.tar.gz", self.site.asked())
            self.assertEqual(other.asked(), [])
            metrics, log = self.run_on("archive", "--source-hosts", f"{self.site.url},{other.url}")
            self.assertEqual(self.files(metrics), {"hub fetched": 3, "archive fetched": 1}, log)
            self.assertEqual(other.asked(), ["/archive.tar.gz"])
        finally:
            (self.site.folder / "faults.json").unlink()
            other.close()

    def test_a_host_that_never_answers_costs_one_wait(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            host = f"http://127.0.0.1:{silent.getsockname()[1]}"
            metrics, log = self.run_on("archive", HF_ENDPOINT=host, OCTAVO_DATASET_MIRROR=host, HF_HUB_DOWNLOAD_TIMEOUT="1")
            self.assertEqual(self.files(metrics), {"archive unreachable": 1, "hub left_alone": 3}, log)
            self.assertEqual(log.count(f"{host} is left alone for 5m"), 1, log)
            silent.settimeout(0)
            silent.accept()
            self.assertRaises(BlockingIOError, silent.accept)  # there was one connection alone


if __name__ == "__main__":
    unittest.main(verbosity=2)
