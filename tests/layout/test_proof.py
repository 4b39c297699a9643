"""Dots for what is proven, and the words over maps of assumptions."""

from dataclasses import replace

import pytest

from app.layout.details import shown_proof
from app.layout.drawing import draw_card
from app.layout.geometry import Box
from app.layout.lens import Lens, choices_of, look_at
from app.layout.look import LIGHT, TEXT_ON, THEMES, contrast
from app.layout.map_layout import lay_out_map
from app.layout.proof import dots_of, draw_proof, evidence_text
from app.layout.watermark import OPACITY, ROLE, draw_watermark, watermarks
from app.models.kinds import EvidenceStrength
from app.models.records import (
    AnyRecord,
    Card,
    CardHighlight,
    EvidenceVerdict,
    Highlight,
    Journey,
    Participant,
    Source,
    Workspace,
)
from app.scoring.evidence import Evidence, Proof
from tests.layout.maps import put_card, small_map


def put_quotes(content, card_id, people):
    """Let so many people say what a card says."""
    content.put(Source(id="talk", rank="V", title="Talk"))
    for number in range(people):
        records: list[AnyRecord] = [
            Participant(id=f"p{number}", name=str(number), rank="V"),
            Highlight(
                id=f"h{number}", source_id="talk", turn=0, start=0, last_turn=0, end=1, participant_id=f"p{number}"
            ),
            CardHighlight(card_id=card_id, highlight_id=f"h{number}"),
        ]
        for each in records:
            content.put(each)


@pytest.mark.parametrize(
    ("proof", "filled"),
    [
        (Proof(0), 0),
        (Proof(1), 1),
        (Proof(2), 2),
        (Proof(3), 3),
        (Proof(3, "assumption"), 0),
        (Proof(0, "emerging"), 2),
        (Proof(0, "validated"), 3),
    ],
)
def test_a_dot_is_filled_for_each_of_three_people(proof, filled):
    assert dots_of(proof) == filled
    outlines = {
        bool(path.fill): sum(command[0] == "M" for command in path.commands) for path in draw_proof(proof, 0, 0)
    }
    assert outlines.get(True, 0) == filled
    assert outlines.get(False, 0) == 3 - filled


def test_a_verdict_is_drawn_in_another_shape():
    assert draw_proof(Proof(3), 0, 0) != draw_proof(Proof(0, "validated"), 0, 0)


def test_pains_gains_and_needs_show_that_nobody_said_so_others_only_that_somebody_did():
    content = small_map()
    shown = {
        kind: put_card(content, kind, kind, "touch", "t0") for kind in ("pain", "gain", "need", "touchpoint", "quote")
    }
    put_quotes(content, "quote", 2)
    found = {kind: shown_proof(content, content.get(Card, card_id)) for kind, card_id in shown.items()}
    assert found == {"pain": (0, None), "gain": (0, None), "need": (0, None), "touchpoint": None, "quote": (2, None)}
    before = draw_card(content, content.get(Card, "touchpoint"), 168.0)
    put_quotes(content, "touchpoint", 1)
    assert len(draw_card(content, content.get(Card, "touchpoint"), 168.0)) == len(before) + 2


def test_hopes_show_nothing():
    content = small_map(state="to-be")
    put_card(content, "c", "pain", "pains", "t0")
    put_quotes(content, "c", 3)
    assert shown_proof(content, content.get(Card, "c")) is None
    assert not lay_out_map(content, "j").assumed


def test_a_map_is_coloured_by_evidence():
    content = small_map()
    for number, people in enumerate((0, 1, 3)):
        put_card(content, f"c{number}", "pain", "pains", "t0")
        put_quotes(content, f"c{number}", people)
    put_card(content, "touchpoint", "touchpoint", "touch", "t0")
    choices = choices_of(content, "j", "evidence")
    assert [(each.label, each.cards) for each in choices] == [
        ("assumption", 1),
        ("emerging", 1),
        ("validated", 1),
        ("nothing said", 1),
    ]
    sight = look_at(content, "j", Lens(colour_by="evidence"))
    paints = [sight.paint_of(content, content.get(Card, f"c{number}")) for number in range(3)]
    assert [paint.value for paint in paints if paint] == ["", "", ""]  # the dots say it
    assert len({paint.role for paint in paints if paint}) == 3


def test_a_layout_says_that_its_map_is_of_assumptions():
    content = small_map()
    content.put(Workspace(id="w", title="Rail"))
    assert not lay_out_map(content, "j").assumed
    put_card(content, "c", "pain", "pains", "t0")
    assumed = lay_out_map(content, "j")
    assert assumed.assumed
    put_quotes(content, "c", 1)
    assert not lay_out_map(content, "j", previous=assumed).assumed
    verdict: EvidenceStrength = "assumption"
    content.put(EvidenceVerdict(id="v", strength=verdict, decided_on="2026-01-01", reason="Hearsay", card_id="c"))
    assert lay_out_map(content, "j").assumed
    content.put(replace(content.get(Journey, "j"), state="to-be"))
    assert not lay_out_map(content, "j").assumed


@pytest.mark.parametrize("stay", [False, True])
@pytest.mark.parametrize("scale", [0.08, 0.3, 1.0, 2.5])
@pytest.mark.parametrize("size", [(160.0, 90.0), (1100.0, 900.0), (9000.0, 7000.0)])
def test_the_words_stand_inside_of_the_body_and_apart(scale, size, stay):
    body, text = Box(144.0, 80.0, *size), draw_watermark("Assumption map")
    boxes = list(watermarks(body, scale, text, stay=stay))
    assert boxes
    for box in boxes:
        assert body.holds(box)
        assert not any(box.meets(other) for other in boxes if other is not box)


def test_the_words_stay_where_they_are_while_a_map_grows():
    text = draw_watermark("Assumption map")
    low, high = (list(watermarks(Box(0.0, 0.0, 2000.0, height), 1.0, text, stay=True)) for height in (3000.0, 3700.0))
    assert low == high[: len(low)]


def test_texts_below_the_words_are_still_read():
    def below(colour: str, ink: str) -> str:
        pairs = [(int(colour[at : at + 2], 16), int(ink[at : at + 2], 16)) for at in (1, 3, 5)]
        return "#" + "".join(f"{round(under * (1 - OPACITY) + over * OPACITY):02x}" for under, over in pairs)

    for theme in THEMES.values():
        papers = {"sheet", "label"} | {role for role in LIGHT.colours if role.endswith((".fill", ".tint"))}
        for text, paper in TEXT_ON:
            if paper in papers - {"accent.fill"}:
                assert contrast(below(theme[text], theme[ROLE]), below(theme[paper], theme[ROLE])) >= 4.5, (text, paper)


def test_evidence_in_words():
    verdict = EvidenceVerdict(id="v", strength="validated", decided_on="2026-01-01", reason="", card_id="c")
    assert evidence_text(Evidence()) == "no quotes yet · assumption"
    assert evidence_text(Evidence(1, 1, "emerging")) == "1 quote from 1 participant · emerging"
    said = evidence_text(Evidence(4, 5, "validated", verdict))
    assert said == "5 quotes from 4 participants · validated by verdict"
    assert evidence_text(Evidence(1, 2, "emerging", verdict)).endswith("validated by verdict, emerging as counted")
