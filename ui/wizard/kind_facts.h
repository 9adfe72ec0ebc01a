// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

#include "ui/theme/icons.h"

class QVBoxLayout;

namespace mirrorscope::ui::wizard {

struct ProxyKind;
struct VersionChoice;

/// What a kind's copies show, what they cannot, and what can go wrong, as lists with icons. UI thread.
class KindFacts : public QScrollArea {
    Q_OBJECT

public:
    explicit KindFacts(QWidget* parent);

    void setKind(const ProxyKind& kind, const VersionChoice& version);

private:
    void addGroup(const QString& title, const QStringList& lines, theme::Icon icon, theme::Role role);

    QWidget* m_content = nullptr;
    QVBoxLayout* m_column = nullptr;
};

}  // namespace mirrorscope::ui::wizard
