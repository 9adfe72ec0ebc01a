// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QWidget>
#include <set>
#include <vector>

#include "core/traffic/source.h"
#include "ui/charts/series_look.h"

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

    /// By the key of a series; sources unless told otherwise. Before the first entries.
    void setLooks(LookOf looks) { m_lookOf = std::move(looks); }

    /// `note`: smaller and paler, beside it.
    void setTitle(const QString& title, const QString& note = {});
    QString title() const;
    /// What the chart shows besides its series; an empty name: not there.
    struct Extras {
        QString line;     // over the bars
        QString refused;  // on top of the bars
        QString earlier;  // a thin line: another range
        bool operator==(const Extras&) const = default;
    };
    /// The entries in a line of their own: a narrow chart with long names. Once, before the first ones.
    void setEntriesBelow();
    void setEntries(const std::vector<Entry>& entries, const Extras& extras);
    const std::set<traffic::SourceId>& hidden() const { return m_hidden; }
    /// A control at the right end (range menu, data table).
    void addControl(QWidget* control);
    /// Title and entries as they stand, without controls: for pictures.
    void paint(QPainter& painter) const;

signals:
    void hiddenChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void rebuild();
    void fitTitle();
    void toggle(traffic::SourceId source);
    void solo(traffic::SourceId source);

    QWidget* m_title;
    QWidget* m_note;
    QHBoxLayout* m_items;
    QHBoxLayout* m_controls;
    std::vector<Entry> m_entries;
    Extras m_extras;
    LookOf m_lookOf = sourceSeries;
    std::set<traffic::SourceId> m_hidden;
};

}  // namespace mirrorscope::ui::charts
