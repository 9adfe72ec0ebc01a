// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include "tests/support/attack_detail.h"
#include "tests/support/fake_mirror_service.h"
#include "ui/detail/body_page.h"
#include "ui/detail/body_tree_model.h"
#include "ui/detail/detail_pane.h"
#include "ui/live/live_bridge.h"
#include "ui/live/page_loader.h"
#include "ui/text/byte_view.h"

namespace mirrorscope::test {

/// A request with this body, whole.
inline traffic::RequestDetail bodyDetail(traffic::RequestId id, const std::string& headerLines,
                                         std::string body) {
    traffic::RequestDetail detail = attackDetail(id);
    detail.request.head = "POST /upload HTTP/1.1\r\nHost: shop.example.com\r\n" + headerLines + "\r\n";
    detail.request.bodyLength = body.size();
    detail.request.declaredLength = body.size();
    detail.request.body = std::move(body);
    detail.hits.clear();
    return detail;
}

/// The detail pane of a session in memory, on its tab Body.
class BodyPane {
public:
    BodyPane()
        : m_service(m_session),
          m_bridge(m_service),
          m_loader([this] { return m_service.queries(); }),
          m_pane(m_bridge, m_loader) {
        QLocale::setDefault(QLocale::English);
        m_session.setRequests(100);
        m_bridge.start();
        m_bridge.stop();
        m_pane.resize(1200, 344);
        m_pane.show();
        m_pane.setTab(ui::detail::DetailPane::Tab::Body);
    }

    /// Shows it and waits until its body is read.
    void show(const traffic::RequestDetail& detail) {
        m_session.setDetail(detail);
        QSignalSpy shown(&m_pane, &ui::detail::DetailPane::requestShown);
        m_pane.showRequest(detail.request.id);
        QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(page().body() != nullptr, 30'000);
    }
    void show(const std::string& headerLines, std::string body) {
        show(bodyDetail(++m_last, headerLines, std::move(body)));
    }

    ui::detail::DetailPane& pane() { return m_pane; }
    FakeSession& session() { return m_session; }
    ui::detail::BodyPage& page() { return *m_pane.findChild<ui::detail::BodyPage*>(); }
    QTreeView& tree(const char* name = "detail.body.values.tree") { return *find<QTreeView>(name); }
    ui::text::ByteView& bytes(const char* name = "detail.body.values.bytes.bytes") {
        return *find<ui::text::ByteView>(name);
    }
    QToolButton& button(const char* name) { return *find<QToolButton>(name); }
    QString label(const char* name) { return find<QLabel>(name)->text(); }
    QString tabTitle() {
        return find<QTabBar>("detail.tabs")->tabText(static_cast<int>(ui::detail::DetailPane::Tab::Body));
    }
    QString note(const char* panel = "detail.body.values.bytes") {
        QStringList texts;
        for (const QLabel* one : find<QWidget>(panel)->findChildren<QLabel*>()) {
            texts << one->text();
        }
        return texts.join(u'|');
    }

    /// The cell of the first row with this name, whole tree.
    QModelIndex row(const QString& name, const char* tree = "detail.body.values.tree") {
        const QAbstractItemModel& model = *this->tree(tree).model();
        const QModelIndexList found =
            model.match(model.index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly | Qt::MatchRecursive);
        return found.isEmpty() ? QModelIndex() : found.front();
    }
    QString value(const QString& name) { return row(name).siblingAtColumn(1).data().toString(); }
    QString type(const QString& name) { return row(name).siblingAtColumn(2).data().toString(); }

    template <typename Widget>
    Widget* find(const char* name) {
        return m_pane.findChild<Widget*>(QString::fromLatin1(name));
    }

private:
    traffic::RequestId m_last = 0;
    FakeSession m_session;
    FakeMirrorService m_service;
    ui::live::LiveBridge m_bridge;
    ui::live::PageLoader m_loader;
    ui::detail::DetailPane m_pane;
};

}  // namespace mirrorscope::test
