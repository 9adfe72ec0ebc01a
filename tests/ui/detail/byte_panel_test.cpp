// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/byte_panel.h"

#include <QLineEdit>
#include <QTest>
#include <QToolButton>

#include "ui/text/byte_view.h"

using namespace mirrorscope::ui;
using namespace mirrorscope::ui::detail;

class BytePanelTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_panel = std::make_unique<BytePanel>(QStringLiteral("panel"), QStringLiteral("Body"));
        m_panel->setBytes(std::make_shared<const std::string>("one two one"));
        m_panel->resize(700, 200);
        m_panel->show();
    }

    void buttonsSwitchTheView() {
        button("panel.hex")->click();
        QCOMPARE(m_panel->view().mode(), text::ByteView::Mode::Hex);
        QVERIFY(!button("panel.wrap")->isEnabled());
        button("panel.hex")->click();
        button("panel.wrap")->click();
        QVERIFY(!m_panel->view().wrap());
    }

    void findGoesRound() {
        auto* needle = m_panel->findChild<QLineEdit*>(QStringLiteral("panel.needle"));
        QVERIFY(!needle->isVisible());
        m_panel->openFind();
        QVERIFY(needle->isVisible());
        QTest::keyClicks(needle, QStringLiteral("ONE"));
        QTest::keyClick(needle, Qt::Key_Return);
        QCOMPARE(m_panel->view().selection(), (text::ByteRange{0, 3}));
        m_panel->findNext();
        QCOMPARE(m_panel->view().selection(), (text::ByteRange{8, 3}));
        m_panel->findPrevious();
        QCOMPARE(m_panel->view().selection(), (text::ByteRange{0, 3}));
        QTest::keyClick(needle, Qt::Key_Escape);
        QVERIFY(!needle->isVisible());
    }

private:
    QToolButton* button(const char* name) const {
        return m_panel->findChild<QToolButton*>(QString::fromLatin1(name));
    }
    std::unique_ptr<BytePanel> m_panel;
};

QTEST_MAIN(BytePanelTest)
#include "byte_panel_test.moc"
