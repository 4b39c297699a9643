"""The pages of a report that set a journey as it is beside what it is to be."""

from pathlib import Path

from app.models.content import cards_of
from app.models.records import Card
from app.services.cards import delete_cards, rename_card
from app.services.to_be import make_to_be
from app.store import create_workspace
from tests.exporters.making import small_map
from tests.exporters.report.test_report import links_of, pages_of, report_of


def test_what_changes_and_why_stands_beside_both_curves(tmp_path: Path):
    made = small_map()
    with create_workspace(tmp_path / "a.clew", list(made.content)) as store:
        to_be = make_to_be(store, made.journey_id, "I just pay")
        came = {store.content.get(Card, each.origin_id or "").title: each for each in cards_of(store.content, to_be)}
        delete_cards(store, [came["Card refused, seat lost"].id])
        touchpoint = next(card for card in came.values() if card.kind == "touchpoint")
        rename_card(store, touchpoint.id, "Taps in")
        out, _ = report_of(store.snapshot(), tmp_path)
    pages = pages_of(out)
    number, page = next((at, each) for at, each in enumerate(pages) if "What is to become of" in each)
    assert "Pain: Card refused, seat lost" in page
    assert "the pain itself is gone" in page
    assert "changed Touchpoint: Taps in" in page
    assert "no reason given yet" in page
    assert [at for at, _ in links_of(out) if at == number]
