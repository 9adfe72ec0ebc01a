// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages say while one types, and what the listener page does to a listener.
#include <QLabel>
#include <QListWidget>
#include <QTabBar>

#include "core/base/local_addresses.h"
#include "core/config/settings.h"
#include "tests/ui/wizard/wizard_window.h"
#include "ui/wizard/listener_advice.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::wizard;

class WizardPagesTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { test::WizardWindow::prepare(); }
    void cleanup() { m_window.close(); }

    void mistakesAreSaidWhileTyping_data();
    void mistakesAreSaidWhileTyping();
    void twoMistakesAreSaidAtOnce();
    void balancersCountOnlyWhenTheyAreThere();
    void aNarrowWizardHasTabs();
    void adviceOfAListener_data();
    void adviceOfAListener();
    void theListenerMovesOnlyWhenAsked();
    void theProxyIsLetInForGood();
    void aClusterIsNeverThisMachine();
    void finishIsNotPrimaryWithoutAProof();

private:
    void toPage(PageId page, Plan plan = {}) {
        m_window.open(std::move(plan));
        m_window.wizard().goTo(page);
        QCOMPARE(m_window.page(), page);
    }
    QString error(const char* option) {
        return m_window.find<QLabel>(QStringLiteral("wizard.error.") + QLatin1String(option))->text();
    }

    test::WizardWindow m_window;
};

void WizardPagesTest::mistakesAreSaidWhileTyping_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("wrong");
    QTest::addColumn<QString>("right");
    QTest::newRow("share") << "nginx" << "percentage" << "0" << "0.5";
    QTest::newRow("size") << "nginx" << "max-body" << "8 MB" << "8m";
    QTest::newRow("path") << "nginx" << "path" << "shop;" << "/shop";
    QTest::newRow("address") << "envoy" << "bind" << "localhost:80" << "0.0.0.0:80";
    QTest::newRow("name of an object") << "istio" << "namespace" << "Shop" << "shop";
    QTest::newRow("whole percents") << "traefik" << "percentage" << "12.5" << "12";
}

void WizardPagesTest::mistakesAreSaidWhileTyping() {
    QFETCH(QString, kind);
    QFETCH(QString, option);
    QFETCH(QString, wrong);
    QFETCH(QString, right);
    Plan plan;
    plan.kind = kind.toStdString();
    toPage(PageId::Place, plan);
    const QByteArray name = option.toLatin1();
    auto* next = m_window.find<QPushButton>(QStringLiteral("wizard.next"));
    QVERIFY(next->isEnabled());
    m_window.type(QStringLiteral("wizard.") + option, wrong);
    QVERIFY(error(name.constData()).startsWith(QStringLiteral("Expected: ")));
    QVERIFY(!next->isEnabled());
    m_window.type(QStringLiteral("wizard.") + option, right);
    QCOMPARE(error(name.constData()), QString());
    QVERIFY(next->isEnabled());
}

void WizardPagesTest::twoMistakesAreSaidAtOnce() {
    toPage(PageId::Place);
    m_window.type(QStringLiteral("wizard.percentage"), QStringLiteral("200"));
    m_window.type(QStringLiteral("wizard.name"), QStringLiteral("edge 1"));
    QVERIFY(!error("percentage").isEmpty());
    QVERIFY(!error("name").isEmpty());
}

void WizardPagesTest::balancersCountOnlyWhenTheyAreThere() {
    toPage(PageId::Place);
    m_window.press(QStringLiteral("wizard.behind"));
    m_window.type(QStringLiteral("wizard.trusted-balancer"), QStringLiteral("10.0.0.0/8"));
    const auto count = [this] {
        return valuesOf(m_window.wizard().plan(), snippets::Variant::Hardened).size();
    };
    QCOMPARE(count(), std::size_t{1});
    m_window.press(QStringLiteral("wizard.direct"));
    QCOMPARE(count(), std::size_t{0});
    m_window.press(QStringLiteral("wizard.behind"));
    QCOMPARE(count(), std::size_t{1});
}

