#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks every #include of app, core and ui against the layers in tools/layers.json.

CMake links do not keep the layers: all folders share one include root, so a core file that includes a
header of ui compiles. A layer is the longest listed folder that a file lies in, so core/detection/native
belongs to core/detection unless it is listed itself.

An exception is {"file": …, "include": …, "reason": …}. One that forbids nothing any more is a problem too:
else the list would only ever grow.
"""

import json
import pathlib
import re
import sys

import source_tree
from source_tree import Problem

FOLDERS = ("app", "core", "ui")
LAYERS_FILE = "tools/layers.json"
QT_FREE = ("core", "app/headless")

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]*)"|<([^>]*)>)')
QT_HEADER = re.compile(r"Qt?[A-Z]\w*(?:/|$)|q[a-z]+\.h$")
QT_LINK = re.compile(r"\bQt6?::|\bQCustomPlot", re.IGNORECASE)
# What moc, uic and CMake write beside the objects, included by bare name.
GENERATED = re.compile(r"(?:moc_\w+\.cpp|ui_\w+\.h|\w+\.(?:moc|inc))$")


class Layers:
    def __init__(self, data: dict):
        self.everyone = set(data["everyone"])
        self.allowed = {layer: self._expand(names, data["layers"]) for layer, names in data["layers"].items()}
        self.exceptions = data["exceptions"]

    @staticmethod
    def _expand(names: list[str], layers: dict) -> set[str]:
        result = set()
        for name in names:
            below = {layer for layer in layers if name.endswith("/*") and layer.startswith(name[:-1])}
            result |= below or {name}
        return result

    def of(self, path: str) -> str | None:
        inside = [layer for layer in self.allowed if path.startswith(layer + "/")]
        return max(inside, key=len, default=None)

    def may_include(self, source: str, target: str) -> bool:
        return source == target or target in self.everyone or target in self.allowed[source]

    def unknown_names(self) -> list[str]:
        named = self.everyone.union(*self.allowed.values())
        return sorted(name for name in named if name not in self.allowed)


def check(root: pathlib.Path) -> list[Problem]:
    layers_text = (root / LAYERS_FILE).read_text(encoding="utf-8")
    layers = Layers(json.loads(layers_text))
    problems = [Problem(LAYERS_FILE, line_of(layers_text, name), f"'{name}' is allowed but is no layer")
                for name in layers.unknown_names()]
    used = set()
    for path in source_tree.source_files(root, FOLDERS, (".h", ".cpp")):
        problems += check_file(path.relative_to(root).as_posix(), path, layers, used)
    for path in source_tree.source_files(root, QT_FREE, ("CMakeLists.txt", ".cmake")):
        problems += check_links(path.relative_to(root).as_posix(), path)
    return problems + stale_exceptions(layers, layers_text, used)


def check_file(name: str, path: pathlib.Path, layers: Layers, used: set) -> list[Problem]:
    if layers.of(name) is None:
        return [Problem(name, 1, f"its folder belongs to no layer of {LAYERS_FILE}")]
    problems = []
    for number, line in enumerate(source_tree.read_lines(path), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        text = include_problem(name, match[1], match[2], layers, used)
        if text:
            problems.append(Problem(name, number, text))
    return problems


def include_problem(name: str, quoted: str | None, angled: str | None, layers: Layers, used: set) -> str | None:
    target = quoted if quoted is not None else angled
    if name.startswith(tuple(folder + "/" for folder in QT_FREE)) and QT_HEADER.match(target):
        return f"includes <{target}>: no Qt in {' and '.join(QT_FREE)}"
    is_ours = target.split("/")[0] in FOLDERS
    if angled is not None:
        return f'write #include "{target}": angle brackets are for other people\'s headers' if is_ours else None
    if GENERATED.match(target):
        return None
    if "\\" in target or ".." in target.split("/") or not is_ours:
        return f'"{target}" is not a path from the root with forward slashes, such as "core/base/error.h"'
    source_layer, target_layer = layers.of(name), layers.of(target)
    if target_layer is None:
        return f'"{target}" belongs to no layer of {LAYERS_FILE}'
    if layers.may_include(source_layer, target_layer):
        return None
    if any(entry["file"] == name and entry["include"] == target for entry in layers.exceptions):
        used.add((name, target))
        return None
    return f"{source_layer} may not include {target_layer} ({target})"


def check_links(name: str, path: pathlib.Path) -> list[Problem]:
    return [Problem(name, number, f"names a Qt target: no Qt in {' and '.join(QT_FREE)}")
            for number, line in enumerate(source_tree.read_lines(path), 1)
            if QT_LINK.search(line.split("#")[0])]


def stale_exceptions(layers: Layers, layers_text: str, used: set) -> list[Problem]:
    problems = []
    for entry in layers.exceptions:
        line = line_of(layers_text, entry["file"])
        if not entry.get("reason"):
            problems.append(Problem(LAYERS_FILE, line, f"the exception for {entry['file']} gives no reason"))
        if (entry["file"], entry["include"]) not in used:
            problems.append(Problem(LAYERS_FILE, line,
                                    f"{entry['file']} needs no exception for {entry['include']}: remove it"))
    return problems


def line_of(text: str, name: str) -> int:
    """The last line that quotes the name: where it is used rather than defined."""
    lines = [number for number, line in enumerate(text.splitlines(), 1) if f'"{name}"' in line]
    return lines[-1] if lines else 1


if __name__ == "__main__":
    sys.exit(source_tree.run(__doc__.splitlines()[0], check))
