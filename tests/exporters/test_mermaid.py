import re
from dataclasses import replace

import pytest

from app.exporters.mermaid import write_mermaid
from app.importers.mermaid import read_mermaid_text
from app.importers.workspace_json import read_json
from app.models.content import Content, journeys_of
from app.models.places import resource
from app.models.records import Card, Journey, Persona, Stage, Workspace
from app.models.snapshot import Snapshot


def written(content: Content):
    (journey,) = journeys_of(content)
    return write_mermaid(Snapshot(content, 1, "x.clew"), journey.id)


def content_of(text: str, scale=None) -> Content:
    return Content([Workspace(id="w", title="W"), *read_mermaid_text(text, "x.mmd", scale).records])


def test_one_task_a_shared_group_in_column_order():
    text = "journey\n    title Day\n    section Go\n      Tea: 5: Me\n      Work: 1: Me, Cat\n      Rest: 3\n"
    assert written(content_of(text)) == (text, ())


def test_the_sample_names_what_stays_behind():
    content = Content(read_json(resource("samples", "northwind.json").read_text("utf-8"), "x.json").records)
    text, left_behind = written(content)
    lines = text.splitlines()
    assert lines[:3] == ["journey", "    title I travel with Northwind Rail", lines[2]]
    assert "      Guard checks the ticket: 4.25: Maya, Jon" in lines
    assert "      %% pain (Maya): Card refused, seat lost" in lines
    said = "; ".join(left_behind)
    for each in ("6 pains", "6 gains", "2 actions", "3 unplaced cards", "1 card over several steps", "8 step titles"):
        assert each in said
    for each in ("notes", "1 emotion set by hand", "1 goal", "1 shared task with different sentiments"):
        assert each in said
    again = read_mermaid_text(text, "x.mmd")
    assert again.warnings == ()
    assert again.made["stage"] == 5


def test_scores_follow_sentiments_that_were_changed():
    content = content_of("journey\nA: 0: Me\nB: 10: Me\nC: 5: Me\n", (0.0, 10.0))
    assert "A: 0: Me" in written(content)[0]
    card = next(card for card in content.all(Card).values() if card.title == "C")
    content.put(replace(card, sentiment=-0.5))
    assert [line.strip() for line in written(content)[0].splitlines()[2:]] == ["A: 1: Me", "B: 5: Me", "C: 2.5: Me"]


def test_a_task_without_a_sentiment_is_neutral_and_named():
    content = content_of("journey\nA: 1: Me\nB: 5: Me\n")
    card = next(card for card in content.all(Card).values() if card.title == "A")
    content.put(replace(card, sentiment=None, score=None))
    text, left_behind = written(content)
    assert "A: 3: Me" in text
    assert left_behind == ("1 task without a sentiment (written as 3)",)


def test_names_that_mermaid_takes_for_keywords_come_back():
    content = content_of("journey\ntitle T\nsection S\nA: 3: Me\nsection T\nB: 3: Me\n")
    first, second = sorted(content.all(Card).values(), key=lambda card: card.title)
    content.put(replace(first, title="journey of a day"))
    content.put(replace(second, title="%% of people"))
    stage = next(stage for stage in content.all(Stage).values() if stage.title == "T")
    content.put(replace(stage, title=""))
    again = content_of(written(content)[0])
    assert {card.title for card in again.all(Card).values()} == {"journey of a day", "%% of people"}
    assert {stage.title for stage in again.all(Stage).values()} == {"S", ""}


def test_a_description_comes_back():
    for note in ("plain: text", "two\nlines; and # signs", "a\rb", "%%{x｝%%", "one\njourney\ntwo"):
        content = content_of("journey\nA: 3\n")
        (journey,) = journeys_of(content)
        content.put(replace(journey, note=note))
        again = content_of(written(content)[0])
        assert [each.note for each in again.all(Journey).values()] == [note.replace("\r", "\n")]


@pytest.mark.parametrize(
    "title",
    [
        "%% of people",
        "% of people",
        "a%% of people",
        "%%{init: {}}%%",
        "\ttab\tinside",
        "\ufeffmark",
        "journey",
        "accDescr { x }",
        "---",
    ],
)
def test_signs_that_mermaid_takes_for_a_comment_or_a_directive_come_back(title):
    content = content_of("journey\ntitle T\nsection S\nA: 3: Me\nB: 4: Me\n")
    (journey,) = journeys_of(content)
    card = next(card for card in content.all(Card).values() if card.title == "A")
    content.put(replace(card, title=title))
    content.put(replace(journey, title=f"T ꞉ : {title}"))
    (task,) = (line.strip() for line in written(content)[0].splitlines() if line.endswith(": 3: Me"))
    assert not re.match("%|.%%|#|title|journey|acc|---|\ufeff", task)
    assert "%%{" not in written(content)[0]
    again = content_of(written(content)[0])
    expected = title.strip().removeprefix("\ufeff")
    assert {each.title for each in again.all(Card).values()} == {expected.replace(":", "꞉"), "B"}
    assert [each.title for each in journeys_of(again)] == [f"T ꞉ : {title}".strip()]


def test_an_actor_that_is_a_number_is_no_score_when_it_comes_back():
    content = content_of("journey\nA: 2: Me\n")
    (persona,) = content.all(Persona).values()
    content.put(replace(persona, name="9"))
    again = content_of(written(content)[0])
    assert [(each.title, each.score) for each in again.all(Card).values()] == [("A", "2")]
    assert [each.name for each in again.all(Persona).values()] == ["9"]
