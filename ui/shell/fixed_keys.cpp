// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/fixed_keys.h"

#include <QCoreApplication>

namespace mirrorscope::ui::shell {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("FixedKeys", text);
}

}  // namespace

QList<FixedKey> fixedKeys() {
    const QString everywhere = tr("Everywhere");
    const QString tables = tr("While a table has focus");
    const QString board = tr("While the sources have focus");
    const QString field = tr("While the filter has focus");
    const QString tabs = tr("While the tabs have focus");
    const QString bytes = tr("While bytes have focus");
    const QString values = tr("While values of a body have focus");
    const QString pictures = tr("While the way of a request has focus");
    const QString charts = tr("While a chart has focus");
    return {
        {everywhere, tr("Tab, Shift+Tab"), tr("Next and previous part of the window")},
        {everywhere, tr("Alt and a letter"), tr("Open a menu")},
        {everywhere, tr("Ctrl+C"), tr("Copy the selected rows, the cell, or what is marked")},
        {tables, tr("Up, Down"), tr("Previous and next row")},
        {tables, tr("Left, Right"), tr("Close and open a group")},
        {tables, tr("Return"), tr("Go to the detail")},
        {tables, tr("Ctrl+0"), tr("Arrival order of the requests")},
        {board, tr("Return"), tr("Show only this one, and all again")},
        {board, tr("F2"), tr("Rename the source")},
        {field, tr("Up, Down"), tr("Earlier conditions, or what is offered")},
        {field, tr("Ctrl+Space"), tr("Offer what could follow")},
        {field, tr("Tab"), tr("Take what is offered")},
        {field, tr("Left"), tr("Go to the conditions: Return edits, Delete removes")},
        {field, tr("Backspace"), tr("Edit the last condition")},
        {field, tr("Esc"), tr("Empty the field, then undo the last step")},
        {tabs, tr("Left, Right"), tr("Previous and next view")},
        {tabs, tr("F2"), tr("Rename the saved view")},
        {tabs, tr("Menu"), tr("What can be done with the saved view")},
        {bytes, tr("Ctrl+F"), tr("Find in the bytes")},
        {bytes, tr("F3"), tr("Next place found")},
        {values, tr("Ctrl+C"), tr("Copy the value")},
        {values, tr("Ctrl+F"), tr("Find in names and values")},
        {values, tr("F3"), tr("Next value found")},
        {pictures, tr("T"), tr("The same as a table, and back")},
        {charts, tr("Left, Right, Home, End"), tr("Move the cursor; with Shift choose a range")},
        {charts, tr("Return"), tr("Show only what the cursor is on, or the chosen range")},
        {charts, tr("Esc"), tr("Take the range and the cursor away, then undo the last step")},
        {charts, tr("T"), tr("The same as a table, and back")},
        {charts, tr("Ctrl+S"), tr("Save picture or values")},
        {charts, tr("Ctrl+C"), tr("Copy the values")},
    };
}

}  // namespace mirrorscope::ui::shell
