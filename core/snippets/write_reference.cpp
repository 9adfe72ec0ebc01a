// SPDX-License-Identifier: Apache-2.0
// Writes docs/snippets.md, named as the only argument: run by the target snippet_reference.
#include <fstream>
#include <iostream>

#include "core/snippets/reference.h"

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: write_snippet_reference docs/snippets.md\n";
        return 2;
    }
    std::ofstream out(argv[1], std::ios::binary);
    out << mirrorscope::snippets::snippetsPage();
    return out.flush() ? 0 : 3;
}
