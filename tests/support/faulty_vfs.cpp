// SPDX-License-Identifier: Apache-2.0
#include "tests/support/faulty_vfs.h"

#include <new>
#include <string>

#include "tests/support/faulty_disk.h"

namespace mirrorscope::test {
namespace {

using Operation = FaultyDisk::Operation;
using Verdict = FaultyDisk::Verdict;

sqlite3_vfs* theReal = nullptr;
FaultyDisk* theDisk = nullptr;

/// What SQLite allocates for a file of ours; the real file stands behind it.
struct OurFile {
    sqlite3_file base;
    std::string* name;

    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

OurFile* ours(sqlite3_file* file) {
    return reinterpret_cast<OurFile*>(file);
}

sqlite3_file* real(sqlite3_file* file) {
    return ours(file)->real();
}

bool goesOn(Operation operation) {
    return theDisk->next(operation) == Verdict::Go;
}

int closeFile(sqlite3_file* file) {
    const int code = real(file)->pMethods->xClose(real(file));
    delete ours(file)->name;
    return code;
}

int readFile(sqlite3_file* file, void* bytes, int count, sqlite3_int64 offset) {
    return goesOn(Operation::Read) ? real(file)->pMethods->xRead(real(file), bytes, count, offset)
                                   : SQLITE_IOERR_READ;
}

int writeFile(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
    const Verdict verdict = theDisk->next(Operation::Write);
    if (verdict == Verdict::Fail) {
        return SQLITE_IOERR_WRITE;
    }
    if (verdict == Verdict::FailFull) {
        return SQLITE_FULL;
    }
    const int written = verdict == Verdict::FailHalfWritten ? count / 2 : count;
    const int code = real(file)->pMethods->xWrite(real(file), bytes, written, offset);
    if (code == SQLITE_OK) {
        theDisk->wrote(*ours(file)->name, static_cast<std::uint64_t>(offset),
                       std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(written)));
    }
    return verdict == Verdict::Go ? code : SQLITE_IOERR_WRITE;
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    if (!goesOn(Operation::Truncate)) {
        return SQLITE_IOERR_TRUNCATE;
    }
    const int code = real(file)->pMethods->xTruncate(real(file), size);
    if (code == SQLITE_OK) {
        theDisk->truncated(*ours(file)->name, static_cast<std::uint64_t>(size));
    }
    return code;
}

/// The real sync is left out: what it would make durable is the disk's to know, and thousands of cases would
/// wait for it.
int syncFile(sqlite3_file* file, int /*flags*/) {
    if (!goesOn(Operation::Sync)) {
        return SQLITE_IOERR_FSYNC;
    }
    theDisk->synced(*ours(file)->name);
    return SQLITE_OK;
}

int sizeOfFile(sqlite3_file* file, sqlite3_int64* size) {
    return goesOn(Operation::Size) ? real(file)->pMethods->xFileSize(real(file), size) : SQLITE_IOERR_FSTAT;
}

int lockFile(sqlite3_file* file, int level) {
    return real(file)->pMethods->xLock(real(file), level);
}

int unlockFile(sqlite3_file* file, int level) {
    return real(file)->pMethods->xUnlock(real(file), level);
}

int checkLock(sqlite3_file* file, int* held) {
    return real(file)->pMethods->xCheckReservedLock(real(file), held);
}

int controlFile(sqlite3_file* file, int operation, void* argument) {
    return real(file)->pMethods->xFileControl(real(file), operation, argument);
}

int sectorOfFile(sqlite3_file* file) {
    return real(file)->pMethods->xSectorSize(real(file));
}

int traitsOfFile(sqlite3_file* file) {
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

int mapShared(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
    return goesOn(Operation::Shared) ? real(file)->pMethods->xShmMap(real(file), region, size, extend, memory)
                                     : SQLITE_IOERR_SHMMAP;
}

int lockShared(sqlite3_file* file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}

void orderShared(sqlite3_file* file) {
    real(file)->pMethods->xShmBarrier(real(file));
}

int unmapShared(sqlite3_file* file, int remove) {
    return real(file)->pMethods->xShmUnmap(real(file), remove);
}

/// Version 2: with shared memory for the log, without mapped reads, which nobody could make fail.
constexpr sqlite3_io_methods kMethods = {2,           closeFile,    readFile,     writeFile,  truncateFile,
                                         syncFile,    sizeOfFile,   lockFile,     unlockFile, checkLock,
                                         controlFile, sectorOfFile, traitsOfFile, mapShared,  lockShared,
                                         orderShared, unmapShared,  nullptr,      nullptr};

int openFile(sqlite3_vfs* /*vfs*/, const char* name, sqlite3_file* file, int flags, int* outFlags) {
    file->pMethods = nullptr;
    if (!goesOn(Operation::Open)) {
        return SQLITE_CANTOPEN;
    }
    const int code = theReal->xOpen(theReal, name, real(file), flags, outFlags);
    if (real(file)->pMethods == nullptr) {
        return code;
    }
    ours(file)->name = new std::string(name == nullptr ? "" : name);
    file->pMethods = &kMethods;
    return code;
}

int deleteFile(sqlite3_vfs* /*vfs*/, const char* name, int syncFolder) {
    if (!goesOn(Operation::Delete)) {
        return SQLITE_IOERR_DELETE;
    }
    const int code = theReal->xDelete(theReal, name, syncFolder);
    if (code == SQLITE_OK) {
        theDisk->deleted(name);
    }
    return code;
}

}  // namespace

FaultyVfs::FaultyVfs(FaultyDisk& disk) {
    theReal = sqlite3_vfs_find(nullptr);
    theDisk = &disk;
    m_vfs = *theReal;
    m_vfs.pNext = nullptr;
    m_vfs.zName = "faulty";
    m_vfs.szOsFile = static_cast<int>(sizeof(OurFile)) + theReal->szOsFile;
    m_vfs.xOpen = openFile;
    m_vfs.xDelete = deleteFile;
    sqlite3_vfs_register(&m_vfs, 1);
}

FaultyVfs::~FaultyVfs() {
    sqlite3_vfs_unregister(&m_vfs);
    sqlite3_vfs_register(theReal, 1);
    theDisk = nullptr;
}

}  // namespace mirrorscope::test
