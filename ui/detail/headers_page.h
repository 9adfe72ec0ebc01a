// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include "ui/detail/shown_request.h"

namespace mirrorscope::ui::detail {

class HeadersModel;

/// The table of header lines; Ctrl+C copies the line. UI thread.
class HeadersPage : public QTableView {
    Q_OBJECT

public:
    explicit HeadersPage(QWidget* parent = nullptr);
    void setRequest(const SharedRequest& request);
    int headerCount() const;
    /// Secrets are shown or hidden from now on.
    void showSecretsAnew();

signals:
    /// "Show only" or "Exclude" of a line, as received; the filter belongs to somebody else.
    void conditionRequested(const QByteArray& name, const QByteArray& value, bool exclude);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    HeadersModel* m_lines;
};

}  // namespace mirrorscope::ui::detail
