// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/request_copier.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/attack_detail.h"
#include "tests/support/fake_mirror_service.h"
#include "ui/live/page_loader.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::detail;
using exchange::CopyForm;

namespace {

const QString kSecret = QStringLiteral("sid=4711");

traffic::RequestDetail withSecret(traffic::RequestId id) {
    traffic::RequestDetail detail = test::attackDetail(id);
    std::string& head = detail.request.head;
    head.insert(head.find("\r\n") + 2, "Cookie: sid=4711\r\n");
    return detail;
}

}  // namespace

class RequestCopierTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        QGuiApplication::clipboard()->clear();
        m_session = std::make_unique<test::FakeSession>();
        m_session->setRequests(100);
        m_session->setDetail(withSecret(41));
        m_service = std::make_unique<test::FakeMirrorService>(*m_session);
        m_loader = std::make_unique<live::PageLoader>([this] { return m_service->queries(); });
        m_copier = std::make_unique<RequestCopier>(*m_loader);
    }
    void cleanup() {
        m_session->open();
        m_copier.reset();
        m_loader.reset();
    }

    void hidesSecrets_data() {
        QTest::addColumn<CopyForm>("form");
        QTest::addColumn<QString>("sign");
        QTest::newRow("curl") << CopyForm::Curl << QStringLiteral("curl ");
        QTest::newRow("JSON") << CopyForm::Json << QStringLiteral("{");
        QTest::newRow("raw") << CopyForm::Raw << QStringLiteral("Cookie: ");
    }
    void hidesSecrets() {
        QFETCH(CopyForm, form);
        QFETCH(QString, sign);
        const QString hidden = copied(41, form, false);
        QVERIFY2(hidden.contains(sign), qPrintable(hidden));
        QVERIFY2(!hidden.contains(kSecret), qPrintable(hidden));
        QVERIFY(hidden.contains(QStringLiteral("REDACTED")));
        QVERIFY(copied(41, form, true).contains(kSecret));
        m_copier->setPrivacy({.hides = false});
        QVERIFY(copied(41, form, false).contains(kSecret));
    }

    void theUsersRulesCount() {
        m_copier->setPrivacy({.rules = {.headers = {"host"}}});
        const QString host = QString::fromStdString(test::attackDetail(41).request.head)
                                 .section("Host: ", 1)
                                 .section("\r\n", 0, 0);
        QVERIFY(!host.isEmpty());
        QVERIFY(!copied(41, CopyForm::Raw, false).contains(host));
    }

    void aBrokenRuleCopiesNothing() {
        m_copier->setPrivacy({.rules = {.pattern = "("}});
        QSignalSpy failed(m_copier.get(), &RequestCopier::failed);
        m_copier->copy(41, CopyForm::Curl, false);
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
    }

    void whatIsGoneIsSaid() {
        QSignalSpy failed(m_copier.get(), &RequestCopier::failed);
        m_copier->copy(4000, CopyForm::Curl, false);
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(failed.front().front().value<base::Error>().code, base::ErrorCode::RequestNotFound);
    }

    void rawBytesAreThereAsBytes() {
        copied(41, CopyForm::Raw, true);
        const QByteArray bytes =
            QGuiApplication::clipboard()->mimeData()->data(QStringLiteral("application/octet-stream"));
        const auto detail = withSecret(41);
        QCOMPARE(bytes, QByteArray::fromStdString(detail.request.head + detail.request.body));
    }

private:
    QString copied(traffic::RequestId id, CopyForm form, bool withSecrets) {
        QSignalSpy copied(m_copier.get(), &RequestCopier::copied);
        m_copier->copy(id, form, withSecrets);
        return copied.wait() ? QGuiApplication::clipboard()->text() : QString();
    }

    std::unique_ptr<test::FakeSession> m_session;
    std::unique_ptr<test::FakeMirrorService> m_service;
    std::unique_ptr<live::PageLoader> m_loader;
    std::unique_ptr<RequestCopier> m_copier;
};

QTEST_MAIN(RequestCopierTest)
#include "request_copier_test.moc"
