# SPDX-License-Identifier: Apache-2.0
import unittest

from small_tree import CheckerTest


def body(lines: int) -> str:
    return "    step();\n" * lines


class CheckSizeTest(CheckerTest):
    checker = "check_size.py"

    def test_files_and_functions_at_the_limit_pass(self):
        self.assertEqual(self.problems({
            "core/http/head.cpp": "int a;\n" * 400,
            "core/http/fields.cpp": "void at() {\n" + body(58) + "}\n",
            "tools/check.py": "def at():\n" + body(59),
            "docs/long.md": "line\n" * 1000,
            "tests/data/long.cpp": "int a;\n" * 1000,
        }), [])

    def test_a_file_beyond_the_limit_is_found(self):
        for name in ("core/http/head.cpp", "ui/shell/window.h", "tests/core/http/head_test.cpp", "tools/check.py"):
            with self.subTest(name=name):
                self.assert_problem({name: "a = 1;\n" * 401}, f"{name}:401", "401 lines, at most 400")

    def test_a_function_beyond_the_limit_is_found_where_it_begins(self):
        cases = [
            ("core/http/a.cpp", "namespace x {\n\nvoid Head::read(int a,\n          int b) const {\n" + body(58) + "}\n}\n", 3),
            ("core/http/a.cpp", "Head::Head(int a) : m_a{a}, m_b(a) {\n" + body(60) + "}\n", 1),
            ("core/http/a.h", "class Head {\npublic:\n    int size() const {\n" + body(60) + "    }\n};\n", 3),
            ("app/headless/main.cpp", "int main() {\n    if (a) {\n" + body(60) + "    }\n}\n", 1),
            ("tools/check.py", "import sys\ndef long():\n" + body(60), 2),
        ]
        for name, text, line in cases:
            with self.subTest(text=text[:40]):
                self.assert_problem({name: text}, f"{name}:{line}", "at most 60")

    def test_tables_may_be_long(self):
        cases = "".join(f'        case Kind::K{n}:\n            return {{"k{n}", "{{0}}; {{1}}"}};\n' for n in range(40))
        self.assertEqual(self.problems({
            "tests/core/http/head_test.cpp": "void HeadTest::reads_data() {\n" + body(100) + "}\n",
            "core/http/names.cpp": f"Name nameOf(Kind kind) {{\n    switch (kind) {{\n{cases}    }}\n    return {{}};\n}}\n",
            "core/http/rows.cpp": "constexpr std::array kRows = {\n" + "    Row{1, 2},\n" * 100 + "};\n",
        }), [])

    def test_a_long_switch_that_does_more_is_found(self):
        cases = "".join(f"        case Kind::K{n}:\n            if (a) {{ b(); }}\n" for n in range(40))
        self.assert_problem({"core/http/a.cpp": f"int read(Kind kind) {{\n    switch (kind) {{\n{cases}    }}\n}}\n"},
                            "core/http/a.cpp:1", "read has 84 lines")


if __name__ == "__main__":
    unittest.main()
