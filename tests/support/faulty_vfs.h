// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sqlite3.h>

namespace mirrorscope::test {

class FaultyDisk;

/// SQLite's face of a FaultyDisk: the default VFS while it lives. Connections must be closed before it goes.
class FaultyVfs {
public:
    explicit FaultyVfs(FaultyDisk& disk);
    ~FaultyVfs();
    FaultyVfs(const FaultyVfs&) = delete;
    FaultyVfs& operator=(const FaultyVfs&) = delete;

private:
    sqlite3_vfs m_vfs;
};

}  // namespace mirrorscope::test
