// SPDX-License-Identifier: Apache-2.0
#include "tests/core/report/document.h"

#include <QRegularExpression>
#include <QSet>
#include <QXmlStreamReader>

namespace mirrorscope::test {
namespace {

/// Elements that run, fetch or send something.
const QSet<QString>& forbidden() {
    static const QSet<QString> names{
        QStringLiteral("script"),        QStringLiteral("iframe"), QStringLiteral("object"),
        QStringLiteral("embed"),         QStringLiteral("link"),   QStringLiteral("img"),
        QStringLiteral("image"),         QStringLiteral("use"),    QStringLiteral("base"),
        QStringLiteral("form"),          QStringLiteral("input"),  QStringLiteral("a"),
        QStringLiteral("foreignObject"), QStringLiteral("video"),  QStringLiteral("audio")};
    return names;
}

void lookAtStart(const QXmlStreamReader& reader, Document& document) {
    const QString name = reader.name().toString();
    QString line = name;
    if (forbidden().contains(name)) {
        document.problems += QStringLiteral("element ") + name;
    }
    for (const QXmlStreamAttribute& attribute : reader.attributes()) {
        const QString key = attribute.qualifiedName().toString();
        const QString value = attribute.value().toString();
        line += u' ' + key + u'=' + value;
        if (key.startsWith(u"on") || key == u"style" || key.contains(u"href") || key == u"src" ||
            value.contains(u"url(")) {
            document.problems += QStringLiteral("attribute ") + line;
        }
        if (key == u"id") {
            if (document.ids.contains(value)) {
                document.problems += QStringLiteral("id twice: ") + value;
            }
            document.ids += value;
        }
    }
    document.skeleton += line;
}

}  // namespace

Document readDocument(const std::string& html) {
    Document document;
    QXmlStreamReader reader(QByteArray::fromStdString(html));
    bool isStyle = false;
    while (!reader.atEnd()) {
        switch (reader.readNext()) {
            case QXmlStreamReader::StartElement:
                isStyle = reader.name() == u"style";
                lookAtStart(reader, document);
                break;
            case QXmlStreamReader::EndElement:
                isStyle = false;
                document.skeleton += u'/' + reader.name().toString();
                break;
            case QXmlStreamReader::Characters:
                (isStyle ? document.style : document.text) += reader.text().toString();
                break;
            case QXmlStreamReader::Comment:
            case QXmlStreamReader::ProcessingInstruction:
            case QXmlStreamReader::EntityReference:
                document.problems += reader.tokenString();
                break;
            default:
                break;
        }
    }
    if (reader.hasError()) {
        document.error = reader.errorString() + QStringLiteral(" at line %1").arg(reader.lineNumber());
    }
    static const QRegularExpression outside(QStringLiteral("url\\((?!#)|@import|expression\\("));
    if (document.style.contains(outside)) {
        document.problems += QStringLiteral("the style sheet refers to elsewhere");
    }
    return document;
}

}  // namespace mirrorscope::test
