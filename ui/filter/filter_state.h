// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QList>
#include <QObject>

#include "ui/filter/filter_terms.h"

namespace mirrorscope::ui::filter {

/// The one filter that every view of a window shares, with its history. Views read terms() and ask for
/// changes; they never keep a filter of their own. Owned by the window; UI thread.
class FilterState : public QObject {
    Q_OBJECT

public:
    explicit FilterState(QObject* parent = nullptr);

    const FilterTerms& terms() const { return m_terms; }

    void setTerms(const FilterTerms& terms);
    void add(const FilterTerm& term);
    void removeAt(qsizetype index);
    /// Replaces all conditions on that key.
    void showOnly(FilterKey key, const QString& value);
    void exclude(FilterKey key, const QString& value);
    /// Takes out all conditions on that key.
    void remove(FilterKey key);
    /// The value when the filter names exactly one for that key, else empty.
    QString onlyValue(FilterKey key) const;

    QAction* undoAction() const { return m_undo; }
    QAction* redoAction() const { return m_redo; }
    QAction* clearAction() const { return m_clear; }

public slots:
    void clear();
    void undo();
    void redo();

signals:
    void changed();

private:
    void moveTo(const FilterTerms& terms);

    FilterTerms m_terms;
    QList<FilterTerms> m_past;
    QList<FilterTerms> m_future;
    QAction* m_undo;
    QAction* m_redo;
    QAction* m_clear;
};

}  // namespace mirrorscope::ui::filter
