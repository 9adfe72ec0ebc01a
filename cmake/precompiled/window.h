// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cmake/precompiled/standard.h"

#include <QApplication>
#include <QBoxLayout>
#include <QDateTime>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QString>
#include <QTimer>
#include <QToolButton>
#include <QWidget>
