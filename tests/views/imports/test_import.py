"""The import in the window: each kind of file looked at, asked about, chosen otherwise, and made one step."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QMenu, QPushButton

from app.models.records import Card, ImportMapping, Journey, Participant, Source, Speaker
from app.services.forgetting import forget, plan_forgetting
from app.views.imports.choice_cells import CHOICE
from app.views.imports.dialog import ImportDialog
from app.views.widgets import TextField

INTERVIEW, ANSWERS, MAP = "Maya.vtt", "answers.csv", "riding.md"


def pane(dialog):
    return dialog._stack.currentWidget()


def menu_on_show():
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def settle(dialog, qtbot):
    dialog.desk.hurry()
    qtbot.waitUntil(lambda: not dialog.busy)


def records(dialog, record_type):
    return [each for plan in dialog.plans for each in plan.records if isinstance(each, record_type)]


def states(dialog):
    return [dialog.files.item(row).text().split("\n")[1] for row in range(dialog.files.count())]


def test_speakers_get_roles_and_are_joined_only_when_ticked(window, preview, files, qtbot):
    dialog = preview(files[INTERVIEW])
    shown = pane(dialog)
    table = shown.speakers
    assert [table.item(row, 0).text() for row in range(4)] == [
        "Interviewer",
        "Maya Lindqvist",
        "Cat",
        "MAYA LINDQVIST | Contoso",
    ]
    assert table.item(1, 2).text() == "I tapped pay, and the basket was empty."
    assert [table.item(row, 3).data(CHOICE) for row in range(4)] == ["interviewer", *["participant"] * 3]
    assert [each.name for each in records(dialog, Participant)] == ["Maya Lindqvist", "Cat", "MAYA LINDQVIST | Contoso"]

    (tick,) = shown.same.findChildren(QCheckBox)
    assert not tick.isChecked()
    tick.click()
    shown.delegate = table.itemDelegate()
    shown.delegate.choose(table.model().index(2, 3), "other")
    settle(dialog, qtbot)
    assert tick.isChecked()
    assert [each.name for each in records(dialog, Participant)] == ["Maya Lindqvist"]
    assert {each.label: each.role for each in records(dialog, Speaker)} == {
        "Interviewer": "interviewer",
        "Maya Lindqvist": "participant",
        "Cat": "other",
    }
    assert "MAYA LINDQVIST" not in shown.turns.toPlainText()
    assert "שלום" in shown.turns.toPlainText()

    tick.click()
    shown.delegate.choose(table.model().index(0, 4), "Cat")
    shown.title.setText("First talk")
    shown.title.textEdited.emit("First talk")
    shown.day.textEdited.emit("2026-02-31")
    assert shown.day.property("wrong")
    shown.day.textEdited.emit("2026-02-28")
    assert not shown.day.property("wrong")
    settle(dialog, qtbot)
    assert {each.label for each in records(dialog, Speaker)} == {"Maya Lindqvist", "Cat", "MAYA LINDQVIST | Contoso"}
    assert [(each.title, each.held_on) for each in records(dialog, Source)] == [("First talk", "2026-02-28")]


def test_the_order_of_dates_is_asked_before_a_survey_is_imported(window, preview, files, qtbot):
    dialog = preview(files[INTERVIEW], files[ANSWERS])
    assert states(dialog) == ["Text · ready", "Survey · a question is open"]
    assert dialog.apply.text() == "Answer first"
    assert "answers.csv: say which comes first in its dates" in dialog.summary.accessibleName()
    dialog.accept()
    assert dialog.isVisible()
    shown = pane(dialog)
    assert dialog.current.path == files[ANSWERS]
    assert "03/04/2024" in shown.question.text.text()
    assert shown.question.answers["day-month"].hasFocus()
    shown.question.answers["month-day"].click()
    settle(dialog, qtbot)
    assert (dialog.apply.text(), shown.question.isVisible()) == ("Import", False)
    (source,) = [each for each in records(dialog, Source) if each.kind == "survey"]
    assert source.held_on == "2024-03-04"
    shown.order.chosen.emit("day-month")
    settle(dialog, qtbot)
    assert [each.held_on for each in records(dialog, Source) if each.kind == "survey"] == ["2024-04-03"]


def test_columns_of_a_survey_get_other_roles_by_mouse_and_keys(window, preview, files, qtbot):
    dialog = preview(files[ANSWERS])
    shown = pane(dialog)
    model = shown.table.model()

    def roles():
        return [model.index(0, place).data(CHOICE) for place in range(model.columnCount())]

    assert roles() == ["respondent", "date", "text", "rating", "tag"]
    assert [model.index(2, place).data() for place in (0, 3)] == ["Ben", "5"]
    shown.table.setFocus()
    shown.table.setCurrentIndex(model.index(0, 4))
    assert "Topics" in shown.column_form.name.accessibleName()
    QTest.keyClick(shown.table, Qt.Key.Key_Space)
    menu = menu_on_show()
    assert menu.activeAction().text() == "Tag"
    QTest.keyClick(menu, Qt.Key.Key_Up)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert roles() == ["respondent", "date", "text", "rating", "rating"]
    shown.column_form.role.chosen.emit("respondent")
    assert roles() == ["fact", "date", "text", "rating", "respondent"]  # one column is, at most
    QTest.mouseClick(
        shown.table.viewport(), Qt.MouseButton.LeftButton, pos=shown.table.visualRect(model.index(0, 3)).center()
    )
    menu_on_show().close()
    form = shown.column_form
    form.high.setText("1")
    form.high.textEdited.emit("1")
    assert form.high.property("wrong")
    form.high.setText("7")
    form.high.textEdited.emit("7")
    form.better.chosen.emit("low")
    use = dialog.current.reading.choices.mapping.columns[3]
    assert (use.low, use.high, use.better) == (1, 7, "low")
    for place in range(4):
        shown._choose_cell(model.index(0, place), "ignore")
    shown._choose_cell(model.index(0, 4), "ignore")
    assert "All columns are ignored" in shown._problem.text()
    assert roles()[4] == "respondent"
    shown.delimiter.chosen.emit("|")
    settle(dialog, qtbot)
    assert model.columnCount() == 1
    shown.delimiter.chosen.emit(",")
    shown.headers.chosen.emit(0)
    settle(dialog, qtbot)
    assert model.index(1, 0).data() == "Name"


def test_a_mapping_is_used_again_and_said(window, preview, files, qtbot, tmp_path):
    dialog = preview(files[ANSWERS])
    shown = pane(dialog)
    shown._choose_cell(shown.table.model().index(0, 4), "fact")
    shown.question.answers["day-month"].click()
    settle(dialog, qtbot)
    dialog.accept()
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert len(window.session.content.all(ImportMapping)) == 1
    other = tmp_path / "more.csv"
    other.write_text(files[ANSWERS].read_text("utf-8").replace("Ann", "Zoe"), "utf-8")
    dialog = preview(other, files[ANSWERS])
    shown = pane(dialog)
    assert states(dialog) == ["Survey · ready"] * 2
    assert not shown._told.isHidden()
    assert shown.table.model().index(0, 4).data(CHOICE) == "fact"
    dialog.files.setCurrentRow(1)
    assert "already" in dialog.warnings.item(0, 1).text()


def test_what_scores_mean_is_asked_and_labels_become_other_things(window, preview, files, qtbot):
    dialog = preview(files[MAP])
    shown = pane(dialog)
    assert dialog.apply.text() == "Answer first"
    assert "high is most upset" in shown.question.text.text()
    assert "Before, On board" in shown._maps.accessibleName()
    dialog.accept()
    assert dialog.isVisible()
    shown.question.answers["high is most upset"].click()
    settle(dialog, qtbot)
    assert sorted(each.sentiment for each in records(dialog, Card) if each.sentiment is not None) == [-2, 1]
    shown.direction.chosen.emit(None)
    rows = [shown.labels.item(row, 0).text() for row in range(shown.labels.rowCount())]
    cells = shown.labels.itemDelegate()
    cells.choose(shown.labels.model().index(rows.index("Pain points"), 3), "need")
    cells.choose(shown.labels.model().index(rows.index("Touchpoints"), 4), "none")
    settle(dialog, qtbot)
    assert not shown.question.isVisible()
    made = records(dialog, Card)
    assert {each.sentiment for each in made} == {None}
    assert "Queue too long" not in [each.title for each in made if each.kind == "pain"]
    assert "App, poster" in [each.title for each in made if each.kind == "touchpoint"]


def test_a_scale_is_asked_for_where_scores_leave_1_to_5(window, preview, files, qtbot, tmp_path):
    path = tmp_path / "ten.mmd"
    path.write_text(files["day.mmd"].read_text("utf-8").replace("5: Me", "9: Me"), "utf-8")
    dialog = preview(path)
    shown = pane(dialog)
    assert not shown.scale_row.isHidden()
    assert all(each.sentiment is None for each in records(dialog, Card))
    shown.low.setValue(1)
    assert shown.use.isEnabled()
    shown.high.setValue(1)
    assert not shown.use.isEnabled()
    shown.high.setValue(8)
    dialog.accept()
    qtbot.waitUntil(lambda: not dialog.busy)
    assert dialog.isVisible()  # 9 lies outside: that is told first
    assert "outside 1–8" in dialog.warnings.item(0, 1).text()
    shown.high.setValue(9)
    dialog.accept()
    qtbot.waitUntil(lambda: window.session.journey is not None and not window.tasks.busy)
    assert {each.sentiment for each in window.session.content.all(Card).values()} == {2.0, -1.0}


def test_what_cannot_be_read_is_told_beside_what_can(window, preview, files, qtbot):
    dialog = preview(files["broken.json"], files["day.mmd"])
    assert states(dialog) == ["Clew · cannot be read", "Mermaid · ready"]
    assert "broken.json" in dialog._error.text()
    assert "1 file cannot be read" in dialog.summary.accessibleName()
    assert dialog.apply.isEnabled()
    dialog.kind.chosen.emit("transcript")
    settle(dialog, qtbot)
    assert dialog.current.reading.kind == "transcript"
    dialog.kind.chosen.emit("workspace")
    settle(dialog, qtbot)
    dialog.files.setCurrentRow(1)
    dialog.leave_out()
    assert dialog.files.count() == 1
    assert not dialog.apply.isEnabled()
    assert "Nothing can be imported" in dialog.summary.text()


def test_files_dropped_on_the_window_are_imported_undone_and_done_again(window, files, qtbot):
    names = (INTERVIEW, "answers.xlsx", MAP)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(files[name])) for name in names])
    window.show_place("research")
    actions, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), actions, data, buttons, keys)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(QPointF(5, 5), actions, data, buttons, keys))
    qtbot.waitUntil(lambda: window.commands.dialog is not None)
    dialog = window.commands.dialog
    qtbot.waitUntil(lambda: not dialog.busy)
    assert states(dialog) == ["Text · ready", "Survey · a question is open", "Map · a question is open"]
    for answer in ("day-month", "high is most upset"):
        dialog.accept()
        pane(dialog).question.answers[answer].click()
        settle(dialog, qtbot)
    store = window.session.store
    step = store.step
    dialog.accept()
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert store.step == step + 1
    content = window.session.content
    assert [each.title for each in content.ordered(Source)] == ["Maya", "answers"]
    assert [each.title for each in content.ordered(Journey)] == ["Riding to work"]
    first = content.ordered(Source)[0].id
    assert window.pages.currentWidget() is window.research_page
    assert window.research_page.source_id == first
    assert window.tasks.result.text.startswith("Imported: 2 sources, 7 turns or answers, ")
    assert "1 journey" in window.tasks.result.text
    before = content.fingerprint() if hasattr(content, "fingerprint") else sorted(map(str, content))
    window.commands.run("undo")
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert not [each for each in window.session.content if each.kind_name != "workspace"]
    window.commands.run("redo")
    qtbot.waitUntil(lambda: not window.tasks.busy)
    content = window.session.content
    assert (content.fingerprint() if hasattr(content, "fingerprint") else sorted(map(str, content))) == before
    assert [turn.speaker for _, turn in store.turns(first)][1] == "Maya Lindqvist"


def test_files_over_a_field_are_the_windows(window, files):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(files[INTERVIEW]))])
    window.show_place("research")
    field = window.research_page.filter
    dragged = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *dragged)
    field.dragEnterEvent(enter)
    assert not enter.isAccepted()
    text = TextField("Note")
    assert not text.canInsertFromMimeData(data)
    words = QMimeData()
    words.setText("words")
    assert text.canInsertFromMimeData(words)


def test_who_was_forgotten_is_not_imported_again_and_the_notes_say_so(window, preview, files, qtbot):
    store = window.session.store

    def take():
        dialog = preview(files[INTERVIEW])
        dialog.accept()
        qtbot.waitUntil(lambda: not window.tasks.busy)

    take()
    store.undo()
    take()  # a copy of what was undone, with ids of its own
    cat = next(each for each in store.content.all(Participant).values() if each.name == "Cat")
    forget(store, plan_forgetting(store, cat.id))
    store.adopt()
    take()
    assert [each.name for each in store.content.all(Participant).values()].count("Cat") == 0
    assert "What was forgotten in this workspace was left out" in "\n".join(notes_on(window))


def notes_on(window):
    """Return what the line on the import says, and what its button shows."""
    text = [window.tasks.result.text]
    for each in window.tasks.result.findChildren(QPushButton):
        if each.text() == "Show notes":
            each.click()
            text.append(window.commands.dialog.text())
            window.commands.dialog.reject()
    return text


@pytest.mark.parametrize(("listed", "word"), [("opportunities", "“title”"), ("lists", "“list”")])
def test_before_a_file_is_chosen_the_import_says_which_ones_it_reads(window, listed, word):
    dialog = ImportDialog(window.tasks.worker, window.theme, window, kind=listed)
    assert any(word in each.text() for each in dialog.findChildren(QLabel))
    dialog.reject()


def test_many_files_and_wide_ones_are_read_and_can_be_left(window, preview, qtbot, tmp_path):
    paths = []
    for number in range(50):
        paths.append(tmp_path / f"{'A very long name of an interview ' * 4}{number}.txt")
        paths[-1].write_text(f"Ann: Hello {number}.\nBen: Hello.\nAnn: Bye.\nBen: Bye.\n", "utf-8")
    wide = tmp_path / "wide.csv"
    header = ",".join(f"Question number {number}" for number in range(1_000))
    wide.write_text(header + "\n" + ("," * 998 + "a long answer to the last one,7\n") * 3, "utf-8")
    dialog = preview(*paths, wide)
    assert set(states(dialog)) == {"Text · ready", "Survey · ready"}
    assert len(dialog.plans) == 51
    dialog.files.setCurrentRow(50)
    assert pane(dialog).table.model().columnCount() == 1_000
    dialog.add_files([paths[0]])  # is there already
    assert dialog.files.count() == 51
    dialog.reject()
    window.exchange.import_files(paths)  # and closed while they are read
    window.commands.dialog.reject()
