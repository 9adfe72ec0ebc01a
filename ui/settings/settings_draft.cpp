// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_draft.h"

#include <algorithm>
#include <cassert>

#include "core/base/error_text.h"
#include "core/config/settings_file.h"
#include "core/redaction/redactor.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::settings {
namespace {

using From = config::SettingOrigin::From;

bool isOfWindow(std::string_view key) {
    return key.starts_with("window.");
}

/// "x: expected …"; the part is named where the value is a list.
QString expected(const base::Error& error, const std::string& value) {
    if (error.code != base::ErrorCode::InvalidArgument || error.arguments.size() < 3) {
        return sentencesOf(error);
    }
    const QString expectation = text::shownText(error.arguments[2]);
    return error.arguments[1] == value || error.arguments[1].empty()
               ? SettingsDraft::tr("Expected: %1.").arg(expectation)
               : SettingsDraft::tr("“%1”: expected %2.")
                     .arg(text::shownText(error.arguments[1]), expectation);
}

/// As the editors write lists, so that looking at one is no change.
QString trimmedElements(const std::string& list) {
    QStringList elements;
    for (const QString& element : QString::fromStdString(list).split(u',', Qt::SkipEmptyParts)) {
        elements.append(element.trimmed());
    }
    return elements.join(u',');
}

}  // namespace

QString sentencesOf(const base::Error& error) {
    return text::shownText(base::errorText(error));
}

SettingsDraft::SettingsDraft(const SettingsContext& context, QObject* parent)
    : QObject(parent), m_program(context.program) {
    readFile();
    for (const config::SettingInfo& info : config::settingTable()) {
        const bool isTheirs = isOption(std::string(info.key)) || m_fileProblem;
        const std::string now = isTheirs ? m_program.running.text(info.key) : m_ofFile.text(info.key);
        const QString text =
            info.type == config::SettingType::TextList ? trimmedElements(now) : QString::fromStdString(now);
        m_entries[std::string(info.key)] = {
            text, text,
            QString::fromUtf8(info.standard.data(), static_cast<qsizetype>(info.standard.size()))};
    }
    const WindowChoices first;
    m_entries[kThemeKey] = {context.window.theme, context.window.theme, first.theme};
    m_entries[kZoneKey] = {context.window.zone, context.window.zone, first.zone};
    m_entries[kChartKey] = {context.window.chartMinutes, context.window.chartMinutes, first.chartMinutes};
}

const SettingsDraft::Entry& SettingsDraft::at(const std::string& key) const {
    const auto found = m_entries.find(key);
    assert(found != m_entries.end());
    return found->second;
}

void SettingsDraft::readFile() {
    m_ofFile = config::Settings();
    m_fileProblem.reset();
    std::error_code missing;
    if (std::filesystem::exists(m_program.file, missing)) {
        if (auto read = m_ofFile.load(m_program.file); !read) {
            m_fileProblem = read.error();
        }
    }
}

void SettingsDraft::setValue(const std::string& key, const QString& value) {
    Entry& entry = m_entries.find(key)->second;
    if (entry.now != value) {
        entry.now = value;
        emit changed(key);
    }
}

bool SettingsDraft::isChanged() const {
    return std::ranges::any_of(m_entries,
                               [](const auto& one) { return one.second.now != one.second.before; });
}

QString SettingsDraft::complaint(const std::string& key) const {
    if (isOfWindow(key)) {
        return {};
    }
    const std::string value = at(key).now.toStdString();
    if (const auto fits = config::checkSetting(key, value); !fits) {
        return expected(fits.error(), value);
    }
    if (key == "redact-pattern") {
        const auto redactor = redaction::Redactor::makeFor("", {{}, {}, value});
        return redactor ? QString() : expected(redactor.error(), value);
    }
    return complaintOfService(key, value);
}

QString SettingsDraft::complaintOfService(const std::string& key, const std::string& value) const {
    config::Settings alone;
    if (!alone.set(key, value)) {
        return {};
    }
    if (m_program.check) {
        if (const auto usable = m_program.check(alone); !usable) {
            return expected(usable.error(), value);
        }
    }
    return key == "listen" ? complaintAboutReach() : QString();
}

QString SettingsDraft::complaintAboutReach() const {
    if (!at("allow").now.trimmed().isEmpty()) {
        return {};
    }
    for (const std::string& text : wanted().list("listen")) {
        const auto address = api::parseListenerAddress(text);
        if (address && !address->address.is_loopback()) {
            return tr("%1 can be reached from other machines: name on page Trust who may send.")
                .arg(QString::fromStdString(address->text()));
        }
    }
    return {};
}

std::vector<std::string> SettingsDraft::wrongKeys() const {
    std::vector<std::string> wrong;
    for (const config::SettingInfo& info : config::settingTable()) {
        const std::string key(info.key);
        // Who may send decides about the listeners too.
        const bool isTouched = isChanged(key) || (key == "listen" && isChanged("allow"));
        if (isTouched && !complaint(key).isEmpty()) {
            wrong.push_back(key);
        }
    }
    return wrong;
}

bool SettingsDraft::isOption(const std::string& key) const {
    return !isOfWindow(key) && m_program.running.origin(key).from == From::Option;
}

bool SettingsDraft::isLive(const std::string& key) const {
    return isOfWindow(key) || ((key == "listen" || key.starts_with("redact")) && !isOption(key));
}

QString SettingsDraft::originText(const std::string& key) const {
    if (isOfWindow(key)) {
        return {};
    }
    if (isOption(key)) {
        return tr("Command line: --%1").arg(QString::fromStdString(key));
    }
    const config::SettingOrigin& origin = m_ofFile.origin(key);
    if (origin.from == From::File) {
        return tr("%1, line %2").arg(text::shownText(origin.file.filename().string())).arg(origin.line);
    }
    return {};
}

base::Result<void> SettingsDraft::save() {
    std::vector<config::SettingChange> changes;
    std::vector<std::string> keys;
    for (const auto& [key, entry] : m_entries) {
        if (entry.now == entry.before) {
            continue;
        }
        keys.push_back(key);
        if (!isOfWindow(key)) {
            changes.push_back(
                {key, entry.now == entry.standard ? std::nullopt : std::optional(entry.now.toStdString())});
        }
    }
    readFile();
    if (!changes.empty()) {
        if (m_fileProblem) {
            return *m_fileProblem;
        }
        if (auto written = config::writeSettings(m_program.file, changes); !written) {
            return written.error();
        }
    }
    readFile();
    for (auto& [key, entry] : m_entries) {
        entry.before = entry.now;
    }
    emit saved(keys);
    return {};
}

WindowChoices SettingsDraft::windowChoices() const {
    return {at(kThemeKey).now, at(kZoneKey).now, at(kChartKey).now};
}

config::Settings SettingsDraft::wanted() const {
    config::Settings settings;
    for (const auto& [key, entry] : m_entries) {
        if (!isOfWindow(key)) {
            static_cast<void>(settings.set(key, entry.now.toStdString()));  // what is wrong stays the default
        }
    }
    return settings;
}

}  // namespace mirrorscope::ui::settings
