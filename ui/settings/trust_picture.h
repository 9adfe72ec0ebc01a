// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace mirrorscope::ui::settings {

/// Client, proxy and Mirrorscope with the two questions between them: may the proxy send, and is it believed
/// who the client is. UI thread.
class TrustPicture : public QWidget {
    Q_OBJECT

public:
    explicit TrustPicture(QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace mirrorscope::ui::settings
