// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/events_model.h"

#include "ui/text/plain_label.h"
#include "ui/text/time_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::shell {
namespace {

QIcon iconOf(Event::Kind kind) {
    using theme::Icon;
    using theme::Role;
    switch (kind) {
        case Event::Kind::ListenerFailed:
            return theme::icon(Icon::SeverityCritical, Role::Critical);
        case Event::Kind::Refused:
        case Event::Kind::NotAllowed:
            return theme::icon(Icon::SeverityHigh, Role::High);
        case Event::Kind::Silent:
            return theme::icon(Icon::Silent, Role::High);
        case Event::Kind::Back:
            return theme::icon(Icon::Ok, Role::Ok);
        case Event::Kind::Disk:
            return theme::icon(Icon::Disk, Role::High);
        case Event::Kind::Finding:
            return theme::icon(Icon::SeverityMedium, Role::Medium);
        case Event::Kind::Listener:
            break;
    }
    return theme::icon(Icon::SeverityInfo);
}

}  // namespace

QString eventActionText(EventAction action) {
    switch (action) {
        case EventAction::ListenerSettings:
            return EventsModel::tr("Choose another port…");
        case EventAction::CheckMirror:
            return EventsModel::tr("Check the mirror…");
        case EventAction::ShowFindings:
            return EventsModel::tr("Open findings");
        case EventAction::WhyNothing:
            return EventsModel::tr("Why nothing arrives…");
        case EventAction::None:
            break;
    }
    return {};
}

EventsModel::EventsModel(const EventLog& log, QObject* parent) : QAbstractTableModel(parent), m_log(log) {}

int EventsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int EventsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : Columns;
}

QVariant EventsModel::data(const QModelIndex& index, int role) const {
    const Event* event = this->event(index);
    if (event == nullptr) {
        return {};
    }
    if (role == Qt::DecorationRole) {
        return index.column() == What ? QVariant(iconOf(event->kind)) : QVariant();
    }
    if (role == Qt::ForegroundRole) {
        return index.column() == Action ? QVariant(theme::color(theme::Role::Accent)) : QVariant();
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    const QString texts[Columns]{text::clockText(event->at, m_zone), event->what, event->numbers,
                                 eventActionText(event->action)};
    const QString& shown = texts[index.column()];
    return role == Qt::ToolTipRole && !shown.isEmpty() ? text::plainToolTip(shown) : shown;
}

QVariant EventsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= Columns) {
        return {};
    }
    const QString titles[Columns]{tr("Time"), tr("What"), tr("Numbers"), tr("What to do")};
    return titles[section];
}

const Event* EventsModel::event(const QModelIndex& index) const {
    return checkIndex(index, CheckIndexOption::IndexIsValid) ? &m_shown[static_cast<std::size_t>(index.row())]
                                                             : nullptr;
}

void EventsModel::refresh() {
    beginResetModel();
    m_shown.assign(m_log.events().begin(), m_log.events().end());
    endResetModel();
}

void EventsModel::setTimeZone(const QTimeZone& zone) {
    m_zone = zone;
    refresh();
}

}  // namespace mirrorscope::ui::shell
