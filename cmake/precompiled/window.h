// SPDX-License-Identifier: GPL-3.0-or-later
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
