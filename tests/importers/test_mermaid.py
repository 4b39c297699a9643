import pytest

from app.exporters.mermaid import write_mermaid
from app.importers.mermaid import read_mermaid, read_mermaid_text
from app.models.content import Content, cards_of, columns_of, journeys_of, lanes_of, stages_of, swimlanes_of
from app.models.errors import ClewError, InputError
from app.models.records import Card, Lane, Persona
from app.models.rules import broken_rules
from app.models.snapshot import Snapshot


def read(text: str, source: str = "test.mmd", scale=None):
    plan = read_mermaid_text(text, source, scale)
    content = Content(plan.records)
    assert list(broken_rules(content, plan.records)) == []
    return content, [(warning.line, warning.text) for warning in plan.warnings]


def tasks(content: Content):
    """Return (stage, task, raw score, sentiment, actors) of each task in column order."""
    (journey,) = journeys_of(content)
    stages = {stage.id: stage.title for stage in stages_of(content, journey.id)}
    found = []
    for step in columns_of(content, journey.id):
        cards = [card for card in cards_of(content, journey.id) if card.step_id == step.id]
        for card in {card.shared_id or card.id: card for card in reversed(cards)}.values():
            group = [each for each in cards if (each.shared_id or each.id) == (card.shared_id or card.id)]
            lanes = [content.get(Lane, each.lane_id or "") for each in group]
            swimlanes = {lane.swimlane_id for lane in lanes}
            names = [
                content.get(Persona, swimlane.persona_id).name
                for swimlane in swimlanes_of(content, journey.id)
                if swimlane.id in swimlanes
            ]
            found.append((stages[step.stage_id], card.title, card.score, card.sentiment, names))
    return found


def test_sections_tasks_and_actors_become_stages_steps_and_swimlanes():
    content, warnings = read("journey\n title Day\n section Go\n  Make tea: 5: Me\n  Work: 1: Me, Cat\n section Home\n")
    assert warnings == []
    assert tasks(content) == [("Go", "Make tea", "5", 2, ["Me"]), ("Go", "Work", "1", -2, ["Me", "Cat"])]
    (journey,) = journeys_of(content)
    assert journey.title == "Day"
    assert [stage.title for stage in stages_of(content, journey.id)] == ["Go", "Home"]
    assert [step.title for step in columns_of(content, journey.id)] == ["Make tea", "Work", ""]
    assert [
        [lane.kind for lane in lanes_of(content, journey.id, each.id)] for each in swimlanes_of(content, journey.id)
    ] == [["touchpoints", "experience", "emotion"]] * 2
    together = [card for card in cards_of(content, journey.id) if card.title == "Work"]
    assert len({card.shared_id for card in together}) == 1
    assert together[0].shared_id is not None
    assert [card.shared_id for card in cards_of(content, journey.id) if card.title == "Make tea"] == [None]


def test_tasks_without_actors_lie_on_a_lane_for_the_whole_map():
    content, _ = read("journey\nA: 4\nB: 5:\nC: 3: , ,\n")
    (journey,) = journeys_of(content)
    assert [lane.kind for lane in lanes_of(content, journey.id, None)] == ["touchpoints", "emotion"]
    assert [each[1:] for each in tasks(content)] == [("A", "4", 1, []), ("B", "5", 2, []), ("C", "3", 0, [])]
    assert [stage.title for stage in stages_of(content, journey.id)] == [""]


def test_the_same_section_twice_is_two_stages_and_names_are_one_persona():
    content, _ = read("journey\nsection A\nx: 3: Zoe\u0301 , Zo\u00e9\nsection A\ny: 3:  Zo\u00e9\nz: 3: zo\u00e9\n")
    (journey,) = journeys_of(content)
    assert [stage.title for stage in stages_of(content, journey.id)] == ["A", "A"]
    assert [persona.name for persona in content.ordered(Persona)] == ["Zo\u00e9", "zo\u00e9"]


