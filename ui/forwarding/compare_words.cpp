// SPDX-License-Identifier: GPL-3.0-or-later
// How a comparison is told: names of lines, counts, and who writes a header.
#include <QCoreApplication>
#include <algorithm>

#include "ui/forwarding/compare_model.h"
#include "ui/text/number_text.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::forwarding {
namespace {

using doctor::Difference;
using doctor::HeaderOrigin;
using doctor::HeaderWriter;
using Kinds = Difference::Kind;

QString tr(const char* text) {
    return QCoreApplication::translate("CompareWords", text);
}

QString writerSentence(const QString& side, const HeaderOrigin& one) {
    switch (one.writer) {
        case HeaderWriter::Client:
            return tr("%1: the client's own header, passed on.").arg(side);
        case HeaderWriter::Proxy:
            return tr("%1: written by the proxy (%2), whatever a client sends.")
                .arg(side, text::shownText(one.by));
        case HeaderWriter::ProxyAppended:
            return tr("%1: its end is written by the proxy (%2); what stands in front came with the request.")
                .arg(side, text::shownText(one.by));
        case HeaderWriter::EarlierHop:
            return tr("%1: passed on unchecked; a proxy in front wrote it, or a client forged it.").arg(side);
        case HeaderWriter::Unknown:
            break;
    }
    return one.forgeable ? tr("%1: who wrote it cannot be told; a client could have.").arg(side)
                         : tr("%1: who wrote it cannot be told.").arg(side);
}

const HeaderOrigin* originOf(const api::RequestHeaders& headers, std::size_t line) {
    return line > 0 && line <= headers.origins.size() ? &headers.origins[line - 1] : nullptr;
}

QString sideName(const QString& side, const api::RequestHeaders& headers) {
    const QString source = text::shownText(headers.detail.row.sourceName, 64);
    return source.isEmpty() ? side : tr("%1, %2").arg(side, source);
}

}  // namespace

QString fieldText(const Difference& one) {
    if (one.lineA > 0 || one.lineB > 0) {
        return text::shownText(one.what);
    }
    return one.what == "method"    ? tr("Method")
           : one.what == "target"  ? tr("Target")
           : one.what == "version" ? tr("Version")
                                   : tr("Body");
}

QString comparisonCounts(const api::RequestComparison& comparison) {
    const auto of = [&](auto... kinds) {
        return static_cast<std::uint64_t>(std::ranges::count_if(
            comparison.lines, [&](const Difference& one) { return ((one.kind == kinds) || ...); }));
    };
    QStringList parts;
    const auto add = [&](std::uint64_t count, const char* words) {
        if (count > 0) {
            parts += tr(words).arg(text::countText(count));
        }
    };
    add(of(Kinds::Value), QT_TRANSLATE_NOOP("CompareWords", "%1 differ in value"));
    add(of(Kinds::OnlyA), QT_TRANSLATE_NOOP("CompareWords", "%1 only in A"));
    add(of(Kinds::OnlyB), QT_TRANSLATE_NOOP("CompareWords", "%1 only in B"));
    add(of(Kinds::Order, Kinds::Name), QT_TRANSLATE_NOOP("CompareWords", "%1 differ in order or case only"));
    const QString fields = tr("%1 fields").arg(text::countText(comparison.lines.size()));
    return fields + QStringLiteral(": ") +
           (parts.isEmpty() ? tr("no difference") : parts.join(QStringLiteral(", ")));
}

QStringList explanationOf(const Difference& one, const api::RequestComparison& comparison) {
    QStringList sentences;
    const HeaderOrigin* a = originOf(comparison.a, one.lineA);
    const HeaderOrigin* b = originOf(comparison.b, one.lineB);
    const auto addSide = [&](const QString& side, const api::RequestHeaders& headers,
                             const HeaderOrigin* origin) {
        if (origin == nullptr) {
            return;
        }
        sentences += writerSentence(sideName(side, headers), *origin);
        if (!origin->why.empty()) {
            sentences.back() += QStringLiteral(" ") + text::ownText(origin->why);
        }
    };
    addSide(QStringLiteral("A"), comparison.a, a);
    addSide(QStringLiteral("B"), comparison.b, b);
    const HeaderOrigin* known = a != nullptr ? a : b;
    if (known != nullptr && !known->meaning.empty()) {
        sentences += text::ownText(known->meaning);
    }
    if (known == nullptr) {
        sentences += one.kind == Kinds::Same
                         ? tr("Both requests have the same.")
                         : tr("No header: it is a part of the request line, or the body.");
    }
    return sentences;
}

}  // namespace mirrorscope::ui::forwarding
