// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <variant>

#include "app/headless/listen_view.h"
#include "app/headless/terminal.h"
#include "core/base/byte_text.h"
#include "core/base/error_text.h"

namespace mirrorscope::headless {
namespace {

constexpr std::size_t kLastAttacks = 8;
constexpr std::size_t kMostSources = 8;
constexpr std::chrono::seconds kPlainInterval{10};

std::string attackLine(const traffic::AttackRow& row) {
    const traffic::Attack& attack = row.attack;
    const auto orUnknown = [](const std::string& text) {
        return text.empty() ? std::string("unknown") : base::shownText(text, 40);
    };
    return fmt::format("{}  {:<9} {:<22} {:<16} {:<28} {:>5} requests  score {}",
                       base::isoTime(attack.lastSeen).substr(11, 12), traffic::severityName(attack.severity),
                       traffic::attackTypeInfo(attack.type).title, orUnknown(attack.client),
                       orUnknown(attack.host), attack.requests, attack.score);
}

std::string analysisLine(const api::AnalysisStatus& analysis) {
    switch (analysis.state) {
        case api::AnalysisState::Off:
            return "off";
        case api::AnalysisState::Loading:
            return "loading rules";
        case api::AnalysisState::Failed:
            return analysis.failure ? base::errorText(*analysis.failure) : "failed";
        case api::AnalysisState::Running:
            break;
    }
    const std::string judged = fmt::format("{}, PL {}", analysis.ruleSet, analysis.paranoia);
    if (analysis.verdictBacklog == 0) {
        return judged + ", up to date";
    }
    return fmt::format("{}, {} waiting, {:.1f} s behind", judged, analysis.verdictBacklog,
                       std::chrono::duration<double>(analysis.behind).count());
}

/// Rate since the last look; looks come a few times a second, so it is smoothed.
class RateMeter {
public:
    double update(std::uint64_t received) {
        const auto now = std::chrono::steady_clock::now();
        if (m_last != std::chrono::steady_clock::time_point{}) {
            const double seconds = std::chrono::duration<double>(now - m_last).count();
            const double latest = static_cast<double>(received - m_received) / std::max(seconds, 1e-3);
            const double weight = std::min(1.0, seconds);
            m_rate = m_rate * (1 - weight) + latest * weight;
        }
        m_last = now;
        m_received = received;
        return m_rate;
    }

private:
    std::chrono::steady_clock::time_point m_last{};
    std::uint64_t m_received = 0;
    double m_rate = 0;
};

class TextListenView final : public ListenView {
public:
    void started(const api::ServiceStatus& status) override {
        for (const auto& listener : status.listeners) {
            std::printf("Listening on %s (%s), recording into %s\n", listener.address.text().c_str(),
                        base::shownText(listener.address.name).c_str(),
                        base::shownText(status.session.string(), 4096).c_str());
        }
        std::printf("Rules: %s. Stop with Ctrl+C.\n", analysisLine(status.analysis).c_str());
        std::fflush(stdout);
    }

    void update(const api::ServiceStatus& status, const api::LiveBatch& batch) override {
        take(batch);
        const double rate = m_meter.update(status.totals().received);
        if (m_terminal) {
            repaint(status, rate);
        } else {
            plain(status, rate);
        }
    }

    void finished(const api::ServiceStatus& status, const api::LiveBatch& batch) override {
        update(status, batch);
        const traffic::ListenerCounters sum = status.totals();
        std::printf(
            "Received %lu, stored %lu, refused %lu, in flight %lu; malformed %lu; waiting for analysis %lu\n",
            sum.received, sum.stored, sum.refused, sum.inFlight, sum.malformed,
            status.analysis.verdictBacklog);
        if (status.removed.requests > 0) {
            std::printf("Retention has removed %lu requests so far, the newest of them #%ld, last at %s\n",
                        status.removed.requests, status.removed.newest,
                        base::isoTime(status.removed.at).c_str());
        }
        printPeers(status);
    }

private:
    static void printPeers(const api::ServiceStatus& status) {
        for (const auto& listener : status.listeners) {
            for (const traffic::PeerCounters& one : listener.peers) {
                std::printf(
                    "%s  %s: refused %lu (not allowed %lu, too many connections %lu), without a request %lu,"
                    " no HTTP %lu; last %s\n",
                    base::shownText(listener.address.name).c_str(), one.peer.c_str(), one.refused(),
                    one.notAllowed, one.overLimit, one.empty, one.unreadable,
                    base::isoTime(one.lastSeen).c_str());
            }
        }
    }

