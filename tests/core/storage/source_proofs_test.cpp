// SPDX-License-Identifier: Apache-2.0
#include "core/storage/source_proofs.h"

#include <QTest>

#include "core/storage/source_settings.h"
#include "tests/core/storage/recorded_session.h"

using namespace mirrorscope;

class SourceProofsTest : public QObject {
    Q_OBJECT

private slots:
    void theLastOneIsKept();
    void unknownSources();
    void goneWithItsSource();
};

void SourceProofsTest::theLastOneIsKept() {
    test::RecordedSession session;
    QVERIFY(session.store(3));
    session.analyse(3);
    session.journal().flush();
    QVERIFY(!storage::keptProof(session.path(), 1)->has_value());
    QVERIFY(storage::keepProof(session.path(), 1, R"({"verdict":"failed"})").has_value());
    QVERIFY(storage::keepProof(session.path(), 1, R"({"verdict":"passed"})").has_value());
    QVERIFY(*storage::keptProof(session.path(), 1) == R"({"verdict":"passed"})");
    QVERIFY(!storage::keptProof(session.path(), 2)->has_value());
}

void SourceProofsTest::unknownSources() {
    test::RecordedSession session;
    QVERIFY(storage::keepProof(session.path(), 9, "{}").error().code == base::ErrorCode::SourceNotFound);
    QVERIFY(storage::keptProof("/nonexistent/a.mscope", 1).error().code == base::ErrorCode::SessionMissing);
}

void SourceProofsTest::goneWithItsSource() {
    test::RecordedSession session;
    QVERIFY(session.store(3));
    session.analyse(3);
    session.journal().flush();
    QVERIFY(storage::keepProof(session.path(), 1, "{}").has_value());
    session.closeJournal();
    auto settings = storage::SourceSettings::open(session.path());
    QVERIFY(settings.has_value());
    QVERIFY((*settings)->forget(1).has_value());
    QVERIFY(!storage::keptProof(session.path(), 1)->has_value());
}

QTEST_GUILESS_MAIN(SourceProofsTest)
#include "source_proofs_test.moc"
