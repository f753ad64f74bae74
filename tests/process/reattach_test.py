#!/usr/bin/env python3
"""octavo watch and octavo logs -f while their server is killed and started again: nothing is lost, nothing is repeated."""
import json
import re
import signal
import subprocess
import time
import unittest

from service import OCTAVO, Service
from terminal import Terminal

LOST = "lost the server at "
REGAINED = "reached the server again after "


class Follower:
    """One octavo whose stdout and stderr go to files."""

    def __init__(self, service, *arguments):
        self.out, self.err = service.folder / "follower.out", service.folder / "follower.err"
        with open(self.out, "wb") as out, open(self.err, "wb") as err:
            self.child = subprocess.Popen([OCTAVO, *arguments], cwd=service.folder, env=service.env, stdin=subprocess.DEVNULL,
                                          stdout=out, stderr=err)

    def says(self, text):
        """How often, on stderr."""
        return self.err.read_text().count(text)


class ReattachTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = Service()
        cls.addClassCleanup(cls.service.close)
        cls.service.start_worker("the-worker")

    def run_job(self, **script):
        """The id of the job that runs now, until `go`; self.id is the experiment's."""
        self.go = self.service.folder / f"go-{self._testMethodName}"
        (self.service.folder / "script.json").write_text(
            json.dumps({"default": {"silent": True, "wait_for": str(self.go), **script}}))
        self.id = self.service.until(lambda: self.service.octavo("submit", "experiment.yaml").strip())
        self.addCleanup(self.free_worker)
        shown = self.service.until(lambda: "\"state\": \"running\"" in (text := self.service.octavo(
            "show", self.id, "--json")) and text)
        return json.loads(shown)["jobs"][0]["id"]

    def free_worker(self):
        """For the next test; the server may be gone."""
        if self.service.server_process.poll() is not None:
            self.service.start_server()
        self.service.until(lambda: self.service.run("cancel", self.id).returncode == 0)
        self.service.until_ended(self.id)

    def follow(self, *arguments):
        follower = Follower(self.service, *arguments)
        self.addCleanup(follower.child.wait)
        self.addCleanup(follower.child.kill)
        return follower

    def lose_server(self, follower, how=signal.SIGKILL):
        """Ends the server and waits until that is said."""
        told = follower.says(LOST)
        self.service.end_server(how)
        self.service.until(lambda: follower.says(LOST) > told)

    def regain_server(self, follower):
        told = follower.says(REGAINED)
        self.service.start_server()
        self.service.until(lambda: follower.says(REGAINED) > told)

    def test_watch_goes_on_after_each_outage(self):
        self.run_job(events=[json.dumps({"type": "phase", "phase": "load"})])
        follower = self.follow("watch", self.id)
        self.service.until(lambda: follower.says("train: load"))
        for how in (signal.SIGKILL, signal.SIGTERM):
            self.lose_server(follower, how)
            self.regain_server(follower)
        self.go.touch()
        self.assertEqual(follower.child.wait(), 0)
        said = follower.err.read_text()
        for line, count in ((LOST, 2), (REGAINED, 2), ("train: running on the-worker", 1), ("train: load", 1),
                            ("train: succeeded in ", 1)):
            self.assertEqual(said.count(line), count, f"{line}\n{said}")
        self.assertEqual(len(said.splitlines()), 7, said)

    def test_watch_tells_what_happened_while_the_server_was_away(self):
        self.run_job()
        follower = self.follow("watch", self.id)
        self.service.until(lambda: follower.says("running on the-worker"))
        self.lose_server(follower)
        self.go.touch()
        self.service.start_server()
        self.assertEqual(follower.child.wait(), 0)
        self.assertEqual((follower.says(REGAINED), follower.says("train: succeeded in ")), (1, 1), follower.err.read_text())

    def test_logs_neither_lose_nor_repeat_a_line(self):
        job = self.run_job(count_in_log=True)
        follower = self.follow("logs", job, "-f")
        for how in (signal.SIGKILL, signal.SIGTERM):
            seen = len(follower.out.read_bytes())
            self.service.until(lambda seen=seen: len(follower.out.read_bytes()) > seen)
            self.lose_server(follower, how)
            self.regain_server(follower)
        seen = len(follower.out.read_bytes())
        self.service.until(lambda: len(follower.out.read_bytes()) > seen)
        self.go.touch()
        self.assertEqual(follower.child.wait(), 0)
        numbers = [int(number) for number in re.findall(r"^line (\d+)$", follower.out.read_text(), re.MULTILINE)]
        self.assertEqual(numbers, list(range(1, len(numbers) + 1)))
        self.assertEqual(follower.out.read_text(), self.service.octavo("logs", job))
        self.assertEqual((follower.says(LOST), follower.says(REGAINED)), (2, 2))

    def test_a_quiet_log_is_reached_again_too(self):
        job = self.run_job(log="hello\n")
        follower = self.follow("logs", job, "-f")
        self.service.until(lambda: follower.out.read_text() == "hello\n")
        self.lose_server(follower)
        self.regain_server(follower)
        self.go.touch()
        self.assertEqual(follower.child.wait(), 0)
        self.assertEqual(follower.out.read_text(), "hello\n")

    def test_a_server_that_stays_away_is_given_up(self):
        job = self.run_job(log="hello\n")
        watching = (["watch", self.id], f"continue with octavo watch {self.id}.")
        for arguments, remedy in (watching, (["logs", job, "-f"], f"The whole log: octavo logs {job} -f.")):
            follower = self.follow(*arguments, "--patience", "1")
            self.service.until(lambda: follower.says("running on") or follower.out.read_text())
            self.service.end_server(signal.SIGKILL)
            begin = time.monotonic()
            self.assertEqual(follower.child.wait(), 3)
            self.assertLess(time.monotonic() - begin, 20)
            said = follower.err.read_text()
            self.assertEqual(said.count(LOST), 1, said)
            self.assertIn("for 1 s (--patience)", said)
            self.assertIn(remedy, said)
            self.service.start_server()
            self.service.until(lambda: self.service.octavo("show", job))

    def test_a_line_without_an_end_is_printed_before_giving_up(self):
        job = self.run_job(log="hello\nhal")
        follower = self.follow("logs", job, "-f", "--json", "--patience", "1")
        self.service.until(follower.out.read_text)
        self.lose_server(follower)
        self.assertEqual(follower.child.wait(), 3)
        self.assertEqual([json.loads(line)["line"] for line in follower.out.read_text().splitlines()], ["hello", "hal"])

    def test_giving_up_on_a_terminal_shows_the_cursor_again(self):
        self.run_job()
        with Terminal(self.service, "watch", self.id, "--patience", "1") as terminal:
            terminal.until(lambda screen: not screen.cursor_visible)
            self.service.end_server(signal.SIGKILL)
            self.assertEqual(terminal.wait(), 3)
            self.assertTrue(terminal.screen.cursor_visible)
            self.assertIn("error: watch: ", terminal.screen.lines()[-1])


if __name__ == "__main__":
    unittest.main(verbosity=2)
