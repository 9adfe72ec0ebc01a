// SPDX-License-Identifier: GPL-3.0-or-later
// The menus in the titles of the charts.
#include <QActionGroup>
#include <QMenu>
#include <QToolButton>

#include "ui/charts/chart_legend.h"
#include "ui/charts/chart_link.h"
#include "ui/charts/rate_chart.h"
#include "ui/charts/size_chart.h"
#include "ui/overview/overview_page.h"
#include "ui/overview/series_data.h"
#include "ui/overview/top_panel.h"

namespace mirrorscope::ui::overview {
namespace {

constexpr int kDay = 24 * 60;  // minutes

QString spanText(int minutes) {
    if (minutes < 60) {
        return OverviewPage::tr("%1 min").arg(minutes);
    }
    return minutes <= kDay ? OverviewPage::tr("%1 h").arg(minutes / 60)
                           : OverviewPage::tr("%1 d").arg(minutes / kDay);
}

QToolButton* menuButton(const char* objectName, const QString& name, const QString& text) {
    auto* button = new QToolButton;
    button->setObjectName(QLatin1String(objectName));
    button->setAccessibleName(name);
    button->setText(text);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setAutoRaise(true);
    auto* menu = new QMenu(button);
    button->setMenu(menu);
    return button;
}

}  // namespace

void OverviewPage::addSpanMenu() {
    m_spanButton = menuButton("charts.span", tr("Length of the charts"), {});
    const auto choose = [this](int minutes) {
        setSpanMinutes(minutes);
        emit spanChosen(minutes);
    };
    QMenu* menu = m_spanButton->menu();
    menu->addAction(tr("Automatic"), this, [choose] { choose(0); });
    for (const filter::ChartSpan& span : filter::chartSpans()) {
        menu->addAction(spanText(span.minutes), this, [choose, minutes = span.minutes] { choose(minutes); });
    }
    m_rate->legend().addControl(m_spanButton);
}

void OverviewPage::setSpanMinutes(int minutes) {
    m_feed->setSpan(minutes == 0 ? std::nullopt : std::optional(filter::chartSpanOf(minutes)));
}

void OverviewPage::showSpan() {
    m_spanButton->setText(spanText(m_feed->window().span.minutes));
    m_link->resetViews();
    showTiles();
}

QString OverviewPage::comparedName() const {
    if (!m_compared) {
        return {};
    }
    switch (*m_compared) {
        case traffic::ComparedTo::RangeBefore:
            return tr("%1 before").arg(spanText(m_feed->window().span.minutes));
        case traffic::ComparedTo::DayBefore:
            return tr("a day before");
        case traffic::ComparedTo::WeekBefore:
            return tr("a week before");
    }
    return {};
}

void OverviewPage::addCompareMenu() {
    m_compareButton = menuButton("charts.compare", tr("Compare with another time"), tr("Compare with"));
    QMenu* menu = m_compareButton->menu();
    auto* group = new QActionGroup(menu);
    const auto add = [this, menu, group](const char* name, const QString& text,
                                         std::optional<traffic::ComparedTo> to) {
        QAction* action = menu->addAction(text, this, [this, to] {
            m_compared = to;
            m_feed->setCompared(to);
        });
        action->setObjectName(QLatin1String(name));
        action->setCheckable(true);
        action->setChecked(!to);
        group->addAction(action);
    };
    add("compare.none", tr("Nothing"), std::nullopt);
    menu->addSeparator();
    add("compare.before", tr("The range before"), traffic::ComparedTo::RangeBefore);
    add("compare.day", tr("The same time a day before"), traffic::ComparedTo::DayBefore);
    add("compare.week", tr("The same time a week before"), traffic::ComparedTo::WeekBefore);
    m_rate->legend().addControl(m_compareButton);
}

void OverviewPage::addSizesMenu() {
    m_sizesButton = menuButton("charts.sizes.source", tr("Source of the body sizes"), tr("Source"));
    m_sizes->legend().addControl(m_sizesButton);
    refillSizesMenu();
}

void OverviewPage::refillSizesMenu() {
    QMenu* menu = m_sizesButton->menu();
    // Two fixed lines, then a line a source; an open menu stays as it is.
    if (menu->isVisible() || menu->actions().size() == static_cast<qsizetype>(m_sources.size()) + 2) {
        return;
    }
    menu->clear();
    menu->addAction(tr("Automatic: where sizes end"), this, [this] { chooseSizes(std::nullopt); });
    menu->addAction(tr("All sources"), this, [this] { chooseSizes(0); });
    for (const traffic::Source& source : m_sources) {
        QString name = sourceName(m_sources, source.id);
        menu->addAction(name.replace(u'&', QStringLiteral("&&")), this,
                        [this, id = source.id] { chooseSizes(id); });
    }
}

void OverviewPage::chooseSizes(std::optional<traffic::SourceId> source) {
    m_sizesOf = source;
    applyBodies();
}

void OverviewPage::addMeasureMenu() {
    m_measureButton = menuButton("top.measure", tr("What the lists count"), tr("Attack requests"));
    const auto add = [this](const QString& text, traffic::TopOf of) {
        m_measureButton->menu()->addAction(text, this, [this, text, of] {
            m_measureButton->setText(text);
            m_feed->setTopOf(of);
        });
    };
    add(tr("Attack requests"), traffic::TopOf::AttackRequests);
    add(tr("All requests"), traffic::TopOf::Requests);
    m_tops.front()->addControl(m_measureButton);
}

}  // namespace mirrorscope::ui::overview
