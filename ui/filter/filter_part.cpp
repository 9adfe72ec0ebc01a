// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_part.h"

#include <QCoreApplication>

#include "ui/filter/condition.h"

namespace mirrorscope::ui::filter {
namespace {

void gatherUnknown(const query::Node& node, KnowsField knows, QStringList& names) {
    if (const auto* condition = std::get_if<query::Condition>(&node.term)) {
        if (!knows(condition->field)) {
            names += QString::fromStdString(fieldName(*condition));
        }
    } else if (const auto* group = std::get_if<query::Group>(&node.term)) {
        for (const query::Node& part : group->parts) {
            gatherUnknown(part, knows, names);
        }
    } else {
        names += QCoreApplication::translate("FilterPart", "words");
    }
}

}  // namespace

FilterPart partOf(std::span<const query::Node> conditions, KnowsField knows) {
    FilterPart part;
    for (const query::Node& node : conditions) {
        QStringList unknown;
        gatherUnknown(node, knows, unknown);
        if (unknown.isEmpty()) {
            part.conditions.push_back(node);
        }
        part.ignored += unknown;
    }
    part.ignored.removeDuplicates();
    return part;
}

}  // namespace mirrorscope::ui::filter
