// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>
#include <functional>
#include <utility>
#include <vector>

#include "ui/detail/facts.h"

class QGridLayout;

namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::detail {

class PeoplePanel;

/// The facts of a request in two columns: who sent it, what was asked; below, what people say. UI thread.
class OverviewPage : public QScrollArea {
    Q_OBJECT

public:
    /// The names by which a request's sender is known; empty: none.
    using KnownAs = std::function<QString(const traffic::RequestDetail&)>;

    explicit OverviewPage(QWidget* parent = nullptr);
    /// Once; without it there is no line for them.
    void setKnownAs(KnownAs knownAs) { m_knownAs = std::move(knownAs); }
    void setRequest(const traffic::RequestDetail& detail, const QTimeZone& zone);
    PeoplePanel& people() { return *m_people; }

private:
    struct Column {
        QGridLayout* grid = nullptr;
        std::vector<text::PlainLabel*> labels;
        std::vector<text::PlainLabel*> values;
    };
    void fill(Column& column, const std::vector<Fact>& facts);

    KnownAs m_knownAs;
    PeoplePanel* m_people;
    traffic::RequestId m_shown = 0;
    Column m_sender;
    Column m_request;
};

}  // namespace mirrorscope::ui::detail
