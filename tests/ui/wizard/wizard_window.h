// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <memory>

#include "tests/support/listening_service.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"
#include "ui/wizard/code_view.h"
#include "ui/wizard/source_wizard.h"

namespace mirrorscope::test {

/// The wizard over a service that listens in memory, at 127.0.0.1:8445.
class WizardWindow {
public:
    static void prepare() {
        // What is installed here must not decide about a test.
        qputenv("PATH", "/nonexistent");
        ui::theme::Theme::instance().install(*qApp);
    }

    void open(ui::wizard::Plan begun = {}, const QSize& size = {1560, 930},
              probe::ProofService* proofs = nullptr, lab::LabService* labs = nullptr) {
        close();
        service = std::make_unique<ListeningService>();
        static_cast<void>(service->listen(*api::parseListenerAddress("127.0.0.1:8445")));
        service->calls.clear();
        openOver({*service, settingsFile(), proofs, labs}, std::move(begun), size);
    }
    /// Over services of the caller.
    void openOver(const ui::wizard::WizardContext& context, ui::wizard::Plan begun = {},
                  const QSize& size = {1560, 930}) {
        m_wizard = std::make_unique<ui::wizard::SourceWizard>(context, std::move(begun));
        m_wizard->setMaximumSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);  // screens of tests are small
        m_wizard->resize(size);
        m_wizard->show();
        QVERIFY(QTest::qWaitForWindowActive(m_wizard.get()));
    }
    void close() { m_wizard.reset(); }

    ui::wizard::SourceWizard& wizard() { return *m_wizard; }
    std::filesystem::path settingsFile() const {
        return m_directory.filePath(QStringLiteral("m.yaml")).toStdString();
    }

    template <typename Widget>
    Widget* find(const QString& name) const {
        return m_wizard->findChild<Widget*>(name);
    }
    bool isSeen(const QString& name) const {
        const auto* widget = find<QWidget>(name);
        return widget != nullptr && widget->isVisible();
    }
    void press(const QString& name) {
        auto* button = find<QAbstractButton>(name);
        QVERIFY2(button != nullptr, qPrintable(name));
        // A mark with words at its right takes no press in the middle of its place.
        QTest::mouseClick(button, Qt::LeftButton, {}, {ui::theme::kBetween, button->height() / 2});
    }
    /// As one types over what is there.
    void type(const QString& name, const QString& text) {
        if (auto* lines = find<QPlainTextEdit>(name)) {
            lines->setFocus();
            lines->selectAll();
            QTest::keyClicks(lines, text);
            return;
        }
        auto* combo = find<QComboBox>(name);
        QLineEdit* line = combo != nullptr ? combo->lineEdit() : find<QLineEdit>(name);
        QVERIFY2(line != nullptr, qPrintable(name));
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
    }
    /// The key goes to whoever has the keyboard.
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QWidget* focused = m_wizard->focusWidget();
        QTest::keyClick(focused != nullptr ? focused : m_wizard.get(), key, modifiers);
    }
    /// A key of a button is shown as a press for a moment.
    void next() {
        const int before = m_wizard->currentId();
        key(Qt::Key_N, Qt::AltModifier);
        QTRY_VERIFY(m_wizard->currentId() != before);
    }
    ui::wizard::PageId page() const { return static_cast<ui::wizard::PageId>(m_wizard->currentId()); }
    /// With the line end that an editor does not show.
    QString code(const QString& form) const {
        const QString text = find<ui::wizard::CodeView>(QStringLiteral("wizard.code.") + form)->toPlainText();
        return text.isEmpty() ? text : text + u'\n';
    }

    std::unique_ptr<ListeningService> service;

private:
    QTemporaryDir m_directory;
    std::unique_ptr<ui::wizard::SourceWizard> m_wizard;
};

}  // namespace mirrorscope::test
