// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/listeners_editor.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <algorithm>

#include "core/base/error_text.h"
#include "ui/settings/page_parts.h"
#include "ui/text/shown_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::settings {
namespace {

constexpr int kNameWidth = 112;
constexpr int kPortWidth = 72;
constexpr int kFirstPort = 8445;
constexpr int kMostPort = 65535;
constexpr char kStandardName[] = "default";

struct Parts {
    QString name;
    QString address;
    QString port;
};

/// Also of what is not valid, so that it can be corrected.
Parts partsOf(const QString& element) {
    const qsizetype equals = element.indexOf(u'=');
    const QString place = element.mid(equals + 1);
    const qsizetype colon = place.lastIndexOf(u':');
    QString address = colon < 0 ? place : place.left(colon);
    if (address.startsWith(u'[') && address.endsWith(u']')) {
        address = address.mid(1, address.size() - 2);
    }
    return {equals < 0 ? QLatin1String(kStandardName) : element.left(equals), address,
            colon < 0 ? QString() : place.mid(colon + 1)};
}

QString elementOf(const Parts& parts) {
    const bool isStandard = parts.name == QLatin1String(kStandardName);
    const QString address = parts.address.contains(u':') ? u'[' + parts.address + u']' : parts.address;
    return (isStandard ? QString() : parts.name + u'=') + address + u':' + parts.port;
}

}  // namespace

struct ListenersEditor::Row {
    QString element;  // as it came, until it is edited
    QLineEdit* name;
    QLineEdit* address;
    QLineEdit* port;
    QLabel* state;
    QPushButton* remove;

    Parts parts() const {
        return {name->text().trimmed(), address->text().trimmed(), port->text().trimmed()};
    }
    QString text() const { return element.isEmpty() ? elementOf(parts()) : element; }
};

ListenersEditor::ListenersEditor(QWidget* parent)
    : SettingEditor(parent),
      m_grid(new QGridLayout(this)),
      m_add(new QPushButton(tr("A&dd listener"), this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme::kBetween);
    m_grid->setVerticalSpacing(theme::kInside);
    m_grid->setColumnMinimumWidth(0, kNameWidth);
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnStretch(3, 1);
    const QStringList heads{tr("Name"), tr("Address"), tr("Port"), tr("Now")};
    for (int column = 0; column < heads.size(); ++column) {
        m_grid->addWidget(makeNote(heads[column], this), 0, column);
    }
    m_add->setObjectName(QStringLiteral("settings.add-listener"));
    m_add->setAutoDefault(false);
    m_add->setIcon(theme::icon(theme::Icon::Plus));
    m_grid->addWidget(m_add, 1, 0, 1, 2, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, &ListenersEditor::addNew);
}

ListenersEditor::~ListenersEditor() = default;

QString ListenersEditor::value() const {
    QStringList elements;
    for (const auto& row : m_rows) {
        elements.append(row->text());
    }
    return elements.join(u',');
}

void ListenersEditor::setValue(const QString& value) {
    const QStringList elements = value.split(u',', Qt::SkipEmptyParts);
    while (m_rows.size() > static_cast<std::size_t>(elements.size())) {
        removeRow(m_rows.back().get());
    }
    for (qsizetype i = 0; i < elements.size(); ++i) {
        if (static_cast<std::size_t>(i) >= m_rows.size()) {
            addRow(elements[i]);
            continue;
        }
        Row& row = *m_rows[static_cast<std::size_t>(i)];
        const Parts parts = partsOf(elements[i]);
        typeOver(row.name, parts.name);
        typeOver(row.address, parts.address);
        typeOver(row.port, parts.port);
        row.element = elements[i];
    }
    showStates();
    emit edited();
}

void ListenersEditor::addRow(const QString& element) {
    auto row = std::make_unique<Row>();
    const Parts parts = partsOf(element);
    row->element = element;
    row->name = new QLineEdit(parts.name, this);
    row->address = new QLineEdit(parts.address, this);
    row->port = new QLineEdit(parts.port, this);
    row->port->setFixedWidth(kPortWidth);
    row->port->setAlignment(Qt::AlignRight);
    row->state = makeNote({}, this);
    row->remove = new QPushButton(tr("Remove"), this);
    row->remove->setAutoDefault(false);
    const int line = m_next++;
    m_grid->addWidget(row->name, line, 0);
    m_grid->addWidget(row->address, line, 1);
    m_grid->addWidget(row->port, line, 2);
    m_grid->addWidget(row->state, line, 3);
    m_grid->addWidget(row->remove, line, 4);
    m_grid->addWidget(m_add, m_next, 0, 1, 2, Qt::AlignLeft);
    m_rows.push_back(std::move(row));
    wire(m_rows.back().get());
    number();
}