    void take(const api::LiveBatch& batch) {
        for (const auto& event : batch.events) {
            if (const auto* who = std::get_if<api::RequestAttributed>(event.get())) {
                if (m_sources.contains(who->sourceName) || m_sources.size() < kMostSources) {
                    ++m_sources[who->sourceName];
                }
            } else if (const auto* judged = std::get_if<api::RequestJudged>(event.get())) {
                std::ranges::for_each(judged->attacks, [this](const auto& row) { takeAttack(row); });
            }
        }
    }

    void takeAttack(const traffic::AttackRow& row) {
        const auto same = [&](const traffic::AttackRow& other) { return other.attack.id == row.attack.id; };
        const auto found = std::ranges::find_if(m_attacks, same);
        const bool known = found != m_attacks.end();
        if (known) {
            m_attacks.erase(found);
        }
        m_attacks.push_front(row);
        if (m_attacks.size() > kLastAttacks) {
            m_attacks.pop_back();
        }
        if (!m_terminal && !known) {
            std::printf("attack  %s\n", attackLine(row).c_str());
        }
    }

    void plain(const api::ServiceStatus& status, double rate) {
        const auto now = std::chrono::steady_clock::now();
        if (now - m_lastPlain >= kPlainInterval) {
            m_lastPlain = now;
            std::printf("%s\n", statusLine(status, rate).c_str());
        }
        std::fflush(stdout);
    }

    static std::string statusLine(const api::ServiceStatus& status, double rate) {
        const traffic::ListenerCounters sum = status.totals();
        return fmt::format("{:.0f} requests/s  received {}  stored {}  refused {}  queue {:.1f} of {} MiB",
                           rate, sum.received, sum.stored, sum.refused,
                           static_cast<double>(status.queuedBytes) / 1048576.0,
                           status.queueLimitBytes >> 20U);
    }

    /// Paints over the block of the last time. Only our own control sequences reach the terminal: everything
    /// captured went through shownText.
    void repaint(const api::ServiceStatus& status, double rate) {
        std::string block = statusLine(status, rate) + "\n";
        block += "Analysis: " + analysisLine(status.analysis) + "\n";
        if (status.storageFailure) {
            block += "NOT STORING: " + base::errorText(*status.storageFailure) + "\n";
        }
        block += "\nSources\n";
        for (const auto& [name, count] : m_sources) {
            block += fmt::format("  {:<40} {:>9} requests\n", base::shownText(name, 40), count);
        }
        block += m_sources.empty() ? "  none yet\n" : "";
        block += "\nLast attacks (UTC)\n";
        for (const traffic::AttackRow& row : m_attacks) {
            block += "  " + attackLine(row) + "\n";
        }
        block += m_attacks.empty() ? "  none\n" : "";
        print(block);
    }

    void print(std::string_view block) {
        if (m_paintedLines > 0) {
            std::printf("\x1b[%dA\x1b[J", m_paintedLines);
        }
        m_paintedLines = 0;
        const std::size_t columns = terminalColumns();  // a wrapped line would take two of them
        for (auto end = block.find('\n'); end != block.npos; end = block.find('\n')) {
            std::printf("%s\n", cutToColumns(std::string(block.substr(0, end)), columns).c_str());
            block.remove_prefix(end + 1);
            ++m_paintedLines;
        }
        std::fflush(stdout);
    }

    const bool m_terminal = isatty(STDOUT_FILENO) != 0;
    RateMeter m_meter;
    std::map<std::string, std::uint64_t> m_sources;
    std::deque<traffic::AttackRow> m_attacks;  // the last touched first
    int m_paintedLines = 0;
    std::chrono::steady_clock::time_point m_lastPlain{};
};

}  // namespace

std::unique_ptr<ListenView> makeTextView() {
    return std::make_unique<TextListenView>();
}

}  // namespace mirrorscope::headless
