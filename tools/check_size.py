#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that no file and no function has grown beyond what one reader takes in.

A long table reads well, so tables have no limit: the `…_data` functions of Qt Test, and a switch of nothing but
`case …: return …;`, which a table of names needs for the compiler to say when one is missing.
"""

import ast
import pathlib
import sys
from typing import Iterator

import cpp_functions
import source_tree
from cpp_functions import Function
from source_tree import Problem

FOLDERS = ("app", "core", "tests", "tools", "ui")
ENDINGS = (".h", ".cpp", ".py")

MOST_LINES_OF_A_FILE = 400
WORTH_A_LOOK = 250
MOST_LINES_OF_A_FUNCTION = 60


def check(root: pathlib.Path) -> list[Problem]:
    problems = []
    for path in source_tree.source_files(root, FOLDERS, ENDINGS):
        name, count = path.relative_to(root).as_posix(), len(source_tree.read_lines(path))
        if count > MOST_LINES_OF_A_FILE:
            problems.append(Problem(name, count, f"{count} lines, at most {MOST_LINES_OF_A_FILE}: split it by job"))
        elif count > WORTH_A_LOOK:
            print(f"info: {name} has {count} lines; most files have less than {WORTH_A_LOOK}", file=sys.stderr)
        problems += [Problem(name, function.first_line,
                             f"{function.name} has {function.lines} lines, at most {MOST_LINES_OF_A_FUNCTION}")
                     for function in functions_of(path) if is_too_long(function)]
    return problems


def is_too_long(function: Function) -> bool:
    is_table = function.is_table or function.name.endswith("_data")
    return function.lines > MOST_LINES_OF_A_FUNCTION and not is_table


def functions_of(path: pathlib.Path) -> Iterator[Function]:
    text = "\n".join(source_tree.read_lines(path))
    if path.suffix != ".py":
        yield from cpp_functions.functions(text)
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield Function(node.name, node.lineno, node.end_lineno)


if __name__ == "__main__":
    sys.exit(source_tree.run(__doc__.splitlines()[0], check))
