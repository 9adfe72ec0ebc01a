// SPDX-License-Identifier: Apache-2.0
#include "core/lab/child_process.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <thread>
#include <utility>

namespace mirrorscope::lab {
namespace {

using namespace std::chrono_literals;

constexpr auto kLook = 10ms;
/// A killed group is gone within milliseconds; where nobody reaps orphans, its dead stay members for ever.
constexpr auto kGroupTime = 200ms;
constexpr int kFirstOwn = 3;  // behind the standard streams
constexpr int kNotRun = 127;

class Descriptor {
public:
    explicit Descriptor(int number = -1) : m_number(number) {}
    ~Descriptor() {
        if (m_number >= 0) {
            ::close(m_number);
        }
    }
    Descriptor(Descriptor&& other) noexcept : m_number(other.release()) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(m_number, other.m_number);
        return *this;
    }
    int get() const { return m_number; }
    int release() { return std::exchange(m_number, -1); }

private:
    int m_number;
};

/// Behind the standard streams, which a child replaces.
Descriptor lifted(int number) {
    const Descriptor low(number);
    return Descriptor(number < 0 ? -1 : ::fcntl(number, F_DUPFD_CLOEXEC, kFirstOwn));
}

struct Pipe {
    Descriptor reading;
    Descriptor writing;

    bool open() {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) {
            return false;
        }
        reading = lifted(ends[0]);
        writing = lifted(ends[1]);
        return reading.get() >= 0 && writing.get() >= 0;
    }
};

/// Made before fork(): behind it no memory may be taken, other threads may have held the allocator's lock.
struct Image {
    explicit Image(const ChildOptions& options)
        : program(options.program.string()), directory(options.directory.string()) {
        words.push_back(program);
        words.insert(words.end(), options.arguments.begin(), options.arguments.end());
        variables = options.environment;
        arguments = pointers(words);
        environment = pointers(variables);
    }
    static std::vector<char*> pointers(std::vector<std::string>& texts) {
        std::vector<char*> out;
        for (std::string& text : texts) {
            out.push_back(text.data());
        }
        out.push_back(nullptr);
        return out;
    }

    std::string program;
    std::string directory;
    std::vector<std::string> words;
    std::vector<std::string> variables;
    std::vector<char*> arguments;
    std::vector<char*> environment;
};

/// Lives as long as the other end of the pipe is open anywhere: in our process alone.
[[noreturn]] void guard(int life) {
    sigset_t all;
    ::sigfillset(&all);
    ::sigprocmask(SIG_SETMASK, &all, nullptr);
    ::setpgid(0, 0);
    ::prctl(PR_SET_NAME, "lab-guard");
    ::dup2(life, STDIN_FILENO);
    ::close_range(STDOUT_FILENO, ~0U, 0);
    char byte = 0;
    ssize_t got = 0;
    do {
        got = ::read(STDIN_FILENO, &byte, 1);
    } while (got > 0 || (got < 0 && errno == EINTR));
    ::kill(-::getpid(), SIGKILL);
    ::_exit(0);
}

/// Only what may stand between fork() and exec (signal-safety(7)).
[[noreturn]] void become(const Image& image, pid_t group, pid_t parent, int output, int report) {
    ::setpgid(0, group);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) {
        ::_exit(kNotRun);
    }
    for (int number = 1; number < NSIG; ++number) {
        ::signal(number, SIG_DFL);
    }
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    // Asio opens sockets without CLOEXEC: a proxy that inherits them would keep our ports.
    ::close_range(kFirstOwn, ~0U, CLOSE_RANGE_CLOEXEC);
    if (image.directory.empty() || ::chdir(image.directory.c_str()) == 0) {
        ::execve(image.program.c_str(), image.arguments.data(), image.environment.data());
    }
    const int failed = errno;
    [[maybe_unused]] const auto told = ::write(report, &failed, sizeof failed);
    ::_exit(kNotRun);
}

std::error_code lastError() {
    return {errno, std::generic_category()};
}

