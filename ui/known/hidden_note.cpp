// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/known/hidden_note.h"

#include <QHBoxLayout>
#include <QPushButton>

#include "ui/known/hidden_count.h"
#include "ui/known/known_list.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::known {

HiddenNote::HiddenNote(KnownList& list, const HiddenCount& count, QWidget* parent)
    : QWidget(parent),
      m_list(list),
      m_count(count),
      m_text(new text::PlainLabel(this)),
      m_show(new QPushButton(tr("Show"), this)) {
    setObjectName(QStringLiteral("hidden-note"));
    setAccessibleName(tr("Hidden known sources"));
    m_text->setObjectName(QStringLiteral("hidden-note.text"));
    m_show->setObjectName(QStringLiteral("hidden-note.show"));
    m_show->setAccessibleName(tr("Show requests of known sources"));
    m_show->setFlat(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::kBetween, 0, theme::kBetween, 0);
    layout->setSpacing(theme::kInside);
    layout->addWidget(m_text);
    layout->addWidget(m_show);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    connect(m_show, &QPushButton::clicked, this, [this] { m_list.setHiding(false); });
    connect(&m_list, &KnownList::changed, this, &HiddenNote::refresh);
    connect(&m_count, &HiddenCount::changed, this, &HiddenNote::refresh);
    refresh();
}

void HiddenNote::setPossible(bool isPossible) {
    m_isPossible = isPossible;
    refresh();
}

void HiddenNote::refresh() {
    const auto sources = static_cast<int>(m_list.hidingCount());
    setVisible(m_list.isHiding() && sources > 0);
    if (isHidden()) {
        return;
    }
    const QString number = text::countText(m_count.count());
    const QString count = m_count.isComplete()                    ? number
                          : m_count.count() >= HiddenCount::kMost ? tr("over %1").arg(number)
                                                                  : tr("%1 so far").arg(number);
    const QString requests = m_count.isComplete() && m_count.count() == 1 ? tr("%1 request").arg(count)
                             : m_count.isComplete() || m_count.count() >= HiddenCount::kMost
                                 ? tr("%1 requests").arg(count)
                                 : tr("requests, %1,").arg(count);
    m_text->setText(!m_isPossible  ? tr("Known sources are shown: the filter is too long to hide them")
                    : sources == 1 ? tr("%1 of 1 known source hidden").arg(requests)
                                   : tr("%1 of %2 known sources hidden").arg(requests).arg(sources));
}

}  // namespace mirrorscope::ui::known
