// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/view_tabs.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScopedValueRollback>
#include <algorithm>

#include "ui/text/elide.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/spacing.h"
#include "ui/views/view_switch.h"

namespace mirrorscope::ui::views {
namespace {

/// As a tab shows it: no letter of it is a key.
QString titleOf(const QString& name) {
    return text::tabTitle(name).replace(u'&', QStringLiteral("&&"));
}

QString toolTipOf(const SavedView& view, bool isChanged) {
    QStringList lines{view.name};
    if (view.filter) {
        lines +=
            view.filter->isEmpty() ? ViewTabs::tr("Everything") : text::shownText(view.filter->toStdString());
    }
    if (isChanged) {
        lines += ViewTabs::tr("Changed since it was saved");
    }
    return text::plainToolTip(lines.join(u'\n'));
}

}  // namespace

ViewTabs::ViewTabs(ViewList& list, ViewSwitch& views, QWidget* parent)
    : QTabBar(parent), m_list(list), m_views(views) {
    setObjectName(QStringLiteral("views"));
    setAccessibleName(tr("Views"));
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideNone);
    setFixedHeight(theme::kTabHeight);
    addTab(tr("Attacks"));
    addTab(tr("Requests"));
    rebuild();
    connect(this, &QTabBar::currentChanged, this, &ViewTabs::choose);
    connect(this, &QTabBar::tabMoved, this, [this](int from, int to) {
        if (!m_isFollowing) {
            const QScopedValueRollback guard(m_isFollowing, true);
            m_list.move(from - kFree, to - kFree);
        }
    });
    connect(&m_list, &ViewList::changed, this, &ViewTabs::rebuild);
    connect(&m_views, &ViewSwitch::marksChanged, this, &ViewTabs::showTexts);
    connect(&m_views, &ViewSwitch::currentChanged, this, [this] {
        m_count.clear();
        showTexts();
        showCurrent();
    });
}

ViewId ViewTabs::idAt(int index) const {
    const auto at = static_cast<std::size_t>(index - kFree);
    return index >= kFree && at < m_list.entries().size() ? m_list.entries()[at].id : 0;
}

int ViewTabs::indexOf(ViewId id) const {
    const int at = m_list.indexOf(id);
    return at < 0 ? -1 : at + kFree;
}

void ViewTabs::setCount(const QString& count) {
    if (count != m_count) {
        m_count = count;
        showTexts();
    }
}

void ViewTabs::rebuild() {
    const QScopedValueRollback guard(m_isFollowing, true);
    const int wanted = kFree + static_cast<int>(m_list.entries().size());
    while (count() > wanted) {
        removeTab(count() - 1);
    }
    while (count() < wanted) {
        addTab(QString());
    }
    showTexts();
    showCurrent();
}

void ViewTabs::showTexts() {
    for (const ViewList::Entry& entry : m_list.entries()) {
        const int index = indexOf(entry.id);
        const bool isChanged = m_views.isChanged(entry.id);
        QString text = titleOf(entry.view.name);
        QString spoken = entry.view.name;
        if (entry.id == m_views.current() && !m_count.isEmpty()) {
            text += QStringLiteral("  ") + m_count;
            spoken += QStringLiteral(", ") + m_count;
        }
        if (isChanged) {
            text += QStringLiteral(" •");
            spoken += QStringLiteral(", ") + tr("changed");
        }
        if (text != QTabBar::tabText(index)) {
            setTabText(index, text);
        }
        setAccessibleTabName(index, spoken);
        setTabToolTip(index, toolTipOf(entry.view, isChanged));
    }
    setAccessibleDescription(m_views.isChanged(m_views.current()) ? tr("changed") : QString());
}

void ViewTabs::showCurrent() {
    const QScopedValueRollback guard(m_isFollowing, true);
    const ViewId id = m_views.current();
    setCurrentIndex(id == 0 ? static_cast<int>(m_views.table()) : indexOf(id));
}

void ViewTabs::choose(int index) {
    if (m_isFollowing || index < 0) {
        return;
    }
    if (index < kFree) {
        m_views.chooseFree(static_cast<Table>(index));
    } else {
        m_views.choose(idAt(index));
    }
}

void ViewTabs::contextMenuEvent(QContextMenuEvent* event) {
    const bool isKey = event->reason() == QContextMenuEvent::Keyboard;
    const int index = isKey ? currentIndex() : tabAt(event->pos());
    emit menuRequested(idAt(index), isKey ? mapToGlobal(tabRect(index).bottomLeft()) : event->globalPos());
    event->accept();
}

void ViewTabs::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_F2 && event->modifiers() == Qt::NoModifier) {
        if (const ViewId id = idAt(currentIndex()); id != 0) {
            emit renameRequested(id);
        }
        return;
    }
    QTabBar::keyPressEvent(event);
}

void ViewTabs::mousePressEvent(QMouseEvent* event) {
    const int index = tabAt(event->position().toPoint());
    setMovable(index >= kFree);
    m_pressedAt = event->position().toPoint().x();
    m_dragRoom = index >= kFree ? tabRect(index).left() - tabRect(kFree).left() : 0;
    QTabBar::mousePressEvent(event);
}

void ViewTabs::mouseMoveEvent(QMouseEvent* event) {
    const QPointF at = event->position();
    if (!isMovable() || at.x() >= m_pressedAt - m_dragRoom) {
        QTabBar::mouseMoveEvent(event);
        return;
    }
    // Not over the free ones.
    const QPointF limited(m_pressedAt - m_dragRoom, at.y());
    QMouseEvent moved(event->type(), limited, event->globalPosition() + (limited - at), event->button(),
                      event->buttons(), event->modifiers(), event->pointingDevice());
    QTabBar::mouseMoveEvent(&moved);
}

}  // namespace mirrorscope::ui::views
