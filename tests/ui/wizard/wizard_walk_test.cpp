// SPDX-License-Identifier: GPL-3.0-or-later
// Through the wizard to the snippet, by keyboard and mouse: what it shows and copies is byte for byte what
// the catalogue makes of the same options.
#include <QClipboard>
#include <QListWidget>

#include "core/snippets/snippet_catalogue.h"
#include "tests/ui/wizard/wizard_window.h"

using namespace mirrorscope;
using ui::wizard::PageId;
using Values = std::vector<snippets::OptionValue>;

Q_DECLARE_METATYPE(Values)

namespace {

constexpr char kListener[] = "192.0.2.20:8445";

/// As the command line would be told, without what the form has no place for.
Values valuesFor(const snippets::SnippetKind& kind, const Values& typed, snippets::Variant variant) {
    Values out{{"--listener", kListener}};
    for (const auto& value : typed) {
        const auto info =
            std::ranges::find(kind.options, std::string_view(value.name), &snippets::OptionInfo::name);
        if (!info->hardenedOnly || variant == snippets::Variant::Hardened) {
            out.push_back(value);
        }
    }
    return out;
}

QString objectOf(const std::string& option) {
    return QStringLiteral("wizard.") + QString::fromStdString(option).mid(2);
}

}  // namespace

class WizardWalkTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { test::WizardWindow::prepare(); }
    void cleanup() { m_window.close(); }

    void walk_data();
    void walk();
    void goingBackKeepsAnswers();
    void numberKeysChooseAForm();
    void anotherKindKeepsItsAnswers();
    void cancelAsksOnlyWhenSomethingWasTyped();
    void helpIsPlainText();
    void everyWidgetHasAName();

private:
    void toSnippet(int kindRow, const Values& typed);

    test::WizardWindow m_window;
};

void WizardWalkTest::walk_data() {
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<Values>("typed");
    QTest::newRow("nginx") << 0 << "nginx"
                           << Values{{"--path", "/shop"},      {"--origin", "http://127.0.0.1:9080"},
                                     {"--body", "off"},        {"--max-body", "8m"},
                                     {"--percentage", "25"},   {"--trusted-balancer", "10.0.0.0/8"},
                                     {"--tls-in-front", "on"}, {"--name", "edge-1"}};
    QTest::newRow("Envoy") << 1 << "envoy"
                           << Values{{"--bind", "127.0.0.1:8080"},
                                     {"--origin", "127.0.0.1:9080"},
                                     {"--percentage", "12.5"},
                                     {"--trusted-hops", "1"},
                                     {"--name", "mesh-edge"}};
    QTest::newRow("Istio") << 2 << "istio"
                           << Values{{"--traffic", "gateway"},
                                     {"--host", "shop.example"},
                                     {"--namespace", "shop"},
                                     {"--percentage", "10"}};
    QTest::newRow("Traefik") << 3 << "traefik"
                             << Values{{"--host", "shop.example"},
                                       {"--percentage", "50"},
                                       {"--max-body", "1048576"},
                                       {"--token", "s3cret"}};
    QTest::newRow("Gateway API, defaults") << 4 << "gateway-api" << Values{};
    QTest::newRow("ingress-nginx, defaults") << 5 << "ingress-nginx" << Values{};
}

void WizardWalkTest::toSnippet(int kindRow, const Values& typed) {
    m_window.open();
    m_window.key(static_cast<Qt::Key>(Qt::Key_1 + kindRow));
    QCOMPARE(m_window.find<QListWidget>(QStringLiteral("wizard.kinds"))->currentRow(), kindRow);
    m_window.next();
    QCOMPARE(m_window.page(), PageId::Place);
    for (const auto& value : typed) {
        if (ui::wizard::isAboutBalancers(value.name) &&
            !m_window.isSeen(QStringLiteral("wizard.field.") + objectOf(value.name).mid(7))) {
            m_window.press(QStringLiteral("wizard.behind"));
        }
        const QString name = objectOf(value.name);
        if (auto* choice = m_window.find<QComboBox>(name)) {
            choice->setCurrentIndex(choice->findData(QString::fromStdString(value.value)));
        } else if (auto* box = m_window.find<QAbstractButton>(name)) {
            box->click();
        } else {
            m_window.type(name, QString::fromStdString(value.value));
        }
    }
    m_window.next();
    QCOMPARE(m_window.page(), PageId::Listener);
    m_window.type(QStringLiteral("wizard.address"), QString::fromLatin1(kListener));
    m_window.next();
    QCOMPARE(m_window.page(), PageId::Snippet);
}

void WizardWalkTest::walk() {
    QFETCH(int, row);
    QFETCH(QString, kind);
    QFETCH(Values, typed);
    toSnippet(row, typed);
    const snippets::SnippetKind& made = *snippets::snippetKind(kind.toStdString());
    for (const auto variant : {snippets::Variant::Faithful, snippets::Variant::Hardened}) {
        const QString form = QString::fromLatin1(snippets::variantName(variant).data());
        const auto text = made.make(valuesFor(made, typed, variant), variant);
        QVERIFY(text.has_value());
        QCOMPARE(m_window.code(form), QString::fromStdString(text->all()));
        m_window.press(QStringLiteral("wizard.copy.") + form);
        QCOMPARE(QApplication::clipboard()->text(), QString::fromStdString(text->all()));
        QCOMPARE(m_window.wizard().plan().variant, variant);
        auto* part = m_window.find<QComboBox>(QStringLiteral("wizard.part"));
        for (const std::string_view name : made.parts) {
            const int index = part->findData(QString::fromLatin1(name.data()));
            part->setCurrentIndex(index);
            emit part->activated(index);
            QCOMPARE(m_window.code(form), QString::fromStdString(text->part(name)->text));
        }
        part->setCurrentIndex(0);
        emit part->activated(0);
    }
}

