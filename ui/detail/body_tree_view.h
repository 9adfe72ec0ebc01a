// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

#include "ui/detail/shown_body.h"

namespace mirrorscope::ui::detail {

class BodyTreeModel;

/// The values of a body with what can be copied of them. UI thread.
class BodyTreeView : public QTreeView {
    Q_OBJECT

public:
    explicit BodyTreeView(const QString& name, QWidget* parent = nullptr);

    /// Opens as much as fits a few screens; nothing is chosen.
    void show(SharedTree tree, SharedNodeSecrets hidden = nullptr);
    const SharedTree& tree() const;
    const NodeSecrets* hidden() const { return m_hidden.get(); }
    /// The root when none is chosen.
    bodies::NodeId chosen() const;
    /// Chooses it, opens what is above it and scrolls there.
    void choose(bodies::NodeId node);

    /// Of the chosen value: decoded, its path, as JSON. Plain text as seen (text::copiedText), dots included.
    void copyValue();
    void copyPath();
    void copyJson();

signals:
    void nodeChosen(mirrorscope::bodies::NodeId node);
    /// "Show bytes" and "Show value" of the menu.
    void bytesWanted();
    void valueWanted();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void openSome();
    bool pathIsHidden() const;

    BodyTreeModel* m_values;
    SharedNodeSecrets m_hidden;
};

}  // namespace mirrorscope::ui::detail
