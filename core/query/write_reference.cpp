// SPDX-License-Identifier: Apache-2.0
// Writes the generated part of docs/filters.md, named as the only argument: run by the target
// filter_reference.
#include <fstream>
#include <iostream>
#include <iterator>

#include "core/query/reference.h"

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: write_reference docs/filters.md\n";
        return 2;
    }
    std::ifstream in(argv[1], std::ios::binary);
    const std::string page{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const std::string made = mirrorscope::query::withReferenceTables(page);
    std::ofstream out(argv[1], std::ios::binary);
    out << made;
    return in && out.flush() ? 0 : 3;
}
