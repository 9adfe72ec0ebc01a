// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QList>
#include <QObject>
#include <QStringList>
#include <QTimeZone>
#include <optional>

#include "core/base/clock.h"
#include "ui/filter/condition.h"
#include "ui/filter/filter.h"

namespace mirrorscope::ui::filter {

class TimeRangeActions;

/// The one filter that every view of a window shares, with its steps. Views read filter() and ask for
/// changes; they never keep a filter of their own. Its text may be broken: then the last filter that could be
/// read stays in force. Owned by the window; UI thread.
///
/// A pinned time range outlives other filters: clear(), undo(), redo() and setText() leave the conditions on
/// the time as they are, and those of the other filter go. What is asked about the time itself still counts:
/// add(), showOnly() and typed text give the pin another range, and when the last condition on the time is
/// removed, the pin goes with it. Nothing keeps it for the next start.
class FilterState : public QObject {
    Q_OBJECT

public:
    static const base::Clock& systemClock();

    /// The clock outlives it.
    explicit FilterState(QObject* parent = nullptr, const base::Clock& clock = systemClock());

    /// The one in force.
    const Filter& filter() const { return m_filter; }
    /// That of the filter, or the broken one that was set last.
    const QString& text() const { return m_text; }
    /// Where the text is broken.
    const std::optional<query::ParseError>& error() const { return m_error; }
    /// The filters that were in force, the newest last, each once.
    const QStringList& history() const { return m_history; }

    /// False: broken, and kept as it is. A pinned time range stays in force.
    bool setText(const QString& text);
    /// The filter that setText() would bring; the same text when it cannot be read.
    QString inForce(const QString& text) const;
    /// As setText() for what a person wrote: its time is meant, pinned or not.
    bool setTypedText(const QString& text);
    /// Adds typed conditions to the filter; the error when they cannot be read: then nothing changes.
    std::optional<query::ParseError> addText(const QString& text);

    /// The same condition twice is one, its opposite goes, and so does another time.
    void add(const query::Node& condition);
    void removeAt(qsizetype index);
    /// Replaces all conditions on that field.
    void showOnly(const query::Node& condition);
    void exclude(const query::Node& condition);
    /// Takes out all conditions on that field.
    void remove(query::FieldId field);

    /// The value when one condition names exactly one for that field, and no other is on it.
    std::optional<std::string> onlyValue(query::FieldId field) const;
    /// The times that the filter leaves, where it names them in one piece.
    std::optional<TimeSpan> timeSpan() const;

    /// Of times without a zone.
    void setTimeZone(const QTimeZone& zone);
    const QTimeZone& timeZone() const { return m_zone; }
    base::WallTime now() const { return m_clock.wall(); }
    /// Relative times count from now; nothing happens where that is no difference.
    void moveOn();

    /// See above. Ignored while no condition is on the time.
    void setTimePinned(bool pinned);
    bool isTimePinned() const { return m_timePinned; }

    QAction* undoAction() const { return m_undo; }
    QAction* redoAction() const { return m_redo; }
    QAction* clearAction() const { return m_clear; }
    TimeRangeActions& rangeActions() const { return *m_rangeActions; }

public slots:
    void clear();
    void undo();
    void redo();

signals:
    /// Another filter is in force.
    void changed();
    /// The filter is the same, counts from a later moment and only loses its oldest rows (time_range.h).
    void slid();
    void timePinnedChanged(bool pinned);
    /// The text is another one, or is broken elsewhere; comes before changed().
    void textChanged();

private:
    using Conditions = std::vector<query::Node>;

    query::Moment moment() const;
    Conditions conditions() const;
    Filter::Result parsed(const QString& text) const;
    /// As parsed(); what is broken is shown as the text.
    Filter::Result read(const QString& text);
    /// The other tree with the pinned range instead of its own; unset where that is more than a filter may
    /// have.
    std::optional<query::SyntaxTree> underPin(const query::SyntaxTree& tree) const;
    query::SyntaxTree withPinnedTime(const query::SyntaxTree& tree);
    void walk(QList<query::SyntaxTree>& from, QList<query::SyntaxTree>& to);
    static void put(Conditions& conditions, const query::Node& condition);
    void apply(const Conditions& conditions);
    void step(const query::SyntaxTree& tree);
    void moveTo(const query::SyntaxTree& tree);
    void showText(QString text, std::optional<query::ParseError> error);
    void updateActions();

    const base::Clock& m_clock;
    Filter m_filter;
    QString m_text;
    std::optional<query::ParseError> m_error;
    QList<query::SyntaxTree> m_past;
    QList<query::SyntaxTree> m_future;
    QStringList m_history;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    bool m_timePinned = false;
    QAction* m_undo;
    QAction* m_redo;
    QAction* m_clear;
    TimeRangeActions* m_rangeActions;  // child
};

}  // namespace mirrorscope::ui::filter
