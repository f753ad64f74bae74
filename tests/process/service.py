"""A server, a worker and octavo itself as real programs in a folder of their own, with a fake runner. For the tests beside it."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

BIN = pathlib.Path(os.environ["OCTAVO_BIN_DIR"]).resolve()
SOURCE = pathlib.Path(os.environ["OCTAVO_SOURCE_DIR"]).resolve()
OCTAVO = str(BIN / "octavo")
PATIENCE = 60
EXPERIMENT = """name: mine
jobs:
  - name: train
    kind: baseline
    no_cache: true
    params: {model: minilm-l6, dataset: movie-sentences}
    inputs: {model: minilm-l6, dataset: movie-sentences}
"""


class Service:
    """A folder with the stand-ins of a model and a data set, and a server."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="octavo-service-"))
        model = self.folder / "data/cache/models/minilm-l6"
        model.mkdir(parents=True)
        (model / "config.json").write_text('{"model_type": "bert"}')
        (model / "vocab.txt").write_text("[PAD]\n")
        (model / "model.safetensors").write_bytes(b"\x02\0\0\0\0\0\0\0{}")
        data = self.folder / "data/cache/datasets/movie-sentences"
        data.mkdir(parents=True)
        (data / "vaderSentiment-3.3.2.tar.gz").write_text("archive")
        (self.folder / "settings.yaml").write_text("epochs: 1\n")
        (self.folder / "myresults").mkdir()
        (self.folder / "experiment.yaml").write_text(EXPERIMENT)
        self.server = f"unix:{self.folder}/socket"
        self.env = {"PATH": f"{BIN}:/usr/bin:/bin", "HOME": str(self.folder), "TERM": "dumb", "LC_ALL": "C.UTF-8",
                    "OCTAVO_SERVER": self.server, "OCTAVO_SHARE_DIR": str(SOURCE), "NO_COLOR": "1",
                    "HF_HUB_OFFLINE": "1"}
        self.children = []
        self.start_server()

    def start_server(self):
        self.server_process = self.start("octavo-server", "--listen", self.server, "--data-dir", str(self.folder / "server"))

    def end_server(self, how):
        """Ends it with that signal."""
        self.server_process.send_signal(how)
        self.server_process.wait()

    def submit_and_start_worker(self, scripts):
        """Submits one experiment, and starts the worker `the-worker` whose runner obeys `scripts` (fake_runner.cc)."""
        (self.folder / "script.json").write_text(json.dumps(scripts))
        self.experiment = self.until(lambda: self.octavo("submit", "experiment.yaml").strip())
        self.start_worker("the-worker")

    def start_worker(self, name, *arguments, **env):
        """Returns its process when the server knows it. Its runner obeys the file script.json."""
        worker = self.start("octavo-worker", "--server", self.server, "--work-dir", str(self.folder / name), "--name", name,
                            "--runner", str(BIN / "../tests/fake_runner"), *arguments,
                            OCTAVO_RUNNER_FAKE=str(self.folder / "script.json"), **env)
        self.until(lambda: name in self.octavo("workers"))
        return worker

    def start(self, program, *arguments, **env):
        with open(self.folder / f"{program}.log", "ab") as log:
            child = subprocess.Popen([str(BIN / program), *arguments], cwd=self.folder, stdout=log, stderr=log,
                                     env={**self.env, **env})
        self.children.append(child)
        return child

    def run(self, *arguments, **env):
        return subprocess.run([OCTAVO, *arguments], cwd=self.folder, env={**self.env, **env}, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, check=False)

    def octavo(self, *arguments):
        """Its stdout; nothing where it fails."""
        done = self.run(*arguments)
        return done.stdout if done.returncode == 0 else ""

    def until(self, ask):
        """The first answer of `ask` that is one; each try waits for the server as octavo itself does."""
        end = time.monotonic() + PATIENCE
        while not (answer := ask()):
            if time.monotonic() > end:
                raise AssertionError("".join(log.read_text() for log in sorted(self.folder.glob("*.log"))))
        return answer

    def until_ended(self, experiment):
        """Until each of its jobs has ended, so that the workers are free."""
        self.until(lambda: (shown := self.octavo("show", experiment, "--json")) and json.loads(shown)["ended_at"])

    def close(self):
        # The server last: a worker that ends tells it so, and tries that for a while.
        self.children.sort(key=lambda child: child is self.server_process)
        for child in self.children:
            if child.poll() is None:
                child.terminate()
                child.wait()
        shutil.rmtree(self.folder)
