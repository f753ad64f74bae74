#!/usr/bin/env python3
"""Types into real shells, in a pseudo-terminal, and looks at what the TAB key makes of it.

A server with one experiment and one worker runs beside them. A shell that is not installed is a skip. Each line is chosen to
have one completion, which a shell inserts at once; the shell then prints how it read the line.
"""
import os
import pty
import select
import shutil
import socket
import subprocess
import tempfile
import time
import unittest

from service import OCTAVO, PATIENCE, SOURCE, Service

# What is typed before the TAB, and the words that the shell must have read after it.
LINES = (
    ("octavo compar", ["compare"]),
    ("octavo --js", ["--json"]),
    ("octavo baseline --devi", ["baseline", "--device"]),
    ("octavo baseline --batch-s", ["baseline", "--batch-size"]),
    ("octavo baseline --device cu", ["baseline", "--device", "cuda"]),
    ("octavo baseline --device=cu", ["baseline", "--device=cuda"]),
    ("octavo static --observer hist", ["static", "--observer", "histogram"]),
    ("octavo run-all --skip dynamic comp", ["run-all", "--skip", "dynamic", "comparison"]),
    ("octavo mixed --precisions int8 b", ["mixed", "--precisions", "int8", "bf16"]),
    ("octavo baseline --model minil", ["baseline", "--model", "minilm-l6"]),
    ("octavo baseline --dataset movie", ["baseline", "--dataset", "movie-sentences"]),
    ("octavo baseline --config sett", ["baseline", "--config", "settings.yaml"]),
    ("octavo compare --results-dir my", ["compare", "--results-dir", "myresults"]),
    ("octavo artifacts ver", ["artifacts", "verify"]),
    ("octavo completion fi", ["completion", "fish"]),
    ("octavo drain the-", ["drain", "the-worker"]),
    ("octavo resume --server {server} the-", ["resume", "--server", "{server}", "the-worker"]),
)

TRIES = 20


class Terminal:
    """A program in a pseudo-terminal."""

    def __init__(self, argv, env, cwd):
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(argv, stdin=slave, stdout=slave, stderr=slave, env=env, cwd=cwd, start_new_session=True)
        os.close(slave)
        self.text = ""

    def type(self, text):
        os.write(self.master, text.encode())

    def wait_for(self, wanted):
        """Everything printed up to `wanted`, which must come."""
        end = time.monotonic() + PATIENCE
        while wanted not in self.text:
            ready, _, _ = select.select([self.master], [], [], max(0, end - time.monotonic()))
            if not ready:
                raise AssertionError(f"no {wanted!r} within {PATIENCE} s in {self.text!r}")
            self.text += os.read(self.master, 65536).decode(errors="replace")
        before, _, self.text = self.text.partition(wanted)
        return before

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.master)


class CompletionTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = Service()
        cls.addClassCleanup(cls.service.close)
        cls.service.submit_and_start_worker({"default": {"end": "fail"}})
        shown = cls.service.octavo("show", cls.service.experiment)
        cls.job = shown.split("job ")[1].split()[0]

    def lines(self):
        yield from LINES
        # One character is enough of an id: there is one experiment, and its jobs' ids begin otherwise.
        yield f"octavo show {self.service.experiment[:1]}", ["show", self.service.experiment]
        yield f"octavo logs -f {self.job[:1]}", ["logs", "-f", self.job]

    def find(self, name):
        program = shutil.which(name)
        if program is None:
            print(f"\nskipped: {name} is not installed", flush=True)  # for tests/support/list_skips.py
            self.skipTest(f"{name} is not installed")
        return program

    def shell(self, name, *arguments):
        program = self.find(name)
        terminal = Terminal([program, *arguments], self.service.env, self.service.folder)
        self.addCleanup(terminal.close)
        return terminal

    def expect(self, wanted, press_tab):
        """A server that a busy machine holds up past the completion's deadline offers nothing: one presses TAB again."""
        for _ in range(TRIES):
            offered = press_tab()
            if offered == wanted:
                return
        self.assertEqual(offered, wanted)

    def check(self, terminal):
        """`octavo` is a function that prints its arguments from now on; the completion asks the program by its path."""
        for typed, words in self.lines():
            def press_tab(line=typed.format(server=self.service.server)):
                terminal.type(line + "\t")
                terminal.type("\n")
                terminal.wait_for("READ<")
                # A folder's slash is for what may follow; zsh takes it back at the end of the line.
                return [word.rstrip("/") for word in terminal.wait_for(">READ").split("|")]

            with self.subTest(typed):
                self.expect([word.format(server=self.service.server) for word in words], press_tab)

    def test_bash(self):
        terminal = self.shell("bash", "--norc", "--noprofile", "-i")
        terminal.type("source <(octavo completion bash)\n"
                      "report() { local IFS='|'; printf '%s%s%s\\n' 'READ' \"<$*>\" 'READ'; }\n"
                      "alias octavo=report\n")
        self.check(terminal)

    def test_zsh(self):
        terminal = self.shell("zsh", "-f", "-i")
        terminal.type("unsetopt zle_bracketed_paste; autoload -U compinit; compinit -D; source <(octavo completion zsh)\n"
                      "report() { local IFS='|'; printf '%s%s%s\\n' 'READ' \"<$*>\" 'READ'; }\n"
                      "setopt complete_aliases; alias octavo=report\n")
        self.check(terminal)

    def test_fish(self):
        program = self.find("fish")
        # fish itself says what TAB would offer; its line editor wants more of a terminal than a pipe of bytes.
        for typed, words in self.lines():
            typed = typed.format(server=self.service.server)

            def press_tab(line=typed):
                done = subprocess.run([program, "--no-config", "-c", "octavo completion fish | source; complete -C $argv[1]", line],
                                      cwd=self.service.folder, env=self.service.env, capture_output=True, text=True, check=True)
                return [offered.split("\t")[0].rstrip("/") for offered in done.stdout.splitlines()]

            with self.subTest(typed):
                self.expect([words[-1]], press_tab)


class CompleteWordsTest(unittest.TestCase):
    """octavo __complete by itself, where there is nothing to ask."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def complete(self, *words, **env):
        return subprocess.run([OCTAVO, "__complete", "--", *words], cwd=self.folder.name, capture_output=True, text=True,
                              env={"PATH": "/usr/bin:/bin", "OCTAVO_SHARE_DIR": str(SOURCE), **env}, check=False)

    def test_starts_no_private_server(self):
        done = self.complete("show", "")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, ":none\n", ""))
        self.assertEqual(os.listdir(self.folder.name), [])

    def test_says_nothing_of_errors(self):
        for words in (["nonsense", "x"], ["baseline", "--nonsense=", "x"], ["--config", "missing.yaml", "show", ""],
                      ["--server", "example.org", "workers", ""], ["drain", "--server", "unix:/nowhere", ""]):
            done = self.complete(*words)
            self.assertEqual((done.returncode, done.stderr), (0, ""), words)
            self.assertTrue(done.stdout.endswith(":none\n"), done.stdout)

    def test_waits_a_moment_for_a_server_that_never_answers(self):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as silent:
            silent.bind(("127.0.0.1", 0))
            silent.listen()
            begin = time.monotonic()
            done = self.complete("show", "", OCTAVO_SERVER="127.0.0.1:%d" % silent.getsockname()[1])
            self.assertLess(time.monotonic() - begin, 5)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, ":none\n", ""))


if __name__ == "__main__":
    unittest.main(verbosity=2)