Descriptor openOutput(const std::filesystem::path& file) {
    constexpr mode_t kOwnerOnly = 0600;
    return lifted(file.empty() ? ::memfd_create("output", MFD_CLOEXEC)
                               : ::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, kOwnerOnly));
}

}  // namespace

boost::system::result<std::unique_ptr<ChildProcess>, std::error_code> ChildProcess::start(
    const ChildOptions& options) {
    const Image image(options);
    Pipe life;
    Pipe report;
    Descriptor output = openOutput(options.output);
    if (!life.open() || !report.open() || output.get() < 0) {
        return lastError();
    }
    std::unique_ptr<ChildProcess> child(new ChildProcess);
    const pid_t self = ::getpid();
    child->m_guard = ::fork();
    if (child->m_guard == 0) {
        guard(life.reading.get());
    }
    if (child->m_guard < 0) {
        return lastError();
    }
    // Both do it: whoever comes first.
    ::setpgid(child->m_guard, child->m_guard);
    child->m_life = life.writing.release();
    child->m_output = output.release();
    child->m_program = ::fork();
    if (child->m_program == 0) {
        become(image, child->m_guard, self, child->m_output, report.writing.get());
    }
    if (child->m_program < 0) {
        return lastError();
    }
    ::setpgid(child->m_program, child->m_guard);
    ::close(report.writing.release());
    int failed = 0;
    ssize_t got = 0;
    do {
        got = ::read(report.reading.get(), &failed, sizeof failed);
    } while (got < 0 && errno == EINTR);
    if (got == sizeof failed) {
        return std::error_code(failed, std::generic_category());
    }
    return child;
}

ChildProcess::~ChildProcess() {
    kill();
    for (const int descriptor : {m_life, m_output}) {
        if (descriptor >= 0) {
            ::close(descriptor);
        }
    }
}

bool ChildProcess::hasEnded() {
    int status = 0;
    if (!m_end && m_program > 0 && ::waitpid(m_program, &status, WNOHANG) == m_program) {
        m_end = status;
    }
    return m_end.has_value();
}

std::string ChildProcess::endText() {
    if (!hasEnded()) {
        return {};
    }
    return WIFSIGNALED(*m_end) ? "signal " + std::to_string(WTERMSIG(*m_end))
                               : "exit code " + std::to_string(WEXITSTATUS(*m_end));
}

std::optional<int> ChildProcess::exitCode() {
    return hasEnded() && WIFEXITED(*m_end) ? std::optional(WEXITSTATUS(*m_end)) : std::nullopt;
}

void ChildProcess::signal(int number) {
    if (m_program > 0 && !hasEnded()) {
        ::kill(m_program, number);
    }
}

void ChildProcess::stop(std::chrono::milliseconds within) {
    signal(SIGTERM);
    const auto end = std::chrono::steady_clock::now() + within;
    while (m_program > 0 && !hasEnded() && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(kLook);
    }
    kill();
}

void ChildProcess::kill() {
    if (m_guard <= 0) {
        return;
    }
    // The guard is not reaped yet, so the number is still that of its group.
    ::kill(-m_guard, SIGKILL);
    if (m_program > 0 && !m_end) {
        int status = 0;
        ::kill(m_program, SIGKILL);  // in case it has not joined the group yet
        m_end = ::waitpid(m_program, &status, 0) == m_program ? status : 0;
    }
    ::waitpid(m_guard, nullptr, 0);
    const auto end = std::chrono::steady_clock::now() + kGroupTime;
    while (::kill(-m_guard, 0) == 0 && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(kLook);
    }
    m_guard = -1;
}

std::string ChildProcess::output(std::size_t most) const {
    struct stat facts{};
    if (::fstat(m_output, &facts) != 0) {
        return {};
    }
    const auto size = static_cast<std::size_t>(facts.st_size);
    std::string text(std::min(size, most), '\0');
    const auto got = ::pread(m_output, text.data(), text.size(), static_cast<off_t>(size - text.size()));
    text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return text;
}

}  // namespace mirrorscope::lab
