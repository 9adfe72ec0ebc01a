// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QTest>
#include <memory>

#include "tests/support/fake_mirror_service.h"
#include "ui/live/live_bridge.h"
#include "ui/live/paced_changes.h"
#include "ui/live/page_loader.h"
#include "ui/requests/requests_model.h"
#include "ui/requests/requests_view.h"

namespace mirrorscope::test {

/// The requests table in front of a session in memory; what arrives comes when a test says so. UI thread.
class RequestsTable {
public:
    explicit RequestsTable(traffic::RequestId last) : service(session), bridge(service) {
        QLocale::setDefault(QLocale::English);
        session.setRequests(last);
        loader = std::make_unique<ui::live::PageLoader>([this] { return service.queries(); });
        bridge.start();
        bridge.stop();  // drained by hand
        model = std::make_unique<ui::requests::RequestsModel>(bridge, *loader);
        view = std::make_unique<ui::requests::RequestsView>();
        view->setRequestsModel(model.get());
        view->resize(1200, 400);
        view->show();
    }

    ~RequestsTable() {
        session.open();
        view.reset();
        model.reset();
        loader.reset();
    }

    void arrive(traffic::RequestId first, traffic::RequestId last) {
        for (traffic::RequestId id = first; id <= last; ++id) {
            service.arrive(arrivedRow(id));
        }
        drain();
    }

    void drain() {
        bridge.drain();
        for (auto* paced : model->findChildren<ui::live::PacedChanges*>()) {
            paced->flush();
        }
    }

    QString cell(int row, int column) const { return model->index(row, column).data().toString(); }
    QString title(int column) const {
        return model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    }

    FakeSession session;
    FakeMirrorService service;
    ui::live::LiveBridge bridge;
    std::unique_ptr<ui::live::PageLoader> loader;
    std::unique_ptr<ui::requests::RequestsModel> model;
    std::unique_ptr<ui::requests::RequestsView> view;
};

}  // namespace mirrorscope::test
