// SPDX-License-Identifier: GPL-3.0-or-later
// The list of known sources: its file, the day on which one is over, what is hidden.
#include "ui/known/known_list.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/query/predicate.h"

using namespace mirrorscope;
using namespace std::chrono_literals;
using ui::filter::Filter;
using ui::known::KnownList;

namespace {

/// Stands where a test puts it.
class HandClock final : public base::Clock {
public:
    base::WallTime wall() const override { return now; }
    base::SteadyTime steady() const override { return {}; }
    base::WallTime now;
};

const standing::Day kDay{std::chrono::year(2026), std::chrono::month(12), std::chrono::day(31)};

const standing::KnownSources kTwo{{"Uptime", "client:10.0.0.0/8", std::nullopt, true},
                                  {"Scanner", "client:192.0.2.7", kDay, true}};

bool fits(const Filter& filter, const char* client) {
    traffic::RequestRow row;
    row.context.client = client;
    return query::Predicate(filter.tree(), {}).holds(query::FactsView(row));
}

}  // namespace

class KnownListTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_directory = std::make_unique<QTemporaryDir>();
        m_file = m_directory->filePath(QStringLiteral("known-sources.txt")).toStdString();
        m_clock.now = std::chrono::sys_days(kDay) - 24h;
    }

    void keepsAndReads() {
        KnownList list(m_file, nullptr, m_clock);
        QVERIFY(list.all().empty());
        QSignalSpy changed(&list, &KnownList::changed);
        QVERIFY(list.keep(kTwo));
        QCOMPARE(changed.count(), 1);
        const KnownList again(m_file, nullptr, m_clock);
        QVERIFY(again.all() == kTwo);
        QVERIFY(again.problem().isEmpty());
    }

    void aFileWithAMistakeIsLeftAsItIs() {
        const QByteArray text = "hide\t-\tUptime\tclient:10.0.0.0/8\nhide\t-\tScanner\tclient:no\n";
        QFile file(QString::fromStdString(m_file.string()));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        file.close();
        KnownList list(m_file, nullptr, m_clock);
        QVERIFY(list.all().empty());
        QVERIFY2(list.problem().contains(QStringLiteral("known-sources.txt, line 2")),
                 qPrintable(list.problem()));
        QVERIFY(!list.keep(kTwo));
        QVERIFY(list.all() == kTwo);  // until the window closes
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), text);
    }

    void oneIsOverAtTheEndOfItsDay() {
        KnownList list(m_file, nullptr, m_clock);
        list.keep(kTwo);
        list.setHiding(true);
        QCOMPARE(list.hidingCount(), std::size_t{2});
        QVERIFY(!fits(list.effective({}), "192.0.2.7"));
        QSignalSpy changed(&list, &KnownList::changed);
        list.refresh();
        QCOMPARE(changed.count(), 0);
        m_clock.now = std::chrono::sys_days(kDay) + 48h;
        list.refresh();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(list.inForce().size(), std::size_t{1});
        QVERIFY(fits(list.effective({}), "192.0.2.7"));
        QCOMPARE(list.all().size(), std::size_t{2});
    }

    void hidesAsAPartOfTheFilter() {
        KnownList list(m_file, nullptr, m_clock);
        list.keep(kTwo);
        const Filter filter = *Filter::read("client:10.0.0.1 or client:203.0.113.9", {});
        QVERIFY(list.effective(filter) == filter);
        QVERIFY(list.hiddenOf(filter).isEmpty());
        list.setHiding(true);
        QVERIFY(!fits(list.effective(filter), "10.0.0.1"));
        QVERIFY(fits(list.effective(filter), "203.0.113.9"));
        QVERIFY(fits(list.hiddenOf(filter), "10.0.0.1"));
        QVERIFY(!fits(list.hiddenOf(filter), "192.0.2.7"));  // the filter keeps it out
        QVERIFY(list.effective(filter).moment().now == filter.moment().now);
    }

    void whatIsTooLongIsShown() {
        std::string clients = "client:10.0.0.1";
        for (int i = 2; i < 250; ++i) {
            clients += ",10.0.0." + std::to_string(i);
        }
        KnownList list(m_file, nullptr, m_clock);
        list.keep({{"Many", clients, std::nullopt, true}});
        list.setHiding(true);
        const Filter filter = *Filter::read(clients, {});
        QVERIFY(list.mayHide({}));
        QVERIFY(!list.mayHide(filter));
        QVERIFY(list.effective(filter) == filter);
        QVERIFY(list.hiddenOf(filter).isEmpty());
    }

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    std::filesystem::path m_file;
    HandClock m_clock;
};

QTEST_MAIN(KnownListTest)
#include "known_list_test.moc"
