// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/request_columns.h"

#include <QCoreApplication>

namespace mirrorscope::ui::requests {

const std::array<RequestColumnInfo, kRequestColumns>& requestColumns() {
    using enum RequestColumn;
    using query::FieldId;
    using traffic::SortKey;
    constexpr auto kNone = std::nullopt;
    // column, name, title, width, takes the rest, right-aligned, shown at first, elide, field of "Show only",
    // sort key. Requests are stored in the order of their times.
    static const std::array<RequestColumnInfo, kRequestColumns> columns{{
        {Mark, "mark", QT_TRANSLATE_NOOP("RequestColumns", "Mark"), 28, false, false, true, Qt::ElideRight,
         FieldId::Mark, kNone},
        {Id, "id", QT_TRANSLATE_NOOP("RequestColumns", "Id"), 92, false, true, true, Qt::ElideRight,
         FieldId::Id, SortKey::Id},
        {Time, "time", QT_TRANSLATE_NOOP("RequestColumns", "Time, %1"), 124, false, false, true,
         Qt::ElideRight, kNone, SortKey::Id},
        {Source, "source", QT_TRANSLATE_NOOP("RequestColumns", "Source"), 136, false, false, true,
         Qt::ElideRight, FieldId::Source, SortKey::Source},
        {Client, "client", QT_TRANSLATE_NOOP("RequestColumns", "Client"), 126, false, false, true,
         Qt::ElideRight, FieldId::Client, SortKey::Client},
        {Method, "method", QT_TRANSLATE_NOOP("RequestColumns", "Method"), 68, false, false, true,
         Qt::ElideRight, FieldId::Method, SortKey::Method},
        {Host, "host", QT_TRANSLATE_NOOP("RequestColumns", "Host"), 180, false, false, true, Qt::ElideMiddle,
         FieldId::Host, SortKey::Host},
        {Path, "path", QT_TRANSLATE_NOOP("RequestColumns", "Path"), 240, true, false, true, Qt::ElideMiddle,
         FieldId::Target, SortKey::Target},
        {Body, "body", QT_TRANSLATE_NOOP("RequestColumns", "Body"), 84, false, true, true, Qt::ElideRight,
         FieldId::BodyBytes, SortKey::BodyBytes},
        {Score, "score", QT_TRANSLATE_NOOP("RequestColumns", "Score"), 56, false, true, true, Qt::ElideRight,
         FieldId::Score, SortKey::Score},
        {State, "state", QT_TRANSLATE_NOOP("RequestColumns", "State"), 124, false, false, true,
         Qt::ElideRight, FieldId::State, SortKey::State},
        {Rule, "rule", QT_TRANSLATE_NOOP("RequestColumns", "Colour rule"), 148, false, false, false,
         Qt::ElideRight, kNone, kNone},
        {Known, "known", QT_TRANSLATE_NOOP("RequestColumns", "Known as"), 148, false, false, false,
         Qt::ElideRight, kNone, kNone},
        {RequestIdValue, "request-id", QT_TRANSLATE_NOOP("RequestColumns", "Request id"), 160, false, false,
         false, Qt::ElideMiddle, FieldId::RequestId, SortKey::RequestIdValue},
        {Version, "version", QT_TRANSLATE_NOOP("RequestColumns", "Version"), 80, false, false, false,
         Qt::ElideRight, FieldId::Version, SortKey::Version},
        {Flags, "flags", QT_TRANSLATE_NOOP("RequestColumns", "Flags"), 160, false, false, false,
         Qt::ElideRight, kNone, kNone},
        {Listener, "listener", QT_TRANSLATE_NOOP("RequestColumns", "Listener"), 96, false, false, false,
         Qt::ElideRight, FieldId::Listener, SortKey::Listener},
        {Peer, "peer", QT_TRANSLATE_NOOP("RequestColumns", "Peer"), 150, false, false, false, Qt::ElideRight,
         FieldId::Peer, SortKey::Peer},
        {Scheme, "scheme", QT_TRANSLATE_NOOP("RequestColumns", "Scheme"), 72, false, false, false,
         Qt::ElideRight, FieldId::Scheme, SortKey::Scheme},
        {Port, "port", QT_TRANSLATE_NOOP("RequestColumns", "Port"), 64, false, true, false, Qt::ElideRight,
         FieldId::Port, SortKey::Port},
    }};
    return columns;
}

const RequestColumnInfo& requestColumnInfo(int section) {
    return requestColumns()[static_cast<std::size_t>(section)];
}

QString requestColumnTitle(const RequestColumnInfo& info, const QString& zone) {
    const QString title = QCoreApplication::translate("RequestColumns", info.title);
    return info.column == RequestColumn::Time ? title.arg(zone) : title;
}

}  // namespace mirrorscope::ui::requests
