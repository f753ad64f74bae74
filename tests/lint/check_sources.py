#!/usr/bin/env python3
"""Fails where a source is in the tree but in no CMakeLists.txt, so that it would never be compiled or never be run.

- Every .cc below common, server, worker, client and tests is named in the CMakeLists.txt of its folder or of a folder above.
- Every tests/**/*_test.py and *_test.sh likewise.
- Every folder with a CMakeLists.txt is named in the one of its parent (folders without one are skipped in silence there).

Usage: check_sources.py [ROOT]      exit status 1 with one line per source
"""
import functools
import pathlib
import re
import sys

TOP_FOLDERS = ("common", "server", "worker", "client", "tests")
LISTS = "CMakeLists.txt"


FOREACH = re.compile(r"foreach\(\s*(\w+)\s+IN\s+(ITEMS|LISTS)\s+([^)]*)\)")
SET = re.compile(r"(?:set\(\s*(\w+)|list\(\s*APPEND\s+(\w+))\s+([^)]*)\)")


@functools.lru_cache(maxsize=None)
def words_of(lists):
    """Every word of a CMakeLists.txt, comments aside; `${name}_test.cc` in a foreach over names counts for each of them."""
    if not lists.exists():
        return frozenset()
    text = re.sub(r"#.*", "", lists.read_text(encoding="utf-8"))
    words = set(re.findall(r"[^\s()\";]+", text))
    variables = {}
    for first, second, values in SET.findall(text):
        variables.setdefault(first or second, []).extend(values.split())
    for name, kind, values in FOREACH.findall(text):
        items = values.split() if kind == "ITEMS" else [item for each in values.split() for item in variables.get(each, [])]
        reference = "${" + name + "}"
        words |= {word.replace(reference, item) for word in words if reference in word for item in items}
    return frozenset(words | {re.sub(r"^\$\{\w+\}/", "", word) for word in words})


def named_in(lists, name):
    """True where the file `lists` names `name`."""
    return name in words_of(lists)


def is_listed(root, file):
    """True where the nearest CMakeLists.txt above, or one further up, names the file relative to itself."""
    for folder in file.parents:
        if named_in(folder / LISTS, file.relative_to(folder).as_posix()):
            return True
        if folder == root:
            return False
    return False


def needs_listing(file):
    return file.suffix == ".cc" or file.name.endswith(("_test.py", "_test.sh"))


def check(root):
    """(problems, number of files checked)."""
    problems, count = [], 0
    for top in TOP_FOLDERS:
        for file in sorted((root / top).rglob("*")):
            path = file.relative_to(root).as_posix()
            if file.name == LISTS:
                count += 1
                folder = file.parent
                if not named_in(folder.parent / LISTS, folder.name):
                    problems.append(f"{path}: the folder is not named in {folder.parent.relative_to(root) / LISTS}")
            elif file.is_file() and needs_listing(file):
                count += 1
                if not is_listed(root, file):
                    problems.append(f"{path}: in no CMakeLists.txt, so never built or run")
    return problems, count


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve()
    problems, count = check(root)
    print("\n".join(problems) if problems else f"sources: {count} files are in CMake's lists")
    sys.exit(1 if problems or not count else 0)


if __name__ == "__main__":
    main()
