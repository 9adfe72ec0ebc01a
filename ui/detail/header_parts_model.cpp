// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/header_parts_model.h"

#include <QFont>
#include <string_view>

#include "core/base/byte_text.h"
#include "core/http/head.h"
#include "ui/privacy/shown_secrets.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::detail {
namespace {

using doctor::HeaderOrigin;
using doctor::HeaderWriter;
using doctor::Hop;

constexpr std::string_view kList = "X-Forwarded-For";

bool isOfList(const Hop& hop) {
    return hop.role == Hop::Role::Claim || hop.role == Hop::Role::Client || hop.role == Hop::Role::Balancer;
}

QString hopWriter(const Hop& hop) {
    return hop.writtenBy == "client" ? HeaderPartsModel::tr("The client") : text::shownText(hop.writtenBy);
}

QString lineWriter(const HeaderOrigin& origin) {
    switch (origin.writer) {
        case HeaderWriter::Client:
            return HeaderPartsModel::tr("The client");
        case HeaderWriter::Proxy:
        case HeaderWriter::ProxyAppended:
            return text::shownText(origin.by);
        case HeaderWriter::EarlierHop:
            return HeaderPartsModel::tr("Somebody in front, passed on unchecked");
        case HeaderWriter::Unknown:
            break;
    }
    return HeaderPartsModel::tr("Unknown");
}

}  // namespace

void HeaderPartsModel::setHeaders(const api::RequestHeaders& headers) {
    beginResetModel();
    m_rows.clear();
    addElements(headers);
    addLines(headers);
    endResetModel();
}

void HeaderPartsModel::addElements(const api::RequestHeaders& headers) {
    const http::Head head(headers.detail.request.head);
    const std::vector<std::string_view> elements = head.listed(kList);
    for (std::size_t i = 0; i < elements.size(); ++i) {
        Row row;
        row.part = elements.size() == 1 ? QString::fromLatin1(kList.data(), kList.size())
                                        : tr("X-Forwarded-For, %1 of %2").arg(i + 1).arg(elements.size());
        row.value = privacy::shownValue(elements[i], {});
        if (i < headers.hops.size() && isOfList(headers.hops[i])) {
            const Hop& hop = headers.hops[i];
            row.writtenBy = hopWriter(hop);
            row.isForgeable = hop.forgeable;
            row.isClient = hop.role == Hop::Role::Client;
            row.why = row.isClient ? tr("The client of this request")
                      : hop.role == Hop::Role::Claim
                          ? tr("It was there when the first of your proxies got it")
                          : tr("A station between the client and the proxy");
        } else {
            row.writtenBy = tr("The proxy, its own address");  // Envoy's
            row.isForgeable = false;
        }
        m_rows.push_back(std::move(row));
    }
}

void HeaderPartsModel::addLines(const api::RequestHeaders& headers) {
    for (const HeaderOrigin& origin : headers.origins) {
        if (origin.writer == HeaderWriter::Client || base::equalsIgnoreCase(origin.name, kList)) {
            continue;
        }
        Row row;
        row.part = text::shownText(origin.name);
        row.value = privacy::shownHeader(origin.name, origin.value, {});
        row.writtenBy = lineWriter(origin);
        row.why = text::ownText(origin.why);
        row.isForgeable = origin.forgeable;
        m_rows.push_back(std::move(row));
    }
}

int HeaderPartsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int HeaderPartsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant HeaderPartsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const auto cell = [&] {
        switch (index.column()) {
            case Part:
                return row.part;
            case Value:
                return row.value;
            case WrittenBy:
                return row.writtenBy;
            default:
                return row.isForgeable ? tr("Yes") : tr("No");
        }
    };
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return cell();
        case Qt::ToolTipRole:
            return text::plainToolTip(
                row.why.isEmpty() || index.column() == Value ? cell() : QString(cell() + u'\n' + row.why));
        case Qt::FontRole:
            if (index.column() == Value) {
                return theme::font(theme::TextStyle::Mono);
            }
            if (row.isClient) {
                QFont strong = theme::font(theme::TextStyle::Body);
                strong.setWeight(theme::kStrongWeight);
                return strong;
            }
            return {};
        case Qt::ForegroundRole:
            return index.column() == Forgeable && row.isForgeable ? QVariant(theme::color(theme::Role::High))
                                                                  : QVariant();
        default:
            return {};
    }
}

QVariant HeaderPartsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case Part:
            return tr("Part");
        case Value:
            return tr("As received");
        case WrittenBy:
            return tr("Written by");
        case Forgeable:
            return tr("Forgeable");
        default:
            return {};
    }
}

}  // namespace mirrorscope::ui::detail