void WizardWalkTest::goingBackKeepsAnswers() {
    toSnippet(0, {{"--name", "edge-1"}, {"--trusted-balancer", "10.0.0.0/8"}});
    const ui::wizard::Plan before = m_window.wizard().plan();
    m_window.press(QStringLiteral("wizard.options"));
    QCOMPARE(m_window.page(), PageId::Place);
    QCOMPARE(m_window.find<QLineEdit>(QStringLiteral("wizard.name"))->text(), QStringLiteral("edge-1"));
    QCOMPARE(m_window.find<QPlainTextEdit>(QStringLiteral("wizard.trusted-balancer"))->toPlainText(),
             QStringLiteral("10.0.0.0/8"));
    m_window.press(QStringLiteral("wizard.back"));
    QCOMPARE(m_window.page(), PageId::Proxy);
    m_window.wizard().goTo(PageId::Snippet);
    QCOMPARE(m_window.page(), PageId::Snippet);
    QCOMPARE(m_window.wizard().plan(), before);
}

void WizardWalkTest::numberKeysChooseAForm() {
    toSnippet(0, {});
    m_window.find<QWidget>(QStringLiteral("wizard.code.hardened"))->setFocus();
    m_window.key(Qt::Key_1);
    QCOMPARE(m_window.wizard().plan().variant, snippets::Variant::Faithful);
    QVERIFY(m_window.find<QAbstractButton>(QStringLiteral("wizard.choose.faithful"))->isChecked());
    QVERIFY(!m_window.find<QAbstractButton>(QStringLiteral("wizard.choose.hardened"))->isChecked());
    m_window.key(Qt::Key_2);
    QCOMPARE(m_window.wizard().plan().variant, snippets::Variant::Hardened);
}

void WizardWalkTest::anotherKindKeepsItsAnswers() {
    m_window.open();
    m_window.next();
    m_window.type(QStringLiteral("wizard.origin"), QStringLiteral("http://127.0.0.1:9080"));
    m_window.press(QStringLiteral("wizard.back"));
    m_window.key(Qt::Key_2);
    m_window.next();
    QCOMPARE(m_window.find<QLineEdit>(QStringLiteral("wizard.origin"))->text(), QString());
    m_window.press(QStringLiteral("wizard.back"));
    m_window.key(Qt::Key_1);
    m_window.next();
    QCOMPARE(m_window.find<QLineEdit>(QStringLiteral("wizard.origin"))->text(),
             QStringLiteral("http://127.0.0.1:9080"));
}

void WizardWalkTest::cancelAsksOnlyWhenSomethingWasTyped() {
    m_window.open();
    m_window.next();
    m_window.press(QStringLiteral("wizard.cancel"));
    QVERIFY(!m_window.wizard().isVisible());

    m_window.open();
    m_window.next();
    m_window.type(QStringLiteral("wizard.name"), QStringLiteral("edge-1"));
    bool wasAsked = false;
    QTimer::singleShot(0, &m_window.wizard(), [&] {
        QWidget* box = QApplication::activeModalWidget();
        wasAsked = box != nullptr && box->objectName() == QStringLiteral("dialog.wizard-discard");
        box->close();
    });
    m_window.press(QStringLiteral("wizard.cancel"));
    QVERIFY(wasAsked);
    QVERIFY(m_window.wizard().isVisible());
}

void WizardWalkTest::helpIsPlainText() {
    m_window.open();
    m_window.key(Qt::Key_F1);
    auto* help = m_window.find<QWidget>(QStringLiteral("dialog.wizard-help"));
    QVERIFY(help != nullptr && help->isVisible());
    QVERIFY(help->findChild<QPlainTextEdit*>(QStringLiteral("wizard.text"))
                ->toPlainText()
                .contains(QStringLiteral("Found on PATH")));
    help->close();
}

void WizardWalkTest::everyWidgetHasAName() {
    toSnippet(0, {});
    m_window.wizard().goTo(PageId::Prove);
    QStringList nameless;
    for (QWidget* widget : m_window.wizard().findChildren<QWidget*>()) {
        const bool takesKeys =
            widget->focusPolicy() != Qt::NoFocus && !widget->objectName().startsWith(u"qt_");
        const bool isButton = qobject_cast<QAbstractButton*>(widget) != nullptr;
        const bool isControl = isButton || qobject_cast<QLineEdit*>(widget) != nullptr ||
                               qobject_cast<QComboBox*>(widget) != nullptr ||
                               qobject_cast<QPlainTextEdit*>(widget) != nullptr ||
                               qobject_cast<QListWidget*>(widget) != nullptr;
        // The buttons that QWizard makes and this one does not show have neither.
        const bool isPart = qobject_cast<QComboBox*>(widget->parentWidget()) != nullptr ||
                            (isButton && !widget->isVisibleTo(widget->parentWidget()));
        if (!takesKeys || !isControl || isPart) {
            continue;
        }
        const bool hasText = isButton && !qobject_cast<QAbstractButton*>(widget)->text().isEmpty();
        if (widget->objectName().isEmpty() || (widget->accessibleName().isEmpty() && !hasText)) {
            nameless.append(QString::fromLatin1(widget->metaObject()->className()) + u' ' +
                            widget->objectName());
        }
    }
    QCOMPARE(nameless, QStringList());
}

QTEST_MAIN(WizardWalkTest)
#include "wizard_walk_test.moc"
