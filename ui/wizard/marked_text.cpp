// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/marked_text.h"

#include <algorithm>
#include <utility>

namespace mirrorscope::ui::wizard {
namespace {

using snippets::LineMark;

std::size_t lineCount(const std::string& text) {
    const auto ends = static_cast<std::size_t>(std::ranges::count(text, '\n'));
    return ends + (text.empty() || text.ends_with('\n') ? 0 : 1);
}

std::vector<LineMark> marksOf(const snippets::SnippetText& hardened, std::size_t part, bool isFaithful,
                              const std::string& text) {
    std::vector<LineMark> marks;
    if (part < hardened.marks.size()) {
        marks = isFaithful ? hardened.marks[part].faithful : hardened.marks[part].hardened;
    }
    marks.resize(lineCount(text));
    return marks;
}

/// The line that stands for a part without text is another one as soon as the other form has some there.
LineMark nothingMark(const snippets::SnippetText& hardened, std::size_t part, bool isFaithful) {
    LineMark mark;
    if (part < hardened.marks.size()) {
        const auto& others = isFaithful ? hardened.marks[part].hardened : hardened.marks[part].faithful;
        mark.change = others.empty() ? LineMark::Change::None
                      : isFaithful   ? LineMark::Change::Removed
                                     : LineMark::Change::Added;
    }
    return mark;
}

QStringList linesOf(const QString& text) {
    QStringList lines = text.split(u'\n');
    if (text.endsWith(u'\n') || text.isEmpty()) {
        lines.removeLast();
    }
    return lines;
}

}  // namespace

MarkedText markedText(const snippets::SnippetText& hardened, const snippets::SnippetText* faithful,
                      const std::string& part) {
    const snippets::SnippetText& shown = faithful == nullptr ? hardened : *faithful;
    MarkedText out;
    bool isFirst = true;
    for (std::size_t i = 0; i < shown.parts.size(); ++i) {
        const snippets::SnippetPart& one = shown.parts[i];
        const auto marks = marksOf(hardened, i, faithful != nullptr, one.text);
        if (one.name == part) {
            return {QString::fromStdString(one.text), marks};
        }
        if (one.isExtract) {
            continue;
        }
        // As all() sets parts below each other: a line between, one that says where, "(nothing)".
        out.marks.resize(out.marks.size() + (std::exchange(isFirst, false) ? 1 : 2));
        out.marks.insert(out.marks.end(), marks.begin(), marks.end());
        if (one.text.empty()) {
            out.marks.push_back(nothingMark(hardened, i, faithful != nullptr));
        }
    }
    out.text = QString::fromStdString(shown.all());
    return out;
}

MarkedText differences(const MarkedText& faithful, const MarkedText& hardened) {
    const QStringList before = linesOf(faithful.text);
    const QStringList after = linesOf(hardened.text);
    MarkedText out;
    const auto add = [&out](const QString& sign, const QString& line, LineMark mark,
                            LineMark::Change change) {
        mark.change = change;
        out.text += sign + line + u'\n';
        out.marks.push_back(std::move(mark));
    };
    const auto isKept = [](const MarkedText& text, qsizetype line) {
        return text.marks[static_cast<std::size_t>(line)].change == LineMark::Change::None;
    };
    qsizetype left = 0;
    qsizetype right = 0;
    while (left < before.size() || right < after.size()) {
        for (; left < before.size() && !isKept(faithful, left); ++left) {
            add(QStringLiteral("- "), before[left], faithful.marks[static_cast<std::size_t>(left)],
                LineMark::Change::Removed);
        }
        for (; right < after.size() && !isKept(hardened, right); ++right) {
            add(QStringLiteral("+ "), after[right], hardened.marks[static_cast<std::size_t>(right)],
                LineMark::Change::Added);
        }
        // What is left on both sides is the same line.
        if (right < after.size()) {
            add(QStringLiteral("  "), after[right++], {}, LineMark::Change::None);
        }
        ++left;
    }
    return out;
}

QList<std::size_t> reasonsIn(const MarkedText& text) {
    QList<std::size_t> out;
    for (const LineMark& mark : text.marks) {
        for (const std::size_t reason : mark.reasons) {
            if (!out.contains(reason)) {
                out.append(reason);
            }
        }
    }
    std::ranges::sort(out);
    return out;
}

}  // namespace mirrorscope::ui::wizard
