// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/banner_stack.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "ui/shell/banner.h"
#include "ui/text/plain_label.h"

using namespace mirrorscope::ui::shell;

namespace {

Condition condition(const QString& id) {
    return {id,
            Rank::Failure,
            QStringLiteral("Title ") + id,
            QStringLiteral("Meaning"),
            {Remedy::TryListening},
            "mesh"};
}

QStringList shown(const BannerStack& stack) {
    QStringList ids;
    for (const Banner* banner : stack.findChildren<Banner*>()) {
        if (!banner->isHidden()) {
            ids += banner->condition().id;
        }
    }
    return ids;
}

}  // namespace

class BannerStackTest : public QObject {
    Q_OBJECT

private slots:
    void atMostTwo() {
        BannerStack stack;
        QVERIFY(stack.isHidden());
        stack.setConditions({condition(QStringLiteral("a")), condition(QStringLiteral("b")),
                             condition(QStringLiteral("c")), condition(QStringLiteral("d"))});
        QCOMPARE(shown(stack), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(stack.findChild<QLabel*>(QStringLiteral("banners.more"))->text(), QStringLiteral("2 more"));
        stack.setConditions({});
        QVERIFY(shown(stack).isEmpty());
        QVERIFY(stack.isHidden());
    }

    void closedStaysClosedUntilItsCauseComesBack() {
        BannerStack stack;
        const QList<Condition> conditions{condition(QStringLiteral("a"))};
        stack.setConditions(conditions);
        stack.findChild<QToolButton*>(QStringLiteral("banner.a.close"))->click();
        QVERIFY(shown(stack).isEmpty());
        stack.setConditions(conditions);
        QVERIFY(shown(stack).isEmpty());
        stack.setConditions({});
        stack.setConditions(conditions);
        QCOMPARE(shown(stack), QStringList{QStringLiteral("a")});
    }

    void remediesNameTheListener() {
        BannerStack stack;
        stack.setConditions({condition(QStringLiteral("a"))});
        QSignalSpy chosen(&stack, &BannerStack::remedyChosen);
        stack.findChild<QPushButton*>(QStringLiteral("banner.a.retry"))->click();
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].value<Remedy>(), Remedy::TryListening);
        QCOMPARE(chosen[0][1].value<std::string>(), std::string("mesh"));
    }
};

QTEST_MAIN(BannerStackTest)
#include "banner_stack_test.moc"
