// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace mirrorscope::ui::settings {

/// Edits the text of one setting. Its main widget has the keyboard, the name and the description. UI thread.
class SettingEditor : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual QString value() const = 0;
    /// As if typed: it can be undone where typing can.
    virtual void setValue(const QString& value) = 0;
    virtual QWidget* mainWidget() const = 0;
    /// What screen readers say of it: the title, and what is wrong or what it means.
    virtual void describe(const QString& name, const QString& description);

signals:
    void edited();
};

/// A line: numbers, sizes, times, patterns.
class LineEditor final : public SettingEditor {
    Q_OBJECT

public:
    enum class Width : std::uint8_t { Number, Full };
    LineEditor(Width width, QWidget* parent);

    QString value() const override;
    void setValue(const QString& value) override;
    QWidget* mainWidget() const override;

private:
    QLineEdit* m_edit;
    bool m_isNumber;
};

/// A line with a button that asks for a directory.
class PathEditor final : public SettingEditor {
    Q_OBJECT

public:
    explicit PathEditor(QWidget* parent);

    QString value() const override;
    void setValue(const QString& value) override;
    QWidget* mainWidget() const override;

private:
    void choose();

    QLineEdit* m_edit;
};

/// One element a line.
class LinesEditor final : public SettingEditor {
    Q_OBJECT

public:
    /// `example` stands there while it is empty.
    LinesEditor(const QString& example, QWidget* parent);

    QString value() const override;  // joined by commas
    void setValue(const QString& value) override;
    QWidget* mainWidget() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fit();

    QPlainTextEdit* m_edit;
};

struct Choice {
    QString value;
    QString title;
    QString meaning;  // empty: the title says it all
};

/// All choices in sight, each with its meaning.
class RadioEditor final : public SettingEditor {
    Q_OBJECT

public:
    RadioEditor(const QList<Choice>& choices, QWidget* parent);

    QString value() const override;
    void setValue(const QString& value) override;
    QWidget* mainWidget() const override;
    void describe(const QString& name, const QString& description) override;

private:
    QList<Choice> m_choices;
    QButtonGroup* m_group;
};

/// "on" and "off".
class SwitchEditor final : public SettingEditor {
    Q_OBJECT

public:
    SwitchEditor(const QString& title, QWidget* parent);

    QString value() const override;
    void setValue(const QString& value) override;
    QWidget* mainWidget() const override;

private:
    QCheckBox* m_box;
};

}  // namespace mirrorscope::ui::settings
