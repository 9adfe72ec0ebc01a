// SPDX-License-Identifier: GPL-3.0-or-later
// Known sources through the whole window: hidden and counted, shown again, named in the detail, kept.
#include <QAbstractItemView>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "tests/ui/shell/window_fixture.h"
#include "ui/detail/detail_pane.h"
#include "ui/filter/filter_state.h"
#include "ui/requests/requests_model.h"
#include "ui/requests/requests_view.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::shell;

/// Every third of 60 requests is of client 192.0.2.0.
class WindowKnownTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_fixture.prepare()); }
    void init() {
        m_fixture.forgetState();
        put("known-sources.txt",
            "hide\t-\tUptime\tclient:192.0.2.0\nlabel\t-\tPartner\tclient:192.0.2.1 method:GET\n");
        QFile::remove(path("archive-rules.txt"));
        open();
    }
    void cleanup() { m_fixture.close(); }

    void hidesSaysSoAndShowsAgain() {
        QVERIFY(!note()->isVisible());
        m_fixture.window().actions().hideKnown->trigger();
        QTRY_COMPARE(rows(), 40);
        QVERIFY(note()->isVisible());
        QTRY_COMPARE(noteText(), QStringLiteral("20 requests of 1 known source hidden"));
        // Together with a filter, and only what that one would show is counted.
        m_fixture.window().filter().setText(QStringLiteral("id:1..30"));
        QTRY_COMPARE(rows(), 20);
        QTRY_COMPARE(noteText(), QStringLiteral("10 requests of 1 known source hidden"));
        m_fixture.window().filter().setText(QString());
        QTRY_COMPARE(rows(), 40);
        note()->findChild<QPushButton*>(QStringLiteral("hidden-note.show"))->click();
        QTRY_COMPARE(rows(), 60);
        QVERIFY(!note()->isVisible());
        QVERIFY(!m_fixture.window().actions().hideKnown->isChecked());
    }

    void onlyOrWithoutAKnownSource() {
        const auto model = m_fixture.find<requests::RequestsView>("requests")->requestsModel();
        QTRY_VERIFY(model->knownConditionOf(3).has_value());
        const query::Node partner = *model->knownConditionOf(3);  // of two parts
        emit m_fixture.find<requests::RequestsView>("requests")->conditionRequested(partner, true);
        QTRY_COMPARE(rows(), 40);
        QCOMPARE(m_fixture.window().filter().text(), QStringLiteral("-(client:192.0.2.1 method:GET)"));
        m_fixture.window().filter().setText(QString());
        emit m_fixture.find<requests::RequestsView>("requests")->conditionRequested(partner, false);
        QTRY_COMPARE(rows(), 20);
        m_fixture.window().filter().setText(QString());
    }

    void theSwitchIsKept() {
        m_fixture.window().actions().hideKnown->trigger();
        QTRY_COMPARE(rows(), 40);
        open();
        QTRY_COMPARE(rows(), 40);
        QVERIFY(m_fixture.window().actions().hideKnown->isChecked());
    }

    void theDetailNamesIt() {
        table()->setCurrentIndex(table()->model()->index(3, 1));  // request 4 of client …1
        auto* detail = m_fixture.window().findChild<detail::DetailPane*>();
        detail->setTab(detail::DetailPane::Tab::Overview);
        const auto known = [detail] {
            for (const QLabel* label : detail->findChildren<QLabel*>()) {
                if (label->accessibleName().startsWith(QStringLiteral("Known as "))) {
                    return label->text();
                }
            }
            return QString();
        };
        QTRY_COMPARE(known(), QStringLiteral("Partner"));
        table()->setCurrentIndex(table()->model()->index(4, 1));
        QTRY_COMPARE(known(), QStringLiteral("–"));
    }

    void aKeptEntryHidesAtOnce() {
        m_fixture.window().actions().hideKnown->trigger();
        QTRY_COMPARE(rows(), 40);
        m_fixture.window().actions().knownSources->trigger();
        auto* dialog = m_fixture.find<QDialog>("dialog.known");
        QVERIFY(dialog);
        dialog->findChild<QPushButton*>(QStringLiteral("known.add"))->click();
        QTest::keyClicks(dialog->findChild<QLineEdit*>(QStringLiteral("known.name")), QStringLiteral("Rest"));
        auto* filter = dialog->findChild<QLineEdit*>(QStringLiteral("known.filter"));
        QTest::keyClicks(filter, QStringLiteral("client:192.0.2.2"));
        dialog->findChild<QAbstractButton*>(QStringLiteral("known.hides"))->click();
        dialog->accept();
        QTRY_COMPARE(rows(), 20);
        QTRY_COMPARE(noteText(), QStringLiteral("40 requests of 2 known sources hidden"));
        QFile file(path("known-sources.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("hide\t-\tRest\tclient:192.0.2.2\n"));
    }

    void brokenFilesAreToldAndLeftAlone() {
        const QByteArray known = "hide\t-\tUptime\n";
        const QByteArray rules = "# mine\n\non\t-\tScan\tpath:\t\n";
        put("known-sources.txt", known);
        put("archive-rules.txt", rules);
        open();
        QTRY_VERIFY(m_fixture.find<QWidget>("banner.known-sources"));
        QVERIFY(isTold("banner.known-sources", QStringLiteral("line 1")));
        QTRY_VERIFY(m_fixture.find<QWidget>("banner.archive-rules"));
        QVERIFY(isTold("banner.archive-rules", QStringLiteral("line 3")));
        QCOMPARE(content("known-sources.txt"), known);
        QCOMPARE(content("archive-rules.txt"), rules);
    }

private:
    static QString path(const char* name) {
        return qEnvironmentVariable("XDG_CONFIG_HOME") + QStringLiteral("/mirrorscope/") +
               QLatin1String(name);
    }
    static void put(const char* name, const QByteArray& text) {
        QFile file(path(name));
        QVERIFY(QDir().mkpath(QFileInfo(file).path()));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }
    static QByteArray content(const char* name) {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void open() {
        test::FakeSession session = test::someRequests(60);
        for (std::size_t i = 0; i < session.requests.size(); ++i) {
            session.details[i].row = session.requests[i];
        }
        m_fixture.open(std::move(session));
        m_fixture.window().actions().showRequests->trigger();
        QTRY_VERIFY(rows() > 0);
        table()->setFocus();
    }
    bool isTold(const char* banner, const QString& words) const {
        bool isTold = false;
        for (const QLabel* label : m_fixture.find<QWidget>(banner)->findChildren<QLabel*>()) {
            isTold = isTold || label->text().contains(words);
        }
        return isTold;
    }
    QAbstractItemView* table() const { return m_fixture.find<QAbstractItemView>("requests"); }
    int rows() const { return table()->model()->rowCount(); }
    /// The one of the table that is looked at.
    QWidget* note() const {
        QWidget* shown = nullptr;
        for (QWidget* one : m_fixture.window().findChildren<QWidget*>(QStringLiteral("hidden-note"))) {
            shown = shown == nullptr || one->isVisible() ? one : shown;
        }
        return shown;
    }
    QString noteText() const {
        return note()->findChild<QLabel*>(QStringLiteral("hidden-note.text"))->text();
    }

    mutable test::WindowFixture m_fixture;
};

QTEST_MAIN(WindowKnownTest)
#include "window_known_test.moc"
