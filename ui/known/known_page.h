// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <functional>

#include "core/standing/known_source.h"
#include "core/standing/recognition.h"
#include "ui/known/entry_list.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;

namespace mirrorscope::ui::filter {
class FilterLine;
}
namespace mirrorscope::ui::live {
class PageLoader;
}
namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::known {

class FitPreview;
class UntilField;

/// The list of known sources and an editor of the chosen one: a form, and the filter that it makes, which can
/// be typed, too. UI thread; the loader outlives it.
class KnownPage : public QWidget {
    Q_OBJECT

public:
    KnownPage(standing::KnownSources sources, base::WallTime now, live::PageLoader& loader,
              QWidget* parent = nullptr);

    /// Without those that were begun and left empty.
    standing::KnownSources sources() const;
    /// Adds one, chosen, its name to be typed.
    void add(const standing::KnownSource& source);
    /// Chooses the first that cannot be kept and says why; false: there is none.
    bool showComplaint();

private:
    void buildFields();
    QFormLayout* layOutFields();
    void wire();
    void fill(int choose);
    void choose();
    void edit(const std::function<void(standing::KnownSource&)>& change);
    void formToFilter();
    void filterToForm();
    void refresh();
    void addExamples();
    void removeChosen();
    EntryLine lineOf(const standing::KnownSource& source) const;
    std::optional<standing::Complaint> complaintOf(std::size_t index) const;

    standing::KnownSources m_sources;
    const base::WallTime m_now;
    EntryList* m_list;
    QLineEdit* m_name = nullptr;
    QLineEdit* m_networks = nullptr;
    QLineEdit* m_agent = nullptr;
    QLineEdit* m_header = nullptr;
    QComboBox* m_how = nullptr;
    QLineEdit* m_value = nullptr;
    filter::FilterLine* m_filter = nullptr;
    UntilField* m_until = nullptr;
    QCheckBox* m_hides = nullptr;
    text::PlainLabel* m_complaint = nullptr;
    text::PlainLabel* m_hint = nullptr;
    FitPreview* m_preview = nullptr;
};

}  // namespace mirrorscope::ui::known
