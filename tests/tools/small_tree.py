# SPDX-License-Identifier: Apache-2.0
"""A temporary source tree, and a checker run over it as ctest and people run it."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

TOOLS = pathlib.Path(__file__).resolve().parents[2] / "tools"
sys.path.insert(0, str(TOOLS))


class CheckerTest(unittest.TestCase):
    """The base of a checker's tests; `checker` is its file name in tools/."""

    checker = ""

    def problems(self, files: dict[str, str]) -> list[str]:
        """What the checker prints for a tree of these files; checks that its exit code agrees."""
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                path = pathlib.Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            result = subprocess.run([sys.executable, "-B", TOOLS / self.checker, "--root", folder],
                                    capture_output=True, text=True, check=False)
        lines = result.stdout.splitlines()
        self.assertEqual(result.returncode, 1 if lines else 0, result.stderr)
        return lines

    def assert_problem(self, files: dict[str, str], place: str, text: str) -> None:
        """Exactly one problem, at file:line, saying the text."""
        lines = self.problems(files)
        self.assertEqual(len(lines), 1, lines)
        self.assertTrue(lines[0].startswith(place + ": "), lines[0])
        self.assertIn(text, lines[0])
