// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/no_match.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/filter/filter_state.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::shell {

NoMatch::NoMatch(QAbstractItemView& view, filter::FilterState& filter, Title title)
    : QWidget(view.viewport()),
      m_view(view),
      m_filter(filter),
      m_titleOf(std::move(title)),
      m_title(new text::PlainLabel(this)),
      m_text(new text::PlainLabel(this)),
      m_removeLast(new QPushButton(tr("Remove last condition"), this)),
      m_clear(new QPushButton(tr("Clear filter"), this)) {
    setObjectName(view.objectName() + QStringLiteral(".no-match"));
    layOut();
    connect(m_removeLast, &QPushButton::clicked, this,
            [this] { m_filter.removeAt(static_cast<qsizetype>(m_filter.filter().conditions().size()) - 1); });
    connect(m_clear, &QPushButton::clicked, &m_filter, &filter::FilterState::clear);
    connect(&m_filter, &filter::FilterState::changed, this, &NoMatch::refresh);
    const QAbstractItemModel* model = view.model();
    connect(model, &QAbstractItemModel::rowsInserted, this, &NoMatch::refresh);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &NoMatch::refresh);
    connect(model, &QAbstractItemModel::modelReset, this, &NoMatch::refresh);
    view.viewport()->installEventFilter(this);
    refresh();
}

void NoMatch::layOut() {
    m_title->setObjectName(objectName() + QStringLiteral(".title"));
    m_title->setFont(theme::font(theme::TextStyle::TileNumber));
    m_title->setAlignment(Qt::AlignCenter);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setForegroundRole(QPalette::PlaceholderText);
    m_removeLast->setObjectName(objectName() + QStringLiteral(".remove-last"));
    m_clear->setObjectName(objectName() + QStringLiteral(".clear"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(theme::kBetween);
    buttons->addStretch();
    buttons->addWidget(m_removeLast);
    buttons->addWidget(m_clear);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(theme::kBetween);
    layout->addStretch();
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addLayout(buttons);
    layout->addStretch();
}

void NoMatch::refresh() {
    const auto conditions = m_filter.filter().conditions().size();
    const bool isEmpty = conditions > 0 && m_view.model()->rowCount() == 0;
    const QString title = isEmpty ? m_titleOf() : QString();
    setVisible(!title.isEmpty());
    if (title.isEmpty()) {
        return;  // the usual case, many times a second
    }
    m_title->setText(title);
    const QString text = text::shownText(m_filter.filter().text());
    m_text->setText(fontMetrics().elidedText(text, Qt::ElideRight, m_view.viewport()->width() * 3 / 4));
    m_removeLast->setVisible(conditions > 1);
    setAccessibleName(title);
    setAccessibleDescription(text);
    setGeometry(m_view.viewport()->rect());
}

bool NoMatch::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) {
        refresh();
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace mirrorscope::ui::shell
