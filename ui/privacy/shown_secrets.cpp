// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/privacy/shown_secrets.h"

#include <algorithm>

#include "core/redaction/redactor.h"
#include "ui/privacy/screen.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::privacy {
namespace {

/// Of one cell. A secret that begins among the bytes that are shown ends long before.
constexpr std::size_t kLookedThrough = std::size_t{64} << 10U;
/// For patterns of the user in one cell: a table paints hundreds of them.
constexpr std::chrono::milliseconds kCellTime{10};
/// Shorter matches stand everywhere in a message.
constexpr qsizetype kShortestReplaced = 4;

/// `find` answers the secrets of a text by a redactor.
template <typename Find>
QString shown(std::string_view bytes, const Owner& owner, std::size_t limit, const Find& find) {
    Screen& screen = Screen::instance();
    if (bytes.empty() || !screen.hides(owner.request)) {
        return text::shownText(bytes, limit);
    }
    const redaction::Redactor* redactor = screen.redactorFor(owner.source);
    if (redactor == nullptr) {
        return dots();
    }
    const std::string_view read = bytes.substr(0, kLookedThrough);
    const redaction::Secrets secrets = find(*redactor, read);
    return secrets.empty() ? text::shownText(bytes, limit)
                           : text::shownText(redaction::hidden(read, secrets, redaction::kShownMark), limit);
}

template <typename Find>
bool hides(std::string_view bytes, const Owner& owner, const Find& find) {
    Screen& screen = Screen::instance();
    if (bytes.empty() || !screen.hides(owner.request)) {
        return false;
    }
    const redaction::Redactor* redactor = screen.redactorFor(owner.source);
    return redactor == nullptr || bytes.size() > kLookedThrough || !find(*redactor, bytes).empty();
}

redaction::Secrets ofTarget(const redaction::Redactor& redactor, std::string_view bytes) {
    return redactor.secretsOfTarget(bytes, kCellTime);
}

}  // namespace

QString shownTarget(std::string_view target, const Owner& owner, std::size_t limit) {
    return shown(target, owner, limit, ofTarget);
}

QString shownHeader(std::string_view name, std::string_view value, const Owner& owner, std::size_t limit) {
    return shown(value, owner, limit, [name](const redaction::Redactor& redactor, std::string_view bytes) {
        return redactor.secretsOfHeader(name, bytes, kCellTime);
    });
}

QString shownHead(std::string_view head, const Owner& owner, std::size_t limit) {
    return shown(head, owner, limit, [](const redaction::Redactor& redactor, std::string_view bytes) {
        return redactor.secretsOfHead(bytes, kCellTime);
    });
}

QString shownValue(std::string_view value, const Owner& owner, std::size_t limit) {
    return shown(value, owner, limit, [](const redaction::Redactor& redactor, std::string_view bytes) {
        return redactor.secretsOfText(bytes, kCellTime);
    });
}

QString shownMatch(const traffic::Hit& hit, const Owner& owner, std::size_t limit) {
    return shown(
        hit.matched, owner, limit, [&hit](const redaction::Redactor& redactor, std::string_view bytes) {
            return redactor.hidesVariable(hit.variable) ? redaction::Secrets{{0, bytes.size(), hit.variable}}
                                                        : redactor.secretsOfText(bytes, kCellTime);
        });
}

QString shownMessage(const traffic::Hit& hit, const Owner& owner) {
    QString message = shownValue(hit.message, owner);
    const QString matched = text::shownText(hit.matched);
    const bool isHidden = matched.size() >= kShortestReplaced && shownMatch(hit, owner) != matched;
    return isHidden ? message.replace(matched, dots()) : message;
}

bool hidesTarget(std::string_view target, const Owner& owner) {
    return hides(target, owner, ofTarget);
}

bool hidesHeader(std::string_view name, std::string_view value, const Owner& owner) {
    return hides(value, owner, [name](const redaction::Redactor& redactor, std::string_view bytes) {
        return redactor.secretsOfHeader(name, bytes, kCellTime);
    });
}

QString dots() {
    return text::ownText(redaction::kShownMark);
}

QString shownPart(std::string_view part, std::size_t offset, const redaction::Secrets& hidden,
                  std::size_t limit) {
    const redaction::Secrets inside = secretsWithin(hidden, offset, part.size());
    return inside.empty() ? text::shownText(part, limit)
                          : text::shownText(redaction::hidden(part, inside, redaction::kShownMark), limit);
}

redaction::Secrets secretsWithin(const redaction::Secrets& secrets, std::size_t begin, std::size_t length) {
    redaction::Secrets inside;
    const auto first =
        std::ranges::upper_bound(secrets, begin, {}, [](const auto& one) { return one.offset + one.length; });
    for (auto one = first; one != secrets.end() && one->offset < begin + length; ++one) {
        const std::size_t from = std::max(one->offset, begin);
        const std::size_t end = std::min(one->offset + one->length, begin + length);
        inside.push_back({from - begin, end - from, one->reason});
    }
    return inside;
}

}  // namespace mirrorscope::ui::privacy
