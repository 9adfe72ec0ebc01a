// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/traffic/mirrored_request.h"

class QLabel;
class QLineEdit;
class QStringListModel;

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::requests {

/// Asks for the name of a header and completes those that some requests have. UI thread.
class HeaderNameDialog : public QDialog {
    Q_OBJECT

public:
    /// Requests whose headers are offered; more would rarely bring another name.
    static constexpr std::size_t kRequests = 32;

    HeaderNameDialog(live::PageLoader& loader, std::vector<traffic::RequestId> seen,
                     QWidget* parent = nullptr);
    ~HeaderNameDialog() override;

signals:
    void chosen(const QString& name);
    /// The names that can be completed are there.
    void namesRead();

private:
    void readNames(live::PageLoader& loader, std::vector<traffic::RequestId> seen);
    void choose();

    QLineEdit* m_edit;
    QLabel* m_error;
    QStringListModel* m_names;
    base::CancelToken m_token;
};

}  // namespace mirrorscope::ui::requests
