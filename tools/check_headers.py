#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that every source file names the licence of its folder first, and every header is guarded."""

import pathlib
import re
import sys

import source_tree
from source_tree import Problem

FOLDERS = (".ci", "app", "cmake", "core", "installers", "resources", "tests", "tools", "ui")
ROOT_FILES = ("CMakeLists.txt", "dev")
ENDINGS = (".h", ".cpp", ".py", ".sh", ".sql", ".cmake", "CMakeLists.txt", ".ci/run")

APACHE = "Apache-2.0"
GPL = "GPL-3.0-or-later"
# The window links QCustomPlot, which is GPL, and its tests link the window.
GPL_FOLDERS = ("ui/", "app/desktop/", "tests/ui/")

SPDX = re.compile(r"^(?://|#|--) SPDX-License-Identifier: (\S+)$")


def check(root: pathlib.Path) -> list[Problem]:
    paths = [root / name for name in ROOT_FILES if (root / name).is_file()]
    paths += source_tree.source_files(root, FOLDERS, ENDINGS)
    problems = []
    for path in paths:
        name, lines = path.relative_to(root).as_posix(), source_tree.read_lines(path)
        problems += licence_problems(name, lines)
        if name.endswith(".h") and not any(line.strip() == "#pragma once" for line in lines):
            problems.append(Problem(name, 1, "a header without #pragma once"))
    return problems


def licence_problems(name: str, lines: list[str]) -> list[Problem]:
    is_script = bool(lines) and lines[0].startswith("#!")
    number = 2 if is_script else 1
    match = SPDX.match(lines[number - 1]) if len(lines) >= number else None
    if not match:
        return [Problem(name, number, f"the first line must be SPDX-License-Identifier: {licence_of(name)}")]
    if match[1] != licence_of(name):
        return [Problem(name, number, f"says {match[1]}, its folder is {licence_of(name)}")]
    return []


def licence_of(name: str) -> str:
    return GPL if name.startswith(GPL_FOLDERS) else APACHE


if __name__ == "__main__":
    sys.exit(source_tree.run(__doc__.splitlines()[0], check))
