# SPDX-License-Identifier: Apache-2.0
import textwrap
import unittest

import small_tree  # noqa: F401, puts tools/ on the path
import cpp_functions

CASES = {
    "free function": ("""
        int size(const Head& head) {
            return 1;
        }""", [("size", 2, 4)]),
    "declarations only": ("""
        struct Head;
        int size(const Head& head);
        using Call = std::function<void(int)>;
        enum class Kind : int { A, B };""", []),
    "nested scopes": ("""
        namespace a::b {
        namespace {
        class Head final : public Base {
        public:
            int size() const { return 1; }
        private:
            int m_size{0};
        };
        }  // namespace
        }  // namespace a::b""", [("size", 6, 6)]),
    "constructor with braced members": ("""
        Head::Head(std::string text)
            : m_text{std::move(text)},
              m_parts{1, 2} {
            read();
        }""", [("Head", 2, 6)]),
    "braces in literals and comments": ("""
        void f() {
            // }
            /* } */ g('}', "}\\"}", R"x(})" })x");
            const int million = 1'000'000; g('{');
        }
        void h() {}""", [("f", 2, 6), ("h", 7, 7)]),
    "templates and requirements": ("""
        template <typename T = int>
            requires(sizeof(T) > 1)
        std::vector<T> all(const std::map<int, T>& values) {
            return {};
        }""", [("all", 2, 6)]),
    "operators": ("""
        bool operator==(const Head& a, const Head& b) { return true; }
        bool operator<(const Head& a, const Head& b) { return true; }
        int Call::operator()(int a) const { return a; }""",
                  [("operator==", 2, 2), ("operator<", 3, 3), ("operator()", 4, 4)]),
    "initialisers are no functions": ("""
        constexpr std::array kTable = {
            row(1),
        };
        const Limits kLimits{
            .size = size(1),
        };
        const auto kCall = [](int a) {
            return a;
        };
        void f(std::vector<int> a = {1, 2}) {
        }""", [("f", 11, 12)]),
    "labels and macros before a function": ("""
        class HeadTest : public QObject {
            Q_OBJECT

        private slots:
            void reads() {
            }
        };

        QTEST_GUILESS_MAIN(HeadTest)
        void last() {
        }""", [("reads", 6, 7), ("last", 11, 12)]),
    "preprocessor lines": ("""
        #define OPEN {
        #define TWO_LINES \\
            {
        void f() {
        }""", [("f", 5, 6)]),
    "functions inside functions count as one": ("""
        void f() {
            struct Local {
                int size() { return 1; }
            };
            auto call = [] {
                return 1;
            };
        }""", [("f", 2, 9)]),
    "language linkage": ("""
        extern "C" {
        int read(int a) {
            return a;
        }
        }""", [("read", 3, 5)]),
}


class CppFunctionsTest(unittest.TestCase):
    def test_finds_the_definitions(self):
        for title, (text, expected) in CASES.items():
            with self.subTest(title):
                found = cpp_functions.functions(textwrap.dedent(text))
                self.assertEqual([function[:3] for function in found], expected)


if __name__ == "__main__":
    unittest.main()
