// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/pinned_header.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/theme/theme.h"

namespace mirrorscope::ui::requests {

PinnedHeader::PinnedHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {}

void PinnedHeader::setPinnedCount(int count) {
    m_count = count;
    viewport()->update();
}

std::vector<int> PinnedHeader::floating() const {
    std::vector<int> sections;
    if (offset() == 0) {
        return sections;
    }
    int width = 0;
    for (int visual = 0; visual < std::min(m_count, count()); ++visual) {
        const int section = logicalIndex(visual);
        if (!isSectionHidden(section)) {
            width += sectionSize(section);
            sections.push_back(section);
        }
    }
    const bool isRoom = 3 * width <= 2 * viewport()->width();
    return isRoom ? sections : std::vector<int>();
}

int PinnedHeader::floatingWidth() const {
    int width = 0;
    for (const int section : floating()) {
        width += sectionSize(section);
    }
    return width;
}

bool PinnedHeader::isFloating(int section) const {
    return std::ranges::count(floating(), section) > 0;
}

int PinnedHeader::shownPosition(int section) const {
    // Pinned sections are the first: without the scrolling they stand where they float.
    return isFloating(section) ? sectionPosition(section) : sectionViewportPosition(section);
}

int PinnedHeader::sectionShownAt(int x) const {
    return logicalIndexAt(unscrolled(x));
}

/// A place on a floating section as the place where it would be, scrolled.
int PinnedHeader::unscrolled(int x) const {
    return x < floatingWidth() ? x - offset() : x;
}

void PinnedHeader::paintEvent(QPaintEvent* event) {
    QHeaderView::paintEvent(event);
    const auto sections = floating();
    if (sections.empty()) {
        return;
    }
    QPainter painter(viewport());
    for (const int section : sections) {
        const QRect rect(sectionPosition(section), 0, sectionSize(section), viewport()->height());
        painter.save();
        painter.setClipRect(rect);
        painter.fillRect(rect, theme::color(theme::Role::Head));
        paintSection(&painter, rect, section);
        painter.restore();
    }
    painter.fillRect(floatingWidth() - 1, 0, 1, viewport()->height(), theme::color(theme::Role::Control));
}

template <typename Handle>
void PinnedHeader::pass(QMouseEvent* event, bool isOnFloating, const Handle& handle) {
    const QPointF at = event->position();
    QMouseEvent moved(event->type(), isOnFloating ? QPointF(at.x() - offset(), at.y()) : at,
                      event->globalPosition(), event->button(), event->buttons(), event->modifiers(),
                      event->pointingDevice());
    handle(&moved);
    event->setAccepted(moved.isAccepted());
}

void PinnedHeader::mousePressEvent(QMouseEvent* event) {
    m_wasPressedOnFloating = event->position().x() < floatingWidth();
    pass(event, m_wasPressedOnFloating, [this](QMouseEvent* moved) { QHeaderView::mousePressEvent(moved); });
}

void PinnedHeader::mouseMoveEvent(QMouseEvent* event) {
    // A drag goes on where it began, even when it leaves the section.
    const bool isDrag = event->buttons() != Qt::NoButton;
    pass(event, isDrag ? m_wasPressedOnFloating : event->position().x() < floatingWidth(),
         [this](QMouseEvent* moved) { QHeaderView::mouseMoveEvent(moved); });
}

void PinnedHeader::mouseReleaseEvent(QMouseEvent* event) {
    pass(event, m_wasPressedOnFloating,
         [this](QMouseEvent* moved) { QHeaderView::mouseReleaseEvent(moved); });
    m_wasPressedOnFloating = false;
}

void PinnedHeader::mouseDoubleClickEvent(QMouseEvent* event) {
    pass(event, event->position().x() < floatingWidth(),
         [this](QMouseEvent* moved) { QHeaderView::mouseDoubleClickEvent(moved); });
}

}  // namespace mirrorscope::ui::requests
