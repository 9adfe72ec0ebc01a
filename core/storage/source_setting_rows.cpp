// SPDX-License-Identifier: Apache-2.0
#include "core/storage/source_setting_rows.h"

#include <algorithm>

namespace mirrorscope::storage {

traffic::SourceSetting readSourceSetting(const Statement& row) {
    traffic::SourceSetting setting;
    setting.source = row.number(0);
    setting.name = row.bytes(1);
    setting.colour = row.bytes(2);
    setting.mode = traffic::sourceModeByName(row.bytes(3)).value_or(traffic::SourceMode::Analyse);
    setting.mergedInto = row.knownNumber(4);
    setting.trusted = row.bytes(5);
    if (const auto hops = row.knownNumber(6)) {
        setting.hops = static_cast<std::size_t>(std::max<std::int64_t>(*hops, 0));
    }
    setting.clientHeader = row.bytes(7);
    if (const auto recursive = row.knownNumber(8)) {
        setting.recursive = *recursive != 0;
    }
    setting.contract = row.bytes(9);
    return setting;
}

void bindSourceSetting(Statement& statement, const traffic::SourceSetting& setting) {
    const auto hops = setting.hops ? std::optional(static_cast<std::int64_t>(*setting.hops)) : std::nullopt;
    const auto recursive =
        setting.recursive ? std::optional<std::int64_t>(*setting.recursive ? 1 : 0) : std::nullopt;
    statement.bind(setting.source)
        .bindText(setting.name)
        .bindText(setting.colour)
        .bindText(traffic::sourceModeName(setting.mode))
        .bind(setting.mergedInto)
        .bindText(setting.trusted)
        .bind(hops)
        .bindText(setting.clientHeader)
        .bind(recursive)
        .bindText(setting.contract);
}

}  // namespace mirrorscope::storage
