// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the detail pane tells of a request: no secret while they are hidden, all of them when shown.
#include <QClipboard>
#include <QGuiApplication>
#include <QListView>
#include <QMenu>
#include <QTableView>
#include <QToolButton>

#include "tests/support/gzip.h"
#include "tests/ui/detail/body_pane.h"
#include "tests/ui/privacy/exposed_text.h"
#include "tests/ui/privacy/secret_request.h"
#include "ui/detail/body_tree_view.h"
#include "ui/detail/headers_model.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using Tab = detail::DetailPane::Tab;
using View = detail::BodyPage::View;

namespace {

constexpr traffic::RequestId kRequest = 42;

QStringList foundIn(const QString& text) {
    QStringList found;
    for (const QString& secret : test::allSecrets()) {
        if (text.contains(secret)) {
            found << secret;
        }
    }
    return found;
}

}  // namespace

class HiddenSecretsTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        test::resetScreen();
        QGuiApplication::clipboard()->clear();
        m_pane = std::make_unique<test::BodyPane>();
        m_pane->session().setDetail(test::secretRequest(kRequest + 1));
        m_pane->show(test::secretRequest(kRequest));
    }
    void cleanup() { m_pane.reset(); }

    void nothingIsTold_data() { addPlaces(); }
    void nothingIsTold() {
        QFETCH(Tab, tab);
        QFETCH(View, view);
        QFETCH(QString, told);
        open(tab, view);
        QString text = test::exposedText(m_pane->pane());
        QCOMPARE(foundIn(text), QStringList());
        QVERIFY(text.contains(QStringLiteral("••••••••")));
        privacy::Screen::instance().reveal(kRequest);
        QTRY_VERIFY2(test::paintedText(m_pane->pane()).remove(u' ').contains(told),
                     qPrintable(test::paintedText(m_pane->pane())));
        QCOMPARE(foundIn(test::exposedText(m_pane->pane())), test::allSecrets());
        privacy::Screen::instance().hideAgain();
        QCOMPARE(foundIn(test::exposedText(m_pane->pane())), QStringList());
    }

    void anotherRequestHidesAgain() {
        button()->click();
        QVERIFY(!foundIn(test::exposedText(m_pane->pane())).isEmpty());
        m_pane->show(test::secretRequest(kRequest + 1));
        QCOMPARE(foundIn(test::exposedText(m_pane->pane())), QStringList());
        QVERIFY(privacy::Screen::instance().hides(kRequest));
    }

    void theButtonSaysWhatItDoes() {
        QVERIFY(button()->isVisible());
        QCOMPARE(button()->text(), QStringLiteral("Show 7 secrets"));
        button()->click();
        QCOMPARE(button()->text(), QStringLiteral("Hide secrets"));
        button()->click();
        QCOMPARE(button()->text(), QStringLiteral("Show 7 secrets"));
        button()->menu()->actions().last()->trigger();
        m_pane->show(test::secretRequest(kRequest + 1));
        QCOMPARE(button()->text(), QStringLiteral("Hide secrets"));
    }

    void noButtonWhereNothingIsHidden() {
        m_pane->show("Accept: */*\r\n", "{}");
        QVERIFY(!button()->isVisible());
    }

    void whatWasReadUnhiddenIsReadAgain() {
        privacy::Screen::instance().setHiding(false);
        m_pane->show(test::secretRequest(kRequest + 1));
        QVERIFY(!foundIn(test::exposedText(m_pane->pane())).isEmpty());
        privacy::Screen::instance().setHiding(true);
        QCOMPARE(foundIn(test::paintedText(m_pane->pane())), QStringList());
        QTRY_VERIFY(m_pane->page().body() != nullptr);
        QCOMPARE(foundIn(test::exposedText(m_pane->pane())), QStringList());
    }

    void copiesOfValues() {
        auto* tree = m_pane->find<detail::BodyTreeView>("detail.body.values.tree");
        tree->setCurrentIndex(m_pane->row(QStringLiteral("password")));
        tree->copyValue();
        QCOMPARE(clipboard(), QStringLiteral("••••••••"));
        tree->copyJson();
        QCOMPARE(foundIn(clipboard()), QStringList());
        m_pane->button("detail.body.values.bytes.value").click();
        QCOMPARE(foundIn(test::exposedText(m_pane->pane())), QStringList());
        privacy::Screen::instance().reveal(kRequest);
        tree->copyValue();
        QCOMPARE(clipboard(), test::kBodySecret);
    }

    void namesOfClaimsStay() {
        constexpr const char* kTree = "detail.body.head.tree";
        const QModelIndex claim = m_pane->row(QStringLiteral("sub"), kTree);
        QVERIFY(claim.isValid());
        QCOMPARE(claim.siblingAtColumn(1).data().toString(), QStringLiteral("••••••••"));
        QCOMPARE(m_pane->row(QStringLiteral("sid"), kTree).siblingAtColumn(1).data().toString(),
                 QStringLiteral("••••••••"));
    }

    void copiesOfHeaders() {
        m_pane->pane().setTab(Tab::Headers);
        auto* table = m_pane->find<QTableView>("detail.headers");
        table->setCurrentIndex(table->model()->index(1, 0));
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(clipboard(), QStringLiteral("Authorization: Bearer ••••••••"));
        QVERIFY(!table->currentIndex().data(detail::HeadersModel::RawValueRole).isValid());
        QVERIFY(table->model()->index(0, 0).data(detail::HeadersModel::RawValueRole).isValid());
    }

    void bytesKeepTheirOffsetsInHex() {
        m_pane->pane().setTab(Tab::Raw);
        text::ByteView& raw = m_pane->bytes("detail.raw.bytes");
        const std::size_t rows = test::secretRequest(kRequest).request.head.size() / 16;
        raw.setMode(text::ByteView::Mode::Hex);
        QVERIFY(raw.rows().count() > rows);
        QCOMPARE(foundIn(test::exposedText(m_pane->pane())), QStringList());
        raw.setSelection({0, raw.bytes().size()});
        raw.copy();
        QVERIFY(!clipboard().contains(QString::fromLatin1(test::kCookieSecret.toLatin1().toHex(' '))));
    }

    void aCodedBodyIsLookedInto() {
        const traffic::RequestDetail plain = test::secretRequest(kRequest);
        m_pane->show("Content-Type: application/json\r\nContent-Encoding: gzip\r\n",
                     test::gzipped(plain.request.body));
        QCOMPARE(foundIn(test::exposedText(m_pane->pane())), QStringList());
        QCOMPARE(m_pane->value(QStringLiteral("user")), QStringLiteral("anna"));
        QCOMPARE(m_pane->value(QStringLiteral("password")), QStringLiteral("••••••••"));
    }

    void aMatchInsideASecretIsShownAndTheRestIsNot() {
        traffic::RequestDetail detail = test::secretRequest(kRequest + 2);
        const std::string attack = "' OR 1=1";
        detail.request.body = "{\"password\":\"" + test::kBodySecret.toStdString() + attack + "\"}";
        detail.request.bodyLength = detail.request.body.size();
        traffic::Hit& hit = detail.hits.front().hit;
        hit.offset = detail.request.head.size() + detail.request.body.find(attack);
        hit.length = attack.size();
        hit.matched = attack;
        hit.message = "SQL injection";
        detail.hits.resize(1);
        m_pane->show(detail);
        m_pane->pane().setTab(Tab::Hits);
        const QString painted = test::paintedText(m_pane->pane());
        QVERIFY2(painted.contains(QStringLiteral("••••••••' OR 1=1")), qPrintable(painted));
        QCOMPARE(foundIn(test::exposedText(m_pane->pane())), QStringList());
    }

