// SPDX-License-Identifier: GPL-3.0-or-later
// Known sources in the tables: their labels, what is hidden of them, and how much that is.
#include <QLayout>

#include "core/api/mirror_service.h"
#include "ui/known/hidden_count.h"
#include "ui/known/hidden_note.h"
#include "ui/known/known_list.h"
#include "ui/live/page_loader.h"
#include "ui/requests/count_bar.h"
#include "ui/requests/requests_model.h"
#include "ui/shell/attack_count_bar.h"
#include "ui/shell/triage_page.h"

namespace mirrorscope::ui::shell {

void TriagePage::setKnown(known::KnownList& list, live::PageLoader& loader) {
    m_known = &list;
    m_hidden = new known::HiddenCount(loader, this);
    // The same words over both tables: requests are what is hidden, and attacks by theirs.
    for (QWidget* bar : {static_cast<QWidget*>(m_attackCount), static_cast<QWidget*>(m_requestCount)}) {
        auto* note = new known::HiddenNote(list, *m_hidden, bar);
        bar->layout()->addWidget(note);
        m_hiddenNotes << note;
    }
    connect(&list, &known::KnownList::changed, this, &TriagePage::applyKnown);
    connect(&loader, &live::PageLoader::reopened, m_hidden, &known::HiddenCount::restart);
    applyKnown();
}

void TriagePage::applyKnown() {
    m_requests->setKnownSources(m_known->inForce());
    applyFilter();
}

filter::Filter TriagePage::withoutHidden(const filter::Filter& filter) {
    if (m_known == nullptr) {
        return filter;
    }
    m_hidden->setFilter(m_known->hiddenOf(filter));
    for (known::HiddenNote* note : m_hiddenNotes) {
        note->setPossible(m_known->mayHide(filter));
    }
    return m_known->effective(filter);
}

void TriagePage::followHidden(const api::ServiceStatus& status) {
    if (m_hidden != nullptr) {
        m_hidden->follow(status.lastRequest);
    }
}

}  // namespace mirrorscope::ui::shell
