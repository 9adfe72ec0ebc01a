# SPDX-License-Identifier: Apache-2.0
"""Finds where the functions of a C++ file begin and end, by braces alone.

No compiler is asked, so it answers in milliseconds, also for a tree that does not build. It leans on the tree
being formatted: the brace of a body or scope stands after a space, the brace of an initialiser does not (or stands
after `=`).
"""

import re
from typing import NamedTuple

# Comments, literals and preprocessor lines: their braces and parentheses mean nothing.
NOT_CODE = re.compile(
    r'//[^\n]*'
    r'|/\*.*?\*/'
    r'|(?:u8|[uUL])?R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'"
    r'|^[ \t]*\#(?:\\\n|[^\n])*',
    re.DOTALL | re.MULTILINE)
TEMPLATE_ARGUMENTS = re.compile(r"<[^<>]*>")
SCOPE = re.compile(
    r"(?:template\s*)?(?:typedef |inline |extern )?\s*(?:namespace|class|struct|union|enum)\b|extern\s*$|$")
NAME = re.compile(r"(operator\s*(?:\(\)|[^\s(]+)|(?!(?:requires|sizeof|noexcept|decltype|alignas|explicit)\b)~?\b\w+)\s*\(")
# `public:` and the like, and macros on a line of their own, are no part of the declaration that follows.
LABEL = re.compile(r"(?:public|private|protected|signals|Q_SIGNALS)\s*(?:slots|Q_SLOTS)?\s*:$")
MACRO_LINE = re.compile(r"[A-Z][A-Z0-9_]+\s*(?:\(.*\))?\s*$", re.DOTALL)


# A body that is one switch of nothing but `case …: return …;`.
TABLE = re.compile(
    r"\s*switch\s*\([^{]*\)\s*\{"
    r"(?:\s*(?:case\s+(?:[^:;]|::)+:|default\s*:|return\b[^;]*;))+\s*\}"
    r"(?:\s*(?:return|throw)\b[^;]*;)?\s*$")


class Function(NamedTuple):
    name: str
    first_line: int
    last_line: int
    is_table: bool = False

    @property
    def lines(self) -> int:
        return self.last_line - self.first_line + 1


def functions(text: str) -> list[Function]:
    """Definitions at namespace and class scope, from the first line of the signature to the closing brace."""
    return _Scanner(NOT_CODE.sub(lambda match: " " + "\n" * match[0].count("\n"), text)).scan()


class _Scanner:
    """Walks the code once; `header` is the declaration read so far at namespace or class scope."""

    def __init__(self, code: str):
        self.code = code
        self.found: list[Function] = []
        self.open: list[tuple[str, str, int, int]] = []  # kind (scope, function, other), name, first line, body
        self.header, self.header_line, self.line, self.parentheses = "", 1, 1, 0

    def scan(self) -> list[Function]:
        for position, char in enumerate(self.code):
            if char == "{":
                self._open_brace(position)
            elif char == "}":
                self._close_brace(position)
            elif self._declares():
                self._extend(char)
            self.line += char == "\n"
        return self.found

    def _declares(self) -> bool:
        return not self.open or self.open[-1][0] == "scope"

    def _extend(self, char: str) -> None:
        self.parentheses += (char == "(") - (char == ")")
        if not self.header and not char.isspace():
            self.header_line = self.line
        if self.header or not char.isspace():
            self.header += char
        ends = char == ";" and self.parentheses == 0
        if ends or LABEL.match(self.header) or char == "\n" and MACRO_LINE.match(self.header):
            self.header = ""

    def _open_brace(self, position: int) -> None:
        kind, name = self._classify() if self._declares() else ("other", "")
        self.open.append((kind, name, self.header_line, position + 1))
        if kind != "other":
            self.header = ""

    def _classify(self) -> tuple[str, str]:
        header, previous = self.header, ""
        while header != previous:
            header, previous = TEMPLATE_ARGUMENTS.sub("", header), header
        is_initialiser = header[-1:].isalnum() or header.endswith(("_", "]", ">")) or header.rstrip().endswith("=")
        if self.parentheses > 0 or is_initialiser:
            return "other", ""
        if SCOPE.match(header.strip()):
            return "scope", ""
        name = NAME.search(header)
        return ("function", name[1]) if name and "=" not in header[:name.start()] else ("other", "")

    def _close_brace(self, position: int) -> None:
        kind, name, first_line, body = self.open.pop() if self.open else ("other", "", 0, 0)
        if kind == "function":
            is_table = TABLE.match(self.code[body:position]) is not None
            self.found.append(Function(name, first_line, self.line, is_table))
        elif kind == "other" and self._declares() and self.header:
            self.header += "}"
