// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/source_registry.h"

#include <algorithm>
#include <utility>

#include "core/forwarding/source_identification.h"

namespace mirrorscope::forwarding {
namespace {

using traffic::Source;
using traffic::SourceKind;

/// Rule name of the sources that stand for all above the limits.
constexpr std::string_view kOverflow = "overflow";

}  // namespace

SourceRegistry::SourceRegistry(const std::vector<Source>& known) {
    for (const Source& source : known) {
        m_lastId = std::max(m_lastId, source.id);
        m_sources[source.id] = source;
        m_ids.emplace(Key{source.listener, source.peer, source.kind, source.instance}, source.id);
        remember(source);
    }
}

void SourceRegistry::remember(const Source& source) {
    m_names.insert(source.name);
    ++m_countOfPeer[{source.listener, source.peer}];
    pin(source);
}

void SourceRegistry::pin(const Source& source) {
    if (source.confidence >= kPinConfidence) {
        m_pins.emplace(Pin{source.listener, source.peer, source.instance}, source.kind);
    }
}

const Source* SourceRegistry::assign(traffic::RequestContext& context,
                                     const traffic::MirroredRequest& request) {
    const Key wanted = keyOf(context, request);
    Source* source = lookUp(wanted);
    bool changed = false;
    if (source == nullptr) {
        source = renamed(wanted, context);
        changed = source != nullptr;
    }
    if (source == nullptr) {
        const Key bounded = boundedKey(wanted);
        source = bounded == wanted ? nullptr : lookUp(bounded);
        if (source == nullptr) {
            Source& created = create(bounded, context, request);
            context.source = created.id;
            return &created;
        }
    }
    const auto merged = m_merged.find(source->id);
    context.source = merged == m_merged.end() ? source->id : merged->second;
    source->lastSeen = std::max(source->lastSeen, request.receivedAt);
    if (context.kind == source->kind && context.confidence > source->confidence) {
        source->identifiedBy = context.identifiedBy;
        source->confidence = context.confidence;
        pin(*source);
        changed = true;
    }
    if (context.kind == source->kind && !context.version.empty() && context.version != source->version) {
        source->version = context.version;
        changed = true;
    }
    return changed ? source : nullptr;
}

traffic::RequestContext SourceRegistry::attribute(const traffic::MirroredRequest& request,
                                                  const ReadHead& read, const SenderRules& rules) const {
    auto context = forwarding::attribute(request, read, rules);
    if (const auto pinned = pinnedKind(context, request, read)) {
        context = forwarding::attribute(request, read, rules, pinned);
    }
    const SenderRules* said = rulesFor(context, request);
    if (said == nullptr) {
        return context;
    }
    const std::string rule = context.identifiedBy;
    const KnownKind known{context.kind, rule, context.instance, context.confidence};
    return forwarding::attribute(request, read, *said, known);
}

const SenderRules* SourceRegistry::rulesFor(const traffic::RequestContext& context,
                                            const traffic::MirroredRequest& request) const {
    if (m_rules.empty()) {
        return nullptr;
    }
    const auto source = m_ids.find(keyOf(context, request));
    if (source == m_ids.end()) {
        return nullptr;
    }
    const auto rules = m_rules.find(source->second);
    return rules == m_rules.end() ? nullptr : &rules->second;
}

std::vector<Source> SourceRegistry::setSettings(const std::vector<traffic::SourceSetting>& settings,
                                                const SenderRules& options) {
    m_merged = mergedSources(settings);
    std::erase_if(m_merged, [this](const auto& merge) { return !m_sources.contains(merge.second); });
    m_rules.clear();
    std::vector<Source> renamed;
    for (const traffic::SourceSetting& setting : settings) {
        const auto found = m_sources.find(setting.source);
        if (found == m_sources.end()) {
            continue;
        }
        const auto reading = SourceReading::from(setting);
        if (reading && !reading->isEmpty()) {
            m_rules.emplace(setting.source, reading->over(options));
        }
        Source& source = found->second;
        if (!setting.name.empty() && setting.name != source.name) {
            m_names.erase(source.name);
            source.name = setting.name;
            m_names.insert(source.name);
            renamed.push_back(source);
        }
    }
    // What is merged is read as the one that it is shown as, unless it has settings of its own.
    for (const auto& [from, into] : m_merged) {
        if (const auto rules = m_rules.find(into); rules != m_rules.end() && !m_rules.contains(from)) {
            m_rules.emplace(from, SenderRules(rules->second));
        }
    }
    return renamed;
}

std::optional<KnownKind> SourceRegistry::pinnedKind(const traffic::RequestContext& context,
                                                    const traffic::MirroredRequest& request,
                                                    const ReadHead& read) const {
    if (context.kind == SourceKind::Unknown || !isHeaderRule(context.identifiedBy)) {
        return std::nullopt;
    }
    const auto here = m_pins.find(Pin{request.listener, request.peer, context.instance});
    if (here != m_pins.end() && here->second != context.kind) {
        return KnownKind{here->second, kRuleSourcePin, {}, kPinConfidence};
    }
    if (m_ids.contains(keyOf(context, request))) {
        return std::nullopt;
    }
    for (auto pin = m_pins.lower_bound(Pin{request.listener, request.peer, {}}); pin != m_pins.end(); ++pin) {
        const auto& [listener, peer, instance] = pin->first;
        if (listener != request.listener || peer != request.peer) {
            break;
        }
        if (pin->second == context.kind || !looksLike(read.head, pin->second, kPinConfidence)) {
            continue;
        }
        KnownKind known{pin->second, kRuleSourcePin, {}, kPinConfidence};
        if (identify(read.head, read.hops, known).instance == instance) {
            return known;
        }
    }
    return std::nullopt;
}

const Source* SourceRegistry::find(traffic::SourceId id) const {
    const auto found = m_sources.find(id);
    return found == m_sources.end() ? nullptr : &found->second;
}

SourceRegistry::Key SourceRegistry::keyOf(const traffic::RequestContext& context,
                                          const traffic::MirroredRequest& request) const {
    const auto pin = m_pins.find(Pin{request.listener, request.peer, context.instance});
    // An unknown sender contradicts nothing: it is a row of its own (somebody on the proxy's machine).
    const bool pinned = pin != m_pins.end() && context.kind != SourceKind::Unknown;
    return {request.listener, request.peer, pinned ? pin->second : context.kind, context.instance};
}

SourceRegistry::Key SourceRegistry::boundedKey(Key key) const {
    const auto& [listener, peer, kind, instance] = key;
    if (m_sources.size() >= kMostSources) {
        return {"", "", SourceKind::Other, ""};
    }
    const auto count = m_countOfPeer.find({listener, peer});
    if (count != m_countOfPeer.end() && count->second >= kMostSourcesOfPeer) {
        return {listener, peer, SourceKind::Other, std::string(kOverflow)};
    }
    return key;
}

Source* SourceRegistry::lookUp(const Key& key) {
    if (const auto found = m_ids.find(key); found != m_ids.end()) {
        return &m_sources.at(found->second);
    }
    const auto& [listener, peer, kind, instance] = key;
    const auto unowned = m_ids.find(Key{"", peer, kind, instance});
    if (unowned == m_ids.end() || peer.empty()) {
        return nullptr;
    }
    Source& adopted = m_sources.at(unowned->second);
    m_ids.erase(unowned);
    m_ids.emplace(key, adopted.id);
    adopted.listener = listener;
    remember(adopted);
    return &adopted;
}

Source* SourceRegistry::renamed(const Key& key, const traffic::RequestContext& context) {
    const auto& [listener, peer, kind, instance] = key;
    if (context.identifiedBy != kRuleMarker || kind != SourceKind::Nginx || !context.serverPort) {
        return nullptr;
    }
    const bool isV6 = context.serverAddress.find(':') != std::string::npos;
    const std::string address = isV6 ? "[" + context.serverAddress + "]" : context.serverAddress;
    const auto before =
        m_ids.find(Key{listener, peer, kind, address + ":" + std::to_string(*context.serverPort)});
    if (before == m_ids.end()) {
        return nullptr;
    }
    Source& source = m_sources.at(before->second);
    m_ids.erase(before);
    m_ids.emplace(key, source.id);
    source.instance = instance;
    m_names.erase(source.name);
    source.name = nameFor(key);
    m_names.insert(source.name);
    pin(source);
    return &source;
}

Source& SourceRegistry::create(const Key& key, const traffic::RequestContext& context,
                               const traffic::MirroredRequest& request) {
    const auto& [listener, peer, kind, instance] = key;
    const bool isOverflow = kind == SourceKind::Other && (peer.empty() || instance == kOverflow);
    Source source;
    source.id = ++m_lastId;
    source.name = nameFor(key);
    source.kind = kind;
    source.identifiedBy = isOverflow ? std::string(kOverflow) : context.identifiedBy;
    source.confidence = isOverflow ? 0 : context.confidence;
    source.listener = listener;
    source.peer = peer;
    source.instance = instance;
    source.version = isOverflow ? std::string{} : context.version;
    source.firstSeen = request.receivedAt;
    source.lastSeen = request.receivedAt;
    m_ids.emplace(key, source.id);
    remember(source);
    return m_sources.emplace(source.id, std::move(source)).first->second;
}

std::string SourceRegistry::nameFor(const Key& key) const {
    const auto& [listener, peer, kind, instance] = key;
    const std::string& place = instance.empty() || instance == kOverflow ? peer : instance;
    std::string name(traffic::sourceKindName(kind));
    name += " " + (place.empty() ? std::string("senders") : place);
    if (m_names.contains(name) && place != peer) {
        name += " from " + peer;
    }
    if (m_names.contains(name)) {
        name += " (" + listener + ")";
    }
    return name;
}

}  // namespace mirrorscope::forwarding
