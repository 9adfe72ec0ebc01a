// SPDX-License-Identifier: GPL-3.0-or-later
// The window without a mouse and without eyes: Tab reaches everything, and everything has a name.
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QTabBar>

#include "tests/ui/shell/window_fixture.h"
#include "ui/forwarding/headers_page.h"
#include "ui/shell/focus_order.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::shell;

class WindowFocusTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_fixture.prepare()); }
    void cleanup() {
        m_fixture.close();
        m_fixture.forgetState();
    }

    void tabReachesEverythingAndEverythingHasAName_data() {
        QTest::addColumn<int>("requests");
        QTest::addColumn<Perspective>("perspective");
        QTest::newRow("first start") << 0 << Perspective::Triage;
        QTest::newRow("triage") << 5 << Perspective::Triage;
        QTest::newRow("headers") << 5 << Perspective::Headers;
        QTest::newRow("charts") << 5 << Perspective::Charts;
        QTest::newRow("demo") << 5 << Perspective::Demo;
    }

    void tabReachesEverythingAndEverythingHasAName() {
        QFETCH(int, requests);
        QFETCH(Perspective, perspective);
        open(requests);
        m_fixture.window().actions().perspectives[static_cast<std::size_t>(perspective)]->trigger();
        if (requests > 0) {
            openAround();
            m_fixture.window().actions().perspectives[static_cast<std::size_t>(perspective)]->trigger();
        }
        check();
    }

    /// Each tab of the detail has widgets of its own.
    void tabReachesEveryTabOfTheDetail() {
        open(5);
        openAround();
        auto* detail = m_fixture.window().findChild<detail::DetailPane*>();
        for (int tab = 0; tab < static_cast<int>(detail::DetailPane::Tab::Count); ++tab) {
            detail->setTab(static_cast<detail::DetailPane::Tab>(tab));
            check();
        }
    }

    /// With a finding that has all parts, and with two requests compared.
    void tabReachesEveryTabOfHeaders() {
        open(5);
        traffic::Finding finding;
        finding.id = finding.source = finding.sample = 1;
        finding.code = "XFF_CHAIN_LOST";
        finding.before = finding.after = "proxy_set_header X-Forwarded-For $remote_addr;";
        m_fixture.service().headers().setFindings({finding});
        m_fixture.service().headers().setEvidence({1, 2});
        m_fixture.window().actions().perspectives[static_cast<std::size_t>(Perspective::Headers)]->trigger();
        QTRY_VERIFY(m_fixture.find<QWidget>("finding.copy-patch")->isVisible());
        auto* tabs = m_fixture.find<QTabBar>("headers.views");
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            check();
        }
        m_fixture.window().findChild<ui::forwarding::HeadersPage*>()->compare({1, 2, 3});
        QTRY_VERIFY(m_fixture.find<QWidget>("compare.table")->isVisible());
        check();
    }

    /// What comes and goes: conditions of the filter, banners, the field that finds in bytes, an error of the
    /// filter.
    void tabReachesWhatComesAndGoes() {
        open(5);
        openAround();
        m_fixture.window().startDemo();
        QTRY_VERIFY(m_fixture.find<QWidget>("banner.demo") != nullptr);
        auto* detail = m_fixture.window().findChild<detail::DetailPane*>();
        detail->setTab(detail::DetailPane::Tab::Raw);
        detail->openFind();
        QTest::keyClick(&m_fixture.window(), Qt::Key_L, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("id:2"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(m_fixture.find<QAbstractItemView>("requests")->model()->rowCount(), 1);
        check();
        QTest::keyClick(&m_fixture.window(), Qt::Key_L, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("id:::"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        check();
    }

    void tabFollowsTheEye() {
        open(5);
        openAround();
        m_fixture.window().actions().showAttacks->trigger();
        const QList<QWidget*> walked = walk();
        qsizetype last = -1;
        for (const char* name : {"toolbar.triage", "toolbar.go-to", "sources.list", "views", "filter.edit",
                                 "chart", "attacks", "around.table", "detail.tabs"}) {
            const qsizetype at = walked.indexOf(m_fixture.find<QWidget>(name));
            QVERIFY2(at > last, name);
            last = at;
        }
    }

    /// Behind the table come the tabs of what is chosen there, then what is right of them.
    void tabFollowsTheEyeInTheDetail() {
        open(5);
        QStringList names;
        for (const QWidget* widget : focusableIn(*m_fixture.window().findChild<detail::DetailPane*>())) {
            names += widget->objectName();
        }
        const auto place = [&](const char* name) { return names.indexOf(QLatin1String(name)); };
        QVERIFY(place("detail.tabs") >= 0);
        QVERIFY(place("detail.tabs") < place("detail.secrets"));
        QVERIFY(place("detail.secrets") < place("detail.copy"));
    }

    void nextPaneGoesRound() {
        open(5);
        openAround();
        QSet<QWidget*> seen;
        QWidget* first = QApplication::focusWidget();
        for (int i = 0; i < 12; ++i) {
            m_fixture.window().actions().nextPane->trigger();
            seen.insert(QApplication::focusWidget());
        }
        QVERIFY(seen.contains(first));
        QCOMPARE(seen.size(), 6);
    }

private:
    void open(int requests) {
        m_fixture.open(test::someRequests(requests));
        QTRY_VERIFY(m_fixture.find<QWidget>(requests > 0 ? "page.triage" : "page.first-start")->isVisible());
    }

    void openAround() {
        m_fixture.window().actions().showRequests->trigger();
        auto* requests = m_fixture.find<QAbstractItemView>("requests");
        QTRY_COMPARE(requests->model()->rowCount(), 5);
        requests->setCurrentIndex(requests->model()->index(2, 0));
        m_fixture.window().actions().around->trigger();
        QTRY_COMPARE(m_fixture.find<QAbstractItemView>("around.table")->model()->rowCount(), 5);
    }

    /// Where Tab stops, from the first button of the toolbar until it comes back there.
    QList<QWidget*> walk() {
        QList<QWidget*> stops;
        QWidget* start = m_fixture.find<QWidget>("toolbar.triage");
        start->setFocus(Qt::TabFocusReason);
        do {
            stops += QApplication::focusWidget();
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        } while (QApplication::focusWidget() != start && stops.size() < 200);
        return stops;
    }

    static QString nameOf(const QWidget& widget) {
        if (!widget.accessibleName().isEmpty()) {
            return widget.accessibleName();
        }
        const auto* button = qobject_cast<const QAbstractButton*>(&widget);
        return button != nullptr ? button->text() : QString();
    }

    void check() {
        const QList<QWidget*> walked = walk();
        QVERIFY2(walked.size() < 200,
                 qPrintable(QStringLiteral("Tab stays in ") + walked.back()->objectName()));
        for (const QWidget* widget : m_fixture.window().findChildren<QWidget*>()) {
            const bool isStop = widget->isVisible() && widget->isEnabled() &&
                                widget->focusProxy() == nullptr &&
                                (widget->focusPolicy() & Qt::TabFocus) != 0;
            if (!isStop) {
                continue;
            }
            const QString what = QLatin1String(widget->metaObject()->className()) + u' ' +
                                 widget->objectName() + u' ' + widget->parentWidget()->objectName();
            QVERIFY2(walked.contains(const_cast<QWidget*>(widget)),
                     qPrintable(QStringLiteral("not reached: ") + what));
            QVERIFY2(!nameOf(*widget).isEmpty(), qPrintable(QStringLiteral("no name: ") + what));
        }
    }

    test::WindowFixture m_fixture;
};

QTEST_MAIN(WindowFocusTest)
#include "window_focus_test.moc"
