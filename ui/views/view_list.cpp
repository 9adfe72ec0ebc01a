// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/view_list.h"

#include <algorithm>
#include <utility>

namespace mirrorscope::ui::views {
namespace {

bool isSameName(const QString& a, const QString& b) {
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

}  // namespace

ViewList::ViewList(ViewStore store, QObject* parent) : QObject(parent), m_store(std::move(store)) {
    ViewsRead read = m_store.load();
    m_problems = std::move(read.problems);
    for (ReadView& one : read.views) {
        const QString name = one.view.name;
        if (const auto now = adopt(std::move(one.view)); now && *now != name) {
            m_problems.push_back(
                {one.line, tr("there is a view “%1” already, it is now “%2”").arg(name, *now), false});
        }
    }
}

const SavedView* ViewList::find(ViewId id) const {
    const auto found = std::ranges::find(m_entries, id, &Entry::id);
    return found == m_entries.end() ? nullptr : &found->view;
}

ViewId ViewList::idOf(const QString& name) const {
    const auto found = std::ranges::find_if(
        m_entries, [&name](const Entry& entry) { return isSameName(entry.view.name, name); });
    return found == m_entries.end() ? 0 : found->id;
}

int ViewList::indexOf(ViewId id) const {
    const auto found = std::ranges::find(m_entries, id, &Entry::id);
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

std::vector<SavedView> ViewList::views() const {
    std::vector<SavedView> all;
    all.reserve(m_entries.size());
    for (const Entry& entry : m_entries) {
        all.push_back(entry.view);
    }
    return all;
}

std::optional<QString> ViewList::complaintAbout(const QString& name, ViewId id) const {
    if (const auto complaint = complaintAboutName(name)) {
        return complaint;
    }
    const ViewId holder = idOf(name.trimmed());
    return holder != 0 && holder != id ? std::optional(tr("There is a view of this name.")) : std::nullopt;
}

QString ViewList::freeName(const QString& name) const {
    QString free = name.trimmed();
    for (int number = 2; idOf(free) != 0; ++number) {
        const QString tail = u' ' + QString::number(number);
        free = name.trimmed().left(SavedView::kLongestName - tail.size());
        if (!free.isEmpty() && free.back().isHighSurrogate()) {
            free.chop(1);
        }
        free = free.trimmed() + tail;
    }
    return free;
}

ViewId ViewList::insert(int index, SavedView view) {
    view.name = freeName(view.name);
    m_entries.insert(m_entries.begin() + index, {++m_lastId, std::move(view)});
    return m_lastId;
}

/// The name that it has now; unset: there is no room.
std::optional<QString> ViewList::adopt(SavedView view) {
    if (isFull() || complaintAboutName(view.name)) {
        return std::nullopt;
    }
    return find(insert(static_cast<int>(m_entries.size()), std::move(view)))->name;
}

ViewId ViewList::add(SavedView view, ViewId after) {
    if (isFull() || complaintAboutName(view.name)) {
        return 0;
    }
    const int behind = indexOf(after);
    const ViewId id = insert(behind < 0 ? static_cast<int>(m_entries.size()) : behind + 1, std::move(view));
    keep();
    return id;
}

bool ViewList::rename(ViewId id, const QString& name) {
    const int at = indexOf(id);
    if (at < 0 || complaintAbout(name, id)) {
        return false;
    }
    m_entries[static_cast<std::size_t>(at)].view.name = name.trimmed();
    keep();
    return true;
}

void ViewList::replace(ViewId id, SavedView view) {
    if (const int at = indexOf(id); at >= 0) {
        SavedView& old = m_entries[static_cast<std::size_t>(at)].view;
        view.name = old.name;
        old = std::move(view);
        keep();
    }
}

void ViewList::move(int from, int to) {
    const int count = static_cast<int>(m_entries.size());
    if (from == to || std::min(from, to) < 0 || std::max(from, to) >= count) {
        return;
    }
    const auto begin = m_entries.begin();
    if (from < to) {
        std::rotate(begin + from, begin + from + 1, begin + to + 1);
    } else {
        std::rotate(begin + to, begin + from, begin + from + 1);
    }
    keep();
}

void ViewList::remove(ViewId id) {
    const int at = indexOf(id);
    if (at < 0) {
        return;
    }
    if (m_removed.size() == kMostRemoved) {
        m_removed.erase(m_removed.begin());
    }
    m_removed.push_back({std::move(m_entries[static_cast<std::size_t>(at)].view), at});
    m_entries.erase(m_entries.begin() + at);
    keep();
}

QString ViewList::lastRemoved() const {
    return m_removed.empty() ? QString() : m_removed.back().view.name;
}

ViewId ViewList::undoRemove() {
    if (m_removed.empty() || isFull()) {
        return 0;
    }
    Removed last = std::move(m_removed.back());
    m_removed.pop_back();
    const ViewId id = insert(std::min(last.index, static_cast<int>(m_entries.size())), std::move(last.view));
    keep();
    return id;
}

ViewImport ViewList::import(const QByteArray& bytes) {
    ViewImport result;
    result.read = readViews(bytes);
    for (ReadView& one : result.read.views) {
        const QString name = one.view.name;
        const auto now = adopt(std::move(one.view));
        if (!now) {
            ++result.read.refused;
            result.read.problems.push_back(
                {one.line, tr("there is no room for more than %1 views").arg(kMostViews), true});
            continue;
        }
        ++result.imported;
        if (*now != name) {
            result.renamed += tr("“%1” is now “%2”, because there is a view of that name").arg(name, *now);
        }
    }
    result.read.views.clear();
    if (result.imported > 0) {
        keep();
    }
    return result;
}

void ViewList::keep() {
    const QString before = std::exchange(m_saveFailure, m_store.save(views()).value_or(QString()));
    const bool told = m_saveFailure != before || (m_saveFailure.isEmpty() && !m_problems.empty());
    if (m_saveFailure.isEmpty()) {
        m_problems.clear();
    }
    emit changed();
    if (told) {
        emit fileChanged();
    }
}

}  // namespace mirrorscope::ui::views
