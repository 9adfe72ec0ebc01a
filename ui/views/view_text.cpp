// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/view_text.h"

#include <QCoreApplication>
#include <QSet>
#include <QStringDecoder>
#include <utility>

#include "core/query/parser.h"
#include "ui/requests/time_column.h"
#include "ui/views/view_values.h"

namespace mirrorscope::ui::views {
namespace {

constexpr char kFirstLine[] = "mirrorscope views 1";
constexpr char kFirstWords[] = "mirrorscope views ";

QString tr(const char* text) {
    return QCoreApplication::translate("ViewText", text);
}

/// Other spaces may be part of a filter.
QString trimmedAscii(const QString& text) {
    const auto isSpace = [](QChar c) { return c == u' ' || c == u'\t' || c == u'\r'; };
    qsizetype from = 0;
    qsizetype until = text.size();
    while (from < until && isSpace(text[from])) {
        ++from;
    }
    while (until > from && isSpace(text[until - 1])) {
        --until;
    }
    return text.mid(from, until - from);
}

/// Reads line after line; a view is complete when the next begins.
class Reader {
public:
    ViewsRead read(const QByteArray& bytes) {
        for (const QByteArray& line : bytes.split('\n')) {
            ++m_line;
            QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
            const QString text = trimmedAscii(decoder.decode(line));
            if (text.startsWith(u'#')) {
                m_read.hasComments = true;
            } else if (decoder.hasError()) {
                takeBroken(text.startsWith(u'['));
            } else if (!text.isEmpty() && !take(text)) {
                break;
            }
        }
        if (!m_hasFirstLine && m_read.problems.empty()) {
            m_line = 0;
            complain(tr("there is no list of views in it"), false);
        }
        finish();
        return std::move(m_read);
    }

private:
    /// False: nothing after it can be read.
    bool take(const QString& text) {
        if (!m_hasFirstLine) {
            m_hasFirstLine = text == QLatin1String(kFirstLine);
            if (!m_hasFirstLine) {
                complain(text.startsWith(QLatin1String(kFirstWords))
                             ? tr("another version of Mirrorscope wrote this list")
                             : tr("a list of views begins with the line “%1”").arg(QLatin1String(kFirstLine)),
                         false);
            }
            return m_hasFirstLine;
        }
        if (text.startsWith(u'[')) {
            begin(text);
        } else if (m_isOpen) {
            takeValue(text);
        } else if (!m_isSkipping) {
            complain(tr("a view begins with its name in brackets"), false);
        }
        return true;
    }

    /// It may have been the filter, or the name of the next view.
    void takeBroken(bool isName) {
        if (isName) {
            finish();
        }
        const bool costsView = isName || m_isOpen;
        m_isOpen = false;
        m_isSkipping = m_isSkipping || costsView;
        complain(tr("this is no UTF-8"), costsView);
    }

    void begin(const QString& text) {
        finish();
        m_isSkipping = true;
        if (!text.endsWith(u']')) {
            complain(tr("the name of a view ends with “]”"), true);
            return;
        }
        const QString name = text.mid(1, text.size() - 2).trimmed();
        if (const auto complaint = complaintAboutName(name)) {
            complain(*complaint, true);
        } else if (m_read.views.size() == kMostViews) {
            complain(tr("there are more than %1 views").arg(kMostViews), true);
        } else {
            m_isOpen = true;
            m_open = {{.name = name}, m_line};
            m_seen.clear();
            m_timeMode.reset();
        }
    }

    void takeValue(const QString& text) {
        const qsizetype colon = text.indexOf(u':');
        const QString key = colon < 0 ? text : text.left(colon).trimmed();
        const QString value = colon < 0 ? QString() : trimmedAscii(text.mid(colon + 1));
        if (colon < 0) {
            complain(tr("this is no line of a view: %1").arg(quotedText(text)), false);
        } else if (m_seen.contains(key)) {
            complain(tr("%1 stands there twice; the first one counts").arg(quotedText(key)), false);
        } else {
            m_seen.insert(key);
            takeKey(key, value);
        }
    }

