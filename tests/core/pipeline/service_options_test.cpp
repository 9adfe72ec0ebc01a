// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/service_options.h"

#include <QTest>
#include <array>
#include <set>

using namespace mirrorscope;

namespace {

/// Every member of Limits as a number; a new member does not compile here until it is named.
std::vector<std::uint64_t> members(const listener::Limits& limits) {
    const auto& [heads, allHeads, extension, digits, trailers, kept, allBodies, announced, trailing, lines,
                 headDeadline, bodyDeadline, rate, idle, patience, connections, pipelined, unsent] = limits;
    const auto number = [](std::chrono::milliseconds time) {
        return static_cast<std::uint64_t>(time.count());
    };
    return {heads,        allHeads,
            extension,    digits,
            trailers,     kept,
            allBodies,    announced,
            trailing,     lines,
            rate,         number(headDeadline),
            connections,  pipelined,
            unsent,       number(bodyDeadline),
            number(idle), number(patience)};
}

/// A value that the setting takes and that is not its default.
std::string otherValue(const config::SettingInfo& info) {
    config::Settings settings;
    const std::int64_t value = settings.number(info.key) == info.lowest ? info.highest : info.lowest;
    return std::to_string(value) + (info.type == config::SettingType::Milliseconds ? "ms" : "");
}

std::vector<std::uint64_t> limitsOf(const config::Settings& settings) {
    const auto options = pipeline::ServiceOptions::from(settings);
    return options ? members(options->listener.limits) : std::vector<std::uint64_t>{};
}

}  // namespace

class ServiceOptionsTest : public QObject {
    Q_OBJECT

private slots:
    void defaultsAreThoseOfTheListener();
    void everyLimitHasItsSetting();
};

void ServiceOptionsTest::defaultsAreThoseOfTheListener() {
    QVERIFY(limitsOf({}) == members(listener::Limits{}));
}

void ServiceOptionsTest::everyLimitHasItsSetting() {
    const auto before = limitsOf({});
    std::set<std::size_t> reached;
    for (const config::SettingInfo& info : config::settingTable()) {
        if (!info.key.starts_with("limits.") || info.key == "limits.queue-bytes") {
            continue;  // the queue is the journal's
        }
        config::Settings settings;
        QVERIFY2(settings.set(info.key, otherValue(info)).has_value(), info.key.data());
        const auto after = limitsOf(settings);
        QCOMPARE(after.size(), before.size());
        std::vector<std::size_t> changed;
        for (std::size_t i = 0; i < before.size(); ++i) {
            if (before[i] != after[i]) {
                changed.push_back(i);
            }
        }
        QVERIFY2(changed.size() == 1, info.key.data());
        QVERIFY2(reached.insert(changed.front()).second, info.key.data());
    }
    QCOMPARE(reached.size(), before.size());
}

QTEST_GUILESS_MAIN(ServiceOptionsTest)
#include "service_options_test.moc"
