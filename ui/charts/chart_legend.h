// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QWidget>
#include <set>
#include <vector>

#include "core/traffic/source.h"

class QHBoxLayout;

namespace mirrorscope::ui::charts {

/// Title and one button a series: click hides, double click shows it alone (again: all). UI thread.
class ChartLegend final : public QWidget {
    Q_OBJECT

public:
    struct Entry {
        traffic::SourceId source = 0;
        QString name;
        bool operator==(const Entry&) const = default;
    };

    explicit ChartLegend(QWidget* parent = nullptr);

    void setTitle(const QString& title);
    QString title() const;
    /// What the chart shows besides its series; an empty name: not there.
    struct Extras {
        QString line;     // over the bars
        QString refused;  // on top of the bars
        bool operator==(const Extras&) const = default;
    };
    void setEntries(const std::vector<Entry>& entries, const Extras& extras);
    const std::set<traffic::SourceId>& hidden() const { return m_hidden; }
    /// A control at the right end (range menu, data table).
    void addControl(QWidget* control);

signals:
    void hiddenChanged();

private:
    void rebuild();
    void toggle(traffic::SourceId source);
    void solo(traffic::SourceId source);

    QWidget* m_title;
    QHBoxLayout* m_items;
    QHBoxLayout* m_controls;
    std::vector<Entry> m_entries;
    Extras m_extras;
    std::set<traffic::SourceId> m_hidden;
};

}  // namespace mirrorscope::ui::charts
