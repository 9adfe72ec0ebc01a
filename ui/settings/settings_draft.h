// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ui/settings/settings_context.h"

namespace mirrorscope::ui::settings {

inline constexpr char kThemeKey[] = "window.theme";
inline constexpr char kZoneKey[] = "window.zone";
inline constexpr char kChartKey[] = "window.chart";

/// The values of all pages while they are edited: what each was, what it would become, what is wrong with it
/// and where the present value comes from. Knows no widget. UI thread; writing blocks for some milliseconds.
class SettingsDraft : public QObject {
    Q_OBJECT

public:
    explicit SettingsDraft(const SettingsContext& context, QObject* parent = nullptr);

    QString value(const std::string& key) const { return at(key).now; }
    QString standard(const std::string& key) const { return at(key).standard; }
    void setValue(const std::string& key, const QString& value);

    bool isChanged(const std::string& key) const { return at(key).now != at(key).before; }
    bool isChanged() const;
    /// Empty, or why the value cannot be used, as a sentence.
    QString complaint(const std::string& key) const;
    /// Of the keys that were changed, in the order of the table; a value that was wrong before stays silent.
    std::vector<std::string> wrongKeys() const;

    /// The command line gave it: it wins until the next start.
    bool isOption(const std::string& key) const;
    /// Counts as soon as it is applied.
    bool isLive(const std::string& key) const;
    /// "mirrorscope.yaml, line 3", "default", "command line (--listen)".
    QString originText(const std::string& key) const;

    /// The file that is written, and what is wrong with it; while that is so, nothing is saved.
    const std::filesystem::path& file() const { return m_program.file; }
    const std::optional<base::Error>& fileProblem() const { return m_fileProblem; }

    /// Writes what was changed. The file is looked at anew before: what others wrote meanwhile stays.
    base::Result<void> save();
    WindowChoices windowChoices() const;
    /// The settings as the next start would have them without options, for estimates and examples.
    config::Settings wanted() const;

signals:
    void changed(const std::string& key);
    /// With the keys that were changed; their values are the present ones now.
    void saved(const std::vector<std::string>& keys);

private:
    struct Entry {
        QString before;
        QString now;
        QString standard;
    };
    const Entry& at(const std::string& key) const;
    void readFile();
    QString complaintOfService(const std::string& key, const std::string& value) const;
    QString complaintAboutReach() const;

    ProgramSettings m_program;
    config::Settings m_ofFile;  // without options
    std::optional<base::Error> m_fileProblem;
    std::map<std::string, Entry, std::less<>> m_entries;
};

/// The sentences of core/base/error_text.h, for a label.
QString sentencesOf(const base::Error& error);

}  // namespace mirrorscope::ui::settings
