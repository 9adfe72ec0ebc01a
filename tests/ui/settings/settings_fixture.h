// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "core/pipeline/service_options.h"
#include "tests/support/listening_service.h"
#include "ui/settings/settings_dialog.h"
#include "ui/settings/settings_draft.h"
#include "ui/settings/settings_page.h"

namespace mirrorscope::test {

/// The dialog over a file and a service of its own.
class SettingsFixture {
public:
    /// `file`: its text; "-": there is none. `options`: "key=value", as the command line gives them.
    void open(const QByteArray& file = "-", const QStringList& options = {}) {
        m_dialog.reset();
        m_directory = std::make_unique<QTemporaryDir>();
        service = std::make_unique<ListeningService>();
        if (file != "-") {
            put(file);
        }
        config::Settings running;
        if (file != "-") {
            static_cast<void>(running.load(path()));
        }
        for (const QString& option : options) {
            QVERIFY(running.setAssignment(option.toStdString()).has_value());
        }
        for (const std::string& text : running.list("listen")) {
            static_cast<void>(service->listen(*api::parseListenerAddress(text)));
        }
        service->calls.clear();
        reopen(running);
    }

    void reopen(const config::Settings& running) {
        const auto check = [](const config::Settings& settings) {
            const auto usable = pipeline::ServiceOptions::from(settings);
            return usable ? base::Result<void>() : base::Result<void>(usable.error());
        };
        m_dialog = std::make_unique<ui::settings::SettingsDialog>(ui::settings::SettingsContext{
            *service, {running, path(), check}, {}, {5, 60}, [] { return 10.0; }});
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }

    void close() { m_dialog.reset(); }
    ui::settings::SettingsDialog& dialog() { return *m_dialog; }
    ui::settings::SettingsDraft& draft() { return *m_dialog->findChild<ui::settings::SettingsDraft*>(); }

    template <typename Widget>
    Widget* find(const QString& name) const {
        return m_dialog->findChild<Widget*>(name);
    }
    QLineEdit* line(const char* key) const {
        return find<QLineEdit>(QStringLiteral("settings.") + QLatin1String(key));
    }
    QLabel* error(const char* key) const {
        return find<QLabel>(QStringLiteral("settings.error.") + QLatin1String(key));
    }
    QString note(const char* key) const {
        return find<QLabel>(QStringLiteral("settings.note.") + QLatin1String(key))->text();
    }
    QString message() const { return find<QLabel>(QStringLiteral("settings.message"))->text(); }
    QListWidget* pages() const { return find<QListWidget>(QStringLiteral("settings.pages")); }
    void press(const char* name) { find<QPushButton>(QLatin1String(name))->click(); }
    void type(const char* key, const QString& text) {
        line(key)->setFocus();
        line(key)->selectAll();
        QTest::keyClicks(line(key), text);
    }

    std::filesystem::path path() const {
        return m_directory->filePath(QStringLiteral("m.yaml")).toStdString();
    }
    QByteArray content() const {
        QFile file(m_directory->filePath(QStringLiteral("m.yaml")));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("missing");
    }
    void put(const QByteArray& text) {
        QFile file(m_directory->filePath(QStringLiteral("m.yaml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    std::unique_ptr<ListeningService> service;

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<ui::settings::SettingsDialog> m_dialog;
};

}  // namespace mirrorscope::test
