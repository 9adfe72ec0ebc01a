// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace mirrorscope::ui::attacks {

struct AttackGroup;

enum class RowKind : std::uint8_t { Group, Campaign, Attack, Hit, Request, More };

/// What a row of the attacks tree stands for; rows below one parent have different keys. Plain value.
struct RowKey {
    RowKind kind = RowKind::Group;
    /// Attack: its id. Hit: id of the first one like it. Request: its id, negative for a row that is being
    /// read. More: one of the two below.
    std::int64_t number = 0;
    AttackGroup* group = nullptr;  // Group and Campaign

    static constexpr std::int64_t kMoreRows = 0;
    static constexpr std::int64_t kMoreHits = 1;

    bool operator==(const RowKey&) const = default;
};

struct RowKeyHash {
    std::size_t operator()(const RowKey& key) const {
        return std::hash<std::int64_t>()(key.number) ^ (std::hash<const void*>()(key.group) << 1) ^
               (static_cast<std::size_t>(key.kind) << 24);
    }
};

}  // namespace mirrorscope::ui::attacks
