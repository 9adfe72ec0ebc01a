// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mirrorscope::storage {

/// The text of schema.sql, put into the program by the build.
extern const char* const kSchemaSql;

}  // namespace mirrorscope::storage
