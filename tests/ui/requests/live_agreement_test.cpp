// SPDX-License-Identifier: GPL-3.0-or-later
// The requests table under random filters while requests arrive, are attributed and judged: it ends with the
// same rows as the store, and at no time with a row twice or out of order. Followers tell what they found out
// before it is committed, as the real ones do. MIRRORSCOPE_FILTERS sets how many filters.
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cstdio>
#include <deque>

#include "core/pipeline/live_feed.h"
#include "core/pipeline/local_session_queries.h"
#include "core/storage/journal.h"
#include "core/storage/session_reader.h"
#include "tests/core/query/random_filter.h"
#include "tests/core/storage/stored_requests.h"
#include "ui/filter/row_judge.h"
#include "ui/live/live_bridge.h"
#include "ui/live/paced_changes.h"
#include "ui/live/page_loader.h"
#include "ui/requests/requests_model.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using requests::RequestsModel;
using requests::SearchState;

namespace {

constexpr std::uint64_t kSeed = 20'261'130;
constexpr int kUsualFilters = 1000;
/// In front of one session, half of them from the beginning.
constexpr int kFiltersAtOnce = 50;
constexpr int kSteps = 8;
constexpr std::size_t kRequestsOfStep = 12;
constexpr int kDepth = 2;
constexpr int kPatience = 20'000;  // ms
const query::Moment kMoment{test::kRandomNow, std::chrono::minutes(90)};

/// A session that is being recorded: what arrives goes through a real journal and a real feed; who sent it
/// and what it is are made up.
class Recorder final : public api::MirrorService {
public:
    explicit Recorder(test::Random& random)
        : m_random(random), m_feed(100'000, 0, true), m_journal(*storage::Journal::open(path(), {})) {
        // The feed first: what is counted as stored was told.
        m_journal->addReceiver(m_feed);
        m_journal->addReceiver(m_outcomes);
    }

    std::filesystem::path path() const { return m_directory.filePath("live.mscope").toStdString(); }

    void arrive(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            auto made = test::delivery("/");
            test::fillRandomly(m_random, made->request);
            m_journal->offer(made);
        }
        m_offered += count;
    }

    /// Some of those that are committed; `all`: every one.
    void attribute(bool all) {
        traffic::ContextBatch batch;
        batch.sources = test::randomSources();
        std::vector<std::shared_ptr<const api::LiveEvent>> events;
        for (; m_attributed < stored() && (all || test::chance(m_random, 85)); ++m_attributed) {
            auto item = test::randomContext(m_random, m_attributed + 1);
            const auto source = static_cast<std::size_t>(item.context.source - 1);
            events.push_back(std::make_shared<const api::LiveEvent>(
                api::RequestAttributed{item.context, batch.sources[source].name}));
            batch.items.push_back(std::move(item));
        }
        m_journal->record(std::move(batch));
        m_feed.push(std::move(events));
    }

    void judge(bool all) {
        traffic::VerdictBatch batch{"modsecurity", "CRS test", "abc", {}};
        std::vector<std::shared_ptr<const api::LiveEvent>> events;
        for (; m_judged < m_attributed && (all || test::chance(m_random, 85)); ++m_judged) {
            auto item = test::randomVerdict(m_random, m_judged + 1);
            events.push_back(std::make_shared<const api::LiveEvent>(eventOf(item)));
            batch.items.push_back(std::move(item));
        }
        m_journal->record(std::move(batch));
        m_feed.push(std::move(events));
    }

    void finish() {
        QVERIFY(m_outcomes.waitFor(m_offered));
        attribute(true);
        judge(true);
        m_journal->flush();
    }

    base::Result<void> listen(const api::ListenerAddress&) override { return {}; }
    void stopListening(const std::string&) override {}
    base::Result<void> allow(const base::IpNetwork&) override { return {}; }
    api::ServiceStatus status() const override {
        api::ServiceStatus status;
        status.session = path();
        status.lastRequest = stored();
        return status;
    }
    api::LiveBatch liveSince(std::uint64_t sequence) const override { return m_feed.since(sequence); }
    base::Result<std::unique_ptr<api::SessionQueries>> queries() const override {
        return pipeline::openLocalQueries(path());
    }

private:
    traffic::RequestId stored() const { return static_cast<traffic::RequestId>(m_outcomes.all().size()); }

    static api::RequestJudged eventOf(const traffic::VerdictBatch::Item& item) {
        api::RequestJudged judged;
        judged.id = item.verdict.requestId;
        judged.state = item.verdict.state;
        judged.score = item.verdict.score;
        judged.threshold = item.verdict.threshold;
        for (const traffic::AttackChange& change : item.attacks) {
            if (std::ranges::find(judged.attackTypes, change.attack.type) == judged.attackTypes.end()) {
                judged.attackTypes.push_back(change.attack.type);
            }
        }
        return judged;
    }

    test::Random& m_random;
    QTemporaryDir m_directory;
    test::Outcomes m_outcomes;
    pipeline::LiveFeed m_feed;
    std::size_t m_offered = 0;
    traffic::RequestId m_attributed = 0;
    traffic::RequestId m_judged = 0;
    std::unique_ptr<storage::Journal> m_journal;  // ends first: it tells the others
};

