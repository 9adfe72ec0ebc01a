// SPDX-License-Identifier: Apache-2.0
// What <QTest> includes. The header itself depends on macros that differ from program to program.
#pragma once

#include "cmake/precompiled/standard.h"

#include <QByteArray>
#include <QDateTime>
#include <QFile>
#include <QMetaObject>
#include <QObject>
#include <QSharedPointer>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QUrl>
#include <QVariant>
