// SPDX-License-Identifier: Apache-2.0
#include "tests/core/listener/wire_captures.h"

#include <QDir>
#include <boost/json/parse.hpp>

namespace mirrorscope::test {
namespace {

namespace json = boost::json;

std::string bytesOf(const json::value& text) {
    const json::string& utf8 = text.as_string();
    return QString::fromUtf8(utf8.data(), static_cast<int>(utf8.size())).toLatin1().toStdString();
}

std::string wireOf(const json::array& pieces) {
    std::string wire;
    for (const json::value& piece : pieces) {
        if (piece.is_string()) {
            wire += bytesOf(piece);
            continue;
        }
        const std::string unit = bytesOf(piece.at(0));
        for (auto left = piece.at(1).to_number<std::size_t>(); left > 0; --left) {
            wire += unit;
        }
    }
    return wire;
}

CapturedConnection connectionOf(const json::value& line, const std::string& proxy) {
    CapturedConnection one{
        proxy, std::string(line.at("case").as_string()), wireOf(line.at("wire").as_array()), {}};
    std::size_t at = 0;
    for (const json::value& entry : line.at("requests").as_array()) {
        const json::object& fields = entry.as_object();
        const auto number = [&](const char* key) {
            return fields.contains(key) ? fields.at(key).to_number<std::size_t>() : 0;
        };
        CapturedRequest request;
        request.head = one.wire.substr(at, number("head"));
        request.form = fields.at("form").as_string();
        request.bodyBytes = number("body");
        request.bodySha256 = fields.contains("sha256") ? std::string(fields.at("sha256").as_string()) : "";
        at += number("head") + number("raw");
        one.requests.push_back(std::move(request));
    }
    return one;
}

}  // namespace

std::vector<CapturedConnection> wireCaptures() {
    std::vector<CapturedConnection> all;
    const QDir directory(QStringLiteral(TEST_DATA_DIR "/captures/wire"));
    for (const QFileInfo& entry : directory.entryInfoList({"*.jsonl"}, QDir::Files, QDir::Name)) {
        QFile file(entry.filePath());
        if (!file.open(QIODevice::ReadOnly)) {
            return {};
        }
        for (const QByteArray& line : file.readAll().split('\n')) {
            if (!line.isEmpty()) {
                all.push_back(
                    connectionOf(json::parse(line.toStdString()), entry.completeBaseName().toStdString()));
            }
        }
    }
    return all;
}

}  // namespace mirrorscope::test
