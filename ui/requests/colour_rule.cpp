// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/colour_rule.h"

#include <QCoreApplication>
#include <algorithm>

#include "ui/filter/row_judge.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::requests {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("ColourRule", text);
}

QString reason(filter::RowJudge::Lack lack) {
    using enum filter::RowJudge::Lack;
    switch (lack) {
        case Head:
            return tr(
                "A rule looks at rows only: it cannot ask for headers, which would have to be read for "
                "each.");
        case Body:
            return tr(
                "A rule looks at rows only: it cannot ask for words or the body, which would have to be read "
                "for "
                "each.");
        case Hits:
            return tr(
                "A rule looks at rows only: it cannot ask for hits, of which a row knows no more than its "
                "score.");
        case Marks:
            return tr(
                "A rule looks at rows only: it cannot ask for what people or findings say of a request.");
        case Flags:
            return tr(
                "A rule looks at rows only: it cannot ask for flags, some of which come later than the row.");
        case Nothing:
            break;
    }
    return {};
}

}  // namespace

const std::array<RuleLookInfo, static_cast<std::size_t>(RuleLook::Count)>& ruleLooks() {
    using theme::Icon;
    using theme::Role;
    static const std::array<RuleLookInfo, static_cast<std::size_t>(RuleLook::Count)> looks{{
        {RuleLook::Blue, "blue", QT_TRANSLATE_NOOP("ColourRule", "Blue, circle"), Role::InfoBack,
         Icon::ShapeCircle},
        {RuleLook::Yellow, "yellow", QT_TRANSLATE_NOOP("ColourRule", "Yellow, triangle"), Role::WarnBack,
         Icon::ShapeTriangle},
        {RuleLook::Red, "red", QT_TRANSLATE_NOOP("ColourRule", "Red, square"), Role::ErrorBack,
         Icon::ShapeSquare},
        {RuleLook::Green, "green", QT_TRANSLATE_NOOP("ColourRule", "Green, diamond"), Role::OkBack,
         Icon::ShapeDiamond},
        {RuleLook::Grey, "grey", QT_TRANSLATE_NOOP("ColourRule", "Grey, bar"), Role::Head, Icon::ShapeBar},
        {RuleLook::Plain, "plain", QT_TRANSLATE_NOOP("ColourRule", "No colour, ring"), Role::Base,
         Icon::ShapeRing},
    }};
    return looks;
}

const RuleLookInfo& ruleLookInfo(RuleLook look) {
    return ruleLooks()[static_cast<std::size_t>(look)];
}

std::optional<RuleLook> ruleLookByName(const QString& name) {
    const auto found = std::ranges::find_if(
        ruleLooks(), [&](const RuleLookInfo& info) { return name == QLatin1String(info.name); });
    return found == ruleLooks().end() ? std::nullopt : std::optional(found->look);
}

QString ruleLookTitle(RuleLook look) {
    return tr(ruleLookInfo(look).title);
}

std::optional<RuleComplaint> complaintAbout(const QString& filter) {
    const std::string text = filter.toStdString();
    const auto read = filter::Filter::read(text, {});
    if (!read) {
        return RuleComplaint{QString::fromStdString(query::sentence(read.error(), text)), read.error()};
    }
    if (read->isEmpty()) {
        return RuleComplaint{tr("A rule needs a filter: method:POST, say."), {}};
    }
    const QString lack = reason(filter::RowJudge::lack(*read));
    return lack.isEmpty() ? std::nullopt : std::optional(RuleComplaint{lack, {}});
}

ColourRules exampleColourRules() {
    return {
        {tr("Not a whole request"), QStringLiteral("form!=whole"), RuleLook::Red, false},
        {tr("Client only claimed"), QStringLiteral("client_trust:claimed"), RuleLook::Yellow, false},
        {tr("Changes something"), QStringLiteral("method:POST,PUT,PATCH,DELETE"), RuleLook::Blue, false},
    };
}

}  // namespace mirrorscope::ui::requests
