// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QWidget>

#include "ui/detail/shown_request.h"

class QAction;
class QTabBar;
class QToolButton;

namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::detail {

class SecretsButton;

/// The line above the detail: which request, when, the tabs of its parts, and what can be done with it as a
/// whole. UI thread.
class DetailHead : public QWidget {
    Q_OBJECT

public:
    DetailHead(int tabs, QWidget* parent);

    QTabBar& tabs() { return *m_tabs; }
    const QTabBar& tabs() const { return *m_tabs; }
    void setRequest(const SharedRequest& request, const QTimeZone& zone);
    void setTime(const traffic::MirroredRequest& request, const QTimeZone& zone);
    /// No request is shown.
    void clear();
    /// The choices of the button at the right.
    void setCopyMenu(const QList<QAction*>& choices);
    void showSecretsAnew();

private:
    QWidget* buildTabs(int count);
    QWidget* buildCopyButton();

    text::PlainLabel* m_title;
    text::PlainLabel* m_time;
    QTabBar* m_tabs = nullptr;
    SecretsButton* m_secrets = nullptr;
    QToolButton* m_copy = nullptr;
};

}  // namespace mirrorscope::ui::detail
