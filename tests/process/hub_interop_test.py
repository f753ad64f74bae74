#!/usr/bin/env python3
"""One cache for octavo and PyPI's huggingface_hub, in both directions, against tests/support/hub_server.py.

Needs a Python that has huggingface_hub: OCTAVO_HUB_PYTHON=PROGRAM, else the one that `deploy/setup.sh --with tests` makes in
.deps/hub-python, else this one. Skips without.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

BIN = pathlib.Path(os.environ["OCTAVO_BIN_DIR"]).resolve()
SOURCE = pathlib.Path(os.environ["OCTAVO_SOURCE_DIR"]).resolve()
INSTALLED = SOURCE / ".deps/hub-python/bin/python"
PYTHON = os.environ.get("OCTAVO_HUB_PYTHON") or str(INSTALLED if INSTALLED.exists() else sys.executable)
FILES = {"config.json": b'{"model_type": "bert"}', "tokenizer.json": b"{}", "vocab.txt": b"[PAD]\n",
         "model.safetensors": b"\x02\0\0\0\0\0\0\0{}"}
FETCH = """
import sys, huggingface_hub
for name in sys.argv[3:]:
    print(huggingface_hub.hf_hub_download(sys.argv[1], name, repo_type=sys.argv[2]))
"""


def has_huggingface_hub():
    return subprocess.run([PYTHON, "-c", "import huggingface_hub"], capture_output=True, check=False).returncode == 0


class HubInteropTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not has_huggingface_hub():
            reason = f"{PYTHON} has no huggingface_hub: deploy/setup.sh --with tests installs it, or name a Python that has it in OCTAVO_HUB_PYTHON"
            print(f"\nskipped: {reason}", flush=True)  # for tests/support/list_skips.py
            raise unittest.SkipTest(reason)

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="octavo-interop-")
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.site = self.folder / "site"
        for name, data in FILES.items():
            self.write(f"models/org/name/{name}", data)
        self.write("datasets/org/data/train.csv", b"text,label\na,0\nb,1\n")
        self.server = subprocess.Popen([sys.executable, str(SOURCE / "tests/support/hub_server.py"), str(self.site)],
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(lambda: (self.server.stdin.close(), self.server.wait(), self.server.stdout.close()))
        self.env = {"PATH": "/usr/bin:/bin", "HOME": str(self.folder), "HF_HOME": str(self.folder / "hf"), "OCTAVO_SHARE_DIR": str(SOURCE),
                    "HF_HUB_DISABLE_TELEMETRY": "1", "HF_ENDPOINT": json.loads(self.server.stdout.readline())["hub"]}

    def write(self, name, data):
        path = self.site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def requests(self):
        path = self.site / "log.jsonl"
        return path.read_text().count("\n") if path.exists() else 0

    def octavo(self, *arguments, **env):
        done = subprocess.run([str(BIN / "octavo"), *arguments, "--json"], cwd=self.folder, env={**self.env, **env},
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def stderr(self, *arguments, status=0, **env):
        done = subprocess.run([str(BIN / "octavo"), *arguments], cwd=self.folder, env={**self.env, **env}, capture_output=True, text=True,
                              check=False)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stderr

    def python(self, repository, kind, *names, **env):
        done = subprocess.run([PYTHON, "-c", FETCH, repository, kind, *names], env={**self.env, **env}, capture_output=True, text=True,
                              check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.split()

    def test_octavo_uses_what_python_fetched(self):
        paths = self.python("org/name", "model", *FILES)
        before = self.requests()
        found = self.octavo("models", "fetch", "org/name", HF_HUB_OFFLINE="1")
        self.assertEqual({str(pathlib.Path(path).parent) for path in paths}, {found["path"]})
        self.assertEqual(self.requests(), before, "without a request")
        # Online it asks whether there is something new, and fetches nothing.
        self.assertEqual(self.octavo("models", "fetch", "org/name")["path"], found["path"])
        log = [json.loads(line) for line in (self.site / "log.jsonl").read_text().splitlines()][before:]
        self.assertEqual([entry for entry in log if entry["method"] == "GET" and "/api/models/" not in entry["path"]], [])

    def test_python_uses_what_octavo_fetched(self):
        folder = self.octavo("models", "fetch", "org/name")["path"]
        before = self.requests()
        paths = self.python("org/name", "model", *FILES, HF_HUB_OFFLINE="1")
        self.assertEqual(self.requests(), before, "without a request")
        self.assertEqual(paths, [f"{folder}/{name}" for name in FILES])
        for path, data in zip(paths, FILES.values()):
            self.assertEqual(pathlib.Path(path).read_bytes(), data)

    def test_data_sets_in_both_directions(self):
        folder = self.octavo("datasets", "fetch", "org/data")["path"]
        self.assertEqual(self.python("org/data", "dataset", "train.csv", HF_HUB_OFFLINE="1"), [f"{folder}/train.csv"])
        self.write("datasets/org/other/train.csv", b"text,label\nc,0\nd,1\n")
        path, = self.python("org/other", "dataset", "train.csv")
        self.assertEqual(self.octavo("datasets", "fetch", "org/other", HF_HUB_OFFLINE="1")["path"], str(pathlib.Path(path).parent))

    def test_python_leaves_parts_out_that_octavo_brings_or_tells(self):
        self.write("models/org/name/tokenizer_config.json", b'{"do_lower_case": false}')
        self.write("datasets/org/data/test.csv", b"text,label\nc,0\nd,1\n")
        self.python("org/name", "model", *FILES)
        self.python("org/data", "dataset", "test.csv")
        ask = "import sys, huggingface_hub\ntry: huggingface_hub.hf_hub_download('org/name', 'added_tokens.json')\nexcept Exception: pass"
        subprocess.run([PYTHON, "-c", ask], env=self.env, capture_output=True, check=True)
        before = self.requests()
        told = self.stderr("models", "show", "org/name", HF_HUB_OFFLINE="1")
        self.assertIn("without tokenizer_config.json, special_tokens_map.json: ", told)  # Python found no added_tokens.json
        self.assertIn("not on this machine", self.stderr("datasets", "fetch", "org/data", status=2, HF_HUB_OFFLINE="1"))
        self.assertEqual(self.requests(), before, "without a request")
        self.octavo("models", "show", "org/name")
        self.octavo("datasets", "fetch", "org/data")
        for repository, kind, name in (("org/name", "model", "tokenizer_config.json"), ("org/data", "dataset", "train.csv")):
            self.python(repository, kind, name, HF_HUB_OFFLINE="1")
        self.assertEqual(self.stderr("models", "show", "org/name", HF_HUB_OFFLINE="1"), "")
        # Octavo's records are nothing that Python stumbles over.
        scan = "import huggingface_hub\nprint(len(huggingface_hub.scan_cache_dir().repos), huggingface_hub.scan_cache_dir().warnings)"
        done = subprocess.run([PYTHON, "-c", scan], env=self.env, capture_output=True, text=True, check=True)
        self.assertEqual(done.stdout, "2 []\n")

    def test_each_completes_what_the_other_began(self):
        self.python("org/name", "model", "config.json")
        folder = self.octavo("models", "fetch", "org/name")["path"]
        self.write("models/org/name/extra.txt", b"new commit\n")
        path, = self.python("org/name", "model", "extra.txt")
        self.assertNotEqual(str(pathlib.Path(path).parent), folder)
        self.assertEqual(self.octavo("models", "fetch", "org/name")["path"], str(pathlib.Path(path).parent))


if __name__ == "__main__":
    unittest.main(verbosity=2)
