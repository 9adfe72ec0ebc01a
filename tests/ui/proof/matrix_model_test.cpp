// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/matrix_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/proof/sample_proofs.h"
#include "ui/theme/theme.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using probe::ProbeKind;
using proof::MatrixModel;

class MatrixModelTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { theme::Theme::instance().install(*qApp); }
    void planProgressProof();
    void onlySomeKinds();
    void whatFailedStandsOut();
    void bytesOfStrangersAreShown();

private:
    static QString cell(const MatrixModel& model, ProbeKind kind, int column) {
        const QString title = QString::fromUtf8(probe::formOf(kind).title.data());
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, MatrixModel::ProbeColumn).data() == title) {
                return model.index(row, column).data().toString();
            }
        }
        return {};
    }
};

void MatrixModelTest::planProgressProof() {
    MatrixModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    model.setPlan({}, 2);
    QCOMPARE(model.rowCount(), static_cast<int>(probe::kProbeKinds));
    QCOMPARE(cell(model, ProbeKind::Get, MatrixModel::ResultColumn), QStringLiteral("Waiting"));

    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    probe::RunProgress progress;
    progress.kinds[static_cast<std::size_t>(ProbeKind::Get)] = {2, 2, 0};
    progress.kinds[static_cast<std::size_t>(ProbeKind::Put)] = {2, 1, 1};
    model.setProgress(progress);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(cell(model, ProbeKind::Get, MatrixModel::ResultColumn), QStringLiteral("Arrived"));
    QCOMPARE(cell(model, ProbeKind::Get, MatrixModel::ArrivedColumn), QStringLiteral("2"));
    QCOMPARE(cell(model, ProbeKind::Put, MatrixModel::ResultColumn), QStringLiteral("Under way"));
    QCOMPARE(cell(model, ProbeKind::Put, MatrixModel::DuplicateColumn), QStringLiteral("1"));
    // Not known before the end: never 0.
    QCOMPARE(cell(model, ProbeKind::Get, MatrixModel::LostColumn), QStringLiteral("–"));
    QCOMPARE(cell(model, ProbeKind::Get, MatrixModel::P95Column), QStringLiteral("–"));

    model.setProof(test::passedProof());
    QCOMPARE(cell(model, ProbeKind::Get, MatrixModel::ResultColumn), QStringLiteral("Passed"));
    QCOMPARE(cell(model, ProbeKind::Get, MatrixModel::LostColumn), QStringLiteral("0"));
    QCOMPARE(cell(model, ProbeKind::Get, MatrixModel::P95Column), QStringLiteral("3.0 ms"));
    QCOMPARE(cell(model, ProbeKind::Get, MatrixModel::BodyColumn), QStringLiteral("None"));
    QCOMPARE(cell(model, ProbeKind::Body8M, MatrixModel::BodyColumn), QStringLiteral("Equal"));
    QCOMPARE(cell(model, ProbeKind::Body8M, MatrixModel::HeadersColumn), QStringLiteral("All 2"));
    QCOMPARE(resets.size(), 0);  // rows and selection stay
    model.setProgress(progress);
    QCOMPARE(cell(model, ProbeKind::Put, MatrixModel::ResultColumn), QStringLiteral("Passed"));
}

void MatrixModelTest::onlySomeKinds() {
    MatrixModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setPlan({ProbeKind::Body8M, ProbeKind::Get}, 3);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, MatrixModel::ProbeColumn).data().toString(), QStringLiteral("GET, short"));
    model.setPlan({}, 3);
    QCOMPARE(model.rowCount(), static_cast<int>(probe::kProbeKinds));
}

void MatrixModelTest::whatFailedStandsOut() {
    MatrixModel model;
    model.setProof(test::failedProof());
    const auto roleOf = [&model](int row, int column) {
        return static_cast<theme::Role>(model.index(row, column).data(MatrixModel::ToneRole).toInt());
    };
    for (int row = 0; row < model.rowCount(); ++row) {
        const bool isLost = model.index(row, MatrixModel::ArrivedColumn).data().toString() == u"0";
        QCOMPARE(model.index(row, MatrixModel::ResultColumn).data().toString(),
                 isLost ? QStringLiteral("Lost") : QStringLiteral("Arrived"));
        QCOMPARE(roleOf(row, MatrixModel::LostColumn), isLost ? theme::Role::Critical : theme::Role::Text);
        QCOMPARE(model.index(row, MatrixModel::LostColumn).data(MatrixModel::StrongRole).toBool(), isLost);
        QCOMPARE(model.index(row, MatrixModel::HeadersColumn).data().toString(),
                 isLost ? QStringLiteral("–") : QStringLiteral("1 of 2 wrong"));
        QCOMPARE(roleOf(row, MatrixModel::HeadersColumn), isLost ? theme::Role::Text : theme::Role::High);
    }
    QCOMPARE(cell(model, ProbeKind::Body8M, MatrixModel::LostColumn), QStringLiteral("2"));
    const QModelIndex last = model.index(model.rowCount() - 1, MatrixModel::ResultColumn);
    QVERIFY(last.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("2 sent")));
}

/// Words of a kept result may be anybody's.
void MatrixModelTest::bytesOfStrangersAreShown() {
    probe::Proof proof = test::passedProof();
    proof.rows.front().word = "<b>\x1b[31m\n";
    proof.rows.front().reason = "<img src=x>\r\n";
    MatrixModel model;
    model.setProof(proof);
    const QModelIndex index = model.index(0, MatrixModel::ResultColumn);
    QCOMPARE(index.data().toString(), QStringLiteral("<b>\\x1b[31m\\n"));
    QVERIFY(!index.data(Qt::ToolTipRole).toString().contains(QStringLiteral("<img")));
}

QTEST_MAIN(MatrixModelTest)
#include "matrix_model_test.moc"
