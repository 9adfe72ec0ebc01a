// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFile>
#include <QString>
#include <QTemporaryDir>

#include "core/detection/modsecurity_engine.h"
#include "tests/core/detection/captured_request.h"

namespace mirrorscope::detection {

inline const char* const kBrowser =
    "Host: shop.example\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\n"
    "Accept: text/html,*/*;q=0.8\nAccept-Language: en-US,en;q=0.5";

inline EngineOptions defaultOptions() {
    EngineOptions options;
    options.ownRules = PROJECT_DIR "/resources/rules";
    return options;
}

inline traffic::Verdict judge(const Engine& engine, const traffic::MirroredRequest& captured,
                              const traffic::RequestContext& context = {}) {
    return engine.newInspector()->inspect(rebuildClientRequest(captured, context, {}));
}

/// An engine with `rules` and our own, in a directory that is gone afterwards with `at`.
inline std::shared_ptr<const Engine> engineOf(const QByteArray& rules, QTemporaryDir& at) {
    QFile file(at.filePath("a.conf"));
    if (!file.open(QIODevice::WriteOnly)) {
        return nullptr;
    }
    file.write(rules);
    file.close();
    EngineOptions options = defaultOptions();
    options.rules = at.path().toStdString();
    const auto engine = loadModSecurityEngine(options);
    return engine ? *engine : nullptr;
}

}  // namespace mirrorscope::detection
