#!/usr/bin/env python3
"""The manual page: no formatter complains of it, and it holds every command and flag that --help knows."""
import os
import pathlib
import re
import shutil
import subprocess
import unittest

OCTAVO = str(pathlib.Path(os.environ["OCTAVO_BIN_DIR"]).resolve() / "octavo")
FLAG = r"^  (?:-\w,)?--([a-z_-]+)"  # where help describes it


def run(*command, stdin=None):
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=True, encoding="utf-8",
                          env={**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "400", "MAN_KEEP_FORMATTING": ""})


class ManualTest(unittest.TestCase):
    def setUp(self):
        self.page = run(OCTAVO, "__man").stdout

    def need(self, program):
        if shutil.which(program) is None:
            print(f"\nskipped: {program} is not installed", flush=True)  # for tests/support/list_skips.py
            self.skipTest(f"{program} is not installed")

    def formatted(self):
        """As a reader sees it, without overstrikes, on lines so long that nothing is broken."""
        shown = run("groff", "-man", "-Wall", "-ww", "-Tutf8", "-P-c", "-rLL=400n", stdin=self.page)
        self.assertEqual(shown.stderr, "")
        return re.sub(".\b", "", shown.stdout)

    def test_is_plain_ascii(self):
        self.assertTrue(self.page.isascii())

    def test_groff_has_no_warning(self):
        self.need("groff")
        self.formatted()

    def test_man_shows_it(self):
        self.need("man")
        shown = run("man", "--warnings=w", "-l", "-", stdin=self.page)
        self.assertEqual(shown.stderr, "")
        self.assertIn("octavo - train, quantize, measure and compare text classifiers", re.sub(".\b", "", shown.stdout))

    def test_holds_every_command_and_flag(self):
        self.need("groff")
        page = self.formatted()
        commands = re.findall(r"^  ([a-z][a-z-]*)  ", run(OCTAVO, "--help").stdout.split("Subcommands:")[1], re.MULTILINE)
        self.assertGreater(len(commands), 20)
        for command in commands:
            begin = page.find(f"\n   {command}\n")
            self.assertGreater(begin, 0, command)
            end = re.search(r"\n   \S|\n\S", page[begin + 1 + 3:])
            section = page[begin:begin + 4 + end.start()]
            flags = re.findall(FLAG, run(OCTAVO, command, "--help").stdout, re.MULTILINE)
            self.assertIn("help", flags)
            for flag in set(flags) - {"help"}:
                self.assertRegex(section, rf"--{flag}\b", command)
        for flag in re.findall(FLAG, run(OCTAVO, "--help").stdout, re.MULTILINE):
            self.assertRegex(page[page.index("FLAGS OF EVERY COMMAND"):], rf"--{flag}\b")


if __name__ == "__main__":
    unittest.main(verbosity=2)
