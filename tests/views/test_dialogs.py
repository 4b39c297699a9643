"""Import, export, print and the crash dialog: what they show, what they do, and that they are gone when closed."""

import gc
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from app.models.content import journeys_in_tree_order
from app.models.records import Card, Journey
from app.services import journeys, stages
from app.services.votes import make_round
from app.services.wall import cell_of
from app.views.crash import CrashDialog, crash_line
from app.views.print_map import pages_for, print_pages
from app.views.start_page import IMPORT

DIAGRAM = """journey
    title My working day
    section Go to work
      Make tea: 5: Me
      Go upstairs: 3: Me
    section Go home
      Go downstairs: 5: Me, Cat
"""


@pytest.fixture
def diagram(tmp_path: Path) -> Path:
    path = tmp_path / "day.mmd"
    path.write_text(DIAGRAM, "utf-8")
    return path


def preview(window, qtbot, *paths):
    window.exchange.import_files(paths)
    dialog = window.commands.dialog
    qtbot.waitUntil(lambda: not dialog.busy)
    return dialog


def test_an_import_is_previewed_and_applied_as_one_edit(window, qtbot, diagram):
    before = window.session.store.step
    dialog = preview(window, qtbot, diagram)
    assert "1 journey" in dialog.summary.text()
    assert "“My working day”" in dialog.summary.text()
    assert dialog.warnings.isHidden()
    assert window.session.store.step == before
    dialog.accept()
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert window.session.store.step == before + 1
    journey = window.session.journey
    assert journey.title == "My working day"
    assert window.map_page.view.journey_id == journey.id
    window.commands.run("undo")
    assert window.session.content.find(Journey, journey.id) is None
    assert window.session.journey.title == "Buying a ticket"


def test_a_large_import_is_undone_and_done_again_on_the_worker(window, qtbot, tmp_path):
    path = tmp_path / "large.mmd"
    path.write_text(
        "journey\ntitle Large\nsection One\n" + "".join(f"Task {each}: 3\n" for each in range(200)), "utf-8"
    )
    dialog = preview(window, qtbot, path)
    dialog.accept()
    qtbot.waitUntil(lambda: not window.tasks.busy)
    journey = window.session.journey
    for command, there in (("undo", False), ("redo", True)):
        window.commands.run(command)
        assert window.tasks.busy
        qtbot.waitUntil(lambda: not window.tasks.busy)
        assert (window.session.content.find(Journey, journey.id) is not None) == there
    assert window.menus.actions["undo"].isEnabled()


def test_many_cards_are_deleted_and_pasted_on_the_worker(window, qtbot, monkeypatch):
    monkeypatch.setattr("app.canvas.commands.AT_ONCE", 0)
    view, content = window.map_page.view, window.session.content
    count = len(view.layout_.cards)
    window.commands.run("select_all")
    window.commands.run("cut")
    assert window.tasks.busy
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert not view.layout_.cards
    window.commands.run("paste")
    assert window.tasks.busy
    qtbot.waitUntil(lambda: len(view.selection.cards) == count)
    assert set(view.selection.cards) == set(view.layout_.cards)
    window.session.store.undo()
    window.session.store.undo()
    assert len(view.layout_.cards) == count
    assert window.session.content is content


def test_an_import_from_the_start_makes_a_workspace(empty_window, qtbot, diagram):
    empty_window.commands.start(IMPORT)
    dialog = empty_window.commands.dialog
    dialog.add_files([diagram])
    qtbot.waitUntil(lambda: not dialog.busy)
    dialog.accept()
    qtbot.waitUntil(lambda: not empty_window.tasks.busy)
    assert empty_window.session.store.path.name == "Imported.clew"
    assert [each.title for each in journeys_in_tree_order(empty_window.session.content)] == ["My working day"]


def test_dropped_files_are_opened_or_imported(window, qtbot, diagram, workspace, tmp_path):
    window.take_files([diagram])
    dialog = window.commands.dialog
    qtbot.waitUntil(lambda: not dialog.busy)
    dialog.reject()
    window.commands.run("close_file")
    window.take_files([diagram, workspace])
    assert window.session.store.path == workspace


@pytest.mark.parametrize("ending", [".pdf", ".svg", ".png", ".mmd", ".json"])
def test_each_format_is_written_on_the_worker(window, qtbot, ending):
    window.commands.run("export")
    dialog = window.commands.dialog
    dialog.format.setCurrentIndex(dialog.format.findData(ending))
    dialog.format.activated.emit(dialog.format.currentIndex())
    dialog.accept()
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=30_000)
    assert window.tasks.error.text == ""
    out = window.session.store.path.with_suffix(ending)
    assert str(out) in window.tasks.result.text
    assert out.stat().st_size > 100
    if ending == ".mmd":
        assert "Left behind: " in window.tasks.result.text


