"""What a screen reader is told of every place, form, sheet and dialog of the window."""

import inspect
import pkgutil
from collections import Counter
from collections.abc import Iterator
from importlib import import_module

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QRadioButton,
    QTableView,
    QTreeView,
    QWidget,
)

import app.views
from app.views.card_form import CardsForm
from app.views.find_sheet import FindSheet
from app.views.forms import Form
from app.views.overlay_sheet import OverlaySheet
from app.views.protect.passwords import OpenVaultDialog
from app.views.rail import places
from app.views.workshop.handouts import WallDialog
from tests.views.rooms import ROOMS, controls, leave

pytestmark = pytest.mark.once

Role, Text = QAccessible.Role, QAccessible.Text
AccessibleText, Display = Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole
ROLES: dict[type[QWidget], set[QAccessible.Role]] = {
    QCheckBox: {Role.CheckBox},
    QRadioButton: {Role.RadioButton},
    QAbstractButton: {Role.Button, Role.ButtonMenu, Role.ButtonDropDown, Role.CheckBox, Role.PushButton},
    QComboBox: {Role.ComboBox},
    QAbstractSpinBox: {Role.SpinBox},
    QLineEdit: {Role.EditableText},
    QPlainTextEdit: {Role.EditableText},
    QAbstractSlider: {Role.Slider},
    QAbstractItemView: {Role.Table, Role.Tree, Role.List},
}
"""As which a control may be told, by its class; the first that fits."""


@pytest.fixture(scope="module", params=ROOMS)
def room(full, request) -> Iterator[QWidget]:
    """Yield each part of the window, open."""
    yield ROOMS[request.param](full)
    leave(full)
    QTest.qWait(0)


def told(widget: QWidget) -> QAccessibleInterface:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None, widget
    return interface


def name_of(widget: QWidget) -> str:
    return told(widget).text(Text.Name).replace("&", "").strip()


def test_each_control_has_a_name_that_nothing_beside_it_has(room):
    found = controls(room)
    assert found
    nameless = [f"{type(each).__name__} {each.objectName()}" for each in found if not name_of(each)]
    twice = [name for name, count in Counter(map(name_of, found)).items() if count > 1 and name]
    assert not nameless
    assert not twice


def test_each_control_is_told_as_what_it_is(room):
    wrong = []
    for each in controls(room):
        roles = next((roles for kind, roles in ROLES.items() if isinstance(each, kind)), None)
        if roles is not None and told(each).role() not in roles:
            wrong.append((name_of(each), type(each).__name__, told(each).role()))
    assert not wrong


def test_each_control_tells_its_state_and_value(room):
    for each in controls(room):
        interface = told(each)
        state, value = interface.state(), interface.text(Text.Value)
        assert bool(state.disabled) != each.isEnabled(), name_of(each)
        assert state.focusable, name_of(each)
        if isinstance(each, QAbstractButton):
            assert bool(state.checkable) == each.isCheckable(), name_of(each)
            assert bool(state.checked) == each.isChecked(), name_of(each)
        elif isinstance(each, QComboBox):
            assert value == each.currentText(), name_of(each)
        elif isinstance(each, QLineEdit):
            assert value == each.text()
        elif isinstance(each, QAbstractSlider):
            assert float(value) == each.value()


def rows_of(view: QAbstractItemView, parent: QModelIndex | None = None) -> Iterator[list[QModelIndex]]:
    """Yield the cells of each row of a list, of a table, or of a tree with what is inside."""
    parent, model = parent or QModelIndex(), view.model()
    columns = 1 if isinstance(view, QListView) else model.columnCount(parent)  # Qt keeps that of lists to itself
    for row in range(model.rowCount(parent)):
        first = model.index(row, 0, parent)
        yield [first.siblingAtColumn(column) for column in range(columns)]
        if isinstance(view, QTreeView):
            yield from rows_of(view, first)


def test_each_row_of_lists_and_tables_has_words(room):
    views = [each for each in controls(room) if isinstance(each, QAbstractItemView)]
    for view in views:
        for row in rows_of(view):
            words = [cell.data(kind) for cell in row for kind in (AccessibleText, Display)]
            assert any(isinstance(each, str) and each.strip() for each in words), name_of(view)
            for cell in row:
                drawn = cell.data(Qt.ItemDataRole.DecorationRole) is not None
                assert not drawn or cell.data(AccessibleText) or cell.data(Display), (name_of(view), cell.column())
        if isinstance(view, QTableView) or (isinstance(view, QTreeView) and not view.isHeaderHidden()):
            header, way = view.model(), Qt.Orientation.Horizontal
            for column in range(header.columnCount()):
                named = [header.headerData(column, way, kind) for kind in (AccessibleText, Display)]
                assert any(named), (name_of(view), column)


def test_rows_tell_what_is_selected_open_and_ticked(room):
    for view in (each for each in controls(room) if isinstance(each, QTreeView)):
        cells = [told(view).child(number) for number in range(told(view).childCount())]
        items = [each for each in cells if each.role() == Role.TreeItem]
        opened = [each.text(Text.Name) for each in items if each.state().expanded]
        shown = [row[0] for row in rows_of(view) if view.isExpanded(row[0])]
        assert len(opened) == len([each for each in shown if _is_on_show(view, each)])
        ticks = [row[0].data(Qt.ItemDataRole.CheckStateRole) for row in rows_of(view)]
        ticked = sum(each == Qt.CheckState.Checked for each in map(Qt.CheckState, (t for t in ticks if t is not None)))
        assert sum(bool(each.state().checked) for each in items) == ticked, name_of(view)


def _is_on_show(view: QTreeView, index: QModelIndex) -> bool:
    parent = index.parent()
    return not parent.isValid() or (view.isExpanded(parent) and _is_on_show(view, parent))


def test_the_map_is_a_canvas_with_a_line_on_the_focused_place(full):
    leave(full)
    canvas = told(full.map_page.view)
    assert canvas.role() == Role.Canvas
    assert canvas.text(Text.Name)
    assert canvas.text(Text.Description)
    assert canvas.text(Text.Value)


def subclasses(kind: type) -> set[type]:
    """Return all classes of app.views that are of a kind."""
    modules = [import_module(each.name) for each in pkgutil.walk_packages(app.views.__path__, "app.views.")]
    return {
        each
        for module in modules
        for _, each in inspect.getmembers(module, inspect.isclass)
        if issubclass(each, kind) and each is not kind and each.__module__.startswith("app.views")
    }


def test_no_place_form_sheet_or_dialog_was_forgotten(full):
    seen: set[type] = set()
    for opens in ROOMS.values():
        room = opens(full)
        seen |= {type(room), *(type(each) for each in room.findChildren(QWidget))}
        leave(full)
    assert subclasses(QDialog) - {WallDialog.__base__, OpenVaultDialog.__base__} <= seen
    assert subclasses(OverlaySheet) - {FindSheet} <= seen
    assert subclasses(Form) - {CardsForm.__base__} <= seen
    assert set(places()) <= set(ROOMS)
    assert set(full.map_page.panels.made) <= set(ROOMS)
