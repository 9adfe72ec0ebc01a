// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/mark_column.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/api/session_queries.h"
#include "ui/live/page_loader.h"
#include "ui/requests/mark_look.h"
#include "ui/requests/requests_model.h"
#include "ui/text/plain_label.h"

namespace mirrorscope::ui::requests {

MarkColumn::MarkColumn(live::PageLoader& loader) : m_loader(loader) {}

MarkColumn::~MarkColumn() {
    m_token.cancel();
}

std::optional<traffic::Mark> MarkColumn::mark(traffic::RequestId id) const {
    const auto found = m_marks.find(id);
    return found == m_marks.end() ? std::nullopt : std::optional(found->second);
}

void MarkColumn::want(std::vector<traffic::RequestId> ids) {
    m_wanted = std::move(ids);
    readWanted();
}

void MarkColumn::readAgain(const std::vector<traffic::RequestId>& ids) {
    // What is being read may have been asked before they changed.
    m_token.cancel();
    m_reading.clear();
    for (const traffic::RequestId id : ids) {
        if (m_marks.contains(id)) {
            m_stale.insert(id);
        }
    }
    readWanted();
}

void MarkColumn::clear() {
    m_token.cancel();
    m_reading.clear();
    m_stale.clear();
    m_marks.clear();
    readWanted();
}

void MarkColumn::readWanted() {
    std::vector<traffic::RequestId> missing;
    std::ranges::copy_if(m_wanted, std::back_inserter(missing), [this](traffic::RequestId id) {
        return !m_marks.contains(id) || m_stale.contains(id);
    });
    if (std::ranges::all_of(missing, [this](traffic::RequestId id) { return m_reading.contains(id); })) {
        return;
    }
    m_token.cancel();
    m_reading = {missing.begin(), missing.end()};
    m_token = m_loader.ask<std::vector<traffic::Mark>>(
        this,
        [missing](api::SessionQueries& queries, const base::CancelToken& cancel) {
            return queries.marks(missing, cancel);
        },
        [this, missing](base::Result<std::vector<traffic::Mark>> marks) {
            onRead(missing, std::move(marks));
        });
}

void MarkColumn::onRead(const std::vector<traffic::RequestId>& ids,
                        base::Result<std::vector<traffic::Mark>> marks) {
    m_reading.clear();
    if (!marks.has_value()) {
        return;  // the next want() asks again
    }
    for (std::size_t row = 0; row < std::min(ids.size(), marks->size()); ++row) {
        m_marks[ids[row]] = (*marks)[row];
        m_stale.erase(ids[row]);
    }
    makeRoom();
    emit loaded();
}

void MarkColumn::makeRoom() {
    if (m_marks.size() <= kKept) {
        return;
    }
    const auto all = std::exchange(m_marks, {});
    m_stale.clear();
    for (const traffic::RequestId id : m_wanted) {
        if (const auto found = all.find(id); found != all.end()) {
            m_marks.insert(*found);
        }
    }
}

QVariant markCell(std::optional<traffic::Mark> mark, int role) {
    const bool isMarked = mark.value_or(traffic::Mark::None) != traffic::Mark::None;
    switch (role) {
        case Qt::DisplayRole:
            return QString();
        case RequestsModel::CopyRole:
            return isMarked ? markLook(*mark).word : QString();
        case Qt::ToolTipRole:
            return isMarked ? QVariant(text::plainToolTip(markLook(*mark).word)) : QVariant();
        case Qt::AccessibleTextRole:
            return mark ? markLook(*mark).word : RequestsModel::tr("loading");
        case Qt::DecorationRole:
            return isMarked ? QVariant(theme::icon(markLook(*mark).icon, markLook(*mark).role)) : QVariant();
        case RequestsModel::LoadedRole:
            return mark.has_value();
        case RequestsModel::FilterValueRole: {
            const std::string_view name = traffic::markName(mark.value_or(traffic::Mark::None));
            return mark ? QVariant(QByteArray(name.data(), static_cast<qsizetype>(name.size()))) : QVariant();
        }
        default:
            return {};
    }
}

}  // namespace mirrorscope::ui::requests