def test_the_fields_follow_the_format_and_the_pages(window, qtbot):
    window.commands.run("export")
    dialog = window.commands.dialog
    assert not dialog.paper.isVisible()
    dialog.sizing.setCurrentIndex(dialog.sizing.findData("tiled"))
    dialog.sizing.activated.emit(2)
    assert dialog.paper.isVisible()
    assert dialog.scale.isVisible()
    assert dialog.choice().tile == 1.0
    assert dialog.choice().paper == "A4"
    assert dialog.choice().landscape
    dialog.path.setText("/somewhere/map")
    dialog.path.textEdited.emit("/somewhere/map")
    assert dialog.choice().out == Path("/somewhere/map.pdf")
    dialog.reject()


def test_an_export_can_be_cancelled_and_an_error_is_told(window, qtbot):
    started = []

    def forever(progress, cancelled):
        started.append(True)
        while True:
            progress(0.5)

    assert window.tasks.run("Exporting", forever, lambda value: None)
    qtbot.waitUntil(lambda: bool(started))
    assert not window.tasks.run("Another", forever, lambda value: None)
    window.tasks._cancel.click()
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert "cancelled" in window.tasks.result.text

    def fail(progress, cancelled):
        raise ZeroDivisionError("of all things")

    window.tasks.run("Exporting", fail, lambda value: None)
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert "unexpectedly" in window.tasks.error.text
    assert "of all things" in window.tasks.error.text


def test_a_report_is_proposed_of_all_journeys_and_written(window, qtbot):
    window.session.weigh(0.62)
    window.commands.run("report")
    dialog = window.commands.dialog
    assert not dialog.weight.isHidden()
    assert dialog.orientation.isHidden()
    assert dialog.ok.isEnabled()
    order = dialog.choice()
    assert order.report
    assert order.weight == 0.62
    assert order.paper == "A4"
    assert order.out.suffix == ".pdf"
    assert order.words["report contents"] == "Contents"
    dialog.report_paper.fill("Letter")
    dialog.maps.fill("tiled")
    dialog.scale.fill(60)
    order = dialog.choice()
    assert (order.paper, order.tile) == ("Letter", 0.6)
    dialog.accept()
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert order.out.read_bytes().startswith(b"%PDF")
    assert "Written" in window.tasks.result.text


def test_some_of_the_journeys_can_be_ticked(window, qtbot):
    ids = [window.session.journey_id, *(journeys.add_journey(window.session.store, title) for title in ("B", "C"))]
    window.commands.run("report")
    dialog = window.commands.dialog
    dialog.journey.fill("some")
    dialog._fit()
    assert not dialog.some.isHidden()
    assert len(dialog.choice().journey_ids) == 1
    for row in range(3):
        dialog.some.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.ok.isEnabled()
    for row in (0, 2):
        dialog.some.item(row).setCheckState(Qt.CheckState.Checked)
    assert dialog.ok.isEnabled()
    assert dialog.choice().journey_ids == (ids[0], ids[2])
    dialog.reject()


def test_a_map_after_a_report_is_a_map(window):
    window.commands.run("report")
    dialog = window.commands.dialog
    dialog.format.setCurrentIndex(dialog.format.findData(".pdf"))
    dialog.format.activated.emit(dialog.format.currentIndex())
    order = dialog.choice()
    assert not order.report
    assert order.paper == "fit"
    assert dialog.weight.isHidden()
    dialog.reject()


def test_a_file_of_somebody_else_is_replaced_only_after_a_question(window, qtbot, tmp_path, monkeypatch):
    asked = []

    def question(parent, title, text):
        asked.append(text)
        return QMessageBox.StandardButton.Yes if len(asked) > 1 else QMessageBox.StandardButton.No

    monkeypatch.setattr(QMessageBox, "question", question)
    out = tmp_path / "Mine.pdf"
    out.write_text("mine")
    window.commands.run("export")
    dialog = window.commands.dialog
    dialog.path.setText("Mine")
    dialog.path.textEdited.emit("Mine")
    dialog.accept()
    assert dialog.isVisible()
    assert "“Mine.pdf”" in asked[0]
    dialog.accept()
    qtbot.waitUntil(lambda: out.read_bytes().startswith(b"%PDF"))
    qtbot.waitUntil(lambda: not window.tasks.busy)
    window.commands.run("export")
    window.commands.dialog.path.setText("Mine")  # beside the workspace, as before
    window.commands.dialog.accept()
    assert len(asked) == 2  # it is ours by now
    qtbot.waitUntil(lambda: not window.tasks.busy)


