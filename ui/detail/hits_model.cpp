// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/hits_model.h"

#include <QIcon>

#include "ui/detail/hidden_parts.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/icons.h"

namespace mirrorscope::ui::detail {

void HitsModel::show(const SharedRequest& request) {
    beginResetModel();
    m_request = request;
    endResetModel();
}

const traffic::HitRow* HitsModel::hitAt(int row) const {
    const bool isThere = m_request && row >= 0 && row < rowCount();
    return isThere ? &m_request->detail.hits[static_cast<std::size_t>(row)] : nullptr;
}

int HitsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_request ? 0 : static_cast<int>(m_request->detail.hits.size());
}

QVariant HitsModel::data(const QModelIndex& index, int role) const {
    const traffic::HitRow* row = index.isValid() ? hitAt(index.row()) : nullptr;
    if (!row) {
        return {};
    }
    const QString label =
        QString::number(row->hit.ruleId) + QStringLiteral("  ") + messageText(m_request, *row);
    switch (role) {
        case Qt::DisplayRole:
            return label;
        case Qt::ToolTipRole:
            return text::plainToolTip(label);
        case Qt::AccessibleTextRole:
            return QString(text::ownText(traffic::severityName(row->hit.severity)) + u' ' + label);
        case Qt::DecorationRole:
            return theme::icon(theme::severityIcon(row->hit.severity),
                               theme::severityRole(row->hit.severity));
        default:
            return {};
    }
}

}  // namespace mirrorscope::ui::detail
