// SPDX-License-Identifier: Apache-2.0
// Writes docs/findings.md, named as the only argument: run by the target finding_reference.
#include <fstream>
#include <iostream>

#include "core/doctor/reference.h"

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: write_finding_reference docs/findings.md\n";
        return 2;
    }
    std::ofstream out(argv[1], std::ios::binary);
    out << mirrorscope::doctor::findingsPage();
    return out.flush() ? 0 : 3;
}
