// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/headers_model.h"

#include <QColor>
#include <QFont>
#include <algorithm>
#include <string>

#include "ui/detail/hidden_parts.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::detail {
namespace {

/// As much as a line of the byte view: what is longer is read in Raw.
constexpr std::size_t kValueBytes = 4096;

/// Trailers are header lines without a request line above them (RFC 9112 7.1.2).
std::vector<http::Field> trailerFields(std::string_view lines) {
    std::vector<http::Field> fields;
    while (!lines.empty()) {
        const std::size_t end = lines.find('\n');
        std::string_view line = lines.substr(0, end);
        lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        if (line.empty()) {
            continue;
        }
        const std::size_t colon = std::min(line.find(':'), line.size());
        fields.push_back(
            {line.substr(0, colon), http::trimmed(line.substr(std::min(colon + 1, line.size())))});
    }
    return fields;
}

/// Names that a filter can write: header.NAME.
bool isFilterName(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return isLetter || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    });
}

}  // namespace

void HeadersModel::show(const SharedRequest& request) {
    beginResetModel();
    m_request = request;
    m_lines.clear();
    if (request) {
        const http::Head head(request->detail.request.head);
        for (const http::Field& field : head.fields()) {
            m_lines.push_back({field, false, 0});
        }
        const traffic::MirroredRequest& received = request->detail.request;
        for (const http::Field& field : trailerFields(received.trailers)) {
            m_lines.push_back({field, true, received.head.size() + received.body.size()});
        }
    }
    endResetModel();
}

void HeadersModel::showSecretsAnew() {
    if (!m_lines.empty()) {
        emit dataChanged(index(0, Number), index(rowCount() - 1, Value));
    }
}

QString HeadersModel::shown(const Line& line, std::string_view part, std::size_t limit) const {
    const traffic::MirroredRequest& received = m_request->detail.request;
    const std::string& holder = line.isTrailer ? received.trailers : received.head;
    const auto place = part.empty() ? 0 : static_cast<std::size_t>(part.data() - holder.data());
    return privacy::shownPart(part, line.offset + place, hiddenOf(m_request), limit);
}

/// Chips tell what is asked, so that nothing hidden can be.
QVariant HeadersModel::raw(const Line& line, std::string_view bytes) const {
    if (line.isTrailer || !isFilterName(line.field.name) ||
        shown(line, line.field.value, kValueBytes) != text::shownText(line.field.value, kValueBytes)) {
        return {};
    }
    return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

int HeadersModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int HeadersModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString HeadersModel::numberText(int row) const {
    return m_lines[static_cast<std::size_t>(row)].isTrailer ? tr("trailer") : QString::number(row + 1);
}

QVariant HeadersModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Line& line = m_lines[static_cast<std::size_t>(index.row())];
    const auto cell = [&](std::size_t limit) {
        return index.column() == Number
                   ? numberText(index.row())
                   : shown(line, index.column() == Name ? line.field.name : line.field.value, limit);
    };
    switch (role) {
        case RawNameRole:
            return raw(line, line.field.name);
        case RawValueRole:
            return raw(line, line.field.value);
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return cell(base::kShownBytes);
        case Qt::ToolTipRole:
            return text::plainToolTip(cell(base::kShownBytes));
        case Qt::FontRole:
            return index.column() == Number ? QVariant() : QVariant(theme::font(theme::TextStyle::Mono));
        case Qt::ForegroundRole:
            return index.column() == Number ? QVariant(theme::color(theme::Role::Text2)) : QVariant();
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::Alignment(
                Qt::AlignVCenter | (index.column() == Number ? Qt::AlignRight : Qt::AlignLeft)));
        case LineRole:
            return QString(shown(line, line.field.name, kValueBytes) + QStringLiteral(": ") +
                           shown(line, line.field.value, kValueBytes));
        default:
            return {};
    }
}

QVariant HeadersModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (section == Number ? Qt::AlignRight : Qt::AlignLeft)));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case Number:
            return tr("#");
        case Name:
            return tr("Name");
        case Value:
            return tr("Value, as received");
        default:
            return {};
    }
}

}  // namespace mirrorscope::ui::detail
