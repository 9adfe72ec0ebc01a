// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/known/known_list.h"

#include <utility>

#include "core/base/error_text.h"
#include "ui/known/known_words.h"

namespace mirrorscope::ui::known {
namespace {

constexpr std::chrono::minutes kBetweenLooks{1};

}  // namespace

const base::Clock& KnownList::systemClock() {
    static const base::SystemClock clock;
    return clock;
}

KnownList::KnownList(std::filesystem::path file, QObject* parent, const base::Clock& clock)
    : QObject(parent), m_file(std::move(file)), m_clock(clock) {
    load();
    apply();
    m_timer.setInterval(kBetweenLooks);
    connect(&m_timer, &QTimer::timeout, this, &KnownList::refresh);
    m_timer.start();
}

void KnownList::load() {
    auto read = standing::readKnownSources(m_file);
    m_isBroken = !read.has_value();
    if (m_isBroken) {
        m_problem = problemText(read.error());
    } else {
        m_all = std::move(*read);
    }
}

void KnownList::apply() {
    m_inForce = standing::inForce(m_all, m_clock.wall());
    m_hidden = standing::hidingFilters(m_inForce);
}

bool KnownList::keep(const standing::KnownSources& sources) {
    m_all = sources;
    apply();
    emit changed();
    if (m_isBroken) {
        return false;
    }
    const auto written = standing::writeKnownSources(m_file, m_all);
    m_problem = written ? QString() : problemText(written.error());
    return written.has_value();
}

void KnownList::setHiding(bool isHiding) {
    if (std::exchange(m_isHiding, isHiding) != isHiding) {
        emit changed();
    }
}

void KnownList::refresh() {
    const standing::KnownSources before = m_inForce;
    apply();
    if (m_inForce != before) {
        emit changed();
    }
}

filter::Filter KnownList::effective(const filter::Filter& filter) const {
    if (!m_isHiding || m_hidden.empty()) {
        return filter;
    }
    const auto tree = standing::without(filter.tree(), m_hidden);
    const auto both = tree ? filter::Filter::of({*tree}, filter.moment()) : filter::Filter::Result(filter);
    return both ? *both : filter;
}

bool KnownList::mayHide(const filter::Filter& filter) const {
    return m_hidden.empty() || standing::without(filter.tree(), m_hidden).has_value();
}

filter::Filter KnownList::hiddenOf(const filter::Filter& filter) const {
    if (!m_isHiding || m_hidden.empty() || !mayHide(filter)) {
        return {};
    }
    const auto tree = standing::onlyHidden(filter.tree(), m_hidden);
    const auto only =
        tree ? filter::Filter::of({*tree}, filter.moment()) : filter::Filter::Result(filter::Filter());
    return only ? *only : filter::Filter();
}

}  // namespace mirrorscope::ui::known
