// SPDX-License-Identifier: Apache-2.0
#include "core/standing/known_source.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/error_text.h"
#include "core/query/predicate.h"

using namespace mirrorscope;
using namespace std::chrono_literals;
using standing::Complaint;
using standing::KnownSource;
using standing::KnownSources;

namespace {

const standing::Day kDay{std::chrono::year(2026), std::chrono::month(12), std::chrono::day(31)};

KnownSources twoSources() {
    return {{"Uptime", "header.user-agent~\"Uptime Kuma\"", std::nullopt, true},
            {"Scanner of ours", "client:10.1.0.0/16 header.x-scan:yes", kDay, false}};
}

}  // namespace

class KnownSourceTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void whatIsWrittenIsRead();
    void noFileIsNoSource();
    void mistakes_data();
    void mistakes();
    void names_data();
    void names();
    void filters_data();
    void filters();
    void untilTheDayIsOver();
    void hidingIsAPartOfTheFilter_data();
    void hidingIsAPartOfTheFilter();
    void tooMuchToHide();

private:
    void put(const QByteArray& text) const {
        QFile file(QString::fromStdString(m_file.string()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::filesystem::path m_file;
};

void KnownSourceTest::init() {
    m_directory = std::make_unique<QTemporaryDir>();
    m_file = m_directory->filePath("new/known-sources.txt").toStdString();
}

void KnownSourceTest::whatIsWrittenIsRead() {
    QVERIFY(standing::writeKnownSources(m_file, twoSources()).has_value());
    const auto read = standing::readKnownSources(m_file);
    QVERIFY(read.has_value());
    QVERIFY(*read == twoSources());
    const QFileInfo info(QString::fromStdString(m_file.string()));
    QVERIFY(!(info.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
}

void KnownSourceTest::noFileIsNoSource() {
    QVERIFY(standing::readKnownSources(m_file)->empty());
    QVERIFY(standing::writeKnownSources(m_file, {}).has_value());
    QVERIFY(!std::filesystem::exists(m_file));
}

void KnownSourceTest::mistakes_data() {
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("told");
    QTest::newRow("too few fields") << QByteArray("hide\t-\tUptime") << "label or hide, a day or -";
    QTest::newRow("neither") << QByteArray("show\t-\tUptime\tclient:10.0.0.1") << "label or hide";
    QTest::newRow("no day") << QByteArray("hide\tsoon\tUptime\tclient:10.0.0.1") << "2026-12-31";
    QTest::newRow("no name") << QByteArray("hide\t-\t \tclient:10.0.0.1") << "a name";
    QTest::newRow("twice") << QByteArray("hide\t-\tFirst\tclient:10.0.0.1") << "no line before";
    QTest::newRow("no filter") << QByteArray("hide\t-\tUptime\t") << "does not fit everything";
    QTest::newRow("unreadable") << QByteArray("hide\t-\tUptime\tclient:10.0.0.0/33") << "at character";
    QTest::newRow("body") << QByteArray("hide\t-\tUptime\tbody~x") << "without the body";
}

void KnownSourceTest::mistakes() {
    QFETCH(const QByteArray, line);
    QFETCH(const QString, told);
    std::filesystem::create_directories(m_file.parent_path());
    put("# a comment\n\nlabel\t-\tFirst\tclient:10.0.0.9\n" + line + "\n");
    const auto read = standing::readKnownSources(m_file);
    QVERIFY(!read.has_value());
    const QString text = QString::fromStdString(base::errorText(read.error()));
    QVERIFY2(text.contains("known-sources.txt, line 4"), qPrintable(text));
    QVERIFY2(text.contains(told), qPrintable(text));
}

void KnownSourceTest::names_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("fine");
    QTest::newRow("plain") << "Monitoring" << true;
    QTest::newRow("other letters") << QString::fromUtf8("Überwachung") << true;
    QTest::newRow("longest") << QString(60, QChar(0xfc)) << true;
    QTest::newRow("too long") << QString(61, 'x') << false;
    QTest::newRow("empty") << "" << false;
    QTest::newRow("blanks") << "   " << false;
    QTest::newRow("line end") << "a\nb" << false;
    QTest::newRow("turned around") << QString::fromUtf8("a\u202eb") << false;
    QTest::newRow("colon") << "a: b" << false;
}

void KnownSourceTest::names() {
    QFETCH(const QString, name);
    QFETCH(const bool, fine);
    QCOMPARE(standing::complaintAboutName(name.toStdString()).has_value(), !fine);
}

void KnownSourceTest::filters_data() {
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("complaint");  // -1: none
    using Kind = Complaint::Kind;
    QTest::newRow("client") << "client:10.0.0.0/8" << -1;
    QTest::newRow("hits") << "rule:913100" << -1;
    QTest::newRow("everything") << "" << static_cast<int>(Kind::NoFilter);
    QTest::newRow("broken") << "client:" << static_cast<int>(Kind::Unreadable);
    QTest::newRow("word") << "nessus" << static_cast<int>(Kind::Body);
    QTest::newRow("triage") << "triage:new" << static_cast<int>(Kind::Decisions);
    QTest::newRow("mark in a group") << "client:10.0.0.1 (mark:none or path:/)"
                                     << static_cast<int>(Kind::Decisions);
    QTest::newRow("relative") << "time>-15m" << static_cast<int>(Kind::RelativeTime);
    QTest::newRow("time of today") << "time:14:30" << static_cast<int>(Kind::RelativeTime);
    QTest::newRow("a day") << "time:2026-11-23" << -1;
}

void KnownSourceTest::filters() {
    QFETCH(const QString, filter);
    QFETCH(const int, complaint);
    const auto said = standing::complaintAboutLabel(filter.toStdString());
    QCOMPARE(said ? static_cast<int>(said->kind) : -1, complaint);
    QCOMPARE(said.has_value() && standing::expectation(*said, filter.toStdString()).empty(), false);
}

void KnownSourceTest::untilTheDayIsOver() {
    const base::WallTime noon = std::chrono::sys_days(kDay) + 12h;
    QCOMPARE(standing::inForce(twoSources(), noon - 24h).size(), std::size_t{2});
    const auto later = standing::inForce(twoSources(), noon + 48h);
    QCOMPARE(later.size(), std::size_t{1});
    QCOMPARE(later.front().name, std::string("Uptime"));
}

void KnownSourceTest::hidingIsAPartOfTheFilter_data() {
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("client");
    QTest::addColumn<bool>("fits");
    QTest::addColumn<bool>("isHidden");
    QTest::newRow("all, known") << "" << "10.0.0.7" << false << true;
    QTest::newRow("all, the other") << "" << "192.0.2.7" << false << true;
    QTest::newRow("all, nobody") << "" << "203.0.113.1" << true << false;
    QTest::newRow("filtered away and known") << "method:POST" << "10.0.0.7" << false << false;
    QTest::newRow("one of two") << "method:GET or method:PUT" << "10.0.0.7" << false << true;
    QTest::newRow("asked for") << "client:10.0.0.7" << "10.0.0.7" << false << true;
    QTest::newRow("one of two, nobody") << "method:GET or method:PUT" << "203.0.113.1" << true << false;
}

void KnownSourceTest::hidingIsAPartOfTheFilter() {
    QFETCH(const QString, filter);
    QFETCH(const QString, client);
    QFETCH(const bool, fits);
    QFETCH(const bool, isHidden);
    const KnownSources sources{{"a", "client:10.0.0.0/8 method:GET", std::nullopt, true},
                               {"b", "client:192.0.2.7 or path:/never", std::nullopt, true},
                               {"c", "client:203.0.113.0/24", std::nullopt, false}};
    const auto hidden = standing::hidingFilters(sources);
    QCOMPARE(hidden.size(), std::size_t{2});
    const auto tree = *query::parse(filter.toStdString());
    traffic::RequestRow row;
    row.method = "GET";
    row.target = "/";
    row.context.client = client.toStdString();
    const query::FactsView view(row);
    QCOMPARE(query::Predicate(*standing::without(tree, hidden), {}).holds(view), fits);
    QCOMPARE(query::Predicate(*standing::onlyHidden(tree, hidden), {}).holds(view), isHidden);
}

void KnownSourceTest::tooMuchToHide() {
    std::string clients = "client:10.0.0.1";
    for (int i = 2; i < 250; ++i) {
        clients += ",10.0.0." + std::to_string(i);
    }
    const std::vector<std::string> hidden{clients, clients};
    QVERIFY(!standing::without({}, hidden).has_value());
}

QTEST_GUILESS_MAIN(KnownSourceTest)
#include "known_source_test.moc"
