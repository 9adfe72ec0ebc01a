// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/sources_model.h"

#include <QLocale>
#include <algorithm>

#include "ui/sources/source_words.h"
#include "ui/text/kind_title.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/source_look.h"

namespace mirrorscope::ui::sources {
namespace {

/// UI.md section 9: a line of the board; the store takes no longer ones either.
constexpr std::size_t kShownName = 512;

/// A sender that nobody knows and nobody named.
bool isUnnamed(const SourceSummary& row) {
    return row.source.kind == traffic::SourceKind::Unknown && row.setting.name.empty();
}

QString modeText(traffic::SourceMode mode) {
    return mode == traffic::SourceMode::Store    ? SourcesModel::tr("Stored only")
           : mode == traffic::SourceMode::Ignore ? SourcesModel::tr("Ignored")
                                                 : QString();
}

void applyLook(const SourceSummary& row) {
    theme::SourceLooks& looks = theme::SourceLooks::instance();
    looks.setUnknown(row.source.id, isUnnamed(row));
    if (const auto look = theme::lookByName(row.setting.colour)) {
        looks.setOverride(row.source.id, *look);
    } else {
        looks.removeOverride(row.source.id);
    }
}

}  // namespace

bool SourcesModel::isSilentRow(const SourceSummary& row) const {
    const bool counts =
        m_listeningSince && row.mergedInto.empty() && row.setting.mode != traffic::SourceMode::Ignore;
    return counts && isSilent(row.usual, row.source.lastSeen, *m_listeningSince, m_now);
}

QString SourcesModel::stateText(const SourceSummary& row) const {
    if (!row.mergedInto.empty()) {
        return tr("Counted as %1").arg(text::shownText(row.mergedInto, kShownName));
    }
    if (isSilentRow(row)) {
        return tr("Silent %1").arg(text::relativeText(row.source.lastSeen, m_now));
    }
    if (isUnnamed(row)) {
        return m_canName ? tr("Name this source…") : text::kindTitle(row.source.kind);
    }
    const QString mode = modeText(row.setting.mode);
    return mode.isEmpty() ? versionText(row.source) : mode;
}

QString SourcesModel::spokenText(const SourceSummary& row) const {
    return tr("%1, %2, %3 requests a second, %4 attacks, %5")
        .arg(text::shownText(row.source.name),
             isUnnamed(row) ? text::kindTitle(row.source.kind) : stateText(row),
             QLocale().toString(row.rate, 'f', 1), text::countText(row.attacks),
             row.findings.sum() == 0   ? tr("healthy")
             : row.findings.sum() == 1 ? tr("1 finding")
                                       : tr("%1 findings").arg(row.findings.sum()));
}

QString SourcesModel::toolTip(const SourceSummary& row) const {
    return text::plainToolTip(tr("%1\n%2 at %3\nKnown by %4, last seen %5")
                                  .arg(text::shownText(row.source.name),
                                       isUnnamed(row) ? text::kindTitle(row.source.kind) : stateText(row),
                                       text::shownText(row.source.peer), knownByText(row.source),
                                       text::relativeText(row.source.lastSeen, m_now)));
}

const SourceSummary* SourcesModel::summary(const QModelIndex& index) const {
    return index.isValid() ? &m_rows[static_cast<std::size_t>(index.row())] : nullptr;
}

QModelIndex SourcesModel::indexOf(traffic::SourceId id) const {
    const auto found = std::ranges::find_if(m_rows, [id](const auto& row) { return row.source.id == id; });
    return found == m_rows.end() ? QModelIndex() : index(static_cast<int>(found - m_rows.begin()));
}

Qt::ItemFlags SourcesModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags flags = QAbstractListModel::flags(index);
    return index.isValid() && m_canName ? flags | Qt::ItemIsEditable : flags;
}

bool SourcesModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !m_canName || !checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return false;
    }
    const QString name = value.toString().simplified();
    const SourceSummary& row = m_rows[static_cast<std::size_t>(index.row())];
    if (!name.isEmpty() && name != text::shownText(row.source.name)) {
        emit renameAsked(row.source.id, name);
    }
    return false;  // the name comes back with the next snapshot, when it is stored
}

void SourcesModel::setListening(std::optional<base::WallTime> since) {
    if (m_listeningSince != since) {
        m_listeningSince = since;
        refresh();
    }
}

void SourcesModel::setCanName(bool canName) {
    m_canName = canName;
    refresh();
}

void SourcesModel::refresh() {
    if (!m_rows.empty()) {
        emit dataChanged(index(0), index(static_cast<int>(m_rows.size()) - 1));
    }
}

int SourcesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant SourcesModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const SourceSummary& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
            return text::shownText(row.source.name);
        case Qt::EditRole:
            return text::shownText(row.source.name);
        case Qt::ToolTipRole:
            return toolTip(row);
        case Qt::AccessibleTextRole:
            return spokenText(row);
        case SourceIdRole:
            return static_cast<qint64>(row.source.id);
        case NameRole:
            return QByteArray(row.source.name.data(), static_cast<qsizetype>(row.source.name.size()));
        case KindRole:
            return static_cast<int>(row.source.kind);
        case StateRole:
            return stateText(row);
        case SilentRole:
            return isSilentRow(row);
        case UnnamedRole:
            return m_canName && isUnnamed(row) && row.mergedInto.empty() && !isSilentRow(row);
        case RateRole:
            return text::rateText(row.rate);
        case AttacksRole:
            return text::countText(row.attacks);
        case ActivityRole:
            return QVariant::fromValue(row.activity);
        default:
            return {};
    }
}

void SourcesModel::setSnapshot(const SourcesSnapshot& snapshot) {
    const auto before = m_rows.size();
    const auto after = snapshot.sources.size();
    bool samePlaces = after >= before;
    for (std::size_t i = 0; samePlaces && i < before; ++i) {
        samePlaces = m_rows[i].source.id == snapshot.sources[i].source.id;
    }
    m_now = snapshot.takenAt;
    for (const SourceSummary& row : snapshot.sources) {
        applyLook(row);
    }
    if (!samePlaces) {
        beginResetModel();
        m_rows = snapshot.sources;
        endResetModel();
        return;
    }
    std::copy_n(snapshot.sources.begin(), before, m_rows.begin());
    refresh();
    if (after > before) {
        beginInsertRows({}, static_cast<int>(before), static_cast<int>(after) - 1);
        m_rows.insert(m_rows.end(), snapshot.sources.begin() + static_cast<std::ptrdiff_t>(before),
                      snapshot.sources.end());
        endInsertRows();
    }
}

}  // namespace mirrorscope::ui::sources
