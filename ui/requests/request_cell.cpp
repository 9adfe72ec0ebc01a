// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/request_cell.h"

#include <QColor>
#include <QCoreApplication>
#include <QIcon>
#include <algorithm>

#include "ui/privacy/shown_secrets.h"
#include "ui/requests/requests_model.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/source_look.h"
#include "ui/theme/swatch_icon.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::requests {
namespace {

using traffic::ClientTrust;
using traffic::RequestRow;
using traffic::RequestState;

QString tr(const char* text) {
    return QCoreApplication::translate("RequestCell", text);
}

/// A cell's text and whether it says that there is nothing to say.
struct CellText {
    QString text;
    bool weak = false;
};

CellText notYet() {
    return {QStringLiteral("…"), true};
}

privacy::Owner ownerOf(const RequestRow& row) {
    return {row.sourceName, row.id};
}

CellText orElse(const RequestRow& row, const std::string& bytes, const QString& otherwise) {
    return bytes.empty() ? CellText{otherwise, true}
                         : CellText{privacy::shownValue(bytes, ownerOf(row)), false};
}

bool isAttributed(const RequestRow& row) {
    return row.context.source != 0;
}

CellText derived(const RequestRow& row, const std::string& bytes) {
    return bytes.empty() && !isAttributed(row) ? notYet() : orElse(row, bytes, text::unknownText());
}

CellText clientText(const RequestRow& row) {
    CellText cell = derived(row, row.context.client);
    if (row.context.clientTrust == ClientTrust::Claimed && !row.context.client.empty()) {
        cell.text += QStringLiteral(" ?");
    }
    return cell;
}

CellText pathText(const RequestRow& row) {
    if (row.target.empty() && !row.reason.empty()) {
        return {privacy::shownValue(row.reason, ownerOf(row)), true};
    }
    return row.target.empty() ? CellText{text::notApplicableText(), true}
                              : CellText{privacy::shownTarget(row.target, ownerOf(row)), false};
}

CellText bodyText(const RequestRow& row) {
    return row.bodyBytes == 0 ? CellText{text::notApplicableText(), true}
                              : CellText{text::bytesText(row.bodyBytes), false};
}

CellText scoreText(const RequestRow& row) {
    switch (row.state) {
        case RequestState::Pending:
            return notYet();
        case RequestState::NotAnalysed:
        case RequestState::Error:
            return {text::notApplicableText(), true};
        default:
            return {text::countText(static_cast<std::uint64_t>(std::max(row.score, 0))), false};
    }
}

CellText flagsText(const RequestRow& row) {
    return row.flags.empty()
               ? CellText{text::notApplicableText(), true}
               : CellText{text::ownText(row.flags.text()).replace(u',', QStringLiteral(", ")), false};
}

CellText peerText(const RequestRow& row) {
    CellText cell = orElse(row, row.peer, text::unknownText());
    if (row.peerPort != 0) {
        cell.text += u':' + QString::number(row.peerPort);
    }
    return cell;
}

CellText portText(const RequestRow& row) {
    return row.context.port ? CellText{QString::number(*row.context.port), false}
                            : CellText{text::notApplicableText(), true};
}

CellText cellText(const RequestRow& row, RequestColumn column, const QTimeZone& zone) {
    switch (column) {
        case RequestColumn::Id:
            return {text::countText(static_cast<std::uint64_t>(row.id)), false};
        case RequestColumn::Time:
            return {text::timeText(row.time, zone, base::wallNow()), false};
        case RequestColumn::Source:
            return derived(row, row.sourceName);
        case RequestColumn::Client:
            return clientText(row);
        case RequestColumn::Method:
            return orElse(row, row.method, text::notApplicableText());
        case RequestColumn::Host:
            return derived(row, row.context.host);
        case RequestColumn::Path:
            return pathText(row);
        case RequestColumn::Body:
            return bodyText(row);
        case RequestColumn::Score:
            return scoreText(row);
        case RequestColumn::State:
            return {stateLook(row.state).word, row.state == RequestState::Pending};
        case RequestColumn::RequestIdValue:
            return row.context.requestIdValue.empty()
                       ? CellText{text::notApplicableText(), true}
                       : CellText{privacy::shownHeader(row.context.requestIdFrom, row.context.requestIdValue,
                                                       ownerOf(row)),
                                  false};
        case RequestColumn::Version:
            return orElse(row, row.version, text::notApplicableText());
        case RequestColumn::Flags:
            return flagsText(row);
        case RequestColumn::Listener:
            return orElse(row, row.listener, text::unknownText());
        case RequestColumn::Peer:
            return peerText(row);
        case RequestColumn::Scheme:
            return orElse(row, row.context.scheme, text::unknownText());
        case RequestColumn::Port:
            return portText(row);
        case RequestColumn::Mark:   // no row knows its mark: mark_column.h
        case RequestColumn::Rule:   // requests_model_rules.cpp
        case RequestColumn::Known:  // requests_model_known.cpp
        case RequestColumn::Count:
            break;
    }
    return {};
}

QVariant bytesOf(const std::string& bytes) {
    return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

QVariant numberOf(std::uint64_t number) {
    return QByteArray::number(qulonglong{number});
}

/// As received; empty asks for what is not known.
QVariant filterValue(const RequestRow& row, RequestColumn column) {
    switch (column) {
        case RequestColumn::Id:
            return numberOf(static_cast<std::uint64_t>(row.id));
        case RequestColumn::Source:
            return isAttributed(row) ? bytesOf(row.sourceName) : QVariant();
        case RequestColumn::Client:
            return isAttributed(row) ? bytesOf(row.context.client) : QVariant();
        case RequestColumn::Method:
            return bytesOf(row.method);
        case RequestColumn::Host:
            return isAttributed(row) ? bytesOf(row.context.host) : QVariant();
        case RequestColumn::Path:
            // Chips tell what is asked.
            return privacy::hidesTarget(row.target, ownerOf(row)) ? QVariant() : bytesOf(row.target);
        case RequestColumn::Body:
            return numberOf(row.bodyBytes);
        case RequestColumn::Score:
            return row.state == RequestState::Pending ? QVariant() : QByteArray::number(row.score);
        case RequestColumn::State:
            return bytesOf(std::string(traffic::requestStateName(row.state)));
        case RequestColumn::RequestIdValue:
            return isAttributed(row) ? bytesOf(row.context.requestIdValue) : QVariant();
        case RequestColumn::Version:
            return bytesOf(row.version);
        case RequestColumn::Listener:
            return bytesOf(row.listener);
        case RequestColumn::Peer:
            return bytesOf(row.peer);
        case RequestColumn::Scheme:
            return isAttributed(row) ? bytesOf(row.context.scheme) : QVariant();
        case RequestColumn::Port:
            return row.context.port ? numberOf(*row.context.port) : QVariant(QByteArray(""));
        default:
            return {};
    }
}

/// What a tooltip or a screen reader says beyond the cell; empty: nothing.
QString explanation(const RequestRow& row, RequestColumn column) {
    if (column == RequestColumn::Client && row.context.clientTrust == ClientTrust::Claimed) {
        return tr("claimed in %1 by a peer that is not trusted").arg(text::shownText(row.context.clientFrom));
    }
    if (column == RequestColumn::State && row.state == RequestState::Suspicious) {
        return tr("score %1, below the threshold of %2").arg(row.score).arg(row.threshold);
    }
    if (column == RequestColumn::Flags) {
        QStringList meanings;
        for (const std::string_view name : row.flags.names()) {
            meanings << text::ownText(traffic::flagMeaning(*traffic::flagByName(name)));
        }
        return meanings.join(QStringLiteral(" · "));
    }
    return {};
}

QStringList flagNames(const RequestRow& row) {
    QStringList names;
    for (const std::string_view name : row.flags.names()) {
        names << text::ownText(name);
    }
    return names;
}

QVariant decoration(const RequestRow& row, RequestColumn column) {
    if (column == RequestColumn::Source && isAttributed(row)) {
        return theme::swatchIcon(theme::SourceLooks::instance().look(row.context.source));
    }
    if (column == RequestColumn::State) {
        const StateLook look = stateLook(row.state);
        return theme::icon(look.icon, look.role);
    }
    return {};
}

QVariant foreground(const RequestRow& row, RequestColumn column, bool weak) {
    if (weak) {
        return theme::color(theme::Role::Text2);
    }
    if (column == RequestColumn::State && row.state != RequestState::Clean) {
        return theme::color(stateLook(row.state).role);
    }
    return {};
}

}  // namespace

StateLook stateLook(traffic::RequestState state) {
    using enum traffic::RequestState;
    switch (state) {
        case Clean:
            return {tr("Clean"), theme::Icon::Ok, theme::Role::Ok};
        case Suspicious:
            return {tr("Suspicious"), theme::Icon::SeverityMedium, theme::Role::Medium};
        case Attack:
            return {tr("Attack"), theme::Icon::SeverityCritical, theme::Role::Critical};
        case Excluded:
            return {tr("Excluded"), theme::Icon::TriageFalsePositive, theme::Role::Text2};
        case NotAnalysed:
            return {tr("Not analysed"), theme::Icon::SeverityLow, theme::Role::Low};
        case Error:
            return {tr("Analysis failed"), theme::Icon::Fail, theme::Role::High};
        case Pending:
        case Count:
            break;
    }
    return {tr("Waiting"), theme::Icon::Silent, theme::Role::Text2};
}

QVariant requestCell(const traffic::RequestRow& row, RequestColumn column, int role, const QTimeZone& zone) {
    switch (role) {
        case Qt::DisplayRole:
        case RequestsModel::CopyRole:
            return cellText(row, column, zone).text;
        case Qt::ToolTipRole:
        case Qt::AccessibleTextRole: {
            QStringList parts{cellText(row, column, zone).text, explanation(row, column)};
            parts.removeAll(QString());
            const QString whole = parts.join(QStringLiteral(", "));
            return role == Qt::ToolTipRole ? text::plainToolTip(whole) : whole;
        }
        case Qt::DecorationRole:
            return decoration(row, column);
        case Qt::ForegroundRole:
            return foreground(row, column, cellText(row, column, zone).weak);
        case RequestsModel::WeakRole:
            return cellText(row, column, zone).weak;
        case RequestsModel::SourceIdRole:
            return qint64{row.context.source};
        case RequestsModel::FilterValueRole:
            return filterValue(row, column);
        case RequestsModel::TimeRole:
            return column == RequestColumn::Time ? QVariant(qint64{row.time.time_since_epoch().count()})
                                                 : QVariant();
        case RequestsModel::FlagsRole:
            return column == RequestColumn::Flags ? QVariant(flagNames(row)) : QVariant();
        default:
            return {};
    }
}

}  // namespace mirrorscope::ui::requests
