// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/colour_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <optional>

#include "core/config/paths.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::requests {
namespace {

constexpr qint64 kLongestFile = 256 * 1024;  // bytes; 64 rules of the longest filters people write
constexpr int kFields = 4;

QString tr(const char* text) {
    return QCoreApplication::translate("ColourFile", text);
}

/// One line; what is wrong with it.
std::optional<QString> readLine(const QByteArray& line, ColourRule& rule) {
    const QList<QByteArray> fields = line.split('\t');
    if (fields.size() != kFields) {
        return tr("on or off, a look, a name and a filter with tabs between them are expected");
    }
    if (fields[0] != "on" && fields[0] != "off") {
        return tr("“on” or “off” is expected at first");
    }
    const auto look = ruleLookByName(QString::fromUtf8(fields[1]));
    if (!look) {
        return tr("there is no look “%1”").arg(text::shownText(fields[1].toStdString(), 40));
    }
    rule = {QString::fromUtf8(fields[2]).left(kLongestRuleName), QString::fromUtf8(fields[3]), *look,
            fields[0] == "on"};
    if (const auto complaint = complaintAbout(rule.filter)) {
        return complaint->sentence;
    }
    return std::nullopt;
}

}  // namespace

ReadRules readColourRules(const QByteArray& text) {
    ReadRules read;
    const QList<QByteArray> lines = text.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines[i].trimmed().isEmpty() || lines[i].startsWith('#')) {
            continue;
        }
        ColourRule rule;
        auto problem = read.rules.size() == kMostColourRules
                           ? std::optional(tr("more than %1 rules").arg(kMostColourRules))
                           : readLine(lines[i], rule);
        if (problem) {
            return {{}, static_cast<int>(i) + 1, *problem};
        }
        read.rules.push_back(std::move(rule));
    }
    return read;
}

QByteArray writeColourRules(const ColourRules& rules) {
    QByteArray text =
        "# Colour rules of the requests table: the first that fits counts.\n"
        "# on or off, look, name, filter; with tabs between them.\n";
    for (const ColourRule& rule : rules) {
        // The name is a person's, and a filter that was read prints without tabs.
        const auto filter = filter::Filter::read(rule.filter.toStdString(), {});
        text += QByteArray(rule.isOn ? "on" : "off") + '\t' + ruleLookInfo(rule.look).name + '\t' +
                rule.name.simplified().toUtf8() + '\t' +
                (filter ? QByteArray::fromStdString(filter->text()) : rule.filter.simplified().toUtf8()) +
                '\n';
    }
    return text;
}

QString ColourFile::standardFile() {
    return QFile::decodeName((config::configDirectory() / "colours.txt").c_str());
}

ColourRules ColourFile::load() {
    m_problem.clear();
    m_isBroken = false;
    QFile file(m_file);
    if (!file.exists()) {
        return {};
    }
    const QString name = text::shownText(m_file.toStdString());
    if (!file.open(QIODevice::ReadOnly)) {
        m_isBroken = true;
        m_problem = tr("%1: %2").arg(name, file.errorString());
        return {};
    }
    if (file.size() > kLongestFile) {
        m_isBroken = true;
        m_problem = tr("%1: longer than 256 KiB").arg(name);
        return {};
    }
    ReadRules read = readColourRules(file.readAll());
    if (read.line != 0) {
        m_isBroken = true;
        m_problem = tr("%1, line %2: %3").arg(name).arg(read.line).arg(read.problem);
    }
    return std::move(read.rules);
}

bool ColourFile::save(const ColourRules& rules) {
    if (m_isBroken) {
        return false;
    }
    m_problem.clear();
    const QFileInfo info(m_file);
    if (rules.empty() && !info.exists()) {
        return true;
    }
    QDir().mkpath(info.path());
    QSaveFile file(m_file);
    const QByteArray text = writeColourRules(rules);
    const bool isWritten = file.open(QIODevice::WriteOnly) &&
                           file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                           file.write(text) == text.size() && file.commit();
    if (!isWritten) {
        m_problem = tr("%1: %2").arg(text::shownText(m_file.toStdString()), file.errorString());
    }
    return isWritten;
}

}  // namespace mirrorscope::ui::requests
