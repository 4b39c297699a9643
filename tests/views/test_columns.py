"""Columns beside the map: who gives way where there is no room, and who comes back."""

from PySide6.QtWidgets import QWidget

from app.views.columns import Columns


def test_columns_give_way_where_there_is_no_room_and_come_back_with_it(qtbot):
    left, middle, right = parts = QWidget(), QWidget(), QWidget()
    for part, width in zip(parts, (100, 300, 150), strict=True):
        part.setMinimumWidth(width)
    columns = Columns(*parts, always=middle, first_to_go=(left, right))
    around = QWidget()
    columns.setParent(around)
    qtbot.addWidget(around)
    around.resize(600, 100)
    around.show()

    def shown(width: int) -> list[bool]:
        columns.resize(width, 100)
        return [part.isVisible() for part in parts]

    assert columns.minimumSizeHint().width() == 300
    assert shown(600) == [True, True, True]
    assert shown(500) == [False, True, True]
    assert shown(430) == [True, True, False]
    assert shown(310) == [False, True, False]
    assert shown(600) == [True, True, True]
    right.hide()  # somebody else did: it stays away
    assert shown(310) == [False, True, False]
    assert shown(600) == [True, True, False]
    shown(310)
    columns.hold(True)
    assert shown(600) == [False, True, False]
    columns.hold(False)
    assert [part.isVisible() for part in parts] == [True, True, False]
