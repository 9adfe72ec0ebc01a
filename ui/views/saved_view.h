// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>
#include <optional>

#include "ui/attacks/grouping.h"
#include "ui/requests/column_layout.h"
#include "ui/requests/request_columns.h"

namespace mirrorscope::ui::views {

/// Which of the two tables a view is of.
enum class Table : std::uint8_t { Attacks, Requests };

/// Without a column: the order of arrival. Plain value.
struct ViewSort {
    std::optional<requests::RequestColumn> column{};
    bool descending = true;

    bool operator==(const ViewSort&) const = default;
};

/// How the tables look at a moment. Plain value.
struct ViewLook {
    Table table = Table::Attacks;
    QString filter{};  // as query::print() writes it; empty: everything
    attacks::Grouping grouping{};
    requests::ColumnLayout columns{};
    ViewSort sort{};
};

/// A look under a name. What is unset is not kept: it stays as it is when the view is chosen. Plain value.
struct SavedView {
    /// A tab shows 24 characters, its tooltip the rest: longer ones are notes, not names.
    static constexpr qsizetype kLongestName = 80;

    QString name{};
    Table table = Table::Attacks;
    std::optional<QString> filter{};                  // as query::print() writes it
    std::optional<attacks::Grouping> grouping{};      // of Attacks only
    std::optional<requests::ColumnLayout> columns{};  // of Requests only, see comparable()
    std::optional<ViewSort> sort{};                   // of Requests only

    bool operator==(const SavedView&) const = default;
};

/// Why nothing may be called that: nothing, too long, or characters that nobody sees or that turn the reading
/// direction; unset: it may. Whether another view has the name is for who knows them all.
std::optional<QString> complaintAboutName(const QString& name);

/// The layout without what the window decides: hidden columns are not named, and the column that takes the
/// rest has its usual width.
requests::ColumnLayout comparable(const requests::ColumnLayout& layout);

/// How it looks when `view` is chosen while the rest is as in `otherwise`.
ViewLook lookOf(const SavedView& view, ViewLook otherwise);
/// The view with what it keeps as it is now. Its table stays.
SavedView keeping(SavedView view, const ViewLook& now);

}  // namespace mirrorscope::ui::views
