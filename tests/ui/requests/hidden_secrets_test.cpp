// SPDX-License-Identifier: GPL-3.0-or-later
// The requests table tells no secret while they are hidden: paths, columns of headers, tooltips, copies,
// menus.
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QSignalSpy>

#include "tests/ui/privacy/exposed_text.h"
#include "tests/ui/privacy/secret_request.h"
#include "tests/ui/requests/requests_table.h"
#include "ui/requests/cell_menu.h"
#include "ui/requests/request_columns.h"
#include "ui/requests/table_columns.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::requests;

class HiddenSecretsTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        test::resetScreen();
        m_table = std::make_unique<test::RequestsTable>(1000);
        traffic::RequestRow row = test::cleanRow(500);
        row.target = test::kSecretTarget;
        m_table->session.setRow(row);
        m_table->session.setHeader(500, "Cookie", "sid=" + test::kCookieSecret.toStdString());
        QVERIFY(m_table->view->columns().addHeader(QStringLiteral("Cookie")));
        m_table->view->goTo(500);
        QTRY_VERIFY(m_table->cell(499, kRequestColumns).startsWith(QStringLiteral("sid=")));
    }
    void cleanup() { m_table.reset(); }

    void nothingIsToldUntilItIsShown() {
        QCOMPARE(m_table->cell(499, kRequestColumns), QStringLiteral("sid=••••••••"));
        QCOMPARE(m_table->cell(499, static_cast<int>(RequestColumn::Path)),
                 QStringLiteral("/login?lang=en&access_token=••••••••"));
        QVERIFY(!tells());
        privacy::Screen::instance().reveal(500);
        QVERIFY(tells());
        QCOMPARE(m_table->cell(499, kRequestColumns), QStringLiteral("sid=") + test::kCookieSecret);
        privacy::Screen::instance().hideAgain();
        QVERIFY(!tells());
    }

    void copiesAreAsSeen() {
        QVERIFY(!copied().contains(test::kQuerySecret));
        QVERIFY(!copied().contains(test::kCookieSecret));
        privacy::Screen::instance().revealAll();
        QVERIFY(copied().contains(test::kQuerySecret));
        QVERIFY(copied().contains(test::kCookieSecret));
    }

    void noFilterAsksForASecret() {
        for (const int column : {static_cast<int>(RequestColumn::Path), kRequestColumns}) {
            const QModelIndex cell = m_table->model->index(499, column);
            QVERIFY(cellConditions(cell).empty());
            privacy::Screen::instance().reveal(500);
            QVERIFY(!cellConditions(cell).empty());
            privacy::Screen::instance().hideAgain();
        }
        QVERIFY(!cellConditions(m_table->model->index(500, static_cast<int>(RequestColumn::Path))).empty());
    }

private:
    /// One alone is a failure of either.
    bool tells() {
        const QString text = test::exposedText(*m_table->view);
        const bool tellsTarget = text.contains(test::kQuerySecret);
        const bool tellsHeader = text.contains(test::kCookieSecret);
        if (tellsTarget != tellsHeader) {
            QTest::qFail("only one of the cells follows", __FILE__, __LINE__);
        }
        return tellsTarget || tellsHeader;
    }
    QString copied() {
        QSignalSpy done(m_table->view.get(), &RequestsView::rowsCopied);
        m_table->view->copyRows(false);
        return done.wait() ? QGuiApplication::clipboard()->text() : QString();
    }

    std::unique_ptr<test::RequestsTable> m_table;
};

QTEST_MAIN(HiddenSecretsTest)
#include "hidden_secrets_test.moc"