def test_dialogs_are_freed_when_closed(window, qtbot, diagram):
    for name in ("export", "report", "import", "about"):
        window.commands.run(name)
        dialog = weakref.ref(window.commands.dialog)
        assert dialog() is not None
        window.commands.dialog.reject()
        qtbot.wait(20)
        gc.collect()
        assert dialog() is None, name
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


def test_a_map_prints_to_a_file_by_the_canvas_own_paint(window, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "map.pdf"))
    snapshot = window.session.store.snapshot()
    assert print_pages(printer, snapshot, window.session.journey_id) == 1
    assert (tmp_path / "map.pdf").read_bytes().startswith(b"%PDF")


def test_a_wide_map_prints_over_several_pages(window, tmp_path):

    for number in range(12):
        stages.add_stage(window.session.store, window.session.journey_id, f"More {number}")
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    assert len(pages_for(printer, window.session.store.snapshot(), window.session.journey_id)) > 1


def test_the_crash_dialog_says_where_the_work_and_the_report_are(qtbot, tmp_path):
    text = crash_line(tmp_path / "report.txt", tmp_path / "Northwind.clew")
    assert "safe" in text
    assert "Northwind.clew" in text
    assert "report.txt" in text
    dialog = CrashDialog("Traceback …", tmp_path / "report.txt", None, None)
    qtbot.addWidget(dialog)
    assert "report.txt" in dialog.message.text()


@pytest.mark.xvfb
def test_dialogs_open_in_a_real_window_without_warnings(xvfb, workspace, diagram):
    code = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
application = QApplication([])
from app.views.theme import ThemeKeeper
from app.views.window import MainWindow
window = MainWindow(ThemeKeeper(application))
window.files.open(Path(sys.argv[1]))
window.show()
assert QTest.qWaitForWindowExposed(window)
for name in ("export", "report", "import", "about", "print"):
    window.commands.run(name)
    dialog = window.commands.dialog
    assert dialog is not None and QTest.qWaitForWindowExposed(dialog), name
    dialog.reject()
    QTest.qWait(20)
    assert window.commands.dialog is None, name
window.exchange.import_files([Path(sys.argv[2])])
QTest.qWait(300)
window.commands.dialog.accept()
window.commands.run("shortcuts")
QTest.qWait(50)
assert window.overlay.isVisible()
window.commands.run("shortcuts")
for choice in ("dark", "light", "system"):
    window.commands.run(f"theme_{choice}")
    QTest.qWait(20)
window.close()
"""
    xvfb(code, workspace, diagram)


@pytest.mark.xvfb
def test_the_properties_of_a_printer_open_without_warnings(xvfb, workspace):
    code = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
application = QApplication([])
from app.views.theme import ThemeKeeper
from app.views.window import MainWindow
window = MainWindow(ThemeKeeper(application))
window.files.open(Path(sys.argv[1]))
window.show()
window.commands.run("print")
QTest.qWait(100)
properties = window.commands.dialog.findChild(QPushButton, "properties")
seen = []
def close():
    seen.append(QApplication.activeModalWidget().grab())
    QApplication.activeModalWidget().reject()
QTimer.singleShot(500, close)
properties.click()
assert seen
window.commands.dialog.reject()
window.close()
"""
    xvfb(code, workspace)


def test_a_wall_template_and_ballots_are_written_from_the_menu_workshop(window, qtbot):
    session = window.session
    with qtbot.waitSignal(session.failed) as failed:
        window.commands.run("print_ballots")
    assert "There is no vote yet" in failed.args[0]
    window.commands.run("wall_template")
    dialog = window.commands.dialog
    assert "119 × 84 cm" in dialog.note.text()
    dialog.paper.fill("A4")
    dialog.paper.chosen.emit("A4")
    dialog.sheets.fill("A3")
    dialog.sheets.chosen.emit("A3")
    assert "sheet" in dialog.note.text()
    before = session.store.step
    dialog.accept()
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=30_000)
    assert session.store.path.with_name(f"{session.store.path.stem} – wall template.pdf").stat().st_size > 1000
    assert (session.store.step, session.store.undo_label) == (before + 1, "Give wall codes")
    cell = cell_of(session.content, session.journey_id, "C2")
    assert cell is not None

    card = next(each for each in session.content.ordered(Card) if each.kind == "pain")
    make_round(session.store, session.journey_id, "What first?", card_ids=[card.id])
    empty = make_round(session.store, session.journey_id, "Nothing")
    window.commands.run("print_ballots")
    dialog = window.commands.dialog
    assert dialog.vote.currentData() == empty
    assert not dialog.ok.isEnabled()
    dialog.vote.setCurrentIndex(1)
    dialog.vote.activated.emit(1)
    assert "1 option, 3 votes" in dialog.note.text()
    dialog.accept()
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=30_000)
    assert "ballots.pdf" in window.tasks.result.text
