// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/statement.h"
#include "core/traffic/source_setting.h"

namespace mirrorscope::storage {

/// Columns of source_setting, in the order in which both functions take them.
inline constexpr char kSourceSettingColumns[] =
    "source, name, colour, mode, merged_into, trusted, hops, client_header, recursive, contract";

traffic::SourceSetting readSourceSetting(const Statement& row);
void bindSourceSetting(Statement& statement, const traffic::SourceSetting& setting);

}  // namespace mirrorscope::storage
