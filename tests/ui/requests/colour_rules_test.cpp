// SPDX-License-Identifier: GPL-3.0-or-later
// Colour rules: which rows they tint, how that is told without colour, their file and their dialog.
#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

#include "tests/ui/requests/requests_table.h"
#include "ui/requests/colour_file.h"
#include "ui/requests/colour_rules_dialog.h"
#include "ui/requests/column_layout.h"
#include "ui/requests/request_columns.h"
#include "ui/requests/table_columns.h"
#include "ui/theme/theme.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::requests;

namespace {

constexpr int kRule = static_cast<int>(RequestColumn::Rule);
constexpr int kId = static_cast<int>(RequestColumn::Id);
const ColourRules kTwo{{QStringLiteral("Tens"), QStringLiteral("source:shop-envoy"), RuleLook::Green, true},
                       {QStringLiteral("Late ones"), QStringLiteral("id>=990"), RuleLook::Yellow, true}};

}  // namespace

class ColourRulesTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_table = std::make_unique<test::RequestsTable>(1000); }
    void cleanup() { m_table.reset(); }

    void theFirstThatFitsTintsTheRow() {
        QTRY_VERIFY(m_table->model->rowAt(999));
        m_table->model->setColourRules(kTwo);
        QCOMPARE(tint(999), theme::color(theme::Role::OkBack));  // 1000: both fit
        QCOMPARE(tint(998), theme::color(theme::Role::WarnBack));
        QVERIFY(!m_table->model->index(985, kId).data(Qt::BackgroundRole).isValid());
        // Every cell of the row, the icon and header columns as well.
        for (int column = 0; column < m_table->model->columnCount(); ++column) {
            QVERIFY(m_table->model->index(998, column).data(Qt::BackgroundRole).isValid());
        }
        ColourRules reversed{kTwo[1], kTwo[0]};
        m_table->model->setColourRules(reversed);
        QCOMPARE(tint(999), theme::color(theme::Role::WarnBack));
        reversed[0].isOn = false;
        m_table->model->setColourRules(reversed);
        QVERIFY(!m_table->model->index(998, kId).data(Qt::BackgroundRole).isValid());
    }

    void theRuleIsNamedWhereverItsColourIs() {
        QTRY_VERIFY(m_table->model->rowAt(999));
        m_table->model->setColourRules(kTwo);
        const QModelIndex cell = m_table->model->index(999, kRule);
        QCOMPARE(cell.data().toString(), QStringLiteral("Tens"));
        QVERIFY(!cell.data(Qt::DecorationRole).value<QIcon>().isNull());
        QVERIFY(cell.data(Qt::ToolTipRole).toString().contains(QStringLiteral("source:shop-envoy")));
        QCOMPARE(m_table->model->index(999, kId).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("1,000, colour rule “Tens”"));
        QVERIFY(m_table->model->index(999, kId)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("Tens")));
        QVERIFY(!m_table->model->index(985, kId).data(Qt::ToolTipRole).isValid());
        QCOMPARE(m_table->model->index(985, kRule).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("no rule fits"));
    }

    void aRowThatChangesIsJudgedAnew() {
        m_table->model->setColourRules(
            {{QStringLiteral("Judged"), QStringLiteral("state:clean"), RuleLook::Red, true}});
        m_table->arrive(1001, 1001);
        QVERIFY(!m_table->model->index(1000, kId).data(Qt::BackgroundRole).isValid());
        m_table->service.judge({1001, traffic::RequestState::Clean, 0, 5, {}, {}});
        m_table->drain();
        QCOMPARE(tint(1000), theme::color(theme::Role::ErrorBack));
    }

    void textIsLegibleOnEveryTint() {
        using theme::Role;
        for (const RuleLookInfo& look : ruleLooks()) {
            for (const auto scheme : {theme::Scheme::Light, theme::Scheme::Dark}) {
                for (const Role text : {Role::Text, Role::Text2, Role::Accent, Role::Critical, Role::High,
                                        Role::Medium, Role::Low, Role::Ok}) {
                    const double ratio =
                        theme::contrastRatio(theme::color(scheme, text), theme::color(scheme, look.tint));
                    QVERIFY2(
                        ratio >= 4.5,
                        qPrintable(
                            QStringLiteral("%1 on %2: %3").arg(theme::roleName(text), look.name).arg(ratio)));
                }
            }
        }
    }

    void copiedRowsNameTheirRule() {
        m_table->model->setColourRules(kTwo);
        ColumnLayout layout;
        layout.columns = {{QStringLiteral("rule"), 90, true}};
        m_table->view->columns().apply(layout);
        m_table->view->goTo(1000);
        QSignalSpy done(m_table->view.get(), &RequestsView::rowsCopied);
        m_table->view->copyRows(false);
        QVERIFY(done.wait());
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Tens\t/item/1000\n"));
    }

    void whatNoRowKnowsIsRefused_data() {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("reason");
        QTest::newRow("broken") << "client:" << "At character 8";
        QTest::newRow("nothing") << " " << "needs a filter";
        QTest::newRow("body") << "body~x" << "body";
        QTest::newRow("word") << "union" << "words";
        QTest::newRow("header") << "header.x-a:1" << "headers";
        QTest::newRow("hits") << "rule:942100" << "hits";
        QTest::newRow("tag") << "tag:demo" << "what people";
        QTest::newRow("mark") << "mark:done" << "what people";
        QTest::newRow("flag") << "not (method:GET or flag:late)" << "flags";
        QTest::newRow("fits") << "method:POST score>=5" << QString();
    }

    void whatNoRowKnowsIsRefused() {
        QFETCH(QString, filter);
        QFETCH(QString, reason);
        const auto complaint = complaintAbout(filter);
        QCOMPARE(complaint.has_value(), !reason.isEmpty());
        if (complaint) {
            QVERIFY2(complaint->sentence.contains(reason), qPrintable(complaint->sentence));
        }
    }

    void examplesAreRulesAndOff() {
        QVERIFY(!exampleColourRules().empty());
        for (const ColourRule& rule : exampleColourRules()) {
            QVERIFY2(!complaintAbout(rule.filter), qPrintable(rule.filter));
            QVERIFY(!rule.isOn);
        }
    }

    void theFileIsReadBack() {
        QTemporaryDir directory;
        const QString name = directory.filePath(QStringLiteral("new/colours.txt"));
        ColourFile file(name);
        QVERIFY(file.load().empty());
        QVERIFY(file.problem().isEmpty());
        ColourRules rules = kTwo;
        rules[0].name = QStringLiteral("a\tb  c");
        rules[1].isOn = false;
        QVERIFY(file.save(rules));
        QCOMPARE(QFile::permissions(name) & ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
        rules[0].name = QStringLiteral("a b c");
        QCOMPARE(ColourFile(name).load(), rules);
    }

    void aBrokenFileIsLeftAlone_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("problem");
        QTest::newRow("no tabs") << QByteArray("# x\n\non blue name path:/") << "line 3: on or off";
        QTest::newRow("neither") << QByteArray("yes\tblue\tname\tpath:/") << "line 1: “on” or “off”";
        QTest::newRow("look") << QByteArray("on\tmauve\tname\tpath:/") << "no look “mauve”";
        QTest::newRow("filter") << QByteArray("on\tblue\tname\tclient:x/y/z\n") << "line 1: At character";
        QTest::newRow("body") << QByteArray("on\tblue\tname\tbody~x\n") << "body";
        QTest::newRow("many") << QByteArray("on\tblue\tn\tpath:/\n").repeated(65) << "line 65: more than 64";
        QTest::newRow("bytes") << QByteArray("\xff\x00\x1b[31m", 7) << "line 1";
        QTest::newRow("long") << QByteArray(300'000, '#') << "longer than";
    }

    void aBrokenFileIsLeftAlone() {
        QFETCH(QByteArray, text);
        QFETCH(QString, problem);
        QTemporaryDir directory;
        const QString name = directory.filePath(QStringLiteral("colours.txt"));
        QFile written(name);
        QVERIFY(written.open(QIODevice::WriteOnly) && written.write(text) == text.size());
        written.close();
        ColourFile file(name);
        QVERIFY(file.load().empty());
        QVERIFY2(file.problem().contains(problem), qPrintable(file.problem()));
        QVERIFY(!file.save(kTwo));
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), text);
    }

    void theDialogEditsWhatIsSeenAtOnce() {
        ColourRulesDialog dialog(kTwo, {});
        QSignalSpy changed(&dialog, &ColourRulesDialog::rulesChanged);
        dialog.show();
        auto* list = dialog.findChild<QListWidget*>(QStringLiteral("colour-rules.list"));
        auto* line = dialog.findChild<QLineEdit*>(QStringLiteral("colour-rules.filter"));
        auto* complaint = dialog.findChild<QLabel*>(QStringLiteral("colour-rules.complaint"));
        QCOMPARE(list->currentRow(), 0);
        QCOMPARE(line->text(), QStringLiteral("source:shop-envoy"));
        // While it cannot be judged, the rule is none; the reason stands there.
        line->selectAll();
        QTest::keyClicks(line, QStringLiteral("rule:942100"));
        QVERIFY(complaint->text().contains(QStringLiteral("hits")));
        QCOMPARE(changed.last()[0].value<ColourRules>().size(), std::size_t{1});
        line->selectAll();
        QTest::keyClicks(line, QStringLiteral("client:10.0.0.0/33"));
        QVERIFY(complaint->text().startsWith(QStringLiteral("At character 17")));
        line->selectAll();
        QTest::keyClicks(line, QStringLiteral("method:POST"));
        QVERIFY(complaint->text().isEmpty());
        auto* look = dialog.findChild<QComboBox*>(QStringLiteral("colour-rules.look"));
        look->setFocus();
        QTest::keyClick(look, Qt::Key_End);
        QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(list->currentRow(), 1);
        list->item(0)->setCheckState(Qt::Unchecked);
        const auto rules = changed.last()[0].value<ColourRules>();
        QCOMPARE(rules[0].name, QStringLiteral("Late ones"));
        QVERIFY(!rules[0].isOn);
        QCOMPARE(rules[1].filter, QStringLiteral("method:POST"));
        QCOMPARE(rules[1].look, RuleLook::Plain);
        dialog.accept();
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
        QCOMPARE(dialog.rules(), rules);
    }

    void cancelPutsBackWhatWas() {
        ColourRulesDialog dialog(kTwo, {});
        QSignalSpy changed(&dialog, &ColourRulesDialog::rulesChanged);
        dialog.show();
        press(dialog, "colour-rules.remove");
        press(dialog, "colour-rules.reset");
        QVERIFY(changed.last()[0].value<ColourRules>().empty());
        dialog.reject();
        QCOMPARE(changed.last()[0].value<ColourRules>(), kTwo);
    }

    void anEmptyListOffersExamples() {
        ColourRulesDialog dialog({}, {});
        dialog.show();
        auto* examples = dialog.findChild<QPushButton*>(QStringLiteral("colour-rules.examples"));
        QVERIFY(examples->isVisible());
        QVERIFY(dialog.findChild<QLabel*>(QStringLiteral("colour-rules.empty"))->isVisible());
        examples->click();
        QVERIFY(!examples->isVisible());
        QCOMPARE(dialog.rules(), exampleColourRules());
    }

    void aRuleWithoutAFilterIsNotKept() {
        ColourRulesDialog dialog({}, {});
        dialog.show();
        press(dialog, "colour-rules.add");
        dialog.accept();  // begun and left empty
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
        QVERIFY(dialog.rules().empty());
        ColourRulesDialog other({}, {});
        other.show();
        press(other, "colour-rules.add");
        QTest::keyClicks(other.findChild<QLineEdit*>(QStringLiteral("colour-rules.name")),
                         QStringLiteral("mine"));
        other.accept();
        QVERIFY(other.isVisible());
        QVERIFY(!other.findChild<QLabel*>(QStringLiteral("colour-rules.complaint"))->text().isEmpty());
    }

    void theProblemOfTheFileIsTold() {
        ColourRulesDialog dialog({}, QStringLiteral("colours.txt, line 3: wrong"));
        dialog.show();
        auto* problem = dialog.findChild<QLabel*>(QStringLiteral("colour-rules.problem"));
        QVERIFY(problem->isVisible());
        QVERIFY(problem->text().contains(QStringLiteral("line 3")));
    }

    void testerIsContent() {
        const QAbstractItemModelTester tester(m_table->model.get(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_table->model->setColourRules(kTwo);
        m_table->arrive(1001, 1010);
        m_table->model->setColourRules({});
        QVERIFY(!m_table->model->index(1009, kId).data(Qt::BackgroundRole).isValid());
    }

private:
    QColor tint(int row) const {
        return m_table->model->index(row, kId).data(Qt::BackgroundRole).value<QColor>();
    }
    static void press(QDialog& dialog, const char* name) {
        auto* button = dialog.findChild<QPushButton*>(QLatin1String(name));
        QVERIFY(button->isEnabled());
        button->click();
    }

    std::unique_ptr<test::RequestsTable> m_table;
};

QTEST_MAIN(ColourRulesTest)
#include "colour_rules_test.moc"