void WizardPagesTest::aNarrowWizardHasTabs() {
    Plan plan;
    plan.listener = "127.0.0.1:8445";
    toPage(PageId::Snippet, plan);
    QVERIFY(!m_window.isSeen(QStringLiteral("wizard.tabs")));
    QVERIFY(m_window.isSeen(QStringLiteral("wizard.card.faithful")));
    QVERIFY(m_window.isSeen(QStringLiteral("wizard.card.hardened")));
    m_window.wizard().resize(1240, 760);
    QTRY_VERIFY(m_window.isSeen(QStringLiteral("wizard.tabs")));
    QVERIFY(m_window.isSeen(QStringLiteral("wizard.card.hardened")));
    QVERIFY(!m_window.isSeen(QStringLiteral("wizard.card.faithful")));
    m_window.find<QTabBar>(QStringLiteral("wizard.tabs"))->setCurrentIndex(2);
    auto* differences = m_window.find<CodeView>(QStringLiteral("wizard.differences"));
    QVERIFY(differences->isVisible());
    const QStringList lines = differences->toPlainText().split(u'\n');
    QVERIFY(lines.contains(QStringLiteral("- location /mirror-test {")));
    QVERIFY(lines.contains(QStringLiteral("+ location = /_mirrorscope {")));
    QVERIFY(lines.contains(QStringLiteral("      mirror_request_body on;")));
    m_window.find<QTabBar>(QStringLiteral("wizard.tabs"))->setCurrentIndex(1);
    QVERIFY(m_window.isSeen(QStringLiteral("wizard.card.faithful")));
    QVERIFY(m_window.isSeen(QStringLiteral("wizard.reasons")));
}

void WizardPagesTest::adviceOfAListener_data() {
    using State = ListenerAdvice::State;
    QTest::addColumn<QString>("bound");
    QTest::addColumn<bool>("isListening");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("move");
    const auto row = [](const char* name, const char* bound, bool isListening, const char* wanted,
                        State state, const char* move) {
        QTest::newRow(name) << bound << isListening << wanted << static_cast<int>(state) << move;
    };
    row("the same", "127.0.0.1:8445", true, "127.0.0.1:8445", State::Fine, "");
    row("all addresses", "0.0.0.0:8445", true, "192.0.2.5:8445", State::Fine, "");
    row("only loopback", "127.0.0.1:8445", true, "192.0.2.5:8445", State::Wrong, "192.0.2.5:8445");
    row("only loopback, behind a forwarder", "127.0.0.1:8445", true, "203.0.113.9:8445", State::Wrong,
        "0.0.0.0:8445");
    row("only loopback, a name", "127.0.0.1:8445", true, "mirror.example:8445", State::Wrong, "0.0.0.0:8445");
    row("a name", "0.0.0.0:8445", true, "mirror.example:8445", State::Unsure, "");
    row("not ours", "192.0.2.5:8445", true, "203.0.113.9:8445", State::Unsure, "");
    row("another one of ours", "192.0.2.5:8445", true, "127.0.0.1:8445", State::Wrong, "127.0.0.1:8445");
    row("another port", "127.0.0.1:8445", true, "127.0.0.1:9000", State::Wrong, "127.0.0.1:9000");
    row("off", "127.0.0.1:8445", false, "192.0.2.5:9000", State::Wrong, "192.0.2.5:9000");
}

void WizardPagesTest::adviceOfAListener() {
    QFETCH(QString, bound);
    QFETCH(bool, isListening);
    QFETCH(QString, wanted);
    QFETCH(int, state);
    QFETCH(QString, move);
    api::ListenerStatus listener;
    listener.address = *api::parseListenerAddress(bound.toStdString());
    listener.listening = isListening;
    const ListenerAdvice advice =
        listenerAdvice(listener, wanted.toStdString(), {*base::parseAddress("192.0.2.5")});
    QCOMPARE(static_cast<int>(advice.state), state);
    QCOMPARE(advice.move ? QString::fromStdString(advice.move->text()) : QString(), move);
}

