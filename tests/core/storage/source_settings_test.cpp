// SPDX-License-Identifier: Apache-2.0
#include "core/storage/source_settings.h"

#include <QTest>
#include <algorithm>

#include "core/storage/reattribution.h"
#include "tests/core/storage/recorded_session.h"

using namespace mirrorscope;
using base::ErrorCode;
using storage::SourceSettings;
using traffic::SourceSetting;

namespace {

constexpr int kRequests = 30;

traffic::ContextBatch secondSource() {
    traffic::ContextBatch batch;
    traffic::Source source;
    source.id = 2;
    source.name = "nginx 127.0.0.4";
    source.kind = traffic::SourceKind::Nginx;
    source.firstSeen = test::kStart;
    batch.sources.push_back(source);
    return batch;
}

}  // namespace

/// Two sources of one kind; all requests are of the first, every third one is an attack.
class SourceSettingsTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void whatIsSaidIsKept();
    void theRecorderKeepsTheName();
    void mergesInACircleAreRefused();
    void unknownSources();
    void forgetting();
    void countsFollowRequestsReadAnew();

private:
    traffic::Source source(traffic::SourceId id) const {
        const auto sources = m_session->reader()->sources();
        const auto found = std::ranges::find(*sources, id, &traffic::Source::id);
        return found == sources->end() ? traffic::Source{} : *found;
    }

    std::unique_ptr<test::RecordedSession> m_session;
    std::unique_ptr<SourceSettings> m_settings;
};

void SourceSettingsTest::init() {
    m_settings.reset();
    m_session = std::make_unique<test::RecordedSession>();
    QVERIFY(m_session->store(kRequests));
    m_session->analyse(kRequests);
    m_session->journal().record(secondSource());
    m_session->journal().flush();
    auto settings = SourceSettings::open(m_session->path());
    QVERIFY(settings.has_value());
    m_settings = std::move(*settings);
}

void SourceSettingsTest::whatIsSaidIsKept() {
    const SourceSetting all{1,           "edge", "sky", traffic::SourceMode::Store, 2, "10.0.0.0/8", 2,
                            "X-Real-IP", false,  "{}"};
    const auto before = m_session->reader()->sourceSettingsRevision();
    QVERIFY(m_settings->set(all).has_value());
    QVERIFY(*m_settings->of(1) == all);
    QVERIFY(*m_session->reader()->sourceSettings() == std::vector{all});
    QVERIFY(*m_session->reader()->sourceSettingsRevision() != *before);
    QCOMPARE(source(1).name, std::string("edge"));
}

void SourceSettingsTest::theRecorderKeepsTheName() {
    QVERIFY(m_settings->set({.source = 2, .name = "edge-2"}).has_value());
    m_session->journal().record(secondSource());
    m_session->journal().flush();
    QCOMPARE(source(2).name, std::string("edge-2"));
}

void SourceSettingsTest::mergesInACircleAreRefused() {
    QVERIFY(m_settings->set({.source = 1, .mergedInto = 2}).has_value());
    QVERIFY(m_settings->set({.source = 2, .mergedInto = 1}).error().code == ErrorCode::InvalidArgument);
    QVERIFY(m_settings->set({.source = 2, .mergedInto = 2}).error().code == ErrorCode::InvalidArgument);
    QVERIFY(m_settings->set({.source = 1}).has_value());
    QVERIFY(m_settings->set({.source = 2, .mergedInto = 1}).has_value());
}

void SourceSettingsTest::unknownSources() {
    QVERIFY(m_settings->of(9).error().code == ErrorCode::SourceNotFound);
    QVERIFY(m_settings->set({.source = 9}).error().code == ErrorCode::SourceNotFound);
    QVERIFY(m_settings->set({.source = 1, .mergedInto = 9}).error().code == ErrorCode::SourceNotFound);
}

void SourceSettingsTest::forgetting() {
    QVERIFY(m_settings->forget(2).error().code == ErrorCode::SessionLocked);
    m_session->closeJournal();
    QVERIFY(m_settings->set({.source = 1, .name = "edge"}).has_value());
    QVERIFY(m_settings->forget(1).has_value());
    QVERIFY(m_settings->forget(2).has_value());
    QVERIFY(m_session->reader()->sourceSettings()->empty());
    QCOMPARE(source(1).confidence, 0);
    QCOMPARE(source(2).id, traffic::SourceId{0});  // no request belongs to it
}

void SourceSettingsTest::countsFollowRequestsReadAnew() {
    const auto before = source(1);
    QCOMPARE(before.requests, std::uint64_t{kRequests});
    QVERIFY(before.attackRequests > 0);
    QVERIFY(storage::beginReattribution(m_session->path()).error().code == ErrorCode::SessionLocked);
    m_session->closeJournal();
    QCOMPARE(*storage::beginReattribution(m_session->path()), traffic::RequestId{kRequests});
    QCOMPARE(m_session->reader()->progress()->readAnewUntil, traffic::RequestId{kRequests});

    auto journal = std::move(*storage::Journal::open(m_session->path(), {}));
    auto anew = test::contexts(2, kRequests);
    auto first = test::contexts(1, 1);
    for (auto* batch : {&first, &anew}) {
        for (auto& item : batch->items) {
            item.context.source = item.context.requestId <= 3 ? 1 : 2;
        }
        journal->record(*batch);
    }
    journal->flush();
    QCOMPARE(source(1).requests, std::uint64_t{3});
    QCOMPARE(source(2).requests, std::uint64_t{kRequests - 3});
    QCOMPARE(source(1).attackRequests + source(2).attackRequests, before.attackRequests);
    QVERIFY(source(2).attackRequests > 0);
    const auto stale = m_session->reader()->staleVerdicts(1, kRequests);
    QCOMPARE(stale->size(), std::size_t{kRequests - 3});
    QCOMPARE(m_session->reader()->progress()->readAnewUntil, traffic::RequestId{0});
}

QTEST_GUILESS_MAIN(SourceSettingsTest)
#include "source_settings_test.moc"
