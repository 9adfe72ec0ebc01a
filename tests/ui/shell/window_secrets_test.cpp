// SPDX-License-Identifier: GPL-3.0-or-later
// The switch of secrets: its menu, its key, its setting, and how long it counts.
#include <QAbstractItemView>
#include <QFile>
#include <QTemporaryDir>

#include "core/config/settings.h"
#include "tests/ui/privacy/exposed_text.h"
#include "tests/ui/privacy/secret_request.h"
#include "tests/ui/shell/window_fixture.h"
#include "ui/privacy/screen.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;

class WindowSecretsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_fixture.prepare()); }
    void init() {
        m_settings = std::make_unique<QTemporaryDir>();
        m_fixture.settings.file = m_settings->filePath(QStringLiteral("mirrorscope.yaml")).toStdString();
        open();
    }
    void cleanup() {
        m_fixture.close();
        m_fixture.settings = {};
    }

    void hiddenAtFirst() {
        QVERIFY(action()->isChecked());
        QVERIFY(!tells());
    }

    void theKeyShowsAndIsRemembered() {
        QTest::keyClick(&m_fixture.window(), Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!action()->isChecked());
        QTRY_VERIFY(tells());
        QCOMPARE(kept(), std::string("off"));
        action()->trigger();
        QTRY_VERIFY(!tells());
        QCOMPARE(kept(), std::string("on"));
    }

    void theSettingCountsAtTheStart() {
        QVERIFY(m_fixture.settings.running.set("redact-screen", "off").has_value());
        open();
        QVERIFY(!action()->isChecked());
        QTRY_VERIFY(tells());
    }

    void whatIsShownUntilTheWindowClosesIsNotKept() {
        privacy::Screen::instance().revealAll();
        QVERIFY(!action()->isChecked());
        QTRY_VERIFY(tells());
        QVERIFY(!QFile::exists(QString::fromStdString(m_fixture.settings.file.string())));
        open();
        QVERIFY(action()->isChecked());
        QVERIFY(!tells());
    }

    void theMenuHidesWhatWasShown() {
        privacy::Screen::instance().revealAll();
        action()->trigger();
        QVERIFY(action()->isChecked());
        QTRY_VERIFY(!tells());
    }

    void aFileThatCannotBeWrittenIsSaid() {
        m_fixture.settings.file = "/proc/no/such/mirrorscope.yaml";
        open();
        bool wasSaid = false;
        m_fixture.window().actions().hideSecrets->trigger();
        QTRY_VERIFY(wasSaid = m_fixture.find<QWidget>("dialog.hide-secrets-failed") != nullptr);
        m_fixture.find<QWidget>("dialog.hide-secrets-failed")->close();
    }

private:
    void open() {
        test::FakeSession session = test::someRequests(3);
        session.requests[1].target = test::kSecretTarget;
        session.details[1] = test::secretRequest(2);
        m_fixture.open(std::move(session));
        QTRY_VERIFY(m_fixture.find<QWidget>("page.triage")->isVisible());
        m_fixture.window().actions().showRequests->trigger();
        auto* table = m_fixture.find<QAbstractItemView>("requests");
        QTRY_COMPARE(table->model()->rowCount(), 3);
        table->setCurrentIndex(table->model()->index(1, 1));
        QTRY_VERIFY(m_fixture.find<QWidget>("detail.copy")->isVisible());
    }
    QAction* action() { return m_fixture.window().actions().hideSecrets; }
    /// Whether anything in the window tells the secret of the target.
    bool tells() { return test::exposedText(m_fixture.window()).contains(test::kQuerySecret); }
    std::string kept() {
        config::Settings settings;
        return settings.load(m_fixture.settings.file) ? settings.text("redact-screen") : "?";
    }

    std::unique_ptr<QTemporaryDir> m_settings;
    test::WindowFixture m_fixture;
};

QTEST_MAIN(WindowSecretsTest)
#include "window_secrets_test.moc"
