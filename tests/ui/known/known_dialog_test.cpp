// SPDX-License-Identifier: GPL-3.0-or-later
// The dialog of known sources and rules: form and filter, complaints, previews, what is kept.
#include "ui/known/known_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/fake_session.h"
#include "ui/known/archive_list.h"
#include "ui/known/fit_preview.h"
#include "ui/known/known_list.h"
#include "ui/live/page_loader.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::known;

class KnownDialogTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void anEmptyListOffersExamples();
    void theFormMakesTheFilter();
    void aTypedFilterFillsTheForm();
    void whatOnlyAFilterCanSayShutsTheForm();
    void complaintsWhileTyping();
    void keepRefusesWhatIsWrong();
    void keepWrites();
    void cancelKeepsNothing();
    void theEndOfAnEntry();
    void hidingByHeadersAloneIsWarnedOf();
    void removeByKey();
    void rulesAreCountedAndSwitched();
    void aRuleThatGivesUpIsRefused();
    void aBrokenFileOfRulesIsNotEdited();
    void beginsWithARow();

private:
    KnownDialog& open() {
        m_dialog = std::make_unique<KnownDialog>(*m_known, *m_archive, *m_loader, [this] { return m_log; });
        m_dialog->show();
        return *m_dialog;
    }
    template <typename Widget = QLineEdit>
    Widget* part(const char* name) const {
        return m_dialog->findChild<Widget*>(QLatin1String(name));
    }
    void type(const char* name, const QString& text) const {
        auto* line = part(name);
        line->selectAll();
        text.isEmpty() ? QTest::keyClick(line, Qt::Key_Delete) : QTest::keyClicks(line, text);
    }
    void click(const char* name) const { part<QPushButton>(name)->click(); }
    QString said(const char* name) const { return part<QLabel>(name)->text(); }
    QString row(const char* name, int row) const { return part<QListWidget>(name)->item(row)->text(); }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<test::FakeSession> m_session;
    std::unique_ptr<ui::live::PageLoader> m_loader;
    std::unique_ptr<KnownList> m_known;
    std::unique_ptr<ArchiveList> m_archive;
    std::unique_ptr<KnownDialog> m_dialog;
    std::vector<traffic::LoggedDecision> m_log;
    std::filesystem::path m_knownFile;
    std::filesystem::path m_archiveFile;
};

