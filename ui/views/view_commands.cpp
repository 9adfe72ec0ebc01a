// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/view_commands.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>
#include <QSaveFile>

#include "ui/text/message_box.h"
#include "ui/text/shown_text.h"
#include "ui/views/import_dialog.h"
#include "ui/views/view_dialog.h"
#include "ui/views/view_switch.h"

namespace mirrorscope::ui::views {
namespace {

std::optional<QString> write(const QString& name, const QByteArray& content) {
    QSaveFile file(name);
    const bool isWritten =
        file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit();
    return isWritten ? std::nullopt : std::optional(file.errorString());
}

/// Letters of a name that every file system takes.
QString fileNameOf(const QString& view) {
    QString name;
    for (const QChar c : view) {
        name += c.isLetterOrNumber() || c == u'-' ? c : u'_';
    }
    return name + QStringLiteral(".txt");
}

}  // namespace

ViewCommands::ViewCommands(ViewList& list, ViewSwitch& views, QWidget* window)
    : QObject(window), m_list(list), m_views(views), m_window(window) {
    connect(&m_views, &ViewSwitch::currentChanged, this, [this] { setJustRemoved({}); });
}

QMenu* ViewCommands::menu(ViewId id, QWidget* parent) {
    auto* menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("menu.view-tab"));
    if (m_list.find(id) != nullptr) {
        addOwn(*menu, id);
        menu->addSeparator();
    }
    const auto add = [&](const char* name, const QString& text, bool isEnabled, auto&& what) {
        QAction* action = menu->addAction(text, this, what);
        action->setObjectName(QLatin1String(name));
        action->setEnabled(isEnabled);
    };
    add("save", tr("Sa&ve view…"), !m_list.isFull(), [this] { askSave(); });
    add("undo", tr("&Undo delete"), !m_list.lastRemoved().isEmpty() && !m_list.isFull(),
        [this] { undoRemove(); });
    add("import", tr("&Import…"), true, [this] { askImport(); });
    add("export-all", tr("Export &all…"), !m_list.entries().empty(), [this] { askExportAll(); });
    return menu;
}

void ViewCommands::addOwn(QMenu& menu, ViewId id) {
    const bool isChanged = m_views.isChanged(id);
    const int at = m_list.indexOf(id);
    const int last = static_cast<int>(m_list.entries().size()) - 1;
    const auto add = [&](const char* name, const QString& text, bool isEnabled, auto&& what) {
        QAction* action = menu.addAction(text, this, what);
        action->setObjectName(QLatin1String(name));
        action->setEnabled(isEnabled);
    };
    add("rename", tr("&Rename…"), true, [this, id] { askRename(id); });
    add("save-changes", tr("&Save changes"), isChanged, [this, id] { m_views.saveChanges(id); });
    add("give-up", tr("&Go back to the saved view"), isChanged, [this, id] { m_views.giveUpChanges(id); });
    menu.addSeparator();
    add("duplicate", tr("&Duplicate"), !m_list.isFull(), [this, id] { duplicate(id); });
    add("move-left", tr("Move &left"), at > 0, [this, at] { m_list.move(at, at - 1); });
    add("move-right", tr("Move r&ight"), at < last, [this, at] { m_list.move(at, at + 1); });
    add("delete", tr("D&elete"), true, [this, id] { remove(id); });
    menu.addSeparator();
    add("copy", tr("&Copy as text"), true, [this, id] { copyAsText(id); });
    add("export", tr("E&xport this…"), true, [this, id] {
        if (const SavedView* view = m_list.find(id)) {
            askExport({*view});
        }
    });
}

void ViewCommands::askSave() {
    if (m_list.isFull()) {
        return;
    }
    auto* dialog = ViewDialog::toSave(
        m_views.currentAsView(), [this](const QString& name) { return m_list.complaintAbout(name); },
        m_window);
    connect(dialog, &ViewDialog::chosen, this,
            [this](const SavedView& view) { m_views.choose(m_list.add(view, m_views.current())); });
    dialog->open();
}

void ViewCommands::askRename(ViewId id) {
    const SavedView* view = m_list.find(id);
    if (view == nullptr) {
        return;
    }
    auto* dialog = ViewDialog::toRename(
        view->name, [this, id](const QString& name) { return m_list.complaintAbout(name, id); }, m_window);
    connect(dialog, &ViewDialog::chosen, this,
            [this, id](const SavedView& named) { m_list.rename(id, named.name); });
    dialog->open();
}

void ViewCommands::duplicate(ViewId id) {
    if (const SavedView* view = m_list.find(id)) {
        m_views.choose(m_list.add(*view, id));
    }
}

void ViewCommands::remove(ViewId id) {
    const SavedView* view = m_list.find(id);
    if (view == nullptr) {
        return;
    }
    const QString name = view->name;
    m_wasCurrent = id == m_views.current();
    m_list.remove(id);
    setJustRemoved(name);
}

void ViewCommands::undoRemove() {
    const bool wasJustNow = !m_justRemoved.isEmpty();
    const ViewId id = m_list.undoRemove();
    if (id != 0 && m_wasCurrent && wasJustNow) {
        m_views.choose(id);
    }
    setJustRemoved({});
}

void ViewCommands::setJustRemoved(const QString& name) {
    if (name != m_justRemoved) {
        m_justRemoved = name;
        emit justRemovedChanged();
    }
}

void ViewCommands::copyAsText(ViewId id) {
    if (const SavedView* view = m_list.find(id)) {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(writeViews({*view})));
    }
}

void ViewCommands::askExport(const std::vector<SavedView>& views) {
    if (views.empty()) {
        return;
    }
    const QString proposal =
        views.size() == 1 ? fileNameOf(views.front().name) : QStringLiteral("mirrorscope-views.txt");
    auto* dialog = new QFileDialog(m_window, tr("Export views"), QString(), tr("Views (*.txt)"));
    dialog->setObjectName(QStringLiteral("dialog.export-views"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("txt"));
    dialog->selectFile(proposal);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, content = writeViews(views)](const QString& file) {
                if (const auto failure = write(file, content)) {
                    text::openMessage(m_window, QMessageBox::Warning, QStringLiteral("dialog.export-failed"),
                                      tr("The views are not exported."), *failure, tr("Export views"));
                }
            });
    dialog->open();
}

void ViewCommands::askExportAll() {
    askExport(m_list.views());
}

void ViewCommands::askImport() {
    (new ImportDialog(m_list, m_window))->open();
}

}  // namespace mirrorscope::ui::views
