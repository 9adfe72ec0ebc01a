// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/saved_view.h"

#include <QCoreApplication>
#include <algorithm>

#include "core/base/byte_text.h"

namespace mirrorscope::ui::views {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("SavedView", text);
}

bool isSeen(char32_t character) {
    switch (QChar::category(character)) {
        case QChar::Other_Control:
        case QChar::Other_Format:
        case QChar::Other_Surrogate:
        case QChar::Other_PrivateUse:
        case QChar::Other_NotAssigned:
        case QChar::Separator_Line:
        case QChar::Separator_Paragraph:
            return false;
        default:
            return true;
    }
}

}  // namespace

std::optional<QString> complaintAboutName(const QString& name) {
    if (name.trimmed().isEmpty()) {
        return tr("A view needs a name.");
    }
    if (name.size() > SavedView::kLongestName) {
        return tr("A name has at most %1 characters.").arg(SavedView::kLongestName);
    }
    const auto characters = name.toUcs4();
    if (!std::ranges::all_of(characters, [](uint character) { return isSeen(character); }) ||
        base::hasInvisibleCharacters(name.toStdString())) {
        return tr("A name has no characters that cannot be seen.");
    }
    return std::nullopt;
}

requests::ColumnLayout comparable(const requests::ColumnLayout& layout) {
    requests::ColumnLayout kept;
    // The request that times are measured from is of one session.
    kept.timeMode =
        layout.timeMode == requests::TimeMode::Reference ? requests::TimeMode::Window : layout.timeMode;
    for (const auto& column : layout.columns) {
        if (column.shown) {
            kept.columns.push_back(column);
        }
    }
    for (const requests::RequestColumnInfo& info : requests::requestColumns()) {
        const auto rest =
            std::ranges::find(kept.columns, QLatin1String(info.name), &requests::ColumnLayout::Column::name);
        if (info.takesRest && rest != kept.columns.end()) {
            rest->width = info.width;
        }
    }
    return kept;
}

ViewLook lookOf(const SavedView& view, ViewLook otherwise) {
    otherwise.table = view.table;
    otherwise.filter = view.filter.value_or(otherwise.filter);
    otherwise.grouping = view.grouping.value_or(otherwise.grouping);
    otherwise.columns = view.columns.value_or(otherwise.columns);
    otherwise.sort = view.sort.value_or(otherwise.sort);
    return otherwise;
}

SavedView keeping(SavedView view, const ViewLook& now) {
    if (view.filter) {
        view.filter = now.filter;
    }
    if (view.grouping) {
        view.grouping = now.grouping;
    }
    if (view.columns) {
        view.columns = comparable(now.columns);
    }
    if (view.sort) {
        view.sort = now.sort;
    }
    return view;
}

}  // namespace mirrorscope::ui::views
