// SPDX-License-Identifier: Apache-2.0
// CLI11 is all headers; every verb of the command line includes it.
#pragma once

#include "cmake/precompiled/standard.h"

#include <CLI/CLI.hpp>
