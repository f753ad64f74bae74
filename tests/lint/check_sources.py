#!/usr/bin/env python3
"""Fails where a source is in the tree but in no CMakeLists.txt, so that it would never be compiled or never be run.

- Every .cc below common, hub, server, worker, client and tests is named in a CMakeLists.txt.
- Every tests/**/*_test.py and *_test.sh likewise.
- Every folder with a CMakeLists.txt is named in another one (the loops over folders skip a missing name in silence).

Usage: check_sources.py [ROOT]      exit status 1 with one line per source
"""
import os
import pathlib
import re
import sys

TOP_FOLDERS = ("common", "hub", "server", "worker", "client", "tests")
LISTS = "CMakeLists.txt"


FOREACH = re.compile(r"foreach\(\s*(\w+)\s+IN\s+(ITEMS|LISTS)\s+([^)]*)\)")
SET = re.compile(r"(?:set\(\s*(\w+)|list\(\s*APPEND\s+(\w+))\s+([^)]*)\)")


def words_of(lists):
    """Every word of a CMakeLists.txt, comments aside; `${name}_test.cc` in a foreach over names counts for each of them."""
    if not lists.exists():
        return set()
    text = re.sub(r"#.*", "", lists.read_text(encoding="utf-8"))
    words = set(re.findall(r"[^\s()\";]+", text))
    variables = {}
    for first, second, values in SET.findall(text):
        variables.setdefault(first or second, []).extend(values.split())
    for name, kind, values in FOREACH.findall(text):
        items = values.split() if kind == "ITEMS" else [item for each in values.split() for item in variables.get(each, [])]
        reference = "${" + name + "}"
        words |= {word.replace(reference, item) for word in words if reference in word for item in items}
    return words


def named_files(root):
    """Every path that some CMakeLists.txt names, relative to its folder or to the root."""
    files = set()
    for lists in [root / LISTS, *(each for top in TOP_FOLDERS for each in (root / top).rglob(LISTS))]:
        for word in words_of(lists):
            for base, prefix in ((root, "${CMAKE_SOURCE_DIR}/"), (lists.parent, "${CMAKE_CURRENT_SOURCE_DIR}/"), (lists.parent, "")):
                if word.startswith(prefix):
                    files.add(os.path.normpath(base / word[len(prefix):]))
                    break
    return files


def needs_listing(file):
    return file.suffix == ".cc" or file.name.endswith(("_test.py", "_test.sh"))


def check(root):
    """(problems, number of files checked)."""
    problems, count = [], 0
    named = named_files(root)
    for top in TOP_FOLDERS:
        for file in sorted((root / top).rglob("*")):
            path = file.relative_to(root).as_posix()
            if file.name == LISTS:
                count += 1
                folder = file.parent
                if str(folder) not in named:
                    problems.append(f"{path}: the folder is not named in {folder.parent.relative_to(root) / LISTS}")
            elif file.is_file() and needs_listing(file):
                count += 1
                if str(file) not in named:
                    problems.append(f"{path}: in no CMakeLists.txt, so never built or run")
    return problems, count


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve()
    problems, count = check(root)
    print("\n".join(problems) if problems else f"sources: {count} files are in CMake's lists")
    sys.exit(1 if problems or not count else 0)


if __name__ == "__main__":
    main()
