// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/request_columns.h"

#include <QCoreApplication>

namespace mirrorscope::ui::requests {

const std::array<RequestColumnInfo, kRequestColumns>& requestColumns() {
    using enum RequestColumn;
    using filter::FilterKey;
    constexpr auto kNoKey = std::nullopt;
    // column, name, title, width, takes the rest, right-aligned, shown at first, elide, key of "Show only"
    static const std::array<RequestColumnInfo, kRequestColumns> columns{{
        {Id, "id", QT_TRANSLATE_NOOP("RequestColumns", "Id"), 92, false, true, true, Qt::ElideRight,
         FilterKey::Id},
        {Time, "time", QT_TRANSLATE_NOOP("RequestColumns", "Time, %1"), 124, false, false, true,
         Qt::ElideRight, kNoKey},
        {Source, "source", QT_TRANSLATE_NOOP("RequestColumns", "Source"), 136, false, false, true,
         Qt::ElideRight, FilterKey::Source},
        {Client, "client", QT_TRANSLATE_NOOP("RequestColumns", "Client"), 126, false, false, true,
         Qt::ElideRight, FilterKey::Client},
        {Method, "method", QT_TRANSLATE_NOOP("RequestColumns", "Method"), 68, false, false, true,
         Qt::ElideRight, FilterKey::Method},
        {Host, "host", QT_TRANSLATE_NOOP("RequestColumns", "Host"), 180, false, false, true, Qt::ElideMiddle,
         FilterKey::Host},
        {Path, "path", QT_TRANSLATE_NOOP("RequestColumns", "Path"), 240, true, false, true, Qt::ElideMiddle,
         FilterKey::Path},
        {Body, "body", QT_TRANSLATE_NOOP("RequestColumns", "Body"), 84, false, true, true, Qt::ElideRight,
         kNoKey},
        {Score, "score", QT_TRANSLATE_NOOP("RequestColumns", "Score"), 56, false, true, true, Qt::ElideRight,
         kNoKey},
        {State, "state", QT_TRANSLATE_NOOP("RequestColumns", "State"), 124, false, false, true,
         Qt::ElideRight, FilterKey::State},
        {RequestIdValue, "request-id", QT_TRANSLATE_NOOP("RequestColumns", "Request id"), 160, false, false,
         false, Qt::ElideMiddle, FilterKey::RequestId},
        {Version, "version", QT_TRANSLATE_NOOP("RequestColumns", "Version"), 80, false, false, false,
         Qt::ElideRight, kNoKey},
        {Flags, "flags", QT_TRANSLATE_NOOP("RequestColumns", "Flags"), 160, false, false, false,
         Qt::ElideRight, kNoKey},
        {Listener, "listener", QT_TRANSLATE_NOOP("RequestColumns", "Listener"), 96, false, false, false,
         Qt::ElideRight, FilterKey::Listener},
        {Peer, "peer", QT_TRANSLATE_NOOP("RequestColumns", "Peer"), 150, false, false, false, Qt::ElideRight,
         FilterKey::Peer},
        {Scheme, "scheme", QT_TRANSLATE_NOOP("RequestColumns", "Scheme"), 72, false, false, false,
         Qt::ElideRight, FilterKey::Scheme},
        {Port, "port", QT_TRANSLATE_NOOP("RequestColumns", "Port"), 64, false, true, false, Qt::ElideRight,
         kNoKey},
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
