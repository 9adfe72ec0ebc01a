// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/attack_cell.h"

#include <QTest>

#include "tests/support/fake_session.h"
#include "tests/support/hostile_bytes.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::attacks;
using Column = AttacksModel::Column;

namespace {

constexpr int kColumns = static_cast<int>(Column::Count);

QString shown(const traffic::AttackRow& row, Column column, int role = Qt::DisplayRole) {
    return attackCell(row, column, role, QTimeZone::utc()).toString();
}

traffic::AttackRow attack() {
    return test::attackRow(7, traffic::AttackType::Sqli, traffic::Severity::Critical);
}

}  // namespace

class AttackCellTest : public QObject {
    Q_OBJECT

private slots:
    void texts_data() {
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("text");
        const auto row = [](const char* name, Column column, const char* text) {
            QTest::newRow(name) << static_cast<int>(column) << QString::fromUtf8(text);
        };
        row("severity", Column::Severity, "Critical");
        row("title", Column::Title, "Something that looks wrong in query › q");
        row("source", Column::Source, "edge-nginx");
        row("client", Column::Client, "203.0.113.7");
        row("endpoint", Column::Endpoint, "shop.example.com/search");
        row("requests", Column::Requests, "1");
        row("hits", Column::Hits, "2");
        row("score", Column::Score, "5");
        row("triage", Column::Triage, "New");
    }

    void texts() {
        QFETCH(int, column);
        QTEST(shown(attack(), static_cast<Column>(column)), "text");
    }

    void unknownClientIsAWord() {
        traffic::AttackRow row = attack();
        row.attack.client.clear();
        QCOMPARE(shown(row, Column::Client), QStringLiteral("unknown"));
        QVERIFY(attackCell(row, Column::Client, AttacksModel::WeakRole, QTimeZone::utc()).toBool());
    }

    void triageOfANewerWriterIsShown() {
        traffic::AttackRow row = attack();
        row.triage = "on <b>hold</b>";
        QCOMPARE(shown(row, Column::Triage), QStringLiteral("on <b>hold</b>"));
        QVERIFY(!attackCell(row, Column::Triage, Qt::DecorationRole, QTimeZone::utc()).isValid());
    }

    void hostileBytesAreVisibleText_data() {
        QTest::addColumn<int>("which");
        for (std::size_t i = 0; i < test::hostileBytes().size(); ++i) {
            QTest::newRow(std::string(test::hostileBytes()[i].name).c_str()) << static_cast<int>(i);
        }
    }

    void hostileBytesAreVisibleText() {
        QFETCH(int, which);
        const test::HostileBytes& hostile = test::hostileBytes()[static_cast<std::size_t>(which)];
        traffic::AttackRow row = attack();
        for (std::string* field : {&row.attack.client, &row.attack.host, &row.attack.message,
                                   &row.attack.point, &row.sourceName, &row.triage}) {
            *field = hostile.bytes;
        }
        row.attack.endpoint = "GET " + hostile.bytes;
        const QString visible =
            QString::fromUtf8(hostile.shown.data(), static_cast<int>(hostile.shown.size()));
        for (const Column column : {Column::Title, Column::Source, Column::Client, Column::Endpoint}) {
            QVERIFY2(shown(row, column).contains(visible), qPrintable(shown(row, column)));
        }
        for (int column = 0; column < kColumns; ++column) {
            for (const int role :
                 {static_cast<int>(Qt::DisplayRole), static_cast<int>(Qt::AccessibleTextRole),
                  static_cast<int>(AttacksModel::CopyRole)}) {
                const QString text = shown(row, static_cast<Column>(column), role);
                QVERIFY(!text.contains(u'\x1b') && !text.contains(u'\0') && !text.contains(u'\n') &&
                        !text.contains(QChar(0x202e)));
                QVERIFY(text.size() <= test::kLongestShown);
            }
            const QString tip = shown(row, static_cast<Column>(column), Qt::ToolTipRole);
            QVERIFY(!tip.contains(QStringLiteral("<img")) && !tip.contains(QStringLiteral("<b>x")));
        }
    }
};

QTEST_MAIN(AttackCellTest)
#include "attack_cell_test.moc"
