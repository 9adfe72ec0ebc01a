// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>
#include <vector>

#include "core/snippets/snippet.h"

namespace mirrorscope::ui::wizard {

/// "Why they differ": each reason under the number that its lines carry. UI thread.
class ReasonList : public QScrollArea {
    Q_OBJECT

public:
    explicit ReasonList(QWidget* parent);

    /// `shown`: the places of those that have a line in sight.
    void setReasons(const std::vector<snippets::Reason>& reasons, const QList<std::size_t>& shown);
};

/// The name of an edit as a title: "exact-location" is "Exact location".
QString editTitle(const std::string& edit);

}  // namespace mirrorscope::ui::wizard
