// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointer>
#include <QWizardPage>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace mirrorscope::ui::wizard {

struct Plan;

/// A page of the wizard: title and subtitle above, its content below, a note and perhaps buttons of its own
/// in the row of the wizard's buttons. Reads the plan when it is entered and writes it while one works on it.
/// UI thread; the plan outlives it.
class WizardPage : public QWizardPage {
    Q_OBJECT

public:
    /// `name`: of the object, "proxy".
    WizardPage(Plan& plan, const QString& name, QWidget* parent);

    /// The step's, for the list at the left.
    virtual QString step() const = 0;
    /// Plain text for F1.
    virtual QString help() const = 0;
    /// Shown in the row of the wizard's buttons while this page is; owned by the page until then.
    QWidget* footer() const { return m_footer; }
    QString heading() const;
    /// The buttons "Next" and "Finish" follow.
    virtual QString nextText() const;
    virtual bool isProven() const { return false; }

    /// Reads the plan; QWizard calls it on the way forward, the wizard on the way back too.
    virtual void enter() = 0;
    void initializePage() override { enter(); }
    /// Nothing: what was typed stays.
    void cleanupPage() override {}

signals:
    /// Something of the plan is another one.
    void planChanged();

protected:
    Plan& plan() const { return m_plan; }
    QVBoxLayout* content() const { return m_content; }
    /// A column of fields, no wider than one likes to read, that scrolls where the page is low. `name` is of
    /// the scroll area that the form goes into.
    struct Form {
        QScrollArea* scroll;
        QWidget* fields;      // the parent of what is added
        QVBoxLayout* column;  // its layout
    };
    Form makeForm(const QString& name);
    void setHeading(const QString& title, const QString& sentence);
    void setNote(const QString& note);
    /// Before the note.
    void addFooterButton(QPushButton* button);
    void addFooterWidget(QWidget* widget);

private:
    Plan& m_plan;
    QLabel* m_heading;
    QLabel* m_sentence;
    QVBoxLayout* m_content;
    QPointer<QWidget> m_footer;
    QHBoxLayout* m_footerRow;
    QLabel* m_note;
};

}  // namespace mirrorscope::ui::wizard
