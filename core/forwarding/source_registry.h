// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "core/forwarding/request_attribution.h"
#include "core/forwarding/source_reading.h"
#include "core/traffic/mirrored_request.h"
#include "core/traffic/request_context.h"

namespace mirrorscope::forwarding {

/// The kind of a (listener, peer, instance) is pinned once a rule is at least this sure: the strong header
/// rules and trust pins are, habits and HTTP/1.0 are not.
inline constexpr int kPinConfidence = 80;

/// Instances come from headers, so a sender could invent one a request. Above this a peer's new ones share
/// one source of kind other; a real peer has one instance a listening address.
inline constexpr std::size_t kMostSourcesOfPeer = 64;

/// The same for peers (IPv6 gives everybody many); above it all new senders share one source.
inline constexpr std::size_t kMostSources = 4096;

/// Gives every request its source. The key is (listener, peer, kind, instance); unknown senders get a source
/// too. A sender whose kind is pinned keeps its source when a request looks like another kind. One owner, one
/// thread, requests in the order of their ids.
class SourceRegistry {
public:
    /// A known source without a listener is adopted by the first listener that meets it.
    explicit SourceRegistry(const std::vector<traffic::Source>& known);

    /// What users say of sources, from now on; what was said before is forgotten. Returns the sources whose
    /// name it changed.
    std::vector<traffic::Source> setSettings(const std::vector<traffic::SourceSetting>& settings,
                                             const SenderRules& options);

    /// forwarding::attribute() with the memory of who sends from where: see pinnedKind().
    traffic::RequestContext attribute(const traffic::MirroredRequest& request, const ReadHead& read,
                                      const SenderRules& rules) const;

    /// Sets context.source, to the one that it was merged into; returns the source when it is new or its
    /// identification or version changed.
    const traffic::Source* assign(traffic::RequestContext& context, const traffic::MirroredRequest& request);

    /// Nullptr for an unknown id. Valid until the registry ends; the content changes in assign().
    const traffic::Source* find(traffic::SourceId id) const;

private:
    using Key = std::tuple<std::string, std::string, traffic::SourceKind, std::string>;
    using Pin = std::tuple<std::string, std::string, std::string>;

    /// The kind to read a request by although it looks like another one: it comes from where a pinned source
    /// is, is new under its own looks, and fits that source as well. Clients forge headers that proxies pass
    /// on.
    std::optional<KnownKind> pinnedKind(const traffic::RequestContext& context,
                                        const traffic::MirroredRequest& request, const ReadHead& read) const;
    /// Null where nobody said how that sender is read.
    const SenderRules* rulesFor(const traffic::RequestContext& context,
                                const traffic::MirroredRequest& request) const;
    Key keyOf(const traffic::RequestContext& context, const traffic::MirroredRequest& request) const;
    Key boundedKey(Key key) const;
    traffic::Source* lookUp(const Key& key);
    /// The source that a marker now names: an nginx that was told by its address before it had one.
    traffic::Source* renamed(const Key& key, const traffic::RequestContext& context);
    traffic::Source& create(const Key& key, const traffic::RequestContext& context,
                            const traffic::MirroredRequest& request);
    void remember(const traffic::Source& source);
    void pin(const traffic::Source& source);
    std::string nameFor(const Key& key) const;

    std::map<traffic::SourceId, traffic::Source> m_sources;
    std::map<Key, traffic::SourceId> m_ids;
    std::map<Pin, traffic::SourceKind> m_pins;
    std::map<std::pair<std::string, std::string>, std::size_t> m_countOfPeer;  // by listener and peer
    std::set<std::string> m_names;
    std::map<traffic::SourceId, traffic::SourceId> m_merged;
    std::map<traffic::SourceId, SenderRules> m_rules;
    traffic::SourceId m_lastId = 0;
};

}  // namespace mirrorscope::forwarding
