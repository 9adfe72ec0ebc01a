// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGridLayout>
#include <QWidget>

namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::sources {

/// Lines of "what: value" in two columns. UI thread.
class FactRows : public QWidget {
    Q_OBJECT

public:
    /// `name`: of the object; the value of a row is NAME.KEY.
    FactRows(const QString& name, QWidget* parent);

    /// A row is made with its first value. Values are cut at the right, whole in the tooltip.
    void set(const char* key, const QString& title, const QString& value);
    /// Something else than text as a value.
    void set(const QString& title, QWidget* value);

private:
    QGridLayout* m_grid;
};

}  // namespace mirrorscope::ui::sources
