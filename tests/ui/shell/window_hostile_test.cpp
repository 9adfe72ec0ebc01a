// SPDX-License-Identifier: GPL-3.0-or-later
// Captured bytes that want to be more than text, in every place where the window shows them.
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

#include "tests/ui/shell/fake_service.h"
#include "ui/filter/filter_state.h"
#include "ui/shell/application.h"
#include "ui/shell/main_window.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::shell;

namespace {

/// Markup, a terminal's escape, a bidirectional override, a zero-width space, a line end and invalid UTF-8.
const std::string kHostile = "<img src=\"file:///etc/passwd\">\x1b[31m\xe2\x80\xae\xe2\x80\x8b\r\n\xff&amp;";

traffic::RequestRow hostileRow() {
    traffic::RequestRow row;
    row.id = 1;
    row.time = base::wallNow();
    row.listener = kHostile;
    row.peer = kHostile;
    row.method = kHostile;
    row.target = kHostile;
    row.version = kHostile;
    row.reason = kHostile;
    row.context.source = 1;
    row.context.client = kHostile;
    row.context.host = kHostile;
    row.context.scheme = kHostile;
    row.context.requestIdValue = kHostile;
    row.context.instance = kHostile;
    row.context.version = kHostile;
    row.sourceName = kHostile;
    row.state = traffic::RequestState::Attack;
    row.attackTypes = {traffic::AttackType::Xss};
    return row;
}

test::FakeSession hostileSession() {
    test::FakeSession session;
    session.requests = {hostileRow()};
    traffic::Source source;
    source.id = 1;
    source.name = kHostile;
    source.version = kHostile;
    source.peer = kHostile;
    source.identifiedBy = kHostile;
    source.lastSeen = base::wallNow();
    session.sources = {source};
    traffic::AttackRow attack;
    attack.attack.id = 1;
    attack.attack.source = 1;
    attack.attack.firstSeen = attack.attack.lastSeen = base::wallNow();
    attack.attack.client = kHostile;
    attack.attack.host = kHostile;
    attack.attack.endpoint = kHostile;
    attack.attack.message = kHostile;
    attack.attack.point = kHostile;
    attack.sourceName = kHostile;
    session.attacks = {attack};
    session.rollup = {{base::wallNow(), 1, std::nullopt, 5, 5},
                      {base::wallNow(), 1, traffic::AttackType::Xss, 5, 0}};

    traffic::RequestDetail detail;
    detail.row = hostileRow();
    detail.request.id = 1;
    detail.request.receivedAt = base::wallNow();
    detail.request.target = kHostile;
    detail.request.head = "GET / HTTP/1.1\r\nX-" + kHostile + ": " + kHostile + "\r\n\r\n";
    detail.request.body = kHostile;
    detail.request.bodyLength = kHostile.size();
    detail.engine = kHostile;
    detail.ruleSet = kHostile;
    traffic::HitRow hit;
    hit.id = hit.requestId = hit.attackId = 1;
    hit.hit.message = hit.hit.point = hit.hit.variable = hit.hit.matched = kHostile;
    hit.hit.transformations = hit.hit.ruleFile = kHostile;
    detail.hits = {hit};
    session.details = {detail};
    return session;
}

bool isHarmless(const QString& text) {
    return std::none_of(text.begin(), text.end(), [](QChar c) {
        const auto unicode = c.unicode();
        const bool control = unicode < 0x20 && unicode != '\n' && unicode != '\t';
        return control || unicode == 0x7f || unicode == 0x202e || unicode == 0x200b;
    });
}

bool isPlain(const QString& tooltip) {
    return !tooltip.contains(QStringLiteral("<img"), Qt::CaseInsensitive);
}

}  // namespace

class WindowHostileTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QVERIFY(m_state.isValid());
        qputenv("XDG_STATE_HOME", m_state.path().toUtf8());
        prepareApplication(*qApp, true);
        QVERIFY(m_service.listen(*api::parseListenerAddress("127.0.0.1:8445")).has_value());
        api::ServiceStatus status = m_service.status();
        status.session = kHostile;
        status.listeners[0].address.name = kHostile;
        status.listeners[0].listening = false;
        status.listeners[0].failure = base::Error{base::ErrorCode::AddressUnavailable, {kHostile, kHostile}};
        status.storageFailure = base::Error{base::ErrorCode::StorageFailed, {kHostile, kHostile}};
        status.analysis.state = api::AnalysisState::Running;
        status.analysis.ruleSet = kHostile;
        m_service.setStatus(status);
        m_window = std::make_unique<MainWindow>(
            WindowServices{m_service, m_demo, m_operations, m_decisions, {}, {}, std::nullopt});
        m_window->resize(1600, 1000);
        m_window->show();
        m_window->filter().exclude(*filter::conditionOn(query::FieldId::Path, "<img src=x>\u202e\u200b"));
        m_window->filter().undo();
        m_window->filter().redo();
        QTRY_VERIFY(view("sources.list")->model()->rowCount() == 1);
        m_window->filter().clear();
        QTRY_VERIFY(view("attacks")->model()->rowCount() == 1);
        view("attacks")->setCurrentIndex(
            view("attacks")->model()->index(0, 0, view("attacks")->model()->index(0, 0)));
        QTRY_COMPARE(m_window->findChild<detail::DetailPane*>()->request(), traffic::RequestId{1});
    }

    void everyTabOfTheDetail_data() {
        QTest::addColumn<int>("tab");
        for (int tab = 0; tab < static_cast<int>(detail::DetailPane::Tab::Count); ++tab) {
            QTest::newRow(std::to_string(tab).c_str()) << tab;
        }
    }

    void everyTabOfTheDetail() {
        QFETCH(int, tab);
        m_window->findChild<detail::DetailPane*>()->setTab(static_cast<detail::DetailPane::Tab>(tab));
        walk();
    }

    void everyRoleOfEveryTable() {
        int cells = 0;
        for (QAbstractItemView* table : m_window->findChildren<QAbstractItemView*>()) {
            if (table->model() != nullptr) {
                cells += walk(*table->model(), {});
            }
        }
        QVERIFY(cells > 40);
    }

    void chipsOfTheFilter() {
        m_window->filter().exclude(*filter::conditionOn(query::FieldId::Path, "<img src=x>\u202e\u200b"));
        walk();
        m_window->filter().undo();
    }

private:
    QAbstractItemView* view(const char* name) const {
        return m_window->findChild<QAbstractItemView*>(QLatin1String(name));
    }

    void walk() {
        QCoreApplication::processEvents();
        QVERIFY2(isHarmless(m_window->windowTitle()), qPrintable(m_window->windowTitle()));
        for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
            const QString where = QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ') +
                                  widget->objectName();
            QVERIFY2(isPlain(widget->toolTip()) && isHarmless(widget->toolTip()), qPrintable(where));
            QVERIFY2(isHarmless(widget->accessibleName()), qPrintable(where));
            QVERIFY2(isHarmless(widget->accessibleDescription()), qPrintable(where));
            if (const auto* label = qobject_cast<const QLabel*>(widget)) {
                QVERIFY2(isHarmless(label->text()), qPrintable(where));
                const bool guesses = label->textFormat() != Qt::PlainText;
                QVERIFY2(!guesses || !Qt::mightBeRichText(label->text()), qPrintable(where));
            }
            if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
                QVERIFY2(isHarmless(button->text()), qPrintable(where));
            }
        }
    }

    int walk(const QAbstractItemModel& model, const QModelIndex& parent) {
        int cells = 0;
        for (int row = 0; row < model.rowCount(parent); ++row) {
            for (int column = 0; column < model.columnCount(parent); ++column) {
                const QModelIndex index = model.index(row, column, parent);
                ++cells;
                for (int role = 0; role < Qt::UserRole + 20; ++role) {
                    const QVariant value = model.data(index, role);
                    if (value.typeId() == QMetaType::QString && !isHarmless(value.toString())) {
                        QTest::qFail(qPrintable(QStringLiteral("%1 column %2 role %3")
                                                    .arg(QLatin1String(model.metaObject()->className()))
                                                    .arg(column)
                                                    .arg(role)),
                                     __FILE__, __LINE__);
                    }
                }
                if (!isPlain(model.data(index, Qt::ToolTipRole).toString())) {
                    QTest::qFail("a tooltip holds markup", __FILE__, __LINE__);
                }
            }
            cells += walk(model, model.index(row, 0, parent));
        }
        return cells;
    }

    QTemporaryDir m_state;
    test::FakeDemo m_demo;
    test::FakeOperations m_operations;
    test::FakeDecisions m_decisions;
    test::FakeService m_service{hostileSession()};
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(WindowHostileTest)
#include "window_hostile_test.moc"
