"""Transcripts put into a workspace: the turns are there again after reopening, highlights stand on their words."""

from app.importers.transcripts import read_transcript
from app.models.content import tags_of
from app.models.records import Highlight, Participant, Source, Tag
from app.services.plans import apply_plans
from app.store.opening import create_workspace, open_workspace

NAMES = ("idaho-mohammad.csv", "idaho-wrigley.csv", "teams-lecture-excerpt.vtt", "nasa-vostok1-MAIN.txt")


def test_real_transcripts_are_there_again_after_reopening(shared_data, tmp_path):
    plans = [read_transcript(shared_data / "transcript" / name) for name in NAMES]
    records = [record for plan in plans for record in plan.records]
    store = create_workspace(tmp_path / "a.clew")
    apply_plans(store, plans)
    store.close()
    store = open_workspace(tmp_path / "a.clew")
    for plan in plans:
        ((source_id, turns),) = plan.turns.items()
        assert [turn for _, turn in store.turns(source_id)] == list(turns)
    content = store.content
    assert len(content.ordered(Source)) == len(NAMES)
    assert {tag.name for tag in content.ordered(Tag)} == {each.name for each in records if isinstance(each, Tag)}
    assert len(content.ordered(Participant)) == sum(isinstance(each, Participant) for each in records)
    marked = next(each for each in records if isinstance(each, Highlight))
    assert store.passage(marked).startswith("You said you use some note paper")
    assert [tag.name for tag in tags_of(content, content.get(Highlight, marked.id))] == ["paper"]
    store.undo()
    assert not store.content.ordered(Source)
    store.close()
