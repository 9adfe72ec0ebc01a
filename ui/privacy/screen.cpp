// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/privacy/screen.h"

#include <utility>

namespace mirrorscope::ui::privacy {
namespace {

/// Sources that are looked at together; more begin anew, because senders may choose their names.
constexpr std::size_t kMostRedactors = 64;

}  // namespace

Screen& Screen::instance() {
    static Screen screen;
    return screen;
}

void Screen::setHiding(bool hiding) {
    if (hiding != m_isHiding) {
        m_isHiding = hiding;
        m_isRevealed = false;
        m_revealed = 0;
        emit changed();
    }
}

void Screen::setRules(redaction::UserRules rules) {
    if (rules != m_rules) {
        m_rules = std::move(rules);
        m_redactors.clear();
        emit changed();
    }
}

void Screen::reveal(traffic::RequestId request) {
    if (m_revealed != request) {
        m_revealed = request;
        emit changed();
    }
}

void Screen::revealAll() {
    if (!m_isRevealed) {
        m_isRevealed = true;
        emit changed();
    }
}

void Screen::hideAgain() {
    if (m_isRevealed || m_revealed != 0) {
        m_isRevealed = false;
        m_revealed = 0;
        emit changed();
    }
}

void Screen::lookAt(traffic::RequestId request) {
    if (m_revealed != 0 && m_revealed != request) {
        m_revealed = 0;
        emit changed();
    }
}

bool Screen::hides(traffic::RequestId request) const {
    return m_isHiding && !m_isRevealed && (request == 0 || request != m_revealed);
}

const redaction::Redactor* Screen::redactorFor(std::string_view source) {
    auto known = m_redactors.find(source);
    if (known == m_redactors.end()) {
        if (m_redactors.size() >= kMostRedactors) {
            m_redactors.clear();
        }
        auto made = redaction::Redactor::makeFor(source, m_rules);
        known = m_redactors.emplace(source, std::nullopt).first;
        if (made) {
            known->second.emplace(std::move(*made));
        }
    }
    return known->second ? &*known->second : nullptr;
}

}  // namespace mirrorscope::ui::privacy
