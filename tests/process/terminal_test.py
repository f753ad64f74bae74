#!/usr/bin/env python3
"""What a person sees of a running experiment on a real pseudo-terminal, and what a log file gets of it."""
import json
import re
import signal
import subprocess
import termios
import unittest

from service import OCTAVO, Service
from terminal import SHELL, Terminal

JOBS = 4  # of which three run at once
PERMANENT = re.compile(r"running on |queued: |succeeded|^octavo watch ")
STAMP = re.compile(r"^(\^C)?\d\d:\d\d:\d\d ")
CONTROL = re.compile(rb"[\x00-\x09\x0b-\x1f\x7f]")


def experiment():
    lines = ["name: several", "jobs:"]
    for number in range(1, JOBS + 1):
        lines += [f"  - name: job-{number}", "    kind: baseline", "    threads: 1", "    no_cache: true",
                  f"    params: {{model: minilm-l6, dataset: movie-sentences, seed: {number}}}",
                  "    inputs: {model: minilm-l6, dataset: movie-sentences}"]
    return "\n".join(lines) + "\n"


def live(screen):
    """The lines below all that stays."""
    lines = screen.lines()
    last = max((index for index, line in enumerate(lines) if PERMANENT.search(line)), default=-1)
    return lines[last + 1:]


def says(screen, text):
    """How many lines hold it."""
    return sum(text in line for line in screen.lines())


def expected(columns):
    """The live lines on a screen of 40 columns or 20."""
    eta = ", 1 min 15 s left" if columns == 40 else ""
    summary = "3 running, 1 waiting" if columns == 40 else "3 running, 1 waiti…"
    return [*(f"job-{number}: train {25 * number} %{eta}" for number in (1, 2, 3)), summary]


def is_wide(lines):
    """Whether these are all fields of three jobs and the summary."""
    return len(lines) == 4 and lines[3] == "3 running, 1 waiting" and all(
        re.fullmatch(rf"job-{number}: train \[[#.]{{24}}\] {25 * number}/100, 141\.2 samples/s, 1 min 15 s left, loss 0\.4100, "
                     r"accuracy 0\.8750, \d+\.\d MiB", line) for number, line in enumerate(lines[:3], 1))


class TerminalTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = Service()
        cls.addClassCleanup(cls.service.close)
        (cls.service.folder / "experiment.yaml").write_text(experiment())
        cls.service.start_worker("first", "--slots", "2", "--threads", "2")
        cls.service.start_worker("second", "--slots", "1", "--threads", "1")

    def setUp(self):
        """Every job tells its progress once and then says nothing, so that the screen stands still."""
        self.go = self.service.folder / f"go-{self._testMethodName}"
        scripts = {}
        for number in range(1, JOBS + 1):
            progress = {"type": "progress", "phase": "train", "step": 25 * number, "total": 100, "rate": 141.2,
                        "unit": "samples/s", "eta_s": 75, "metrics": {"loss": 0.41, "accuracy": 0.875}}
            scripts[str(number)] = {"events": [json.dumps(progress)], "silent": True, "wait_for": str(self.go)}
        (self.service.folder / "script.json").write_text(json.dumps(scripts))
        self.id = self.service.until(lambda: self.service.octavo("submit", "experiment.yaml").strip())
        self.addCleanup(self.end)

    def end(self):
        """Leaves the worker free for the next test."""
        self.service.run("cancel", self.id)
        self.service.until_ended(self.id)

    def watch(self, **options):
        return Terminal(self.service, "watch", self.id, **options)

    def test_each_running_job_has_a_line_with_all_fields(self):
        with self.watch(columns=140) as terminal:
            terminal.until(lambda screen: is_wide(live(screen)))
            self.assertFalse(terminal.screen.cursor_visible)
            self.assertEqual(terminal.screen.broken_lines(), [])
        jobs = json.loads(self.service.octavo("show", self.id, "--json"))["jobs"]
        self.assertEqual([bool(job["progress"]) for job in jobs], [True, True, True, False])
        self.assertTrue(all(job["progress"]["memory_bytes"] > 1 << 20 for job in jobs[:3]), jobs)

    def test_narrow_screens_get_less_and_no_line_wraps(self):
        for columns in (40, 20):
            with self.subTest(columns=columns), self.watch(columns=columns) as terminal:
                terminal.until(lambda screen, columns=columns: live(screen) == expected(columns))
                self.assertTrue(all(PERMANENT.search(line) for line in terminal.screen.broken_lines()))

    def test_a_low_screen_counts_what_has_no_room(self):
        with self.watch(columns=140, rows=4) as terminal:
            terminal.until(lambda screen: [line[:12] for line in live(screen)] == ["job-1: train", "job-2: train", "3 running (1"])
            self.assertEqual(live(terminal.screen)[2], "3 running (1 not shown), 1 waiting")

    def test_a_resized_window_is_painted_anew_without_leftovers(self):
        for reflows in (True, False):
            with self.subTest(reflows=reflows), self.watch(columns=140, reflows=reflows) as terminal:
                terminal.until(lambda screen: is_wide(live(screen)))
                for columns, rows in ((40, 24), (20, 10), (140, 24), (20, 24), (40, 8)):
                    terminal.resize(columns, rows)
                    terminal.until(lambda screen, columns=columns: is_wide(live(screen)) if columns == 140
                                   else live(screen) == expected(columns))
                # Nothing of an older painting is left anywhere, nor is anything of what stays lost.
                lines = terminal.screen.lines()
                self.assertEqual(sum("train" in line for line in lines), 3, lines)
                self.assertEqual(sum(line.startswith("job-") and ": runn" in line for line in lines), 3, lines)

    def test_ctrl_c_leaves_a_clean_terminal_and_says_how_to_continue(self):
        with self.watch() as terminal:
            terminal.until(lambda screen: len(live(screen)) == 4)
            terminal.press(b"\x03")
            self.assertEqual(terminal.wait(), 130)
            self.assertTrue(terminal.screen.cursor_visible)
            self.assertEqual(termios.tcgetattr(terminal.slave), terminal.modes)
            lines = terminal.screen.lines()
            self.assertEqual([line for line in lines if "train" in line or "running, " in line], [])
            self.assertIn(f"Continue watching with octavo watch {self.id}", lines[-1])
            self.assertTrue(terminal.screen.colours)

    def test_ctrl_z_where_no_shell_could_go_on_changes_nothing(self):
        """octavo is alone in its terminal's session, as under docker run -it or xterm -e: the kernel lets it run."""
        with self.watch(columns=140) as terminal:
            terminal.until(lambda screen: is_wide(live(screen)))
            terminal.press(b"\x1a")
            terminal.until(lambda screen: "^Z" in screen.lines()[-1])
            self.go.touch()
            self.assertEqual(terminal.wait(), 0)
            self.assertTrue(terminal.screen.cursor_visible)

    def shell(self, command):
        """A shell that runs that in the foreground or, with &, in the background."""
        terminal = Terminal(self.service, program=SHELL, columns=140, PS1="$ ")
        self.addCleanup(terminal.__exit__)
        terminal.until(lambda screen: screen.lines() == ["$"])
        terminal.press(command.encode() + b"\n")
        return terminal

    def test_ctrl_z_stops_as_any_program_and_going_on_paints_below(self):
        terminal = self.shell(f"octavo watch {self.id}")
        for stop in (1, 2):
            terminal.until(lambda screen: is_wide(live(screen)) and not screen.cursor_visible)
            terminal.press(b"\x1a")
            terminal.until(lambda screen, stop=stop: says(screen, "Stopped(SIGTSTP)") == stop and screen.lines()[-1] == "$")
            self.assertTrue(terminal.screen.cursor_visible)
            terminal.press(b"fg\n")
        terminal.until(lambda screen: is_wide(live(screen)) and not screen.cursor_visible)
        # What was painted before each stop stays above, whole.
        self.assertEqual(says(terminal.screen, "3 running, 1 waiting"), 3)

    def test_in_the_background_nothing_is_painted(self):
        terminal = self.shell(f"octavo watch {self.id}")
        terminal.until(lambda screen: is_wide(live(screen)))
        terminal.press(b"\x1a")
        terminal.until(lambda screen: says(screen, "Stopped(SIGTSTP)") and screen.lines()[-1] == "$")
        before = len(terminal.written)
        terminal.press(b"bg\n")
        terminal.until(lambda screen: says(screen, "octavo watch") == 3)
        self.go.touch()
        terminal.until(lambda screen: says(screen, ": succeeded in ") == JOBS)
        terminal.press(b"wait\n")
        terminal.until(lambda screen: says(screen, "Done"))
        self.assertNotIn(b"\x1b", terminal.written[before:])
        self.assertTrue(terminal.screen.cursor_visible)

    def test_from_the_background_to_the_foreground_it_begins_to_paint(self):
        terminal = self.shell(f"octavo watch {self.id} &")
        terminal.until(lambda screen: says(screen, ": running on ") == 3)
        self.assertNotIn(b"\x1b", terminal.written)
        terminal.press(b"fg\n")
        terminal.until(lambda screen: is_wide(live(screen)) and not screen.cursor_visible)
        terminal.press(b"\x03")
        terminal.until(lambda screen: screen.cursor_visible and screen.lines()[-1] == "$")

    def test_ctrl_backslash_shows_the_cursor(self):
        with self.watch() as terminal:
            terminal.until(lambda screen: len(live(screen)) == 4)
            terminal.press(b"\x1c")
            self.assertEqual(terminal.wait(), -signal.SIGQUIT)
            self.assertTrue(terminal.screen.cursor_visible)

    def test_the_end_leaves_what_happened_and_no_live_line(self):
        with self.watch() as terminal:
            terminal.until(lambda screen: len(live(screen)) == 4)
            self.go.touch()
            self.assertEqual(terminal.wait(), 0)
            self.assertTrue(terminal.screen.cursor_visible)
            lines = terminal.screen.lines()
            for number in range(1, JOBS + 1):
                self.assertEqual(sum(line.startswith(f"job-{number}: running on") for line in lines), 1, lines)
                self.assertEqual(sum(line.startswith(f"job-{number}: succeeded in") for line in lines), 1, lines)
            self.assertTrue(all(PERMANENT.search(line) for line in lines), lines)

    def test_no_color_turns_off_the_colours_alone(self):
        with self.watch(columns=140, NO_COLOR="1") as terminal:
            terminal.until(lambda screen: is_wide(live(screen)))
            terminal.press(b"\x03")
            self.assertEqual(terminal.wait(), 130)
            self.assertIn("warning: interrupted", terminal.screen.lines()[-1])
            self.assertFalse(terminal.screen.colours)

    def test_a_dumb_terminal_gets_plain_lines(self):
        with self.watch(TERM="dumb") as terminal:
            terminal.until(lambda screen: says(screen, ": train ") == 3)
            terminal.press(b"\x03")
            self.assertEqual(terminal.wait(), 130)
            self.assertEqual(re.findall(CONTROL, terminal.written.replace(b"\r\n", b"\n")), [])
            for line in terminal.screen.lines():
                self.assertRegex(line, STAMP)

    def test_a_log_file_gets_plain_lines(self):
        path = self.service.folder / "log.txt"
        with open(path, "wb") as log:
            env = {**self.service.env, "TERM": "xterm-256color", "COLUMNS": "40"}
            del env["NO_COLOR"]
            child = subprocess.Popen([OCTAVO, "watch", self.id], cwd=self.service.folder, env=env, stdin=subprocess.DEVNULL,
                                     stdout=log, stderr=log)
        try:
            self.service.until(lambda: path.read_bytes().count(b": train ") == 3)
            self.go.touch()
            self.assertEqual(child.wait(), 0)
        finally:
            child.kill()
        self.assertEqual(re.findall(CONTROL, path.read_bytes()), [])
        lines = path.read_text().splitlines()
        for line in lines:
            self.assertRegex(line, STAMP)
        self.assertEqual(sum("succeeded in" in line for line in lines), JOBS)
        self.assertIn("job-1: train 25/100, 141.2 samples/s, 1 min 15 s left, loss 0.4100, accuracy 0.8750", path.read_text())


if __name__ == "__main__":
    unittest.main(verbosity=2)
