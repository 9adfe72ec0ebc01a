// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mirrorscope::test {

/// A file with a CA's certificate, at a path that every snippet takes; gone with the process.
std::string caFile();

}  // namespace mirrorscope::test
