// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSplitter>

#include "core/base/cancel_token.h"
#include "ui/detail/shown_body.h"

class QToolButton;

namespace mirrorscope::ui::live {
class PageLoader;
}
namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::detail {

class BodyTreeView;
class BytePanel;
class FindField;

/// Values as a tree at the left; at the right the bytes they are in with the chosen value marked, or the
/// whole of that value, decoded. UI thread; the loader outlives it.
class ValuesPage : public QSplitter {
    Q_OBJECT

public:
    ValuesPage(const QString& name, live::PageLoader& loader, QWidget* parent = nullptr);
    ~ValuesPage() override;

    /// `part` is what places count from the begin of: "the body".
    void show(SharedTree tree, SharedNodeSecrets hidden, const QString& part);
    /// Secrets are shown or hidden from now on; what is chosen stays.
    void showSecretsAnew(SharedNodeSecrets hidden);
    /// Lets go of what it had.
    void clear();
    BodyTreeView& tree() { return *m_tree; }
    BytePanel& bytes() { return *m_bytes; }
    void openFind();

signals:
    /// A search has ended; tests wait for it.
    void searched(bool found);

private:
    QWidget* makeLeft(const QString& name);
    void showNode();
    void showPlace(bodies::NodeId node);
    void find(bool forward);
    void closeFind();

    live::PageLoader& m_loader;
    base::CancelToken m_token;
    QString m_part;
    BodyTreeView* m_tree = nullptr;
    BytePanel* m_bytes = nullptr;
    QToolButton* m_value = nullptr;
    QWidget* m_findBar = nullptr;
    FindField* m_needle = nullptr;
    text::PlainLabel* m_found = nullptr;
    std::shared_ptr<const std::string> m_shown;  // what the panel has
};

}  // namespace mirrorscope::ui::detail
