// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <string>
#include <vector>

namespace mirrorscope::ui::wizard {

/// How an option of the catalogue is asked for.
enum class FieldForm : std::uint8_t { Line, Lines, Switch, Choice, Secret };

/// A question of the wizard: the option that it answers, in words. Plain value.
struct FieldText {
    std::string option;  // "--origin"
    FieldForm form = FieldForm::Line;
    QString title{};            // with its mnemonic
    QString meaning{};          // empty: the catalogue's own sentence
    QStringList choices{};      // of Choice: words as the option takes them …
    QStringList choiceTexts{};  // … and for people
};

struct FieldGroup {
    QString title;
    QString sentence;
    std::vector<FieldText> fields;
};

/// What is asked about a kind on "Where it runs", in groups; --listener, TLS and balancers have their own
/// page.
std::vector<FieldGroup> placeGroupsOf(const std::string& kind);
/// What is in front of the proxy.
std::vector<FieldText> balancerFieldsOf(const std::string& kind);
/// How copies travel; empty where the kind has no such options.
std::vector<FieldText> tlsFieldsOf(const std::string& kind);

}  // namespace mirrorscope::ui::wizard
