// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/hidden_bytes.h"

#include <QStringList>
#include <algorithm>

#include "ui/text/byte_copy.h"

namespace mirrorscope::ui::text {
namespace {

/// `shown` for each stretch of bytes that may be seen, `hide` for each that may not, in their order.
template <typename Shown, typename Hide>
void forEachStretch(ByteRange range, const HiddenBytes& hidden, const Shown& shown, const Hide& hide) {
    std::size_t at = range.begin;
    for (auto one = hiddenFrom(hidden, at); one != hidden.end() && one->begin < range.end(); ++one) {
        if (one->begin > at) {
            shown(at, one->begin - at);
        }
        hide();
        at = std::min(one->end(), range.end());
    }
    if (at < range.end()) {
        shown(at, range.end() - at);
    }
}

}  // namespace

QString hiddenText() {
    return QStringLiteral("••••••••");
}

HiddenBytes::const_iterator hiddenFrom(const HiddenBytes& hidden, std::size_t offset) {
    return std::ranges::upper_bound(hidden, offset, {}, &ByteRange::end);
}

const ByteRange* hiddenAt(const HiddenBytes& hidden, std::size_t offset) {
    const auto found = hiddenFrom(hidden, offset);
    return found != hidden.end() && found->begin <= offset ? &*found : nullptr;
}

QString copiedText(std::string_view bytes, ByteRange range, const HiddenBytes& hidden) {
    std::string seen;
    forEachStretch(
        range, hidden,
        [&](std::size_t begin, std::size_t length) { seen.append(bytes.substr(begin, length)); },
        [&] { seen += hiddenText().toStdString(); });
    return copiedText(seen);
}

QString copiedHex(std::string_view bytes, ByteRange range, const HiddenBytes& hidden) {
    QStringList parts;
    forEachStretch(
        range, hidden,
        [&](std::size_t begin, std::size_t length) { parts << copiedHex(bytes.substr(begin, length)); },
        [&] { parts << hiddenText(); });
    return parts.join(u' ');
}

}  // namespace mirrorscope::ui::text
