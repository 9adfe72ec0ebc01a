# SPDX-License-Identifier: Apache-2.0
import json
import unittest

from small_tree import CheckerTest

LAYERS = {
    "everyone": ["core/base"],
    "layers": {
        "core/base": [],
        "core/http": [],
        "core/storage": ["core/http"],
        "core/storage/search": ["core/storage"],
        "app/headless": ["core/*"],
        "app/desktop": ["ui/shell"],
        "ui/shell": ["ui/*"],
        "ui/theme": [],
    },
    "exceptions": [],
}
EXCEPTION = {"file": "core/http/head.cpp", "include": "core/storage/journal.h", "reason": "until the move"}


def tree(files: dict[str, str], **changes) -> dict[str, str]:
    return {"tools/layers.json": json.dumps(LAYERS | changes, indent=1), **files}


class CheckLayersTest(CheckerTest):
    checker = "check_layers.py"

    def test_a_correct_tree_passes(self):
        self.assertEqual(self.problems(tree({
            "core/base/error.h": "#pragma once\n#include <string>\n",
            "core/storage/journal.cpp": '#include "core/storage/journal.h"\n#include "core/http/head.h"\n'
                                        '#include "core/base/error.h"\n#include <sqlite3.h>\n',
            "core/storage/search/index.cpp": '#include "core/storage/journal.h"\n',
            "app/headless/main.cpp": '#include "core/storage/search/index.h"\n',
            "app/desktop/main.cpp": '#include "ui/shell/window.h"\n#include <QApplication>\n',
            "ui/shell/window.cpp": '#include "ui/theme/colours.h"\n#include "ui_window.h"\n'
                                   '#include "moc_window.cpp"\n#include "window.moc"\n#include "names.inc"\n',
        })), [])

    def test_allowed_includes_are_not_inherited(self):
        self.assert_problem(tree({"core/storage/search/index.cpp": '#include "core/http/head.h"\n'}),
                            "core/storage/search/index.cpp:1", "core/storage/search may not include core/http")

    def test_violations_are_found_with_file_and_line(self):
        cases = [
            ("core/http/head.cpp", '\n#include "core/storage/journal.h"', 2, "core/http may not include core/storage"),
            ("core/base/clock.h", '#  include "core/http/head.h"', 1, "core/base may not include core/http"),
            ("core/storage/a.cpp", '#include "ui/shell/window.h"', 1, "core/storage may not include ui/shell"),
            ("app/headless/main.cpp", '#include "ui/theme/colours.h"', 1, "app/headless may not include ui/theme"),
            ("core/http/a.cpp", '#include "core/unheard/of.h"', 1, "belongs to no layer"),
            ("core/http/a.cpp", '#include "head.h"', 1, "not a path from the root"),
            ("core/http/a.cpp", '#include "core/http/../base/error.h"', 1, "not a path from the root"),
            ("core/http/a.cpp", '#include "core\\http\\head.h"', 1, "not a path from the root"),
            ("core/http/a.cpp", "#include <core/http/head.h>", 1, "angle brackets"),
            ("ui/orphan.cpp", "int a;", 1, "its folder belongs to no layer"),
        ]
        for name, text, line, message in cases:
            with self.subTest(text=text):
                self.assert_problem(tree({name: text + "\n"}), f"{name}:{line}", message)

    def test_core_and_the_collector_are_free_of_qt(self):
        for header in ("<QString>", "<QtCore/QString>", "<QtGlobal>", "<qglobal.h>", '"qcustomplot.h"', "<QtTest>"):
            for name in ("core/http/head.cpp", "app/headless/main.cpp"):
                with self.subTest(header=header, name=name):
                    self.assert_problem(tree({name: f"#include {header}\n"}), f"{name}:1", "no Qt in")

    def test_build_lists_of_core_name_no_qt_target(self):
        files = {"core/http/CMakeLists.txt": "# not Qt6::Core\nmirrorscope_module(core/http PUBLIC Qt6::Core)\n"}
        self.assert_problem(tree(files), "core/http/CMakeLists.txt:2", "no Qt in")

    def test_an_exception_permits_its_include(self):
        files = {"core/http/head.cpp": '#include "core/storage/journal.h"\n'}
        self.assertEqual(self.problems(tree(files, exceptions=[EXCEPTION])), [])

    def test_an_exception_that_no_longer_applies_is_a_problem(self):
        for files in ({}, {"core/http/head.cpp": '#include "core/base/error.h"\n'}):
            lines = self.problems(tree(files, exceptions=[EXCEPTION]))
            self.assertEqual(len(lines), 1, lines)
            self.assertRegex(lines[0], r"^tools/layers\.json:\d+: core/http/head\.cpp needs no exception")

    def test_an_exception_needs_a_reason(self):
        files = {"core/http/head.cpp": '#include "core/storage/journal.h"\n'}
        lines = self.problems(tree(files, exceptions=[EXCEPTION | {"reason": ""}]))
        self.assertEqual(len(lines), 1, lines)
        self.assertIn("gives no reason", lines[0])

    def test_a_misspelt_layer_is_a_problem(self):
        lines = self.problems(tree({}, layers=LAYERS["layers"] | {"ui/theme": ["core/htpp"]}))
        self.assertEqual(len(lines), 1, lines)
        self.assertRegex(lines[0], r"^tools/layers\.json:\d+: 'core/htpp' is allowed but is no layer")


if __name__ == "__main__":
    unittest.main()