    void takeKey(const QString& key, const QString& value) {
        if (key == QStringLiteral("table")) {
            const auto table = tableByName(value);
            m_open.view.table = table.value_or(Table::Attacks);
            if (!table) {
                refuse(tr("there is no table %1").arg(quotedText(value)));
            }
        } else if (key == QStringLiteral("filter")) {
            takeFilter(value);
        } else if (key == QStringLiteral("group")) {
            takeOr(m_open.view.grouping, groupingOf(value),
                   tr("nothing is grouped by %1").arg(quotedText(value)));
        } else if (key == QStringLiteral("columns")) {
            QString problem;
            takeOr(m_open.view.columns, columnsOf(value, problem), problem);
        } else if (key == QStringLiteral("time")) {
            takeOr(m_timeMode, requests::timeModeByName(value),
                   tr("times are not told as %1").arg(quotedText(value)));
        } else if (key == QStringLiteral("sort")) {
            takeOr(m_open.view.sort, sortOf(value),
                   tr("the table is not sorted by %1").arg(quotedText(value)));
        } else {
            complain(tr("nothing is known of %1").arg(quotedText(key)), false);
        }
    }

    /// Part of a filter would show more than its author meant: the view is refused.
    void takeFilter(const QString& value) {
        const std::string bytes = value.toStdString();
        const auto tree = query::parse(bytes);
        if (tree.has_value()) {
            m_open.view.filter = QString::fromStdString(query::print(*tree));
        } else {
            refuse(tr("the filter cannot be read. %1")
                       .arg(QString::fromStdString(query::sentence(tree.error(), bytes))));
        }
    }

    template <typename Value>
    void takeOr(std::optional<Value>& place, const std::optional<Value>& value, const QString& problem) {
        place = value;
        if (!value) {
            complain(problem, false);
        }
    }

    void finish() {
        if (!std::exchange(m_isOpen, false)) {
            return;
        }
        SavedView& view = m_open.view;
        m_line = std::exchange(m_open.line, m_line);
        if (!m_seen.contains(QStringLiteral("table"))) {
            complain(tr("the view %1 does not say its table").arg(quotedText(view.name)), true);
        } else {
            dropStrangers(view);
            if (view.columns && m_timeMode) {
                view.columns->timeMode = *m_timeMode;
            }
            m_read.views.push_back({view, m_line});
        }
        m_line = m_open.line;
    }

    /// What the other table has.
    void dropStrangers(SavedView& view) {
        if (view.table == Table::Attacks && (view.columns || view.sort || m_timeMode)) {
            complain(tr("the view %1 is of attacks: columns, times and order are left out")
                         .arg(quotedText(view.name)),
                     false);
            view.columns.reset();
            view.sort.reset();
        }
        if (view.table == Table::Requests && view.grouping) {
            complain(tr("the view %1 is of requests: its grouping is left out").arg(quotedText(view.name)),
                     false);
            view.grouping.reset();
        }
    }

    void refuse(const QString& reason) {
        complain(reason, true);
        m_isOpen = false;
        m_isSkipping = true;
    }

    void complain(const QString& reason, bool refused) {
        m_read.refused += refused ? 1 : 0;
        if (m_read.problems.size() < kMostProblems) {
            m_read.problems.push_back({m_line, reason, refused});
        }
    }

    ViewsRead m_read;
    ReadView m_open;
    QSet<QString> m_seen;
    std::optional<requests::TimeMode> m_timeMode;
    int m_line = 0;
    bool m_hasFirstLine = false;
    bool m_isOpen = false;
    bool m_isSkipping = false;  // lines of a view that was refused
};

}  // namespace

QString sentence(const ViewProblem& problem) {
    return problem.line == 0 ? problem.reason : tr("line %1: %2").arg(problem.line).arg(problem.reason);
}

ViewsRead readViews(const QByteArray& bytes) {
    if (bytes.size() > kMostBytes) {
        return {{}, {{0, tr("it is longer than 1 MiB"), false}}};
    }
    return Reader().read(bytes.startsWith("\xef\xbb\xbf") ? bytes.mid(3) : bytes);
}

QByteArray writeViews(const std::vector<SavedView>& views) {
    QString all = QLatin1String(kFirstLine) + u'\n';
    for (const SavedView& view : views) {
        all += QStringLiteral("\n[%1]\ntable: %2\n").arg(view.name, tableName(view.table));
        const auto line = [&all](const char* key, const QString& value) {
            all += trimmedAscii(QLatin1String(key) + QStringLiteral(": ") + value) + u'\n';
        };
        if (view.filter) {
            line("filter", *view.filter);
        }
        if (view.grouping) {
            line("group", groupingText(*view.grouping));
        }
        if (view.columns) {
            line("columns", columnsText(*view.columns));
            line("time", requests::timeModeName(view.columns->timeMode));
        }
        if (view.sort) {
            line("sort", sortText(*view.sort));
        }
    }
    return all.toUtf8();
}

}  // namespace mirrorscope::ui::views
