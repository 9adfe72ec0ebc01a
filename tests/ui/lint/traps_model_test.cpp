// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lint/traps_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace mirrorscope;
using namespace mirrorscope::ui::lint;

namespace {

using snippets::lint::LintFinding;
using snippets::lint::LintSeverity;

LintFinding trap(LintSeverity severity, std::size_t line, std::string message) {
    LintFinding finding;
    finding.code = "CODE";
    finding.severity = severity;
    finding.line = line;
    finding.message = std::move(message);
    return finding;
}

SharedAnswer answerOf(std::vector<LintFinding> findings, std::vector<std::size_t> lines) {
    LintAnswer answer;
    answer.check.kind = snippets::lint::lintKind("nginx");
    snippets::lint::LintReport report;
    report.findings = std::move(findings);
    answer.check.report = std::move(report);
    answer.lines = std::move(lines);
    return std::make_shared<const LintAnswer>(std::move(answer));
}

}  // namespace

class TrapsModelTest : public QObject {
    Q_OBJECT

private slots:
    void rowsStandByTheLinesOfTheText() {
        TrapsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.at(0), nullptr);
        // Two files of a dump: line 2 of the second stands at line 12 of the text.
        model.setAnswer(answerOf(
            {trap(LintSeverity::Note, 2, "second file"), trap(LintSeverity::Error, 5, "first")}, {12, 5}));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.lineAt(0), std::size_t{5});
        QCOMPARE(model.lineAt(1), std::size_t{12});
        QCOMPARE(model.at(1)->message, std::string("second file"));
        QCOMPARE(model.index(0, TrapsModel::Severity).data().toString(), QStringLiteral("Error"));
        QVERIFY(!model.index(0, TrapsModel::Severity).data(Qt::DecorationRole).value<QIcon>().isNull());
        QCOMPARE(model.index(1, TrapsModel::Line).data().toString(), QStringLiteral("12"));
        QCOMPARE(model.rowFrom(6), 1);
        QCOMPARE(model.rowFrom(13), -1);
        model.setAnswer(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void bytesOfTheTextAreVisible() {
        TrapsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setAnswer(answerOf({trap(LintSeverity::Warning, 1, "mirror /\x1b[31m<b>\u202e")}, {1}));
        const QString shown = model.index(0, TrapsModel::Trap).data().toString();
        QVERIFY2(shown.contains(QStringLiteral("\\x1b[31m<b>\\u{202e}")), qPrintable(shown));
        const QString toolTip = model.index(0, TrapsModel::Trap).data(Qt::ToolTipRole).toString();
        QVERIFY2(!toolTip.contains(QStringLiteral("<b>")), qPrintable(toolTip));
    }
};

QTEST_MAIN(TrapsModelTest)
#include "traps_model_test.moc"
