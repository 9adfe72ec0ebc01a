// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/completion_popup.h"

#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "core/base/byte_text.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::filter {
namespace {

constexpr int kTextWidth = 190;
constexpr int kWidth = 560;

QString shown(const std::string& text) {
    return QString::fromStdString(base::shownText(text));
}

}  // namespace

CompletionPopup::CompletionPopup(QWidget* owner) : QFrame(owner->window()), m_list(new QTreeWidget(this)) {
    setObjectName(QStringLiteral("filter.completion"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    m_list->setAccessibleName(tr("What could follow"));
    m_list->setColumnCount(2);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->header()->hide();
    m_list->header()->resizeSection(0, kTextWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    hide();
    connect(m_list, &QTreeWidget::itemClicked, this, [this] {
        if (const query::Candidate* candidate = chosen()) {
            emit picked(*candidate);
        }
    });
}

void CompletionPopup::offer(const query::Completion& completion, const QPoint& globalCorner) {
    m_offered = completion;
    m_list->clear();
    for (const query::Candidate& candidate : completion.candidates) {
        auto* item = new QTreeWidgetItem(m_list, {shown(candidate.text), shown(candidate.meaning)});
        item->setForeground(1, theme::color(theme::Role::Text2));
        item->setSizeHint(0, {kTextWidth, theme::kRowHeight});
    }
    m_list->setCurrentItem(nullptr);
    setVisible(!completion.candidates.empty());
    if (isVisible()) {
        place(globalCorner);
    }
}

void CompletionPopup::place(const QPoint& globalCorner) {
    const int rows = std::min(m_list->topLevelItemCount(), kRows);
    const QWidget* window = parentWidget();
    const QPoint corner = window->mapFromGlobal(globalCorner);
    const int width = std::min(kWidth, window->width());
    setGeometry(std::clamp(corner.x(), 0, window->width() - width), corner.y(), width,
                rows * theme::kRowHeight + 2 * frameWidth());
    raise();
}

void CompletionPopup::move(int by) {
    const int count = m_list->topLevelItemCount();
    const int from = m_list->indexOfTopLevelItem(m_list->currentItem());
    // -1 is "nothing", between the last and the first.
    const int row = (from + 1 + by + count + 1) % (count + 1) - 1;
    m_list->setCurrentItem(row < 0 ? nullptr : m_list->topLevelItem(row));
}

const query::Candidate* CompletionPopup::chosen() const {
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    return row < 0 ? nullptr : &m_offered.candidates[static_cast<std::size_t>(row)];
}

}  // namespace mirrorscope::ui::filter
