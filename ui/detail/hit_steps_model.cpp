// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/hit_steps_model.h"

#include <QColor>
#include <QCoreApplication>
#include <QFont>
#include <QStringList>

#include "core/base/byte_text.h"
#include "core/bodies/body_limits.h"
#include "core/bodies/match_way.h"
#include "core/bodies/node_text.h"
#include "ui/detail/body_words.h"
#include "ui/detail/hidden_parts.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::detail {

QString matchPlace(const traffic::Hit& hit, std::size_t headBytes) {
    if (!hit.offset) {
        return HitStepsModel::tr("offset unknown");
    }
    const bool inBody = *hit.offset >= headBytes;
    const std::uint64_t first = inBody ? *hit.offset - headBytes : *hit.offset;
    const QString from = text::countText(first);
    const QString until = text::countText(first + (hit.length > 0 ? hit.length - 1 : 0));
    return inBody ? HitStepsModel::tr("bytes %1–%2 of the body").arg(from, until)
                  : HitStepsModel::tr("bytes %1–%2 of the head").arg(from, until);
}

namespace {

/// "SQL injection, CWE-89, OWASP A03:2021".
QString typeText(traffic::AttackType type) {
    const traffic::AttackTypeInfo& info = traffic::attackTypeInfo(type);
    QStringList parts{text::ownText(info.title)};
    if (info.cwe != 0) {
        parts << QStringLiteral("CWE-") + QString::number(info.cwe);
    }
    if (!info.owasp.empty()) {
        parts << QStringLiteral("OWASP ") + text::ownText(info.owasp);
    }
    return parts.join(QStringLiteral(", "));
}

}  // namespace

/// Each decoding on the way has its line, named by what it adds to the path.
void HitStepsModel::addWay(const traffic::Hit& hit, std::size_t headBytes, const SharedBody& body) {
    if (!hit.offset || *hit.offset < headBytes || !body->body.codings.empty()) {
        return;
    }
    const bodies::BodyTree& tree = body->body.tree;
    const std::uint64_t offset = *hit.offset - headBytes;
    if (offset + hit.length > bodies::kMostReadBytes) {
        return;
    }
    const SharedNodeSecrets hidden = hiddenValues(body);
    QString above = kindWord(body->body.kind);
    std::string path;
    for (const bodies::NodeId node : bodies::wayToMatch(
             tree, {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(hit.length)},
             hit.matched)) {
        const std::string whole = bodies::pathOf(tree, node);
        const std::string added = whole.starts_with(path) ? whole.substr(path.size()) : whole;
        const QString step = text::shownText(added.starts_with(" › ") ? added.substr(5) : added);
        path = whole;
        m_lines.push_back({above.isEmpty() ? step : above + u' ' + step,
                           text::shownText(seenValue(hidden.get(), tree, node, base::kShownBytes + 1)), false,
                           false});
        above.clear();
    }
}

void HitStepsModel::show(const traffic::HitRow* row, std::size_t headBytes, const SharedBody& body,
                         const SharedRequest& request) {
    beginResetModel();
    m_lines.clear();
    if (row) {
        const traffic::Hit& hit = row->hit;
        const auto line = [](const QString& step, const std::string& bytes) {
            return bytes.empty() ? Line{step, text::unknownText(), false, true}
                                 : Line{step, text::shownText(bytes), false, false};
        };
        m_lines = {
            line(tr("Point"), hit.point),
            line(tr("Variable"), hit.variable),
            {tr("Place"), matchPlace(hit, headBytes), false, !hit.offset},
        };
        if (body) {
            addWay(hit, headBytes, body);
        }
        m_lines.insert(
            m_lines.end(),
            {line(tr("Transformations"), hit.transformations),
             Line{tr("Matched value"), request ? matchText(request, *row) : text::shownText(hit.matched),
                  true, false},
             Line{tr("Attack type"), typeText(hit.type), false, true},
             request && !hit.message.empty() ? Line{tr("Message"), messageText(request, *row), false, false}
                                             : line(tr("Message"), hit.message),
             line(tr("Rule file"), hit.ruleFile)});
    }
    endResetModel();
}

int HitStepsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int HitStepsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant HitStepsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Line& line = m_lines[static_cast<std::size_t>(index.row())];
    const bool isValue = index.column() == Value;
    const QString& text = isValue ? line.value : line.step;
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return text;
        case Qt::ToolTipRole:
            return text::plainToolTip(text);
        case Qt::FontRole: {
            if (isValue) {
                return line.weak ? QVariant() : QVariant(theme::font(theme::TextStyle::Mono));
            }
            QFont font = theme::font(theme::TextStyle::Body);
            font.setWeight(line.isMatch ? theme::kStrongWeight : QFont::Normal);
            return font;
        }
        case Qt::BackgroundRole:
            return isValue && line.isMatch ? QVariant(theme::color(theme::Role::Match)) : QVariant();
        case Qt::ForegroundRole:
            if (isValue && line.isMatch) {
                return theme::color(theme::Role::MatchText);
            }
            return line.weak ? QVariant(theme::color(theme::Role::Text2)) : QVariant();
        default:
            return {};
    }
}

}  // namespace mirrorscope::ui::detail
