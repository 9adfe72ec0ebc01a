// SPDX-License-Identifier: Apache-2.0
#include "tests/support/faulty_disk.h"

#include <fstream>
#include <random>

#include "tests/support/faulty_vfs.h"

namespace mirrorscope::test {
namespace {

/// What a disk writes whole or not at all.
constexpr std::size_t kSector = 512;

bool isOfLog(const std::string& file) {
    return file.ends_with("-shm");  // memory; made anew after a crash
}

}  // namespace

struct FaultyDisk::Vfs {
    explicit Vfs(FaultyDisk& disk) : registration(disk) {}
    FaultyVfs registration;
};

FaultyDisk::FaultyDisk() : m_vfs(std::make_unique<Vfs>(*this)) {}
FaultyDisk::~FaultyDisk() = default;

void FaultyDisk::setPlan(const Plan& plan) {
    const std::lock_guard lock(m_mutex);
    m_plan = plan;
}

std::uint64_t FaultyDisk::struck() const {
    const std::lock_guard lock(m_mutex);
    return m_struck;
}

std::uint64_t FaultyDisk::operations() const {
    const std::lock_guard lock(m_mutex);
    return m_operations;
}

void FaultyDisk::cutPowerAt(std::uint64_t at) {
    const std::lock_guard lock(m_mutex);
    m_cutAt = at;
}

bool FaultyDisk::isCut() const {
    const std::lock_guard lock(m_mutex);
    return m_cut;
}

FaultyDisk::Verdict FaultyDisk::next(Operation operation) {
    const std::lock_guard lock(m_mutex);
    ++m_operations;
    m_cut = m_cut || (m_cutAt && m_operations >= *m_cutAt);
    if (m_cut) {
        return Verdict::Fail;
    }
    if (m_plan.fault == Fault::None || m_operations < m_plan.at) {
        return Verdict::Go;
    }
    const bool writes = operation == Operation::Write;
    const bool suits = m_plan.fault == Fault::IoError || writes;
    if (!suits) {
        return Verdict::Go;
    }
    const Verdict verdict = m_plan.fault == Fault::IoError ? Verdict::Fail
                            : m_plan.fault == Fault::Full  ? Verdict::FailFull
                                                           : Verdict::FailHalfWritten;
    ++m_struck;
    if (!m_plan.lasting) {
        m_plan.fault = Fault::None;
    }
    return verdict;
}

void FaultyDisk::apply(std::string& content, const Change& change) {
    if (change.truncates) {
        content.resize(change.offset, '\0');
        return;
    }
    if (content.size() < change.offset + change.bytes.size()) {
        content.resize(change.offset + change.bytes.size(), '\0');
    }
    content.replace(change.offset, change.bytes.size(), change.bytes);
}

void FaultyDisk::wrote(const std::string& file, std::uint64_t offset, std::string bytes) {
    const std::lock_guard lock(m_mutex);
    if (m_watching && !isOfLog(file)) {
        m_images[file].pending.push_back({offset, std::move(bytes), false});
    }
}

void FaultyDisk::truncated(const std::string& file, std::uint64_t size) {
    const std::lock_guard lock(m_mutex);
    if (m_watching && !isOfLog(file)) {
        m_images[file].pending.push_back({size, {}, true});
    }
}

void FaultyDisk::synced(const std::string& file) {
    const std::lock_guard lock(m_mutex);
    if (!m_watching || isOfLog(file) || !m_syncsCount) {
        return;
    }
    Image& image = m_images[file];
    for (const Change& change : image.pending) {
        apply(image.durable, change);
    }
    image.pending.clear();
}

void FaultyDisk::deleted(const std::string& file) {
    const std::lock_guard lock(m_mutex);
    m_images.erase(file);
}

void FaultyDisk::writeSurvivors(const std::filesystem::path& folder, Survivors survivors,
                                std::uint64_t seed) const {
    const std::lock_guard lock(m_mutex);
    std::mt19937_64 random(seed);
    const auto survives = [&] {
        return survivors == Survivors::Everything || (survivors == Survivors::Random && random() % 2 == 0);
    };
    for (const auto& [file, image] : m_images) {
        std::string content = image.durable;
        for (const Change& change : image.pending) {
            if (change.truncates) {
                if (survives()) {
                    apply(content, change);
                }
                continue;
            }
            for (std::size_t at = 0; at < change.bytes.size(); at += kSector) {
                if (survives()) {
                    apply(content, {change.offset + at, change.bytes.substr(at, kSector), false});
                }
            }
        }
        std::ofstream out(folder / std::filesystem::path(file).filename(), std::ios::binary);
        out << content;
    }
}

}  // namespace mirrorscope::test
