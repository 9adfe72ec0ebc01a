// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QStringList>
#include <optional>
#include <vector>

#include "ui/views/view_store.h"

namespace mirrorscope::ui::views {

/// Of this process; 0 is no view.
using ViewId = int;

/// What an import brought.
struct ViewImport {
    int imported = 0;
    QStringList renamed{};  // "Scanners is now Scanners 2"
    ViewsRead read{};       // what was refused, with line and reason
};

/// The user's saved views in the order of their tabs. Names are unique, however they are spelt. Every change
/// is written at once; one that cannot be written stays in memory and is told. UI thread.
class ViewList : public QObject {
    Q_OBJECT

public:
    struct Entry {
        ViewId id = 0;
        SavedView view;
    };

    /// Steps of deleting that can be undone.
    static constexpr std::size_t kMostRemoved = 16;

    explicit ViewList(ViewStore store, QObject* parent = nullptr);

    const std::vector<Entry>& entries() const { return m_entries; }
    /// nullptr: there is none (any more).
    const SavedView* find(ViewId id) const;
    ViewId idOf(const QString& name) const;
    int indexOf(ViewId id) const;
    bool isFull() const { return m_entries.size() >= kMostViews; }
    std::vector<SavedView> views() const;

    /// Why the view `id` (0: a new one) cannot be called that; unset: it can.
    std::optional<QString> complaintAbout(const QString& name, ViewId id = 0) const;
    /// "Scanners 2" when there are Scanners.
    QString freeName(const QString& name) const;

    /// Last, or behind the view `after`; under a free name. 0: the list is full or the name is none.
    ViewId add(SavedView view, ViewId after = 0);
    /// False: see complaintAbout().
    bool rename(ViewId id, const QString& name);
    /// Keeps the name.
    void replace(ViewId id, SavedView view);
    void move(int from, int to);
    void remove(ViewId id);
    /// Of the view that was deleted last; empty: nothing can be undone.
    QString lastRemoved() const;
    /// Where it was before. 0: nothing could be undone.
    ViewId undoRemove();
    ViewImport import(const QByteArray& bytes);

    const QString& file() const { return m_store.file(); }
    /// Of the file as it was read; empty after a change was written.
    const std::vector<ViewProblem>& problems() const { return m_problems; }
    /// Why the last change was not written; empty: it was.
    const QString& saveFailure() const { return m_saveFailure; }

signals:
    /// Another view, name, place or content.
    void changed();
    /// Of the file: problems() or saveFailure().
    void fileChanged();

private:
    struct Removed {
        SavedView view;
        int index = 0;
    };

    ViewId insert(int index, SavedView view);
    std::optional<QString> adopt(SavedView view);
    void keep();

    ViewStore m_store;
    std::vector<Entry> m_entries;
    std::vector<Removed> m_removed;
    std::vector<ViewProblem> m_problems;
    QString m_saveFailure;
    ViewId m_lastId = 0;
};

}  // namespace mirrorscope::ui::views
