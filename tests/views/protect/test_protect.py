"""Protection in the window: one journey from an interview with names to a file in which nothing of them is left."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.exporters.export import Order
from app.importers import read_source
from app.models.records import Card, Highlight, Participant, Source, Speaker
from app.models.turns import Passage, passage_of
from app.services.highlights import mark
from app.services.participants import update_participant
from app.services.search.query import parse_query
from app.services.search.results import Found
from app.services.search.searcher import Searcher
from app.store import open_workspace
from app.views.evidence_part import QuoteLine
from app.views.insights.quotes import QuoteList
from app.views.protect.commands import ask_forget, ask_forget_label
from app.views.protect.forget_dialog import ForgetDialog
from app.views.protect.guard_dialog import GuardDialog
from app.views.protect.hits import marked_html
from app.views.protect.protect_dialog import ProtectDialog
from app.views.protect.words import strength_line
from tests.services.heard import SECRET, heard
from tests.services.test_protecting import bytes_of

PASSWORD = "a thread, a maze"


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch):
    monkeypatch.setattr("app.store.vault.SCRYPT", {"n": 16, "r": 8, "p": 1})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    heard(tmp_path / "Northwind.clew").close()
    return tmp_path / "Northwind.clew"


def words_of(window, highlight_id):
    store = window.session.store
    return store.passage(store.content.get(Highlight, highlight_id))


def shown_by(window):
    """Return the quotes behind the selected card, as its form shows them."""
    evidence = window.map_page.inspector.form.evidence
    return " ".join(each.opening.accessibleDescription() for each in evidence.findChildren(QuoteLine))


def test_from_names_to_nothing_left_of_somebody(empty_window, file, qtbot):
    window = empty_window
    assert window.files.open(file)
    session, header = window.session, window.header
    assert header.protection_button.text().strip() == "Unprotected · 2 people"
    session.perform(update_participant, "b1", keep_until="2020-01-31")

    def done() -> None:
        qtbot.waitUntil(lambda: not window.tasks.busy and not window.tasks.worker.busy)

    def dialog():
        return window.commands.dialog

    # what is shown first, and what Protect does, also to words that are on show already
    quotes = QuoteList(session, window.theme, "Quotes")
    quotes.show_quotes(["h2"])
    session.select(["p1"])
    qtbot.waitUntil(lambda: "Schmidt" in shown_by(window))
    assert "Schmidt" in quotes.quotes.index(0).data()
    window.show_place("research")
    header.protection_button.click()
    overview = dialog()
    assert [each.accessibleName() for each in overview.findChildren(QPushButton) if "Forget" in each.text()] == [
        "Forget Ben Okafor",
        "Forget who is in no list",
    ]
    overview.protect_asked.emit()
    protecting = dialog()
    qtbot.waitUntil(lambda: protecting.found is not None)
    names = [protecting.table.item(row, 0).text() for row in range(protecting.table.rowCount())]
    assert "Anna Schmidt" in names
    assert not protecting.ok.isEnabled()
    password = protecting.new_password
    QTest.keyClicks(password.first, PASSWORD)
    QTest.keyClicks(password.second, "a threat")
    assert "not the same" in password.strength.text()
    assert not protecting.ok.isEnabled()
    password.second.clear()
    QTest.keyClicks(password.second, PASSWORD)
    before = words_of(window, "h1")
    QTest.keyClick(password.second, Qt.Key.Key_Return)
    assert password.first.text() == password.second.text() == ""
    done()
    assert header.protection_button.text().strip() == "Protected · 2 people"
    assert words_of(window, "h1") == before
    assert "Schmidt" not in window.research_page.title.text()
    qtbot.waitUntil(lambda: "P01" in shown_by(window))
    assert "Schmidt" not in shown_by(window) + quotes.quotes.index(0).data()
    quotes.deleteLater()
    assert not window.menus.actions["undo"].isEnabled()
    assert "before Protect" in window.menus.actions["undo"].text()
    assert b"Schmidt" not in bytes_of(file)

    # the vault: a wrong password is one line, the right one opens it, a button closes it
    window.commands.run("open_vault")
    asking = dialog()
    QTest.keyClicks(asking.field, "another one")
    asking.accept()
    qtbot.waitUntil(lambda: "not the password" in asking.error.text())
    asking.field.setText(PASSWORD)
    asking.accept()
    qtbot.waitUntil(lambda: window.vault.is_open)
    assert window.vault.entries["a1"].name == "Anna Schmidt"
    assert not header.vault_button.isHidden()
    window.commands.run("participants")
    people = dialog()
    assert [people.table.item(row, 0).text() for row in (0, 1)] == ["P01 · Anna Schmidt", "P02 · Ben Okafor"]
    people.table.selectRow(0)
    people.form.vault.contact.setPlainText("anna@y.org")
    people.reject()
    done()
    assert session.store.open_vault(PASSWORD)["a1"].contact == "anna@y.org"
    assert b"anna@y.org" not in bytes_of(file)
    header.vault_button.click()
    assert not window.vault.is_open
    assert not window.vault.password
    assert header.vault_button.isHidden()

    # an export asks for the vault, and stops where somebody is named
    with session.store.edit("Name her") as edit:
        edit.put(replace(edit.content.get(Card, "p1"), title="As Frau Schmidt said"))
    out = file.with_name("out.json")
    window.exchange.export(Order(out), "stakeholders")
    asking = dialog()
    assert asking.without is None
    asking.reject()
    window.exchange.export(Order(out))
    dialog().without.click()
    done()
    assert "not checked" in window.tasks.result.text.lower()
    out.unlink()
    window.exchange.export(Order(out))
    dialog().field.setText(PASSWORD)
    dialog().accept()
    qtbot.waitUntil(lambda: isinstance(dialog(), GuardDialog))
    assert not out.exists()
    assert not window.vault.is_open
    assert dialog().table.item(0, 0).text() == "Frau Schmidt"
    dialog().go.click()
    assert session.selection == ("p1",)
    session.store.undo()
    window.exchange.export(Order(out), "public")
    dialog().field.setText(PASSWORD)
    dialog().accept()
    qtbot.waitUntil(out.exists)
    done()
    assert "Left out" in window.tasks.result.text or "notes" in window.tasks.result.text
    assert SECRET not in out.read_text("utf-8")
    window.commands.run("export")
    exporting = dialog()
    exporting.profile.fill("public")
    exporting.format.fill(".qdpx")
    exporting._fit()
    assert exporting.profile.currentData() == "stakeholders"
    assert "does not cover" in exporting.leaves.text()
    exporting.reject()

    # forget: what is lost, what is reworded, a typed name
    ask_forget(window, "a1")
    dialog().field.setText(PASSWORD)
    dialog().accept()
    qtbot.waitUntil(lambda: isinstance(dialog(), ForgetDialog))
    forgetting = dialog()
    qtbot.waitUntil(lambda: forgetting.plan is not None)
    assert forgetting.lost.rowCount() >= 2
    assert not forgetting.ok.isEnabled()
    row = next(number for number, hit in enumerate(forgetting.hits._hits) if hit.kind == "card" and hit.id == "p1")
    forgetting.hits.table.selectRow(row)
    QTest.keyClick(forgetting.hits.table, Qt.Key.Key_R)
    forgetting.hits.words.setPlainText("said by somebody")
    QTest.keyClicks(forgetting.typed, "p01")
    assert forgetting.ok.isEnabled()
    forgetting.accept()
    done()
    assert session.content.find(Participant, "a1") is None
    assert session.content.get(Card, "p1").note == "said by somebody"
    assert header.protection_button.text().strip() == "Protected · 1 person"
    assert "before Forget" in window.menus.actions["undo"].text()
    window.files.close()
    left = bytes_of(file)
    for word in (SECRET, "Schmidt", "anna@x.org"):
        assert word.encode() not in left
    with open_workspace(file) as store:
        assert store.undo() is None


INTERVIEW = """WEBVTT

