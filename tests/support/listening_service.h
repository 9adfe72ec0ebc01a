// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>
#include <memory>

#include "core/api/mirror_service.h"

namespace mirrorscope::test {

/// Listens in memory and remembers what it was asked; one port is taken by somebody else.
class ListeningService final : public api::MirrorService {
public:
    static constexpr std::uint16_t kTakenPort = 4444;

    base::Result<void> listen(const api::ListenerAddress& address) override {
        calls.append(QStringLiteral("listen ") + QString::fromStdString(address.name + " " + address.text()));
        api::ListenerStatus& listener = of(address.name);
        listener.address = address;
        listener.listening = address.port != kTakenPort;
        listener.failure.reset();
        if (!listener.listening) {
            listener.failure = base::Error{base::ErrorCode::AddressInUse, {address.text()}};
            return *listener.failure;
        }
        return {};
    }
    void stopListening(const std::string& name) override {
        calls.append(QStringLiteral("stop ") + QString::fromStdString(name));
        of(name).listening = false;
    }
    base::Result<void> allow(const base::IpNetwork& network) override {
        calls.append(QStringLiteral("allow ") + QString::fromStdString(network.text()));
        for (api::ListenerStatus& listener : now.listeners) {
            listener.allow.push_back(network);
        }
        return {};
    }
    api::ServiceStatus status() const override { return now; }
    api::LiveBatch liveSince(std::uint64_t) const override { return {}; }
    base::Result<std::unique_ptr<api::SessionQueries>> queries() const override {
        return base::Error{base::ErrorCode::SessionMissing, {"none"}};
    }

    QStringList calls;
    api::ServiceStatus now;

private:
    api::ListenerStatus& of(const std::string& name) {
        for (api::ListenerStatus& listener : now.listeners) {
            if (listener.address.name == name) {
                return listener;
            }
        }
        now.listeners.emplace_back().address.name = name;
        return now.listeners.back();
    }
};

}  // namespace mirrorscope::test