@pytest.mark.parametrize(
    ("line", "task", "warns"),
    [
        ("Read the story: how far: 5: Driver", ("Read the story: how far", "5", 2, ["Driver"]), "colon"),
        ("Wake 08:30: 4: Me", ("Wake 08:30", "4", 1, ["Me"]), "colon"),
        ("See https://x.org/a: 2: Me", ("See https://x.org/a", "2", -1, ["Me"]), "colon"),
        ("Pay; wait: 3: Me", ("Pay; wait", "3", 0, ["Me"]), "semicolon"),
        ("Ticket #7: 3: Me", ("Ticket #7", "3", 0, ["Me"]), "#"),
        ("Pay: 3: Me # a comment", ("Pay", "3", 0, ["Me"]), None),
        ("Pay: 3: Me: more", ("Pay", "3", 0, ["Me"]), "Ignored"),
        ("Pay: 3: Me, %% you", ("Pay", "3", 0, ["Me", "%% you"]), None),
        ("付款：3：我，你", ("付款", "3", 0, ["我", "你"]), "Full-width"),
        ("Pay: 3.5: Me", ("Pay", "3.5", 0.5, ["Me"]), None),
        ("Pay: 0x5: Me", ("Pay", "0x5", 2, ["Me"]), None),
        ("Pay: X: Me", ("Pay", "X", None, ["Me"]), "not a number"),
        ("Journey planning: 4: Me", ("Journey planning", "4", 1, ["Me"]), None),
        ("Section chief calls: 4: Me", ("Section chief calls", "4", 1, ["Me"]), "takes this for a section"),
        ("Title deeds: 4: Me", ("Title deeds", "4", 1, ["Me"]), "takes this for a title"),
    ],
)
def test_each_line_is_read_as_well_as_it_can_be(line, task, warns):
    content, warnings = read(f"journey\ntitle T\nsection S\n{line}\n")
    assert tasks(content) == [("S", *task)]
    assert [number for number, _ in warnings] == ([4] if warns else [])
    assert warns is None or warns in warnings[0][1]


@pytest.mark.parametrize("line", ["No score", ": 5: Me", "No score:", "flowchart LR", "a --> b", "x: : Me"])
def test_a_line_that_cannot_be_read_is_left_out_and_named(line):
    content, warnings = read(f"journey\nsection S\nBefore: 5: Me\n{line}\nAfter: 4: Me\n")
    assert [task[1] for task in tasks(content)] == ["Before", "After"]
    ((number, text),) = warnings
    assert number == 4
    assert line.strip() in text


def test_a_section_keeps_its_colon_and_says_so():
    content, warnings = read("journey\nsection Step 1: Start\nA: 5: Me\n")
    assert tasks(content)[0][0] == "Step 1: Start"
    assert warnings[0][0] == 2


def test_title_lines_front_matter_and_descriptions():
    content, _ = read("\ufeff---\ntitle: \"Front\"\nconfig:\n  x: 1\n---\n%%{init: {\n'a': 1}}%%\n journey\nA: 5\n")
    assert journeys_of(content)[0].title == "Front"
    content, _ = read(
        "---\ntitle: Front\n---\njourney\r\ntitle One\r\naccTitle: Acc\r\naccDescr: a: b\r\ntitle Two: 2 # c\r\nA: 5"
    )
    assert (journeys_of(content)[0].title, journeys_of(content)[0].note) == ("Two: 2", "Acc\na: b")
    content, _ = read("journey\naccTitle: Acc\naccDescr {\n two\n lines }\nA: 5")
    assert (journeys_of(content)[0].title, journeys_of(content)[0].note) == ("Acc", "two\nlines")
    content, _ = read("journey title On one line\nA: 5")
    assert journeys_of(content)[0].title == "On one line"
    content, _ = read("journey\nA: 5", "my file.mmd")
    assert journeys_of(content)[0].title == "my file"


def test_scores_out_of_the_usual_scale_wait_for_an_answer():
    text = "journey\nA: 0: Me\nB: 10: Me\nC: 5: Me\nD: X: Me\nE: -3: Me\n"
    content, warnings = read(text.replace("E: -3: Me\n", ""))
    assert [(task[2], task[3]) for task in tasks(content)] == [("0", None), ("10", None), ("5", None), ("X", None)]
    assert any("0 to 10" in warning for _, warning in warnings)
    content, warnings = read(text, scale=(0.0, 10.0))
    assert [task[3] for task in tasks(content)] == [-2, 2, 0, None, None]
    assert [line for line, text in warnings if "outside 0–10" in text] == [6]
    content, _ = read(text, scale=(10.0, 0.0))
    assert [task[3] for task in tasks(content)] == [2, -2, 0, None, None]  # as marks at school, the least is the best


def test_several_diagrams_in_one_file():
    text = "---\ntitle: One\n---\njourney\nA: 5: Me\n\n---\ntitle: Two\n---\njourney\nB: 4: Me\njourney\ntitle Three\n"
    content, warnings = read(text)
    assert [journey.title for journey in journeys_of(content)] == ["One", "Two", "Three"]
    assert warnings == []
    assert len(content.all(Persona)) == 1


