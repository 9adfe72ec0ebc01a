// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>
#include <string>

namespace mirrorscope::test {

/// A report as a parser of XML reads it.
struct Document {
    QString error;         // empty: well-formed
    QStringList skeleton;  // each element with its attributes, and each end, in their order
    QString text;          // all text, without the style sheet
    QString style;
    QStringList ids;
    QStringList problems;  // scripts, references to elsewhere, doubled ids, attributes that run something
};

Document readDocument(const std::string& html);

}  // namespace mirrorscope::test
