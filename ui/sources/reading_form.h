// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/traffic/source_setting.h"

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace mirrorscope::ui::sources {

/// The fields that say how the headers of a source are read, each with what it means. UI thread.
class ReadingForm : public QWidget {
    Q_OBJECT

public:
    explicit ReadingForm(QWidget* parent = nullptr);

    void take(const traffic::SourceSetting& setting);
    void fill(traffic::SourceSetting& setting) const;
    /// What is wrong with the field that an option of the command line stands for; all others are right.
    void setComplaint(const std::string& option, const QString& complaint);

signals:
    void changed();

private:
    QLineEdit* m_trusted;
    QSpinBox* m_hops;
    QLineEdit* m_header;
    QComboBox* m_recursive;
};

}  // namespace mirrorscope::ui::sources