void ListenersEditor::wire(Row* row) {
    for (QLineEdit* edit : {row->name, row->address, row->port}) {
        connect(edit, &QLineEdit::textChanged, this, [this, row] {
            row->element.clear();
            showStates();
            emit edited();
        });
    }
    connect(row->remove, &QPushButton::clicked, this, [this, row] {
        removeRow(row);
        showStates();
        emit edited();
        m_add->setFocus(Qt::OtherFocusReason);
    });
}

void ListenersEditor::removeRow(Row* row) {
    for (QWidget* widget : QList<QWidget*>{row->name, row->address, row->port, row->state, row->remove}) {
        m_grid->removeWidget(widget);
        widget->hide();
        widget->deleteLater();
        widget->setObjectName(QString());
    }
    std::erase_if(m_rows, [row](const auto& one) { return one.get() == row; });
    number();
}

void ListenersEditor::addNew() {
    // A name and a port of its own, so that the new row is valid at once.
    QStringList names;
    int port = kFirstPort;
    for (const auto& row : m_rows) {
        names.append(row->parts().name);
        port = std::max(port, row->parts().port.toInt() + 1);
    }
    QString name = QLatin1String(kStandardName);
    for (int i = 2; names.contains(name); ++i) {
        name = QStringLiteral("listener-%1").arg(i);
    }
    addRow(elementOf({name, QStringLiteral("127.0.0.1"), QString::number(std::min(port, kMostPort))}));
    showStates();
    emit edited();
    m_rows.back()->name->setFocus(Qt::OtherFocusReason);
    m_rows.back()->name->selectAll();
}

void ListenersEditor::number() {
    int i = 1;
    QWidget* before = nullptr;
    for (const auto& row : m_rows) {
        const auto name = [&](QWidget* widget, const char* part, const QString& text) {
            widget->setObjectName(QStringLiteral("settings.listener-%1.%2").arg(QLatin1String(part)).arg(i));
            widget->setAccessibleName(text.arg(i));
            if (before != nullptr) {
                setTabOrder(before, widget);
            }
            before = widget;
        };
        name(row->name, "name", tr("Name of listener %1"));
        name(row->address, "address", tr("Address of listener %1"));
        name(row->port, "port", tr("Port of listener %1"));
        name(row->remove, "remove", tr("Remove listener %1"));
        row->state->setObjectName(QStringLiteral("settings.listener-state.%1").arg(i));
        ++i;
    }
    if (before != nullptr) {
        setTabOrder(before, m_add);
    }
}

QWidget* ListenersEditor::mainWidget() const {
    return m_rows.empty() ? static_cast<QWidget*>(m_add) : m_rows.front()->address;
}

void ListenersEditor::describe(const QString&, const QString& description) {
    for (const auto& row : m_rows) {
        for (QLineEdit* edit : {row->name, row->address, row->port}) {
            edit->setAccessibleDescription(description);
        }
    }
}

void ListenersEditor::setStatus(const api::ServiceStatus& status) {
    m_status = status;
    showStates();
}

void ListenersEditor::showStates() {
    for (const auto& row : m_rows) {
        const std::string name = row->parts().name.toStdString();
        const auto found = std::ranges::find_if(
            m_status.listeners, [&name](const api::ListenerStatus& one) { return one.address.name == name; });
        if (found == m_status.listeners.end()) {
            row->state->setText(tr("Not listening"));
            setRole(row->state, theme::Role::Text2);
        } else if (found->failure) {
            row->state->setText(text::shownText(base::errorSentences(*found->failure).what));
            setRole(row->state, theme::Role::Critical);
        } else if (!found->listening) {
            row->state->setText(tr("Stopped"));
            setRole(row->state, theme::Role::Text2);
        } else {
            const Parts parts = row->parts();
            const bool isThere = QString::fromStdString(found->address.text()) ==
                                 elementOf({QLatin1String(kStandardName), parts.address, parts.port});
            row->state->setText(
                isThere ? tr("Listening")
                        : tr("Listening on %1").arg(QString::fromStdString(found->address.text())));
            setRole(row->state, isThere ? theme::Role::Ok : theme::Role::Text2);
        }
    }
}

}  // namespace mirrorscope::ui::settings
