# SPDX-License-Identifier: Apache-2.0
"""What the checkers of this folder share: walking the source folders, and reporting file and line."""

import argparse
import pathlib
import sys
from typing import Callable, Iterator, NamedTuple

# Inputs of tests and build output are not source, whatever they are called.
SKIPPED_FOLDERS = ("build", "tests/data", ".git")


class Problem(NamedTuple):
    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


def source_files(root: pathlib.Path, folders: tuple[str, ...], endings: tuple[str, ...]) -> Iterator[pathlib.Path]:
    """Files below the folders whose name ends so, in a stable order; a folder that does not exist is empty."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.is_file() and name.endswith(endings) and not is_skipped(name):
                yield path


def is_skipped(name: str) -> bool:
    return "__pycache__" in name or any(name.startswith(folder + "/") for folder in SKIPPED_FOLDERS)


def read_lines(path: pathlib.Path) -> list[str]:
    """A byte that is not UTF-8 becomes U+FFFD: a checker reports on a file, it does not die of it."""
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


def run(description: str, check: Callable[[pathlib.Path], list[Problem]]) -> int:
    """The command line of a checker: prints its problems, exits 1 if there are any."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent.parent,
                        help="the tree to check (default: this one)")
    problems = check(parser.parse_args().root.resolve())
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problem(s)" if problems else "nothing to object to", file=sys.stderr)
    return 1 if problems else 0