def test_markdown_fences_double_fences_and_html():
    text = """\
# Page
```mermaid
journey
  title One
  Bad line
```
````markdown
```mermaid
journey
  title Two
  Bad line
```
````
```mermaid
flowchart LR
```
> ~~~Mermaid
> journey
>   title Three
> ~~~
<div class="center mermaid">
journey
  title Four &amp; more

  A: 5
</div>
<pre class='mermaid'>journey
  title Five
  Bad line</pre>
```
journey
  title Not Mermaid
```
"""
    content, warnings = read(text, "page.md")
    assert [journey.title for journey in journeys_of(content)] == ["One", "Two", "Three", "Four & more", "Five"]
    assert [line for line, _ in warnings] == [5, 11, 29]


@pytest.mark.parametrize(
    ("text", "source", "says"),
    [
        ("flowchart LR\n a --> b", "a.mmd", "“flowchart”"),
        ("%% only\n", "a.mmd", "no Mermaid journey"),
        ("", "a.mmd", "no Mermaid journey"),
        ("# No diagram", "a.md", "no Mermaid journey"),
        ("journey\n" + "a: 5\n" * 20_001, "a.mmd", "20,000 tasks"),
        ("journey\n" + "a: 5\n" * 2_100_000, "a.mmd", "10 MB"),
    ],
)
def test_what_is_no_journey_or_too_much_is_refused_in_one_line(text, source, says):
    with pytest.raises(InputError, match=says) as refused:
        read_mermaid_text(text, source)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("data", [b"journey\nA: 5\xff\n", b"\x80", bytes(range(256)) * 40])
def test_what_is_no_text_is_refused(tmp_path, data):
    (tmp_path / "bad.mmd").write_bytes(data)
    with pytest.raises(ClewError, match=r"bad\.mmd"):
        read_mermaid(tmp_path / "bad.mmd")


def test_marks_and_half_characters_are_taken_out(tmp_path):
    for name, data in {
        "bom": "\ufeffjourney\nA\x00: 5: Me".encode(),
        "utf16": "journey\nA: 5: Me".encode("utf-16"),
        "half": "journey\nA\ud800: 5: Me".encode("utf-8", "surrogatepass"),
    }.items():
        (tmp_path / f"{name}.mmd").write_bytes(data)
        content = Content(read_mermaid(tmp_path / f"{name}.mmd").records)
        assert [task[1] for task in tasks(content)] == ["A"]


def test_a_folder_and_a_missing_file_are_refused(tmp_path):
    for path in (tmp_path, tmp_path / "missing.mmd"):
        with pytest.raises(ClewError):
            read_mermaid(path)


def test_a_name_that_mermaid_cannot_hold_is_replaced_on_the_way_out():
    content, _ = read(
        "journey\ntitle A: b\nsection S: t\nPay; at 10:30: 4: Me\nTicket #2: 4: Me\nSection x: 3: Me\n: 3: x\n"
    )
    (journey,) = journeys_of(content)
    text, _ = write_mermaid(Snapshot(content, 1, "x.clew"), journey.id)
    assert "title A: b" in text
    assert "section S꞉ t" in text
    again, warnings = read(text)
    assert warnings == []
    assert [task[1] for task in tasks(again)] == ["Pay； at 10꞉30", "Ticket ＃2", "Section x"]
    assert len(again.all(Card)) == 3


def test_nearly_10_mb_of_comments_are_read_and_one_byte_more_is_refused(tmp_path):
    path = tmp_path / "a.mmd"
    whole = b"journey\nA: 3: Me\n" + b"%% a comment\n" * 800_000
    path.write_bytes(whole[:10_000_000])
    assert read_mermaid(path).made["card"] == 1
    path.write_bytes(whole[:10_000_001])
    with pytest.raises(InputError, match=r"10,000,001 bytes; the limits are 10 MB and 20,000 tasks"):
        read_mermaid(path)


def test_a_description_that_never_ends_takes_only_its_line():
    content, warnings = read("journey\naccDescr { what it is\nA: 3: Me\naccTitle {: 4: Me\n")
    assert journeys_of(content)[0].note == "what it is"
    assert {card.title for card in content.all(Card).values()} == {"A", "accTitle {"}
    assert [line for line, _ in warnings] == [2]


@pytest.mark.parametrize("score", ["0x" + "9" * 400, "9" * 400, "1e400", "0b" + "1" * 2000])
def test_a_score_beyond_all_numbers_is_none(score):
    content, warnings = read(f"journey\nA: {score}: Me\n")
    assert [card.sentiment for card in content.all(Card).values()] == [None]
    assert "not a number" in warnings[0][1]
