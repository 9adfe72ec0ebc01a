// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <cstdint>
#include <optional>

namespace mirrorscope::ui::overview {

class Tile;

/// The numbers of the tiles; unset: not known yet, shown as "–". Plain value.
struct TileNumbers {
    QString range;  // "30 min": of requests and attacks
    std::optional<std::uint64_t> requests;
    std::optional<std::uint64_t> attackRequests;
    std::optional<std::uint64_t> newAttacks;
    bool newAttacksMore = false;  // at least so many
    std::optional<std::uint64_t> silent;
    std::uint64_t sources = 0;
    std::optional<std::uint64_t> findings;
    bool findingIsError = false;  // the worst of them
    std::optional<std::uint64_t> refused;
    bool operator==(const TileNumbers&) const = default;
};

/// The six tiles over the charts. UI thread.
class TileRow final : public QWidget {
    Q_OBJECT

public:
    explicit TileRow(QWidget* parent = nullptr);

    void setNumbers(const TileNumbers& numbers);
    const TileNumbers& numbers() const { return m_numbers; }

signals:
    void requestsWanted();
    void attackRequestsWanted();
    void newAttacksWanted();
    void silentWanted();
    void findingsWanted();
    void refusedWanted();

private:
    void show();

    TileNumbers m_numbers;
    Tile* m_requests;
    Tile* m_attacks;
    Tile* m_new;
    Tile* m_silent;
    Tile* m_findings;
    Tile* m_refused;
};

}  // namespace mirrorscope::ui::overview
