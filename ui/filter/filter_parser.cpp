// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_parser.h"

#include <QCoreApplication>

namespace mirrorscope::ui::filter {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("FilterParser", text);
}

/// Walks over the text once; every step returns false after it set the error.
class Reader {
public:
    explicit Reader(const QString& text) : m_text(text) {}

    ParsedFilter read() {
        while (skipSpaces()) {
            FilterTerm term;
            if (!readTerm(term)) {
                break;
            }
            m_parsed.terms.append(term);
        }
        return std::move(m_parsed);
    }

private:
    bool skipSpaces() {
        while (m_at < m_text.size() && m_text[m_at].isSpace()) {
            ++m_at;
        }
        return m_at < m_text.size();
    }

    bool fail(qsizetype position, qsizetype length, const QString& expectation) {
        m_parsed.error = FilterError{position, length, expectation};
        return false;
    }

    bool readTerm(FilterTerm& term) {
        if (m_text[m_at] == QLatin1Char('-')) {
            term.negated = true;
            ++m_at;
        }
        if (m_at < m_text.size() && m_text[m_at] == QLatin1Char('/')) {
            term.key = FilterKey::Path;
            return readValue(term);
        }
        const qsizetype start = m_at;
        while (m_at < m_text.size() &&
               (m_text[m_at].isLetterOrNumber() || m_text[m_at] == QLatin1Char('_'))) {
            ++m_at;
        }
        const QStringView name = QStringView(m_text).mid(start, m_at - start);
        const auto key = filterKeyByName(name);
        if (!key) {
            return fail(
                start, name.size(),
                tr("a condition begins with one of %1").arg(filterKeyNames().join(QStringLiteral(", "))));
        }
        if (m_at >= m_text.size() || m_text[m_at] != QLatin1Char(':')) {
            return fail(m_at, 1, tr("a colon and a value are expected after “%1”").arg(name));
        }
        ++m_at;
        term.key = *key;
        return readValue(term);
    }

    bool readValue(FilterTerm& term) {
        const qsizetype start = m_at;
        if (m_at < m_text.size() && m_text[m_at] == QLatin1Char('"')) {
            if (!readQuoted(term.value)) {
                return fail(start, m_text.size() - start, tr("the closing quote is missing"));
            }
        } else {
            while (m_at < m_text.size() && !m_text[m_at].isSpace()) {
                term.value += m_text[m_at++];
            }
        }
        const QString complaint = filterKeyInfo(term.key).complaint(term.value);
        return complaint.isEmpty() || fail(start, m_at - start, complaint);
    }

    bool readQuoted(QString& value) {
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] == QLatin1Char('"')) {
                ++m_at;
                return true;
            }
            if (m_text[m_at] == QLatin1Char('\\') && m_at + 1 < m_text.size()) {
                ++m_at;
            }
            value += m_text[m_at];
        }
        return false;
    }

    const QString& m_text;
    qsizetype m_at = 0;
    ParsedFilter m_parsed;
};

}  // namespace

QString FilterError::text() const {
    return tr("At character %1: %2.").arg(position + 1).arg(expectation);
}

ParsedFilter parseFilter(const QString& text) {
    return Reader(text).read();
}

QString quotedValue(const QString& value) {
    const bool plain = !value.isEmpty() && std::none_of(value.begin(), value.end(), [](QChar c) {
        return c.isSpace() || c == QLatin1Char('"') || c == QLatin1Char('\\');
    });
    if (plain) {
        return value;
    }
    QString quoted = QStringLiteral("\"");
    for (const QChar c : value) {
        if (c == QLatin1Char('"') || c == QLatin1Char('\\')) {
            quoted += QLatin1Char('\\');
        }
        quoted += c;
    }
    return quoted + QLatin1Char('"');
}

}  // namespace mirrorscope::ui::filter
