# SPDX-License-Identifier: Apache-2.0
import unittest

from small_tree import CheckerTest

APACHE = "SPDX-License-Identifier: Apache-2.0\n"
GPL = "SPDX-License-Identifier: GPL-3.0-or-later\n"


class CheckHeadersTest(CheckerTest):
    checker = "check_headers.py"

    def test_a_correct_tree_passes(self):
        self.assertEqual(self.problems({
            "core/http/head.h": f"// {APACHE}// Why it exists.\n#pragma once\n",
            "core/storage/schema.sql": f"-- {APACHE}",
            "app/headless/main.cpp": f"// {APACHE}",
            "app/desktop/main.cpp": f"// {GPL}",
            "ui/shell/window.h": f"// {GPL}#pragma once\n",
            "ui/shell/CMakeLists.txt": f"# {GPL}",
            "tests/ui/shell/window_test.cpp": f"// {GPL}",
            "tests/core/http/head_test.cpp": f"// {APACHE}",
            "tools/check.py": f"#!/usr/bin/env python3\n# {APACHE}",
            "dev": f"#!/usr/bin/env bash\n# {APACHE}",
            "tests/data/anything.py": "input of a test, nobody's source",
            "docs/page.md": "prose",
        }), [])

    def test_violations_are_found_with_file_and_line(self):
        cases = [
            ("core/http/head.cpp", "int a;\n", 1, "the first line must be SPDX-License-Identifier: Apache-2.0"),
            ("core/http/head.cpp", f"\n// {APACHE}", 1, "the first line must be"),
            ("core/http/empty.cpp", "", 1, "the first line must be"),
            ("core/http/head.cpp", f"// {GPL}", 1, "says GPL-3.0-or-later, its folder is Apache-2.0"),
            ("app/headless/main.cpp", f"// {GPL}", 1, "its folder is Apache-2.0"),
            ("ui/shell/window.cpp", f"// {APACHE}", 1, "says Apache-2.0, its folder is GPL-3.0-or-later"),
            ("app/desktop/main.cpp", f"// {APACHE}", 1, "its folder is GPL-3.0-or-later"),
            ("tools/check.py", "#!/usr/bin/env python3\nimport sys\n", 2, "the first line must be"),
            ("dev", "#!/usr/bin/env bash\n", 2, "the first line must be"),
            ("core/http/head.h", f"// {APACHE}#ifndef HEAD_H\n", 1, "a header without #pragma once"),
        ]
        for name, text, line, message in cases:
            with self.subTest(name=name, text=text):
                self.assert_problem({name: text}, f"{name}:{line}", message)


if __name__ == "__main__":
    unittest.main()