void WizardPagesTest::theListenerMovesOnlyWhenAsked() {
    toPage(PageId::Listener);
    QVERIFY(!m_window.isSeen(QStringLiteral("wizard.move-listener")));
    m_window.type(QStringLiteral("wizard.address"), QStringLiteral("127.0.0.1:9001"));
    QVERIFY(m_window.isSeen(QStringLiteral("wizard.move-listener")));
    QCOMPARE(m_window.service->calls, QStringList());
    m_window.press(QStringLiteral("wizard.move-listener"));
    QCOMPARE(m_window.service->calls, QStringList(QStringLiteral("listen default 127.0.0.1:9001")));
    QVERIFY(!m_window.isSeen(QStringLiteral("wizard.move-listener")));

    m_window.type(QStringLiteral("wizard.address"),
                  QStringLiteral("127.0.0.1:%1").arg(test::ListeningService::kTakenPort));
    m_window.press(QStringLiteral("wizard.move-listener"));
    QVERIFY(m_window.isSeen(QStringLiteral("wizard.error.move")));
    QVERIFY(m_window.isSeen(QStringLiteral("wizard.move-listener")));
}

void WizardPagesTest::theProxyIsLetInForGood() {
    toPage(PageId::Listener);
    m_window.press(QStringLiteral("wizard.elsewhere"));
    m_window.type(QStringLiteral("wizard.sender"), QStringLiteral("192.0.2.0/33"));
    QVERIFY(!error("sender").isEmpty());
    QVERIFY(!m_window.find<QPushButton>(QStringLiteral("wizard.next"))->isEnabled());
    m_window.type(QStringLiteral("wizard.sender"), QStringLiteral("192.0.2.7"));
    QVERIFY(m_window.isSeen(QStringLiteral("wizard.allow")));
    m_window.press(QStringLiteral("wizard.allow"));
    QCOMPARE(m_window.service->calls.size(), qsizetype{1});
    QVERIFY(m_window.service->calls.front().startsWith(QStringLiteral("allow 192.0.2.7")));
    QVERIFY(!m_window.isSeen(QStringLiteral("wizard.allow")));
    config::Settings settings;
    QVERIFY(settings.load(m_window.settingsFile()).has_value());
    QCOMPARE(settings.list("allow").size(), std::size_t{1});
}

void WizardPagesTest::aClusterIsNeverThisMachine() {
    Plan plan;
    plan.kind = "istio";
    plan.listener = "127.0.0.1:8445";  // of another kind before
    toPage(PageId::Listener, plan);
    QVERIFY(m_window.find<QAbstractButton>(QStringLiteral("wizard.elsewhere"))->isChecked());
    QVERIFY(!m_window.find<QAbstractButton>(QStringLiteral("wizard.here"))->isEnabled());
    QVERIFY(m_window.wizard().plan().listener != "127.0.0.1:8445");
}

void WizardPagesTest::finishIsNotPrimaryWithoutAProof() {
    Plan plan;
    plan.listener = "127.0.0.1:8445";
    toPage(PageId::Prove, plan);
    auto* finish = m_window.find<QPushButton>(QStringLiteral("wizard.finish"));
    QVERIFY(finish->isVisible());
    QCOMPARE(finish->text(), QStringLiteral("&Finish anyway"));
    QVERIFY(!finish->isDefault());
    QVERIFY(!finish->property("primary").toBool());
    QSignalSpy accepted(&m_window.wizard(), &QDialog::accepted);
    m_window.press(QStringLiteral("wizard.finish"));
    QCOMPARE(accepted.count(), 1);
}

QTEST_MAIN(WizardPagesTest)
#include "wizard_pages_test.moc"
