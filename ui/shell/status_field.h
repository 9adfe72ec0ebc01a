// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "ui/theme/icons.h"
#include "ui/theme/palette.h"

class QLabel;

namespace mirrorscope::ui::shell {

class IconLabel;

/// One field of the status bar: perhaps an icon, a short text, a line at its right. UI thread.
class StatusField : public QWidget {
    Q_OBJECT

public:
    StatusField(const QString& name, QWidget* parent);

    struct Content {
        QString text;
        QString spoken;  // for screen readers and as tooltip; empty: the text
        std::optional<theme::Icon> icon;
        theme::Role role = theme::Role::Text;  // of icon and text; Text: nothing to worry about
    };
    void set(const Content& content);
    QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void recolour();

    IconLabel* m_icon;
    QLabel* m_text;
    theme::Role m_role = theme::Role::Text;
};

}  // namespace mirrorscope::ui::shell
