// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <optional>
#include <string>

#include "core/query/parse_error.h"

namespace mirrorscope::ui::filter {

/// The line in which filters are typed: can underline the place of an error. UI thread.
class FilterLine : public QLineEdit {
    Q_OBJECT

public:
    /// In characters of the text.
    struct Span {
        int position = 0;
        int length = 0;
        bool operator==(const Span&) const = default;
    };

    explicit FilterLine(QWidget* parent = nullptr);

    std::string bytes() const { return text().toStdString(); }
    /// The cursor in bytes() as the filter language counts.
    std::size_t cursorByte() const;
    /// Puts other bytes in the place of those, and the cursor behind them.
    void replace(std::size_t position, std::size_t length, const std::string& with);

    /// Underlines its place; none: nothing is underlined. Typing takes the underline away.
    void underline(const std::optional<query::ParseError>& error);
    const std::optional<Span>& underlined() const { return m_underlined; }

    /// Where the cursor's lower left corner is, for what belongs there.
    QPoint cursorCorner() const { return cursorRect().bottomLeft(); }

private:
    void format(const std::optional<Span>& span);

    std::optional<Span> m_underlined;
};

}  // namespace mirrorscope::ui::filter
