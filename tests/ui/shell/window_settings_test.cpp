// SPDX-License-Identifier: GPL-3.0-or-later
// The dialog of all settings from the window, and what of it the window does at once.
#include <QPushButton>
#include <QRadioButton>
#include <QToolButton>

#include "tests/ui/shell/window_fixture.h"
#include "ui/theme/theme.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;

class WindowSettingsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_fixture.prepare()); }
    void init() {
        m_fixture.forgetState();
        m_fixture.open(test::someRequests(3));
    }
    void cleanup() { m_fixture.close(); }

    void theKeyOpensIt() {
        bool wasOpen = false;
        m_fixture.inDialog(
            [&](QWidget& dialog) { wasOpen = dialog.objectName() == QStringLiteral("dialog.settings"); });
        QTest::keyClick(&m_fixture.window(), Qt::Key_Comma, Qt::ControlModifier);
        QVERIFY(wasOpen);
    }

    void themeAndZoneChangeAtOnceAndStay() {
        QCOMPARE(theme::Theme::instance().mode(), theme::Theme::Mode::System);
        apply([](QWidget& dialog) {
            choose(dialog, "window.theme", "dark");
            choose(dialog, "window.zone", "utc");
        });
        QCOMPARE(theme::Theme::instance().mode(), theme::Theme::Mode::Dark);
        QVERIFY(m_fixture.window().actions().themeDark->isChecked());
        QVERIFY(m_fixture.window().actions().zoneUtc->isChecked());
        QCOMPARE(m_fixture.find<QToolButton>("toolbar.zone")->text(), QStringLiteral("UTC"));
        m_fixture.open(test::someRequests(3));
        QVERIFY(m_fixture.window().actions().zoneUtc->isChecked());
        QCOMPARE(theme::Theme::instance().mode(), theme::Theme::Mode::Dark);
    }

    void theDialogKnowsWhatTheMenusChose() {
        m_fixture.window().actions().zoneUtc->trigger();
        bool isUtc = false;
        m_fixture.inDialog(
            [&](QWidget& dialog) { isUtc = choice(dialog, "window.zone", "utc")->isChecked(); });
        m_fixture.window().actions().settings->trigger();
        QVERIFY(isUtc);
    }

    void theKeysAreOneButtonAway() {
        bool wasOpen = false;
        m_fixture.inDialog([&](QWidget& dialog) {
            m_fixture.inDialog(
                [&](QWidget& keys) { wasOpen = keys.objectName() == QStringLiteral("dialog.keys"); });
            dialog.findChild<QPushButton*>(QStringLiteral("settings.keys"))->click();
        });
        m_fixture.window().actions().settings->trigger();
        QVERIFY(wasOpen);
    }

    void aFullDiskLeadsToRetention() {
        api::ServiceStatus status = m_fixture.service().status();
        status.disk = {api::DiskStatus::Level::Low, 1181116006, 512ULL << 20U};
        m_fixture.service().setStatus(status);
        auto* button = [this] {
            QPushButton* found = nullptr;
            (void)QTest::qWaitFor([&] {
                return (found = m_fixture.find<QPushButton>("banner.disk-low.retention")) != nullptr;
            });
            return found;
        }();
        QVERIFY(button != nullptr);
        bool isRetention = false;
        m_fixture.inDialog([&](QWidget& dialog) {
            const auto* page = dialog.findChild<QWidget*>(QStringLiteral("settings.page.retention"));
            isRetention = page != nullptr && page->isVisible();
        });
        button->click();
        QVERIFY(isRetention);
    }

private:
    static QRadioButton* choice(QWidget& dialog, const char* key, const char* value) {
        return dialog.findChild<QWidget*>(QStringLiteral("settings.editor.") + QLatin1String(key))
            ->findChild<QRadioButton*>(QStringLiteral("settings.choice.") + QLatin1String(value));
    }
    static void choose(QWidget& dialog, const char* key, const char* value) {
        choice(dialog, key, value)->setChecked(true);
    }
    void apply(const std::function<void(QWidget&)>& work) {
        m_fixture.inDialog([work](QWidget& dialog) {
            work(dialog);
            dialog.findChild<QPushButton*>(QStringLiteral("settings.apply"))->click();
        });
        m_fixture.window().actions().settings->trigger();
    }

    test::WindowFixture m_fixture;
};

QTEST_MAIN(WindowSettingsTest)
#include "window_settings_test.moc"
