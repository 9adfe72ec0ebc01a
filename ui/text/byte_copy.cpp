// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/byte_copy.h"

#include "ui/text/shown_text.h"

namespace mirrorscope::ui::text {

QString copiedText(std::string_view bytes) {
    std::string_view rest = bytes.substr(0, kCopiedBytes);
    QString text;
    while (!rest.empty()) {
        const std::size_t lf = rest.find('\n');
        std::string_view line = rest.substr(0, lf);
        if (lf != std::string_view::npos && line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        text += shownText(line, line.size());
        if (lf == std::string_view::npos) {
            break;
        }
        text += u'\n';
        rest.remove_prefix(lf + 1);
    }
    return bytes.size() > kCopiedBytes ? text + u'…' : text;
}

QString copiedHex(std::string_view bytes) {
    const std::string_view kept = bytes.substr(0, kCopiedBytes);
    const QByteArray hex =
        QByteArray::fromRawData(kept.data(), static_cast<qsizetype>(kept.size())).toHex(' ');
    return QString::fromLatin1(hex) + (bytes.size() > kCopiedBytes ? QStringLiteral("…") : QString());
}

}  // namespace mirrorscope::ui::text
