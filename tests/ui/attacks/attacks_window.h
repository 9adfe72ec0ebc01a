// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QTest>
#include <memory>
#include <string>

#include "tests/support/fake_mirror_service.h"
#include "ui/attacks/attacks_model.h"
#include "ui/live/live_bridge.h"
#include "ui/live/page_loader.h"

namespace mirrorscope::test {

/// A model of attacks with all that it needs, drained by hand. UI thread.
struct AttacksWindow {
    FakeSession session;
    FakeMirrorService service{session};
    ui::live::LiveBridge bridge{service};
    ui::live::PageLoader loader{[this] { return service.queries(); }};
    std::unique_ptr<ui::attacks::AttacksModel> model;
    std::uint64_t requests = 0;

    AttacksWindow() {
        QLocale::setDefault(QLocale::English);
        bridge.start();
        bridge.stop();
        model = std::make_unique<ui::attacks::AttacksModel>(bridge, loader);
    }
    ~AttacksWindow() {
        session.open();
        model.reset();
    }

    void judge(traffic::AttackRow row) {
        row.attack.requests = ++requests;
        row.attack.lastSeen = row.attack.firstSeen + std::chrono::seconds(requests);
        service.judge({row.attack.id, traffic::RequestState::Attack, 5, 5, {row.attack.type}, {row}});
        drain();
    }

    void judge(int id, traffic::AttackType type, traffic::Severity severity, const std::string& client) {
        traffic::AttackRow row = attackRow(id, type, severity);
        row.attack.client = client;
        row.attack.ruleIds = {942100 + id % 3};
        judge(row);
    }

    /// As many requests with a hit of this attack are stored.
    void storeRequests(traffic::AttackId attack, traffic::RequestId last) {
        std::vector<traffic::HitRow> hits;
        for (traffic::RequestId id = 1; id <= last; ++id) {
            traffic::HitRow hit;
            hit.id = id;
            hit.requestId = id;
            hit.attackId = attack;
            hit.hit.ruleId = 942100;
            hit.hit.severity = traffic::Severity::High;
            hit.hit.message = "SQL injection";
            hit.hit.point = "query › q";
            hit.hit.matched = "' OR 1=1--";
            hits.push_back(hit);
        }
        session.setRequests(last);
        session.setHits(hits);
    }

    void drain() {
        bridge.drain();
        // The pace is another class's test: gathered changes are passed on now.
        bridge.setPaused(true);
        bridge.setPaused(false);
    }

    QString cell(const QModelIndex& row, ui::attacks::AttacksModel::Column column) const {
        return row.siblingAtColumn(static_cast<int>(column)).data().toString();
    }
    QString title(const QModelIndex& row) const {
        return cell(row, ui::attacks::AttacksModel::Column::Title);
    }
    /// Titles of the rows below; the top rows for none.
    QStringList titles(const QModelIndex& parent = {}) const {
        QStringList titles;
        for (int row = 0; row < model->rowCount(parent); ++row) {
            titles << title(model->index(row, 0, parent));
        }
        return titles;
    }
};

}  // namespace mirrorscope::test
