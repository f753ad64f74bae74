#!/usr/bin/env python3
"""Prints each skipped test of a CTest log with its reason, one a line, or "none".

A GoogleTest skip is a block: `[ RUN ] Suite.Name`, `FILE:LINE: Skipped`, the reason, `[ SKIPPED ] Suite.Name`.
A script skips by the exit status 77 after printing `skipped: REASON`.
"""
import re
import sys

RUN = re.compile(r"^\[ RUN +\] (\S+)")
ENDED = re.compile(r"^\[ +(OK|FAILED) +\]")
SKIPPED = re.compile(r"^\[ +SKIPPED \] (\S+)")
SCRIPT_TEST = re.compile(r"^\d+/\d+ Test: (\S+)")
SCRIPT_SKIP = re.compile(r"^skipped: (.*)")


def skips(lines):
    """Yields (test, reason) for each skip, in the log's order."""
    block, ctest_name = None, ""
    for line in lines:
        line = line.rstrip("\n")
        if match := SCRIPT_TEST.match(line):
            ctest_name = match.group(1)
        elif match := SCRIPT_SKIP.match(line):
            yield ctest_name, match.group(1)
        elif RUN.match(line):
            block = []
        elif match := SKIPPED.match(line):
            # The closing list of a binary names its skips again, without a block before each.
            if block is not None:
                reasons = [text for text in block if text and not text.endswith(": Skipped")]
                yield match.group(1), "; ".join(reasons) or "no reason given"
            block = None
        elif ENDED.match(line):
            block = None
        elif block is not None:
            block.append(line)


def main():
    try:
        with open(sys.argv[1], encoding="utf-8", errors="replace") as log:
            found = list(skips(log))
    except FileNotFoundError:
        found = []
    for test, reason in found:
        print(f"  {test}: {reason}")
    if not found:
        print("  none")


if __name__ == "__main__":
    main()
