// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <vector>

namespace mirrorscope::test {

/// A real proxy that tests run.
struct Program {
    const char* version = "";
    QString path;
    bool isThere() const { return !path.isEmpty(); }
};

/// Debian's nginx.
Program debianNginx();
/// The newer nginx and the Envoy of tools/requirements.txt, which `./dev test` puts into build/venv. Not
/// there when the tests are run without it: then they say so and are skipped.
Program newNginx();
Program newEnvoy();

/// Why a test that needs one of the two is skipped.
inline constexpr char kNoProgram[] = "not in build/venv: ./dev test installs tools/requirements.txt there";

}  // namespace mirrorscope::test
