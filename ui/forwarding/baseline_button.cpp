// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/baseline_button.h"

#include <QAction>
#include <QMenu>
#include <algorithm>
#include <utility>

#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/text/time_text.h"

namespace mirrorscope::ui::forwarding {

QString baselineText(const std::optional<traffic::PresenceBaseline>& baseline, const QTimeZone& zone) {
    return baseline ? BaselineButton::tr("Set %1").arg(
                          text::timeText(baseline->at, zone, base::SystemClock().wall()))
                    : BaselineButton::tr("First %1 requests").arg(text::countText(traffic::kPresenceSpan));
}

BaselineButton::BaselineButton(QWidget* parent)
    : QToolButton(parent), m_snapshot(std::make_shared<HeaderSnapshot>()) {
    setObjectName(QStringLiteral("presence.baseline"));
    setAccessibleName(tr("Baseline of drift"));
    setText(tr("Baseline"));
    setPopupMode(QToolButton::InstantPopup);
    setAutoRaise(true);
    auto* menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    m_set = menu->addAction(QString(), this, [this] {
        const auto baselines = presentOnes();
        emit asked(named(tr("Set baseline of %1"), tr("Set baseline of %1 sources"), baselines), baselines);
    });
    m_set->setObjectName(QStringLiteral("presence.set-baseline"));
    m_reset = menu->addAction(QString(), this, [this] {
        auto baselines = setOnes();
        for (traffic::SourceBaseline& one : baselines) {
            one.baseline.reset();
        }
        emit asked(named(tr("Take back baseline of %1"), tr("Take back baseline of %1 sources"), baselines),
                   baselines);
    });
    m_reset->setObjectName(QStringLiteral("presence.reset-baseline"));
    setMenu(menu);
    refresh();
}

void BaselineButton::setShown(SharedSnapshot snapshot, std::vector<traffic::Source> sources) {
    m_snapshot = std::move(snapshot);
    m_sources = std::move(sources);
    refresh();
}

void BaselineButton::setTimeZone(const QTimeZone& zone) {
    m_zone = zone;
    refresh();
}

std::vector<traffic::SourceBaseline> BaselineButton::presentOnes() const {
    std::vector<traffic::SourceBaseline> out;
    for (const traffic::Source& source : m_sources) {
        if (auto baseline = traffic::presentBaseline(source.id, m_snapshot->presence)) {
            out.push_back({source.id, std::move(baseline)});
        }
    }
    return out;
}

std::vector<traffic::SourceBaseline> BaselineButton::setOnes() const {
    std::vector<traffic::SourceBaseline> out;
    for (const traffic::Source& source : m_sources) {
        if (auto baseline = m_snapshot->baseline(source.id)) {
            out.push_back({source.id, std::move(baseline)});
        }
    }
    return out;
}

QString BaselineButton::named(const QString& one, const QString& many,
                              const std::vector<traffic::SourceBaseline>& baselines) const {
    if (baselines.size() != 1) {
        return many.arg(text::countText(baselines.size()));
    }
    const traffic::Source* source = m_snapshot->source(baselines.front().source);
    return one.arg(source != nullptr ? text::shownText(source->name, 64) : QString());
}

QString BaselineButton::facts() const {
    base::WallTime newest{};
    for (const traffic::SourceBaseline& one : setOnes()) {
        newest = std::max(newest, one.baseline->at);
    }
    return newest == base::WallTime{}
               ? QString()
               : tr("baseline set %1").arg(text::timeText(newest, m_zone, base::SystemClock().wall()));
}

void BaselineButton::refresh() {
    const auto present = presentOnes();
    const auto set = setOnes();
    m_set->setEnabled(!present.empty());
    m_set->setText(present.empty()
                       ? tr("Set baseline")
                       : named(tr("Set baseline of %1"), tr("Set baseline of %1 sources"), present));
    m_set->setToolTip(text::plainToolTip(
        present.empty()
            ? tr("No source shown has sent %1 requests yet").arg(text::countText(traffic::kPresenceSpan))
            : tr("Drift is measured by the newest requests of now")));
    m_reset->setEnabled(!set.empty());
    m_reset->setText(tr("First %1 requests as baseline").arg(text::countText(traffic::kPresenceSpan)));
    QStringList lines;
    for (const traffic::Source& source : m_sources) {
        lines << tr("%1: %2").arg(text::shownText(source.name, 64),
                                  baselineText(m_snapshot->baseline(source.id), m_zone));
    }
    text::setPlainToolTip(this, lines.isEmpty() ? tr("What drift is measured by") : lines.join(u'\n'));
}

}  // namespace mirrorscope::ui::forwarding
