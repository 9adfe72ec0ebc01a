// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/source_dialog.h"

#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include "tests/ui/shell/fake_service.h"
#include "tests/ui/sources/fake_source_service.h"
#include "ui/live/page_loader.h"
#include "ui/sources/source_edits.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;

namespace {

constexpr char kCommand[] = "mirrorscope-cli reattribute --session 'a.mscope'";

sources::SourceSummary summary(traffic::SourceId id, const std::string& name, traffic::SourceKind kind) {
    sources::SourceSummary one;
    one.source.id = id;
    one.source.name = name;
    one.source.kind = kind;
    one.setting.source = id;
    return one;
}

}  // namespace

class SourceDialogTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_said = std::make_unique<test::FakeSourceService>();
        m_edits = std::make_unique<sources::SourceEdits>(m_loader, m_said.get());
        m_all = {summary(1, "nginx 10.0.0.1", traffic::SourceKind::Nginx),
                 summary(2, "nginx 10.0.0.2", traffic::SourceKind::Nginx),
                 summary(3, "envoy 10.0.0.3", traffic::SourceKind::Envoy)};
        open(0);
    }
    void cleanup() {
        m_dialog.reset();
        m_edits.reset();
    }

    void sayingNothingSavesNothing() {
        QTest::mouseClick(find<QPushButton>("source.save"), Qt::LeftButton);
        QCOMPARE(m_dialog->result(), int(QDialog::Accepted));
        QVERIFY(m_said->of(1) == traffic::SourceSetting{.source = 1});
        QVERIFY(m_edits->lastChange().isEmpty());
    }

    void everythingIsSaved() {
        find<QLineEdit>("source.name")->setText(QStringLiteral("  edge \n shop "));
        find<QComboBox>("source.look")->setCurrentIndex(5);
        find<QComboBox>("source.mode")->setCurrentIndex(1);
        find<QLineEdit>("source.trusted")->setText(QStringLiteral("10.0.0.0/8, fd00::1"));
        find<QSpinBox>("source.hops")->setValue(2);
        find<QLineEdit>("source.header")->setText(QStringLiteral("X-Real-IP"));
        find<QComboBox>("source.recursive")->setCurrentIndex(2);
        QTest::mouseClick(find<QPushButton>("source.save"), Qt::LeftButton);
        QTRY_COMPARE(m_dialog->result(), int(QDialog::Accepted));
        QVERIFY(m_said->of(1) == (traffic::SourceSetting{.source = 1,
                                                         .name = "edge shop",
                                                         .colour = "sky",
                                                         .mode = traffic::SourceMode::Store,
                                                         .trusted = "10.0.0.0/8, fd00::1",
                                                         .hops = 2,
                                                         .clientHeader = "X-Real-IP",
                                                         .recursive = false}));
        QCOMPARE(m_edits->lastChange(), QStringLiteral("nginx 10.0.0.1 is now called edge shop"));
        m_edits->undo();
        QTRY_COMPARE(m_said->of(1).name, std::string("nginx 10.0.0.1"));
        QVERIFY(m_said->of(1).colour.empty() && !m_said->of(1).hops);
        QTRY_VERIFY(m_edits->lastChange().isEmpty());
    }

    void mistakesAreSaidWhileTyping_data() {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("typed");
        QTest::newRow("network") << "source.trusted" << "10.0.0.0/33";
        QTest::newRow("header") << "source.header" << "X Real IP";
    }
    void mistakesAreSaidWhileTyping() {
        QFETCH(QString, field);
        QFETCH(QString, typed);
        auto* line = m_dialog->findChild<QLineEdit*>(field);
        QVERIFY(!find<QLabel>("source.error")->isVisible());
        line->setText(typed);
        QVERIFY(find<QLabel>("source.error")->isVisible());
        QVERIFY2(find<QLabel>("source.error")->text().contains(typed),
                 qPrintable(find<QLabel>("source.error")->text()));
        QVERIFY(line->accessibleDescription().contains(typed));
        QVERIFY(!find<QPushButton>("source.save")->isEnabled());
        line->clear();
        QVERIFY(!line->accessibleDescription().contains(typed));
        QVERIFY(!find<QLabel>("source.error")->isVisible());
        QVERIFY(find<QPushButton>("source.save")->isEnabled());
        find<QLineEdit>("source.name")->clear();
        QVERIFY(!find<QPushButton>("source.save")->isEnabled());
    }

    void thePreviewFollows() {
        QTRY_COMPARE(
            find<QLabel>("source.preview")->text(),
            QStringLiteral("With these settings the newest request reads: client 203.0.113.7 (from "
                           "X-Forwarded-For, not trusted), host shop.example (Host), scheme unknown."));
        find<QLineEdit>("source.trusted")->setText(QStringLiteral("127.0.0.1"));
        QTRY_VERIFY(
            find<QLabel>("source.preview")->text().contains(QStringLiteral("X-Forwarded-For, trusted")));
        QVERIFY(m_said->of(1).trusted.empty());
    }

    void onlyWhatFitsTogetherIsMerged() {
        auto* merge = find<QComboBox>("source.merge");
        QCOMPARE(merge->count(), 2);  // itself, and the other nginx
        merge->setCurrentIndex(1);
        QVERIFY(find<QLabel>("source.merge-meaning")->text().contains(QStringLiteral("nginx 10.0.0.2")));
        QTest::mouseClick(find<QPushButton>("source.save"), Qt::LeftButton);
        QTRY_COMPARE(m_dialog->result(), int(QDialog::Accepted));
        QCOMPARE(m_said->of(1).mergedInto.value_or(0), traffic::SourceId{2});
        QVERIFY(m_said->of(1).name.empty());
        QCOMPARE(m_edits->lastChange(), QStringLiteral("nginx 10.0.0.1 is counted as nginx 10.0.0.2"));
        m_edits->undo();
        QTRY_VERIFY(!m_said->of(1).mergedInto);
    }

    void whatCannotBeSavedStaysOpen() {
        m_said->fail({base::ErrorCode::SessionUnwritable, {"a.mscope", "it was recorded elsewhere"}});
        find<QLineEdit>("source.name")->setText(QStringLiteral("edge"));
        QTest::mouseClick(find<QPushButton>("source.save"), Qt::LeftButton);
        QTRY_VERIFY(find<QLabel>("source.error")->isVisible());
        QVERIFY(m_dialog->isVisible());
        QVERIFY(find<QPushButton>("source.save")->isEnabled());
        QVERIFY(m_edits->failure().has_value());
    }

    void storedOnesAreReadByACommand() {
        QTest::mouseClick(find<QPushButton>("source.copy-command"), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), QLatin1String(kCommand));
    }

    void partsHaveNames() {
        for (const QWidget* widget : m_dialog->findChildren<QWidget*>()) {
            const bool isField = qobject_cast<const QLineEdit*>(widget) != nullptr ||
                                 qobject_cast<const QComboBox*>(widget) != nullptr;
            if (isField && widget->parentWidget()->inherits("QSpinBox") == false) {
                QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
            }
        }
    }

private:
    void open(std::size_t which) {
        m_dialog = std::make_unique<sources::SourceDialog>(m_loader, *m_edits, m_all[which], m_all,
                                                           QLatin1String(kCommand));
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }
    template <typename Widget>
    Widget* find(const char* name) const {
        return m_dialog->findChild<Widget*>(QLatin1String(name));
    }

    test::FakeService m_service{{}};
    live::PageLoader m_loader{[this] { return m_service.queries(); }};
    std::unique_ptr<test::FakeSourceService> m_said;
    std::unique_ptr<sources::SourceEdits> m_edits;
    std::vector<sources::SourceSummary> m_all;
    std::unique_ptr<sources::SourceDialog> m_dialog;
};

QTEST_MAIN(SourceDialogTest)
#include "source_dialog_test.moc"
