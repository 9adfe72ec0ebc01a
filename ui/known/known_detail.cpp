// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/known/known_detail.h"

#include "core/query/parser.h"
#include "core/query/predicate.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::known {
namespace {

/// What known sources may ask of a request: complaintAboutLabel() keeps body and decisions out.
class DetailView final : public query::RowView {
public:
    explicit DetailView(const traffic::RequestDetail& detail) : m_detail(detail) {}
    const traffic::RequestRow& row() const override { return m_detail.row; }
    std::string_view head() const override { return m_detail.request.head; }
    std::string_view body() const override { return {}; }
    std::span<const traffic::HitRow> hits() const override { return m_detail.hits; }
    const query::Marks& marks() const override { return m_none; }

private:
    const traffic::RequestDetail& m_detail;
    query::Marks m_none;
};

}  // namespace

QStringList namesOf(const standing::KnownSources& sources, const traffic::RequestDetail& detail,
                    const query::Moment& moment) {
    QStringList names;
    const DetailView view(detail);
    for (const standing::KnownSource& source : sources) {
        const auto tree = query::parse(source.filter);
        if (tree && query::Predicate(*tree, moment).holds(view)) {
            names << text::ownText(source.name);
        }
    }
    return names;
}

}  // namespace mirrorscope::ui::known
