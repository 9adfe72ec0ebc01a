# SPDX-License-Identifier: Apache-2.0
import subprocess
import sys
import unittest

import small_tree
import check_links

LISTING = """\
\tlinux-vdso.so.1 (0x00007ffd)
\tlibsqlite3.so.0 => /lib/x86_64-linux-gnu/libsqlite3.so.0 (0x00007f1)
\tlibQt6Core.so.6 => /lib/x86_64-linux-gnu/libQt6Core.so.6 (0x00007f2)
\t/lib64/ld-linux-x86-64.so.2 (0x00007f3)
"""


def run(program: str, prefix: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-B", small_tree.TOOLS / "check_links.py", program, "--forbid", prefix],
                          capture_output=True, text=True, check=False)


class CheckLinksTest(unittest.TestCase):
    def test_names_the_forbidden_libraries(self):
        self.assertEqual(check_links.forbidden_libraries(LISTING, "libQt"), ["libQt6Core.so.6"])
        self.assertEqual(check_links.forbidden_libraries(LISTING, "libX11"), [])

    def test_judges_a_real_program(self):
        self.assertEqual(run("/bin/sh", "libQt").returncode, 0)
        result = run("/bin/sh", "libc.")
        self.assertEqual(result.returncode, 1)
        self.assertIn("loads libc.so", result.stdout)

    def test_a_program_that_is_not_there_is_a_failure(self):
        self.assertEqual(run("/nonexistent/program", "libQt").returncode, 1)


if __name__ == "__main__":
    unittest.main()