private:
    static void addPlaces() {
        QTest::addColumn<Tab>("tab");
        QTest::addColumn<View>("view");
        QTest::addColumn<QString>("told");
        QTest::newRow("overview") << Tab::Overview << View::Kind << test::kQuerySecret;
        QTest::newRow("headers") << Tab::Headers << View::Kind << test::kCookieSecret;
        QTest::newRow("body, values") << Tab::Body << View::Kind << test::kBodySecret;
        QTest::newRow("body, text") << Tab::Body << View::Text << test::kBodySecret;
        QTest::newRow("body, hex") << Tab::Body << View::Hex
                                   << QString::fromLatin1(test::kBodySecret.left(5).toLatin1().toHex());
        QTest::newRow("token and cookies") << Tab::Body << View::Head << test::kTokenClaim;
        QTest::newRow("hits") << Tab::Hits << View::Kind << test::kBodySecret;
        QTest::newRow("raw") << Tab::Raw << View::Kind << test::kCookieSecret;
    }

    void open(Tab tab, View view) {
        m_pane->pane().setTab(tab);
        m_pane->page().setView(view);
    }
    QToolButton* button() { return m_pane->find<QToolButton>("detail.secrets"); }
    static QString clipboard() { return QGuiApplication::clipboard()->text(); }

    std::unique_ptr<test::BodyPane> m_pane;
};

QTEST_MAIN(HiddenSecretsTest)
#include "hidden_secrets_test.moc"