00:01.000 --> 00:04.000
<v Interviewer>Welcome, Wilhelmina! How was it?

00:05.000 --> 00:09.000
<v Wilhelmina Quast>The Xylophonquietsch queue was forty minutes long, said Wilhelmina Quast.

00:10.000 --> 00:12.000
<v Ben Okafor>Ms. Quast waited next to me.
"""


def test_from_an_imported_interview_to_its_second_import(window, workspace, qtbot, tmp_path):
    path = tmp_path / "Wilhelmina Quast.vtt"
    path.write_text(INTERVIEW, "utf-8")
    session = window.session

    def done() -> None:
        qtbot.waitUntil(lambda: not window.tasks.busy and not window.tasks.worker.busy)

    def found(words: str) -> list[Found]:
        return Searcher(session.store).search(parse_query(words))

    window.exchange.apply([read_source(path)])
    done()
    (source,) = session.content.all(Source).values()
    who = next(each.id for each in session.content.all(Participant).values() if "Quast" in each.name)
    start = len("The ")
    marked = session.perform(mark, source.id, Passage(1, start, 1, start + len("Xylophonquietsch queue")), "pain")
    window.open_highlight(marked)
    assert found("quast")
    window.commands.run("protect")
    asking = window.commands.dialog
    asking.new_password.first.setText(PASSWORD)
    asking.new_password.second.setText(PASSWORD)
    qtbot.waitUntil(asking.ok.isEnabled)
    asking.accept()
    done()
    assert not [each for name in ("quast", "wilhelmina", "okafor") for each in found(name)]
    assert words_of(window, marked) == "Xylophonquietsch queue"
    assert window.research_page.reader.words(passage_of(session.content.get(Highlight, marked))) == words_of(
        window, marked
    )

    # somebody comes in later, and is protected with the same vault
    with session.store.edit("Add somebody") as edit:
        edit.put(Participant(id="late", name="Zacharias Late", rank="zz", contact="z@late.org"))
    assert window.header.protection_button.text().strip() == "Unprotected · 1 person"
    window.commands.run("protect")
    window.commands.dialog.field.setText(PASSWORD)
    window.commands.dialog.accept()
    qtbot.waitUntil(lambda: isinstance(window.commands.dialog, ProtectDialog))
    again = window.commands.dialog
    assert again.new_password is None
    qtbot.waitUntil(again.ok.isEnabled)
    names = [again.table.item(row, 0).text() for row in range(again.table.rowCount())]
    assert "Zacharias Late" in names
    again.accept()
    done()
    assert session.content.get(Participant, "late").name.startswith("P0")
    assert window.vault.entries["late"].contact == "z@late.org"
    window.vault.close()

    ask_forget(window, who)
    window.commands.dialog.without.click()
    forgetting = window.commands.dialog
    forgetting.typed.setText(forgetting.person.name)
    qtbot.waitUntil(forgetting.ok.isEnabled)
    forgetting.accept()
    done()
    asks = next(each for each in session.content.all(Speaker).values() if each.participant_id is None)
    ask_forget_label(window, asks.label)
    done()
    window.commands.dialog.without.click()
    forgetting = window.commands.dialog
    forgetting.typed.setText(asks.label)
    qtbot.waitUntil(forgetting.ok.isEnabled)
    forgetting.accept()
    done()
    assert session.content.find(Speaker, asks.id) is None
    assert [turn.speaker for _, turn in session.store.turns(source.id)] == ["P02"]
    window.files.close()
    path.rename(tmp_path.parent / "elsewhere.vtt")
    left = bytes_of(workspace)
    for word in ("Xylophonquietsch", "Quast", "Wilhelmina"):
        assert word.encode() not in left
    window.files.open(workspace)
    assert not session.store.can_undo
    (tmp_path.parent / "elsewhere.vtt").rename(path)
    window.exchange.apply([read_source(path)])
    done()
    path.unlink()
    assert not found("xylophonquietsch")
    assert session.content.find(Participant, who) is None


def test_how_good_a_password_is_in_plain_words():
    assert "Too short" in strength_line("maze")
    assert "Easy" in strength_line("aaaaaaaaaaaa")
    assert "Easy" in strength_line("12345678")
    assert strength_line("a thread out of the maze") == "Strong."


def test_marked_words_are_safe_to_show():
    assert marked_html("a <b> & c", ((2, 5),)) == "a <b>&lt;b&gt;</b> &amp; c"
