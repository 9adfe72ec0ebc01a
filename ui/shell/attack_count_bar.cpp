// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/attack_count_bar.h"

#include <QHBoxLayout>

#include "core/api/mirror_service.h"
#include "ui/attacks/attacks_model.h"
#include "ui/filter/filter_state.h"
#include "ui/shell/icon_label.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::shell {
namespace {

constexpr int kRefreshMilliseconds = 250;  // UI.md section 7: counts at most 4 times a second

/// Conditions that attacks cannot be asked for are named, so that nobody believes the list obeys them.
QString ignoredText(const QStringList& names) {
    return names.isEmpty() ? QString()
                           : AttackCountBar::tr("Conditions on %1 apply to requests only")
                                 .arg(names.join(QStringLiteral(", ")));
}

}  // namespace

AttackCountBar::AttackCountBar(attacks::AttacksModel& model, filter::FilterState& filter, QWidget* parent)
    : QWidget(parent),
      m_model(model),
      m_filter(filter),
      m_count(new text::PlainLabel(this)),
      m_context(new text::PlainLabel(this)),
      m_note(new text::PlainLabel(this)) {
    setObjectName(QStringLiteral("attacks.count"));
    setAccessibleName(tr("Number of attacks"));
    setFixedHeight(theme::kCountHeight);
    m_count->setObjectName(QStringLiteral("attacks.count.found"));
    m_context->setObjectName(QStringLiteral("attacks.count.context"));
    QFont strong = theme::font(theme::TextStyle::Body);
    strong.setWeight(theme::kStrongWeight);
    m_count->setFont(strong);
    setTextRole(m_context, theme::Role::Text2);
    setTextRole(m_note, theme::Role::Text2);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::kBarSide, 0, theme::kBarSide, 0);
    layout->setSpacing(theme::kBetween);
    layout->addWidget(m_count);
    layout->addWidget(m_context);
    layout->addStretch(1);
    layout->addWidget(m_note);
    m_later.setSingleShot(true);
    m_later.setInterval(kRefreshMilliseconds);
    connect(&m_later, &QTimer::timeout, this, &AttackCountBar::refresh);
    const auto soon = [this] {
        if (!m_later.isActive()) {
            m_later.start();
        }
    };
    connect(&m_model, &attacks::AttacksModel::countsChanged, this, soon);
    connect(&m_filter, &filter::FilterState::changed, this, soon);
    refresh();
}

void AttackCountBar::setStatus(const api::ServiceStatus& status) {
    m_stored = static_cast<std::uint64_t>(std::max<traffic::RequestId>(status.lastRequest, 0));
    m_waiting = status.analysis.verdictBacklog;
    if (m_model.attackCount() == 0) {
        refresh();
    }
}

void AttackCountBar::setNote(const QString& note) {
    m_noteText = note;
    refresh();
}

void AttackCountBar::refresh() {
    const int attacks = m_model.attackCount();
    if (attacks > 0) {
        const int sources = m_model.sourceCount();
        m_count->setText(attacks == 1
                             ? tr("1 attack")
                             : tr("%1 attacks").arg(text::countText(static_cast<std::uint64_t>(attacks))));
        m_context->setText(sources == 1 ? tr("from 1 source") : tr("from %1 sources").arg(sources));
    } else if (m_waiting > 0) {
        m_count->setText(tr("No attack found so far"));
        m_context->setText(m_waiting == 1
                               ? tr("1 request still waits for analysis")
                               : tr("%1 requests still wait for analysis").arg(text::countText(m_waiting)));
    } else {
        m_count->setText(m_filter.filter().isEmpty() ? tr("No attack found") : tr("No attack matches"));
        m_context->setText(tr("%1 requests searched, all analysed").arg(text::countText(m_stored)));
    }
    m_note->setText(m_noteText.isEmpty() ? ignoredText(m_model.ignoredConditions()) : m_noteText);
}

}  // namespace mirrorscope::ui::shell
