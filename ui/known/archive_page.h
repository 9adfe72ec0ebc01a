// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/standing/archive_rule.h"
#include "core/traffic/decision.h"
#include "ui/known/entry_list.h"

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

class ArchiveList;
class FitPreview;
class UntilField;

/// The log of decisions of the session, the newest first. Called on a reader thread.
using ReadDecisions = std::function<base::Result<std::vector<traffic::LoggedDecision>>()>;

/// The list of rules that archive and an editor of the chosen one, with how much it would fit before it is
/// switched on, and how much it has archived. UI thread; the loader outlives it.
class ArchivePage : public QWidget {
    Q_OBJECT

public:
    ArchivePage(const ArchiveList& list, base::WallTime now, live::PageLoader& loader,
                ReadDecisions readDecisions, QWidget* parent = nullptr);
    ~ArchivePage() override;

    /// Without those that were begun and left empty.
    standing::ArchiveRules rules() const;
    /// Chooses the first that cannot be kept and says why; false: there is none.
    bool showComplaint();

private:
    void buildFields();
    QFormLayout* layOutFields();
    void wire();
    void fill(int choose);
    void choose();
    void edit(const std::function<void(standing::ArchiveRule&)>& change);
    void refresh();
    void add(const standing::ArchiveRules& rules);
    void removeChosen();
    void countArchived(live::PageLoader& loader, const ReadDecisions& readDecisions);
    QString archivedText(const standing::ArchiveRule& rule) const;
    EntryLine lineOf(const standing::ArchiveRule& rule) const;
    QString complaintOf(std::size_t index) const;

    standing::ArchiveRules m_rules;
    const base::WallTime m_now;
    std::map<std::string, std::uint64_t> m_archived;  // by the name of the rule
    bool m_isCounted = false;
    std::set<std::string> m_givingUp;  // filters
    base::CancelToken m_token;
    EntryList* m_list;
    QLineEdit* m_name = nullptr;
    filter::FilterLine* m_filter = nullptr;
    QLineEdit* m_reason = nullptr;
    UntilField* m_until = nullptr;
    text::PlainLabel* m_complaint = nullptr;
    text::PlainLabel* m_count = nullptr;
    FitPreview* m_preview = nullptr;
};

}  // namespace mirrorscope::ui::known
