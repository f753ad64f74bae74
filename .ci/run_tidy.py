#!/usr/bin/env python3
"""Runs clang-tidy-14 over the compilation database, changed files first, within a time budget.

A file that passed with the same flags, the same .clang-tidy and the same includes is not checked again: the key is the digest
of its preprocessed text. Exit status 1 where a file has a finding; files that the budget did not reach are counted aloud.
"""
import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = ("common/", "server/", "worker/", "client/")


def changed_files():
    """Paths that differ from origin/main, or from the commit before where that is not known; empty outside git."""
    for base in ("origin/main", "HEAD~1"):
        done = subprocess.run(["git", "diff", "--name-only", base], cwd=ROOT, capture_output=True, text=True)
        if done.returncode == 0 and done.stdout:
            return set(done.stdout.split())
    return set()


def production_entries(build):
    """The database's entries for our own sources outside tests, by repository path."""
    database = json.loads((build / "compile_commands.json").read_text())
    entries = {}
    for entry in database:
        path = os.path.relpath(os.path.join(entry["directory"], entry["file"]), ROOT)
        if path.startswith(FOLDERS):
            entries[path] = entry
    return entries


def key(entry):
    """Digest of everything that decides clang-tidy's verdict on the file, or None where it does not preprocess."""
    command = shlex.split(entry["command"])
    command = command[: command.index("-o")] + ["-E", "-P", entry["file"]]
    done = subprocess.run(command, cwd=entry["directory"], capture_output=True)
    if done.returncode != 0:
        return None
    digest = hashlib.sha256(done.stdout)
    digest.update((ROOT / ".clang-tidy").read_bytes())
    return digest.hexdigest()


def check(path, entry, build, passed):
    """Returns the findings on one file, '' where it is clean."""
    stamp = key(entry)
    if stamp and (passed / stamp).exists():
        return ""
    done = subprocess.run(["clang-tidy-14", "--quiet", "-p", str(build), path], cwd=ROOT, capture_output=True, text=True)
    if done.returncode == 0:
        if stamp:
            (passed / stamp).touch()
        return ""
    return done.stdout + done.stderr


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--budget", type=float, required=True)
    arguments = parser.parse_args()
    passed = arguments.build / "tidy-passed"
    passed.mkdir(exist_ok=True)
    entries = production_entries(arguments.build)
    changed = changed_files()
    order = sorted(entries, key=lambda path: (path not in changed, path))
    end = time.monotonic() + arguments.budget
    dirty, reached = 0, 0

    def run(path):
        return None if time.monotonic() > end else check(path, entries[path], arguments.build, passed)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, findings in zip(order, pool.map(run, order)):
            if findings is None:
                continue
            reached += 1
            if findings:
                dirty += 1
                print(f"--- {path}\n{findings}", flush=True)
    print(f"clang-tidy: {reached} of {len(order)} files checked, {dirty} with findings", flush=True)
    if reached < len(order):
        print(f"clang-tidy: {len(order) - reached} files were not reached within {arguments.budget:.0f} s")
    sys.exit(1 if dirty else 0)


if __name__ == "__main__":
    main()
