// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of attacks tell no secret while they are hidden.
#include <QTest>

#include "tests/support/fake_session.h"
#include "tests/ui/privacy/secret_request.h"
#include "ui/attacks/attack_cell.h"
#include "ui/attacks/detail_cell.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::attacks;
using Column = AttacksModel::Column;

namespace {

/// What the cells of a row tell by every role that is text.
template <typename Cell>
QString told(const Cell& cell) {
    QString text;
    for (int column = 0; column < static_cast<int>(Column::Count); ++column) {
        for (const int role : {int{Qt::DisplayRole}, int{Qt::ToolTipRole}, int{Qt::AccessibleTextRole},
                               int{AttacksModel::CopyRole}, int{AttacksModel::FilterValueRole}}) {
            text += cell(static_cast<Column>(column), role).toString() + u'\n';
        }
    }
    return text;
}

}  // namespace

class HiddenSecretsTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::resetScreen(); }

    void matchedValues() {
        AttackHit hit;
        hit.first = test::secretRequest(7).hits.front();
        hit.newest = 7;
        const auto text = [&] {
            return told([&](Column column, int role) { return hitCell(hit, column, role); });
        };
        QVERIFY(!text().contains(test::kBodySecret));
        QVERIFY(text().contains(QStringLiteral("matched ••••••••")));
        privacy::Screen::instance().reveal(7);
        QVERIFY(text().contains(QStringLiteral("matched ") + test::kBodySecret));
    }

    void requests() {
        const traffic::RequestRow row = test::secretRequest(7).row;
        const auto text = [&] {
            return told(
                [&](Column column, int role) { return requestCell(&row, column, role, QTimeZone::utc()); });
        };
        QVERIFY(!text().contains(test::kQuerySecret));
        QVERIFY(text().contains(QStringLiteral("/login?lang=en&access_token=••••••••")));
        privacy::Screen::instance().reveal(7);
        QVERIFY(text().contains(test::kQuerySecret));
    }

    void attacks() {
        traffic::AttackRow row = test::attackRow(1, traffic::AttackType::Sqli, traffic::Severity::High);
        row.attack.endpoint = "/reset/" + test::kToken.toStdString();
        row.attack.message = "Found password=" + test::kBodySecret.toStdString();
        const auto text = [&] {
            return told(
                [&](Column column, int role) { return attackCell(row, column, role, QTimeZone::utc()); });
        };
        QVERIFY(!text().contains(test::kBodySecret));
        QVERIFY(!text().contains(test::kTokenSecret));
        privacy::Screen::instance().revealAll();
        QVERIFY(text().contains(test::kBodySecret));
        QVERIFY(text().contains(test::kTokenSecret));
    }
};

QTEST_MAIN(HiddenSecretsTest)
#include "hidden_secrets_test.moc"
