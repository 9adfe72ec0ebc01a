// SPDX-License-Identifier: GPL-3.0-or-later
// Ways into the wizard, and which source what was set up is kept with.
#include "ui/shell/source_setup.h"

#include <QPushButton>
#include <QToolButton>

#include "core/traffic/source_setting.h"
#include "tests/ui/shell/window_fixture.h"
#include "ui/wizard/source_wizard.h"

using namespace mirrorscope;
using ui::shell::isSetUpAs;
using ui::shell::settingOf;
using ui::wizard::Plan;
using ui::wizard::setAnswer;

namespace {

Plan namedPlan(const std::string& name) {
    Plan plan;
    plan.listener = "192.0.2.20:8445";
    if (!name.empty()) {
        setAnswer(plan, "--name", {name});
    }
    return plan;
}

traffic::Source nginx(const std::string& instance) {
    traffic::Source source;
    source.id = 4;
    source.kind = traffic::SourceKind::Nginx;
    source.instance = instance;
    source.peer = "192.0.2.7";
    return source;
}

}  // namespace

class SourceSetupTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_fixture.prepare()); }
    void cleanup() { m_fixture.close(); }

    void theSourceIsKnownAgain_data();
    void theSourceIsKnownAgain();
    void theContractOfTheChosenFormIsKept();
    void itIsBelievedAsFarAsWasSaid();
    void everyWayLeadsToTheWizard_data();
    void everyWayLeadsToTheWizard();

private:
    test::WindowFixture m_fixture;
};

void SourceSetupTest::theSourceIsKnownAgain_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isHardened");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("instance");
    QTest::addColumn<bool>("isNew");
    QTest::addColumn<bool>("isIt");
    const auto row = [](const char* what, const char* name, bool isHardened, traffic::SourceKind kind,
                        const char* instance, bool isNew, bool isIt) {
        QTest::newRow(what) << name << isHardened << static_cast<int>(kind) << instance << isNew << isIt;
    };
    using enum traffic::SourceKind;
    row("named", "edge-1", true, Nginx, "edge-1", true, true);
    row("named, was there", "edge-1", true, Nginx, "edge-1", false, true);
    row("another name", "edge-1", true, Nginx, "edge-2", true, false);
    row("another kind", "edge-1", true, Envoy, "edge-1", true, false);
    row("no name, new", "", true, Nginx, "host", true, true);
    row("no name, was there", "", true, Nginx, "host", false, false);
    row("the faithful form has no marker", "edge-1", false, Nginx, "192.0.2.7:80", true, true);
}

void SourceSetupTest::theSourceIsKnownAgain() {
    QFETCH(QString, name);
    QFETCH(bool, isHardened);
    QFETCH(int, kind);
    QFETCH(QString, instance);
    QFETCH(bool, isNew);
    QFETCH(bool, isIt);
    Plan plan = namedPlan(name.toStdString());
    plan.variant = isHardened ? snippets::Variant::Hardened : snippets::Variant::Faithful;
    traffic::Source source = nginx(instance.toStdString());
    source.kind = static_cast<traffic::SourceKind>(kind);
    QCOMPARE(isSetUpAs(plan, source, isNew), isIt);
}

void SourceSetupTest::theContractOfTheChosenFormIsKept() {
    Plan plan = namedPlan("edge-1");
    traffic::SourceSetting before;
    before.name = "shop";
    for (const auto variant : {snippets::Variant::Faithful, snippets::Variant::Hardened}) {
        plan.variant = variant;
        const auto after = settingOf(plan, nginx("edge-1"), before);
        QCOMPARE(after.source, traffic::SourceId{4});
        QCOMPARE(after.name, std::string("shop"));
        QCOMPARE(after.contract, snippets::contractJson(snippetOf(plan, variant)->contract));
    }
}

void SourceSetupTest::itIsBelievedAsFarAsWasSaid() {
    Plan plan = namedPlan("edge-1");
    const auto trusted = [&plan] { return settingOf(plan, nginx("edge-1"), {}).trusted; };
    QCOMPARE(trusted(), base::IpNetwork::parse("192.0.2.7")->text());
    plan.sender = "10.42.0.0/16";
    QCOMPARE(trusted(), std::string("10.42.0.0/16"));
    setAnswer(plan, "--trusted-balancer", {"10.0.0.0/8"});
    QCOMPARE(trusted(), std::string("10.42.0.0/16"));
    plan.isBehind = true;
    QCOMPARE(trusted(), std::string("10.42.0.0/16,10.0.0.0/8"));
    plan.isBelieved = false;
    QCOMPARE(trusted(), std::string());

    Plan envoy;
    envoy.kind = "envoy";
    envoy.isBehind = true;
    setAnswer(envoy, "--trusted-hops", {"2"});
    QCOMPARE(settingOf(envoy, nginx(""), {}).hops, std::optional<std::size_t>(2));
}

void SourceSetupTest::everyWayLeadsToTheWizard_data() {
    QTest::addColumn<QString>("button");
    QTest::newRow("toolbar") << "toolbar.add-source";
    QTest::newRow("sources") << "sources.add";
    QTest::newRow("first page") << "first-start.add-source";
    QTest::newRow("action") << "";
}

void SourceSetupTest::everyWayLeadsToTheWizard() {
    QFETCH(QString, button);
    m_fixture.open({});
    if (button.isEmpty()) {
        m_fixture.window().actions().addSource->trigger();
    } else {
        auto* pressed = m_fixture.window().findChild<QAbstractButton*>(button);
        QVERIFY(pressed != nullptr && pressed->isVisible());
        QTest::mouseClick(pressed, Qt::LeftButton);
    }
    auto* wizard = m_fixture.find<ui::wizard::SourceWizard>("dialog.wizard");
    QVERIFY(wizard != nullptr && wizard->isVisible());
    QCOMPARE(wizard->plan(), Plan());
    wizard->reject();
}

QTEST_MAIN(SourceSetupTest)
#include "source_setup_test.moc"
