// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/sources_model.h"

#include <QLocale>

#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/source_look.h"

namespace mirrorscope::ui::sources {
namespace {

using namespace std::chrono_literals;
using traffic::SourceKind;

constexpr auto kSilentAfter = 60s;
/// A few requests by hand are no mirror that could fall silent.
constexpr std::uint64_t kRequestsOfAMirror = 20;

bool isSilent(const traffic::Source& source, base::WallTime now) {
    return source.requests >= kRequestsOfAMirror && now - source.lastSeen > kSilentAfter;
}

QString kindTitle(SourceKind kind) {
    switch (kind) {
        case SourceKind::Nginx:
            return QStringLiteral("nginx");
        case SourceKind::Envoy:
            return QStringLiteral("Envoy");
        case SourceKind::Istio:
            return QStringLiteral("Istio");
        case SourceKind::Traefik:
            return QStringLiteral("Traefik");
        case SourceKind::Haproxy:
            return QStringLiteral("HAProxy");
        case SourceKind::Trafficserver:
            return QStringLiteral("Traffic Server");
        case SourceKind::GatewayApi:
            return QStringLiteral("Gateway API");
        case SourceKind::IngressNginx:
            return QStringLiteral("ingress-nginx");
        case SourceKind::Other:
            return SourcesModel::tr("Several senders");
        default:
            return SourcesModel::tr("Unknown sender");
    }
}

QString stateText(const SourceSummary& row, base::WallTime now) {
    if (isSilent(row.source, now)) {
        return SourcesModel::tr("Silent %1").arg(text::relativeText(row.source.lastSeen, now));
    }
    const QString version = text::shownText(row.source.version, 24);
    return version.isEmpty() ? kindTitle(row.source.kind)
                             : kindTitle(row.source.kind) + QLatin1Char(' ') + version;
}

QString spokenText(const SourceSummary& row, base::WallTime now) {
    return SourcesModel::tr("%1, %2, %3 requests a second, %4 attacks")
        .arg(text::shownText(row.source.name), stateText(row, now), QLocale().toString(row.rate, 'f', 1),
             text::countText(row.attacks));
}

}  // namespace

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
        case Qt::ToolTipRole:
            return text::plainToolTip(tr("%1\n%2 at %3\nKnown by %4, last seen %5")
                                          .arg(text::shownText(row.source.name), stateText(row, m_now),
                                               text::shownText(row.source.peer),
                                               row.source.identifiedBy.empty()
                                                   ? text::unknownText()
                                                   : text::shownText(row.source.identifiedBy),
                                               text::relativeText(row.source.lastSeen, m_now)));
        case Qt::AccessibleTextRole:
            return spokenText(row, m_now);
        case SourceIdRole:
            return static_cast<qint64>(row.source.id);
        case NameRole:
            return QByteArray(row.source.name.data(), static_cast<qsizetype>(row.source.name.size()));
        case KindRole:
            return static_cast<int>(row.source.kind);
        case StateRole:
            return stateText(row, m_now);
        case SilentRole:
            return isSilent(row.source, m_now);
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
        theme::SourceLooks::instance().setUnknown(row.source.id, row.source.kind == SourceKind::Unknown);
    }
    if (!samePlaces) {
        beginResetModel();
        m_rows = snapshot.sources;
        endResetModel();
        return;
    }
    std::copy_n(snapshot.sources.begin(), before, m_rows.begin());
    if (before > 0) {
        emit dataChanged(index(0), index(static_cast<int>(before) - 1));
    }
    if (after > before) {
        beginInsertRows({}, static_cast<int>(before), static_cast<int>(after) - 1);
        m_rows.insert(m_rows.end(), snapshot.sources.begin() + static_cast<std::ptrdiff_t>(before),
                      snapshot.sources.end());
        endInsertRows();
    }
}

}  // namespace mirrorscope::ui::sources
