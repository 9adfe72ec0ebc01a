// SPDX-License-Identifier: Apache-2.0
// The main() of a fuzz target without libFuzzer, for every compiler:
//   PROGRAM run RUNS DATA CORPUS     the seeds, then RUNS inputs that are made of them, the same ones each
//   time PROGRAM try FILE...              these inputs PROGRAM write DATA DIRECTORY     the seeds of DATA as
//   files, for libFuzzer
// DATA is tests/data, CORPUS the target's own folder in tests/fuzz/corpus.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <vector>

#include "tests/fuzz/connections.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using mirrorscope::fuzz::Dice;
using Arguments = std::span<char* const>;

/// Longer seeds only cost time here: libFuzzer has more of it.
constexpr std::size_t kLongestSeed = 16 * 1024;

void writeBytes(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

void run(const std::string& input) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

/// The input lies in a file while it runs: so it is left there, whatever ends the program. One descriptor for
/// all of them: file systems write through at the close of a file that was cut.
class KeptInput {
public:
    explicit KeptInput(const char* program)
        : m_file(std::string(program) + ".input"),
          m_descriptor(::open(m_file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600)) {
        std::printf("an input that ends this program stays in %s\n", m_file.c_str());
        std::fflush(stdout);
    }
    ~KeptInput() {
        ::close(m_descriptor);
        ::unlink(m_file.c_str());
    }
    KeptInput(const KeptInput&) = delete;
    KeptInput& operator=(const KeptInput&) = delete;

    void run(const std::string& input) const {
        const auto size = static_cast<ssize_t>(input.size());
        const bool isKept = ::pwrite(m_descriptor, input.data(), input.size(), 0) == size &&
                            ::ftruncate(m_descriptor, size) == 0;
        mirrorscope::fuzz::require(isKept, "the input can be kept");
        ::run(input);
    }

private:
    std::string m_file;
    int m_descriptor;
};

std::vector<std::string> seedsOf(const std::filesystem::path& data) {
    std::vector<std::string> seeds;
    for (const std::string& connection : mirrorscope::fuzz::connections(data)) {
        for (std::string& input : mirrorscope::fuzz::inputsOf(connection)) {
            seeds.push_back(std::move(input));
        }
    }
    return seeds;
}

/// One small change, of the kinds that parsers get wrong.
void mutate(std::string& input, const std::string& other, Dice& dice) {
    using namespace std::string_view_literals;
    static constexpr auto kBytes = "\0\r\n\t :;,=%\"\\\xff\x80()[]{}-+0123456789aAfFzZ/?&<"sv;
    const std::size_t at = dice.roll(input.size() + 1);
    const std::size_t length = 1 + dice.roll(16);
    switch (dice.roll(7)) {
        case 0:
            input.erase(at, length);
            break;
        case 1:
            input.insert(at, 1, kBytes[dice.roll(kBytes.size())]);
            break;
        case 2:
            input.insert(at, input.substr(at, length));
            break;
        case 3:
            input.insert(at, other.substr(dice.roll(other.size() + 1), length));
            break;
        case 4:
            input.replace(at, std::string::npos, other.substr(std::min(at, other.size())));
            break;
        case 5:
            input.insert(at, "\r\n");
            break;
        default:
            if (at < input.size()) {
                input[at] = static_cast<char>(static_cast<unsigned char>(input[at]) ^ (1U << dice.roll(8)));
            }
    }
}

int runMany(const char* program, Arguments arguments) {
    const std::string_view wanted = arguments[0];
    int runs = 0;
    if (std::from_chars(wanted.data(), wanted.data() + wanted.size(), runs).ec != std::errc{}) {
        return 2;
    }
    std::vector<std::string> seeds = seedsOf(arguments[1]);
    for (const auto& file : mirrorscope::fuzz::filesBelow(arguments[2])) {
        seeds.push_back(mirrorscope::fuzz::bytesOf(file));
    }
    if (seeds.empty()) {
        std::fprintf(stderr, "there is no seed below %s or %s\n", arguments[1], arguments[2]);
        return 1;
    }
    const KeptInput kept(program);
    for (std::string& seed : seeds) {
        kept.run(seed);
        seed.resize(std::min(seed.size(), kLongestSeed));
    }
    Dice dice(20'261'123);
    for (int i = 0; i < runs; ++i) {
        std::string input = seeds[dice.roll(seeds.size())];
        for (std::size_t changes = 1 + dice.roll(6); changes > 0; --changes) {
            mutate(input, seeds[dice.roll(seeds.size())], dice);
        }
        input.resize(std::min(input.size(), kLongestSeed));
        kept.run(input);
    }
    std::printf("%zu seeds and %d inputs made of them: every property held\n", seeds.size(), runs);
    return 0;
}

int tryFiles(Arguments files) {
    for (const char* file : files) {
        run(mirrorscope::fuzz::bytesOf(file));
        std::printf("%s: every property held\n", file);
    }
    return 0;
}

int writeSeeds(Arguments arguments) {
    const std::filesystem::path directory = arguments[1];
    std::filesystem::create_directories(directory);
    const auto seeds = seedsOf(arguments[0]);
    for (std::size_t i = 0; i < seeds.size(); ++i) {
        writeBytes(directory / std::to_string(i), seeds[i]);
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const Arguments all(argv, static_cast<std::size_t>(argc));
    const std::string_view verb = argc > 1 ? all[1] : "";
    if (verb == "run" && argc == 5) {
        return runMany(all[0], all.subspan(2));
    }
    if (verb == "try" && argc > 2) {
        return tryFiles(all.subspan(2));
    }
    if (verb == "write" && argc == 4) {
        return writeSeeds(all.subspan(2));
    }
    std::fprintf(stderr, "usage: %s run RUNS DATA CORPUS | try FILE... | write DATA DIRECTORY\n", argv[0]);
    return 2;
}