void KnownDialogTest::init() {
    QLocale::setDefault(QLocale::English);
    m_directory = std::make_unique<QTemporaryDir>();
    m_knownFile = m_directory->filePath(QStringLiteral("known-sources.txt")).toStdString();
    m_archiveFile = m_directory->filePath(QStringLiteral("archive-rules.txt")).toStdString();
    m_session = std::make_unique<test::FakeSession>();
    m_session->setRequests(20'000);
    m_loader = std::make_unique<ui::live::PageLoader>([this] { return m_session->queries(); });
    m_known = std::make_unique<KnownList>(m_knownFile);
    m_archive = std::make_unique<ArchiveList>(m_archiveFile);
    m_log.clear();
}

void KnownDialogTest::cleanup() {
    m_dialog.reset();
    m_known.reset();
    m_loader.reset();
}

void KnownDialogTest::anEmptyListOffersExamples() {
    open();
    QVERIFY(part<QLabel>("known.empty")->isVisible());
    QVERIFY(!part("known.name")->isEnabled());
    click("known.examples");
    QVERIFY(!part<QLabel>("known.empty")->isVisible());
    QCOMPARE(part<QListWidget>("known.list")->count(), 3);
    QVERIFY(part("known.name")->isEnabled());
    QVERIFY(!part<QPushButton>("known.examples")->isVisible());
    // Each example can be kept.
    m_dialog->accept();
    QCOMPARE(m_known->all().size(), std::size_t{3});
}

void KnownDialogTest::theFormMakesTheFilter() {
    open();
    click("known.add");
    type("known.name", QStringLiteral("Scanner"));
    type("known.networks", QStringLiteral("10.0.0.0/8 192.0.2.7"));
    QCOMPARE(part("known.filter")->text(), QStringLiteral("client:10.0.0.0/8,192.0.2.7"));
    type("known.agent", QStringLiteral("Nessus 8"));
    type("known.header", QStringLiteral("X-Scan"));
    type("known.value", QStringLiteral("yes"));
    QCOMPARE(part("known.filter")->text(),
             QStringLiteral("client:10.0.0.0/8,192.0.2.7 header.user-agent~\"Nessus 8\" header.x-scan:yes"));
    part<QComboBox>("known.how")->setCurrentIndex(1);
    emit part<QComboBox>("known.how")->activated(1);
    QVERIFY(part("known.filter")->text().endsWith(QStringLiteral("header.x-scan~yes")));
    QCOMPARE(row("known.list", 0), QStringLiteral("Scanner – labels"));
    QVERIFY(!part<QLabel>("known.complaint")->isVisible());
}

void KnownDialogTest::aTypedFilterFillsTheForm() {
    open();
    click("known.add");
    type("known.filter", QStringLiteral("source:shop-envoy"));
    QTRY_COMPARE(said("known.preview"), QStringLiteral("Fits 1,000 of the last 10,000 requests"));
    type("known.filter", QStringLiteral("client:10.0.0.0/8 header.x-a~b"));
    QCOMPARE(part("known.networks")->text(), QStringLiteral("10.0.0.0/8"));
    QCOMPARE(part("known.header")->text(), QStringLiteral("x-a"));
    QCOMPARE(part("known.value")->text(), QStringLiteral("b"));
    QCOMPARE(part<QComboBox>("known.how")->currentIndex(), 1);
    QTRY_COMPARE(said("known.preview"), QStringLiteral("Fits 0 of the last 10,000 requests"));
}

void KnownDialogTest::whatOnlyAFilterCanSayShutsTheForm() {
    open();
    click("known.add");
    type("known.filter", QStringLiteral("client:10.0.0.0/8 or client:192.0.2.7"));
    QVERIFY(!part("known.networks")->isEnabled());
    QVERIFY(part("known.networks")->text().isEmpty());
    type("known.filter", QString());
    QVERIFY(part("known.networks")->isEnabled());
}

void KnownDialogTest::complaintsWhileTyping() {
    open();
    click("known.add");
    QVERIFY(!part<QLabel>("known.complaint")->isVisible());  // nothing typed is no mistake yet
    type("known.networks", QStringLiteral("10.0.0.0/33"));
    QVERIFY(part<QLabel>("known.complaint")->isVisible());
    QVERIFY(said("known.complaint").contains(QStringLiteral("At character ")));
    QCOMPARE(part("known.filter")->accessibleDescription(), said("known.complaint"));
    type("known.filter", QStringLiteral("nessus"));
    QVERIFY(said("known.complaint").contains(QStringLiteral("free words")));
    type("known.filter", QStringLiteral("time>-1h"));
    QVERIFY(said("known.complaint").contains(QStringLiteral("name their day")));
    type("known.filter", QStringLiteral("path:/"));
    QVERIFY(!part<QLabel>("known.complaint")->isVisible());
}

void KnownDialogTest::keepRefusesWhatIsWrong() {
    open();
    click("known.add");
    type("known.filter", QStringLiteral("path:/"));
    m_dialog->accept();
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(said("known.complaint"), QStringLiteral("It needs a name."));
    type("known.name", QStringLiteral("One"));
    click("known.add");
    type("known.name", QStringLiteral("One"));
    type("known.filter", QStringLiteral("path:/x"));
    m_dialog->accept();
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(said("known.complaint"), QStringLiteral("Another entry has this name."));
    QVERIFY(m_known->all().empty());
    QVERIFY(!std::filesystem::exists(m_knownFile));
}

void KnownDialogTest::keepWrites() {
    open();
    click("known.add");
    type("known.name", QStringLiteral("Uptime"));
    type("known.networks", QStringLiteral("192.0.2.7"));
    part<QCheckBox>("known.hides")->click();
    click("known.add");  // begun and left empty
    QSignalSpy notWritten(m_dialog.get(), &KnownDialog::notWritten);
    click("known.keep");
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(notWritten.count(), 0);
    const auto kept = standing::readKnownSources(m_knownFile);
    QVERIFY(kept.has_value());
    const standing::KnownSources wanted{{"Uptime", "client:192.0.2.7", std::nullopt, true}};
    QVERIFY(*kept == wanted);
}

void KnownDialogTest::cancelKeepsNothing() {
    open();
    click("known.examples");
    m_dialog->reject();
    QVERIFY(m_known->all().empty());
    QVERIFY(!std::filesystem::exists(m_knownFile));
}

void KnownDialogTest::theEndOfAnEntry() {
    const standing::Day past{std::chrono::year(2020), std::chrono::month(1), std::chrono::day(2)};
    m_known->keep({{"Old", "path:/", past, true}});
    open();
    QCOMPARE(row("known.list", 0), QStringLiteral("Old – hides, expired 2 Jan 2020"));
    QVERIFY(part<QCheckBox>("known.has-until")->isChecked());
    part<QDateEdit>("known.until")->setDate(QDate(2999, 3, 4));
    QCOMPARE(row("known.list", 0), QStringLiteral("Old – hides, until 4 Mar 2999"));
    part<QCheckBox>("known.has-until")->click();
    QCOMPARE(row("known.list", 0), QStringLiteral("Old – hides"));
    m_dialog->accept();
    QVERIFY(!m_known->all().front().until.has_value());
}

void KnownDialogTest::hidingByHeadersAloneIsWarnedOf() {
    open();
    click("known.add");
    type("known.agent", QStringLiteral("Kuma"));
    QVERIFY(!part<QLabel>("known.hint")->isVisible());
    part<QCheckBox>("known.hides")->click();
    QVERIFY(part<QLabel>("known.hint")->isVisible());
    type("known.networks", QStringLiteral("10.0.0.1"));
    QVERIFY(!part<QLabel>("known.hint")->isVisible());
}

void KnownDialogTest::removeByKey() {
    m_known->keep({{"A", "path:/a", std::nullopt, true}, {"B", "path:/b", std::nullopt, true}});
    open();
    QTest::keyClick(part<QListWidget>("known.list"), Qt::Key_Delete);
    QCOMPARE(part<QListWidget>("known.list")->count(), 1);
    QCOMPARE(part("known.name")->text(), QStringLiteral("B"));
}

void KnownDialogTest::rulesAreCountedAndSwitched() {
    m_archive->keep({{"Scan", "source:shop-envoy", "agreed", std::nullopt, false},
                     {"Other", "path:/x", "", std::nullopt, true}});
    traffic::LoggedDecision logged;
    logged.about = "rule";
    logged.scope = "Scan: source:shop-envoy";
    logged.receipt.requests = 800;
    m_log.push_back(logged);
    logged.receipt.requests = 12;
    m_log.push_back(logged);
    logged.isUndone = true;
    m_log.push_back(logged);
    logged.isUndone = false;
    logged.about = "filter";
    m_log.push_back(logged);
    open().showRules();
    QTRY_COMPARE(row("archive.list", 0), QStringLiteral("Scan – 812 archived"));
    QCOMPARE(row("archive.list", 1), QStringLiteral("Other – 0 archived"));
    // What it would fit is said before it is switched on.
    QTRY_COMPARE(said("archive.preview"), QStringLiteral("Fits 1,000 of the last 10,000 requests"));
    QVERIFY(said("archive.count").startsWith(QStringLiteral("Off")));
    part<QListWidget>("archive.list")->item(0)->setCheckState(Qt::Checked);
    QVERIFY(said("archive.count").startsWith(QStringLiteral("On")));
    type("archive.reason", QStringLiteral("TICKET-7"));
    m_dialog->accept();
    const auto kept = standing::readArchiveRules(m_archiveFile);
    QVERIFY(kept.has_value());
    QVERIFY(kept->front().isOn);
    QCOMPARE(kept->front().reason, std::string("TICKET-7"));
}

void KnownDialogTest::aRuleThatGivesUpIsRefused() {
    const std::string filter = "target~/(a+)+b/";
    m_archive->keep({{"Odd", filter, "", std::nullopt, true}});
    open().showRules();
    emit part<FitPreview>("archive.preview")->gaveUp(filter);
    QVERIFY(said("archive.complaint").contains(QStringLiteral("gave up")));
    m_dialog->accept();
    QVERIFY(m_dialog->isVisible());
    part<QListWidget>("archive.list")->item(0)->setCheckState(Qt::Unchecked);
    m_dialog->accept();
    QVERIFY(!m_dialog->isVisible());
}

void KnownDialogTest::aBrokenFileOfRulesIsNotEdited() {
    const QByteArray text = "on\t-\tScan\n";
    QFile file(QString::fromStdString(m_archiveFile.string()));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();
    m_archive->load();
    open().showRules();
    QVERIFY(said("archive.problem").contains(QStringLiteral("archive-rules.txt, line 1")));
    QVERIFY(!part<QPushButton>("archive.add")->isEnabled());
    m_dialog->accept();
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), text);
}

void KnownDialogTest::beginsWithARow() {
    open().addSource({{}, "client:192.0.2.7 header.user-agent~curl/8"});
    QCOMPARE(part("known.networks")->text(), QStringLiteral("192.0.2.7"));
    QCOMPARE(part("known.agent")->text(), QStringLiteral("curl/8"));
    QVERIFY(part("known.name")->hasFocus() || m_dialog->focusWidget() == part("known.name"));
}

QTEST_MAIN(KnownDialogTest)
#include "known_dialog_test.moc"
