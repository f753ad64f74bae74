#!/usr/bin/env python3
"""Fails on a C++ file of more than 400 lines or a function of more than 80 (tests: files of 600).

A function is found by clang-format's layout: it begins with a line that ends in `{` and is no namespace, class or the like,
and ends with the next `}` that is not indented more. That finds free functions and members, not lambdas.

Usage: check_sizes.py [ROOT]      exit status 1 with one line per finding
"""
import pathlib
import re
import sys

TOP_FOLDERS = ("common", "hub", "server", "worker", "client", "tests")
MAX_FILE, MAX_TEST_FILE, MAX_FUNCTION = 400, 600, 80
OPENS_FUNCTION = re.compile(r"^( {0,4})(?! |#|//|\}).*\{$")
NOT_A_FUNCTION = re.compile(r"^\s*(namespace|class|struct|enum|union|extern|if|for|while|switch|do|else|try|return)\b|=\s*\{$")


def long_functions(lines):
    """Yields (line number, length) of each function of more than MAX_FUNCTION lines."""
    begin, indent = 0, 0
    for number, line in enumerate(lines, 1):
        if begin:
            # A head that went over several lines ends deeper than its function does.
            if line.strip() in ("}", "};") and len(line) - len(line.lstrip()) <= indent:
                if number - begin + 1 > MAX_FUNCTION:
                    yield begin, number - begin + 1
                begin = 0
        elif (match := OPENS_FUNCTION.match(line)) and ")" in line and not NOT_A_FUNCTION.search(line):
            begin, indent = number, len(match.group(1))


def check(root):
    """(problems, number of files checked)."""
    problems, count = [], 0
    for top in TOP_FOLDERS:
        for file in sorted((root / top).rglob("*")):
            if file.suffix not in (".h", ".cc"):
                continue
            count += 1
            path = file.relative_to(root).as_posix()
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
            limit = MAX_TEST_FILE if top == "tests" else MAX_FILE
            if len(lines) > limit:
                problems.append(f"{path}: {len(lines)} lines, more than {limit}: one idea a file")
            problems.extend(f"{path}:{line}: a function of {length} lines, more than {MAX_FUNCTION}"
                            for line, length in long_functions(lines))
    return problems, count


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve()
    problems, count = check(root)
    print("\n".join(problems) if problems else f"sizes: {count} files within bounds")
    sys.exit(1 if problems or not count else 0)


if __name__ == "__main__":
    main()