std::vector<traffic::RequestId> idsOf(const RequestsModel& model) {
    std::vector<traffic::RequestId> ids;
    for (int row = 0; row < model.rowCount(); ++row) {
        ids.push_back(model.idAt(row));
    }
    return ids;
}

bool isNewestFirst(const std::vector<traffic::RequestId>& ids) {
    return std::ranges::adjacent_find(ids, [](auto a, auto b) { return a <= b; }) == ids.end();
}

bool isSettled(const RequestsModel& model) {
    return model.isSettled() && model.searchState().phase == SearchState::Phase::Finished;
}

}  // namespace

class LiveAgreementTest : public QObject {
    Q_OBJECT

private slots:
    void tableAndStoreAgree();

private:
    void compareInSession(std::uint64_t seed);
    void add(test::RandomFilter& filters, int count);
    void drain(bool all);

    std::unique_ptr<Recorder> m_recorder;
    std::unique_ptr<live::LiveBridge> m_bridge;
    std::unique_ptr<live::PageLoader> m_loader;
    std::vector<std::unique_ptr<RequestsModel>> m_models;
    int m_judgedHere = 0;
    int m_judgedByTheStore = 0;
    std::size_t m_rows = 0;
    int m_withRows = 0;
};

void LiveAgreementTest::add(test::RandomFilter& filters, int count) {
    for (int i = 0; i < count; ++i) {
        const auto filter = filter::Filter::read(query::print(filters.node(kDepth)), kMoment);
        QVERIFY(filter.has_value());
        auto& model = m_models.emplace_back(std::make_unique<RequestsModel>(*m_bridge, *m_loader));
        model->setFilter(*filter);
        ++(filter::RowJudge::canAnswer(*filter) ? m_judgedHere : m_judgedByTheStore);
    }
}

void LiveAgreementTest::drain(bool all) {
    m_bridge->drain();
    m_bridge->askStatus();
    for (const auto& model : m_models) {
        for (auto* paced : model->findChildren<live::PacedChanges*>()) {
            paced->flush();
        }
        QVERIFY(isNewestFirst(idsOf(*model)));
    }
    if (all) {
        for (const auto& model : m_models) {
            QTRY_VERIFY2_WITH_TIMEOUT(isSettled(*model), model->filter().text().c_str(), kPatience);
        }
    } else {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    }
}

void LiveAgreementTest::compareInSession(std::uint64_t seed) {
    test::Random random(seed);
    const test::RandomSession examples(60, random);
    QCOMPARE(examples.rows().size(), std::size_t{60});
    test::RandomFilter filters(examples.rows(), random);
    m_recorder = std::make_unique<Recorder>(random);
    m_recorder->arrive(kRequestsOfStep);
    m_bridge = std::make_unique<live::LiveBridge>(*m_recorder);
    m_loader = std::make_unique<live::PageLoader>([this] { return m_recorder->queries(); });
    m_bridge->start();
    m_bridge->stop();  // drained by hand
    add(filters, kFiltersAtOnce / 2);
    for (int step = 0; step < kSteps; ++step) {
        m_recorder->arrive(kRequestsOfStep);
        drain(false);
        m_recorder->attribute(false);
        drain(false);
        m_recorder->judge(false);
        if (step == kSteps / 2) {
            add(filters, kFiltersAtOnce / 2);
        }
        drain(false);
    }
    m_recorder->finish();
    drain(true);

    const auto reader = storage::SessionReader::open(m_recorder->path());
    QVERIFY(reader.has_value());
    for (const auto& model : m_models) {
        const auto stored = (*reader)->requests({0, true, 10'000, model->filter().forStore()});
        QVERIFY(stored.has_value());
        std::vector<traffic::RequestId> ids;
        std::ranges::transform(*stored, std::back_inserter(ids), &traffic::RequestRow::id);
        QVERIFY2(idsOf(*model) == ids, model->filter().text().c_str());
        m_rows += ids.size();
        m_withRows += ids.empty() ? 0 : 1;
    }
    m_models.clear();
    m_loader.reset();
    m_bridge.reset();
}

void LiveAgreementTest::tableAndStoreAgree() {
    const QByteArray wanted = qgetenv("MIRRORSCOPE_FILTERS");
    const int filters = wanted.isEmpty() ? kUsualFilters : wanted.toInt();
    int done = 0;
    for (std::uint64_t seed = kSeed; done < filters; ++seed, done += kFiltersAtOnce) {
        compareInSession(seed);
        QVERIFY2(!QTest::currentTestFailed(), std::to_string(seed).c_str());
    }
    std::printf("%d filters agree: %d judged here, %d by the store, %d with rows, %zu rows\n", done,
                m_judgedHere, m_judgedByTheStore, m_withRows, m_rows);
    // Otherwise the agreement says little.
    QVERIFY(m_judgedHere > done / 10);
    QVERIFY(m_judgedByTheStore > done / 10);
    QVERIFY(m_withRows > done / 2);
}

QTEST_MAIN(LiveAgreementTest)
#include "live_agreement_test.moc"
