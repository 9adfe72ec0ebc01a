// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QWidget>

#include "ui/shell/conditions.h"

class QLabel;
class QVBoxLayout;

namespace mirrorscope::ui::shell {

/// The banners above the centre: at most two, worst first, then how many more. A closed one stays closed
/// until its cause ended and came back. UI thread.
class BannerStack : public QWidget {
    Q_OBJECT

public:
    static constexpr qsizetype kMostShown = 2;

    explicit BannerStack(QWidget* parent = nullptr);

    void setConditions(const QList<Condition>& conditions);

signals:
    void remedyChosen(mirrorscope::ui::shell::Remedy remedy, const std::string& listener);

private:
    void rebuild();

    QList<Condition> m_conditions;
    QSet<QString> m_closed;
    QVBoxLayout* m_layout;
    QLabel* m_more;
};

}  // namespace mirrorscope::ui::shell
