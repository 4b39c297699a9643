"""The real transcripts, read with the facts that are known of them."""

from collections import Counter

import pytest

from app.importers.transcripts import looks_like_transcript, preview_transcript, read_transcript
from app.importers.transcripts.cues import read_cues, utterances_of
from app.importers.transcripts.utterance import Utterance
from app.models.errors import InputError
from app.models.records import Highlight, HighlightTag, Participant, Source, Speaker, Tag


@pytest.fixture(scope="module")
def folder(shared_data):
    return shared_data / "transcript"


def cues_in(path):
    return read_cues(path.read_text("utf-8-sig").replace("\r\n", "\n"))


def counts(path) -> Counter[str]:
    return Counter(each.speaker for each in preview_transcript(path).reading.utterances)


@pytest.mark.parametrize(
    ("name", "cues", "first", "last_end"),
    [
        ("elephantsdream-captions.ja.vtt", 77, 15.042, 540.0),
        ("elephantsdream-captions.ru.vtt", 84, 14.958, 540.0),
        ("elephantsdream-captions.sv.vtt", 81, 15.042, 540.0),
        ("elephantsdream-descriptions.en.vtt", 63, 0.0, 653.0),
        ("gmeet-parens-speakers.vtt", 4, 8.0, 24.0),
        ("teams-lecture-excerpt.vtt", 15, 25.51, 92.27),
        ("vttjs-cuetext-escape-characters-together.vtt", 1, 0.0, 2.0),
        ("vttjs-cuetext-timestamp-basic.vtt", 1, 0.0, 2.0),
        ("vttjs-cuetext-voice-with-closing-span.vtt", 1, 0.0, 2.0),
        ("vttjs-cuetext-voice-with-two-subclasses.vtt", 1, 0.0, 2.0),
        ("vttjs-file-layout-cue-spacing.vtt", 4, 0.0, 8.0),
        ("vttjs-file-layout-header-no-new-line.vtt", 1, 11.0, 13.0),
        ("vttjs-file-layout-newline-before-webvtt.vtt", 1, 0.0, 2.0),
        ("vttjs-file-layout-webvtt-with-bom.vtt", 1, 0.0, 2.0),
        ("vttjs-integration-cycle-collector-talk.vtt", 15, 0.0, 108.0),
        ("vttjs-integration-spec-example.vtt", 13, 11.0, 38.0),
        ("webvttpy-captions_with_bom.vtt", 4, 0.5, 21.58),
        ("webvttpy-invalid_timeframe.srt", 5, 0.5, 23.88),
        ("webvttpy-metadata_headers_multiline.vtt", 2, 0.5, 11.89),
        ("webvttpy-missing_timeframe.vtt", 6, 0.5, 30.28),
        ("webvttpy-sample.sbv", 5, 0.378, 17.484),
        ("webvttpy-sample.srt", 5, 0.5, 23.88),
        ("webvttpy-sample.vtt", 16, 0.5, 64.3),
        ("webvttpy-using_identifiers.vtt", 6, 0.5, 27.28),
    ],
)
def test_captions_have_the_cues_and_times_that_are_known_of_them(folder, name, cues, first, last_end):
    path = folder / name
    found = cues_in(path)
    assert (len(found), found[0].at, max(cue.until for cue in found)) == (cues, first, last_end)
    plan = read_transcript(path)
    (turns,) = plan.turns.values()
    assert "".join("".join(turn.text.split()) for turn in turns) == "".join(
        "".join(each.text.split()) for each in utterances_of(found)
    )
    assert (turns[0].at, max(turn.until or 0.0 for turn in turns)) == (first, last_end)
    assert looks_like_transcript(path, path.read_bytes()[:4_000])


@pytest.mark.parametrize("name", ["cue-times-missing-separator", "file-layout-garbage-signature"])
def test_captions_without_a_time_are_refused(folder, name):
    with pytest.raises(InputError, match="holds no captions with times"):
        read_transcript(folder / f"vttjs-{name}.vtt")


def test_an_empty_file_is_refused(folder):
    with pytest.raises(InputError, match="is empty"):
        read_transcript(folder / "webvttpy-empty.vtt")


def test_the_corner_cases_of_captions_keep_their_words(folder):
    def said(name):
        return [(each.speaker, each.text) for each in utterances_of(cues_in(folder / name))]

    together = "Some text < &> < &nb\xa0 &am< \u200f&lr\u200e other stuff."
    assert said("vttjs-cuetext-escape-characters-together.vtt") == [("", together)]
    assert said("vttjs-cuetext-timestamp-basic.vtt") == [("", "It's a blue apple tree!")]
    assert said("vttjs-cuetext-voice-with-closing-span.vtt") == [("Joe", "Hee!"), ("", "Hee!")]
    assert said("vttjs-cuetext-voice-with-two-subclasses.vtt") == [("Joe", "That's awesome!")]
    assert said("vttjs-file-layout-cue-spacing.vtt") == [("", "Text")] * 3
    assert said("webvttpy-missing_timeframe.vtt")[0] == ("", "Caption text #1 Caption text #2")
    assert [cue.name for cue in cues_in(folder / "webvttpy-using_identifiers.vtt")][1::2] == ["second caption", "4", ""]
    assert "For discussion" not in said("webvttpy-metadata_headers_multiline.vtt")[0][1]
    talk = said("vttjs-integration-cycle-collector-talk.vtt")
    assert talk[1:4] == [
        ("Chris Pearce", "Okay, we're good now."),
        ("Kyle Huey", "Oh, now we're good?"),
        ("", "Laughter"),
    ]
    assert {name for name, _ in said("vttjs-integration-spec-example.vtt")} == {"Neil deGrasse Tyson", "Roger Bingham"}


def test_the_parts_of_an_utterance_of_teams_are_put_together(folder):
    said = utterances_of(cues_in(folder / "teams-lecture-excerpt.vtt"))
    assert {each.speaker for each in said} == {"Giorgio Ghelli"}
    assert [(each.part_of.split("/")[1], each.at, each.until) for each in said][:3] == [
        ("10", 25.51, 27.59),
        ("12", 32.23, 32.71),
        ("18", 34.59, 54.23),
    ]
    assert len(said) == 5
    assert said[2].text.startswith(
        "For the discussion data organization, that is how do you store records in a file? We"
    )


def test_meet_has_two_speakers_in_one_cue(folder):
    said = utterances_of(cues_in(folder / "gmeet-parens-speakers.vtt"))
    assert [each.speaker for each in said] == ["Danyel Fisher"] * 3 + [
        "Dana Bettinger",
        "Danyel Fisher",
        "Dana Bettinger",
    ]
    assert said[3] == Utterance("Safaria wise or lifewise", "Dana Bettinger", 16.0, 20.0, line=9)
    assert counts(folder / "gmeet-parens-speakers.vtt") == {"Danyel Fisher": 2, "Dana Bettinger": 2}


def test_markdown_has_speakers_in_bold_and_a_break_is_a_heading(folder):
    news = preview_transcript(folder / "changelog-changelog-news-36.md").reading.utterances
    assert [(each.speaker, each.heading) for each in news] == [
        ("Jerod Santo", ""),
        ("Jerod Santo", "Break"),
        ("Jerod Santo", "Break"),
        ("The Goonies", ""),
        ("Jerod Santo", ""),
        ("Jerod Santo", "Break"),
    ]
    assert news[3].text == "This is our time. Our time down here."
    assert news[0].text.endswith("20th 2023.\nLet's do it.")
    bonus = preview_transcript(folder / "changelog-go-time-bonus-77.md")
    assert [(each.label, each.turns) for each in bonus.speakers] == [
        ("Adam Stacoviak", 3),
        ("Russ Cox", 4),
        ("Erik St. Martin", 1),
    ]
    assert "certainly [laughter]\nEverything" in bonus.reading.utterances[-1].text
    assert "like VisualJ or" in bonus.reading.utterances[-1].text
    spotlight = folder / "changelog-spotlight-10.md"
    assert counts(spotlight) == {"Adam Stacoviak": 63, "Shiya Lou": 62}
    said = preview_transcript(spotlight).reading.utterances
    assert [each.at for each in said if each.at is not None] == [65.0, 495.0, 714.0, 962.0, 1445.0]
    assert not any("***" in each.text.replace(" ", "") or "\\" in each.text for each in said)


def test_a_radio_log_has_times_with_days_before_the_beginning_too(folder):
    vostok = preview_transcript(folder / "nasa-vostok1-MAIN.txt")
    assert (vostok.reading.utterances[0].at, vostok.duration) == (-7_020.0, 7_080.0)
    # 124 lines “Кедр: …”, one without the blank, and two remarks that he did not answer.
    assert counts(folder / "nasa-vostok1-MAIN.txt")["Кедр"] == 127
    assert vostok.reading.utterances[4].at == -6_900.0
    heard = next(each for each in vostok.reading.utterances if "УКВ-связь" in each.text)
    assert heard.text == "Вас понял. Проверить УКВ-связь\n(передано трижды)."
    gemini = counts(folder / "nasa-g3-TEC.txt")
    assert (gemini["C"], gemini["P"], gemini["CC"], gemini["RA"], gemini[""]) == (865, 616, 463, 9, 0)
    mercury = preview_transcript(folder / "nasa-mr3-ATG.txt")
    assert counts(folder / "nasa-mr3-ATG.txt") == {
        "P": 78,
        "CC": 28,
        "ICC": 2,
        "LCC": 1,
        "UNK": 1,
        "CARDFILE": 5,
        "": 1,
    }
    assert (mercury.reading.utterances[0].at, mercury.duration) == (0.0, 922.0)
    assert preview_transcript(folder / "nasa-g3-TEC.txt").warnings[0].text.startswith("Left out: 199 lines")


def test_an_interview_in_a_table_comes_with_what_was_coded(folder):
    path = folder / "idaho-mohammad.csv"
    plan = read_transcript(path, roles={"DB": "interviewer", "MORE INFO": "other"}, held_on="2013-10-14")
    assert plan.made == {
        "source": 1,
        "speaker": 3,
        "participant": 1,
        "tag": 11,
        "highlight": 51,
        "highlight_tag": sum(len(each.tags) for each in preview_transcript(path).reading.utterances),
    }
    tags = {tag.id: tag.name for tag in plan.records if isinstance(tag, Tag)}
    used = Counter(tags[each.tag_id] for each in plan.records if isinstance(each, HighlightTag))
    assert (used["prompt"], used["flarf"], used["future"], used["filesfiles"]) == (14, 14, 12, 1)
    (source,) = (each for each in plan.records if isinstance(each, Source))
    turns = plan.turns[source.id]
    assert (source.title, source.kind, source.turns, source.held_on) == (
        "idaho-mohammad",
        "interview",
        94,
        "2013-10-14",
    )
    assert (len(turns), source.length) == (94, sum(len(turn.text) for turn in turns))
    assert "OK. Do you ever make pre-writing notes for it, or—?" in {turn.text for turn in turns}
    (kasey,) = (each for each in plan.records if isinstance(each, Participant))
    assert {(each.label, each.role, each.participant_id) for each in plan.records if isinstance(each, Speaker)} == {
        ("DB", "interviewer", None),
        ("KM", "participant", kasey.id),
        ("MORE INFO", "other", None),
    }
    first = next(each for each in plan.records if isinstance(each, Highlight))
    assert (first.start, first.end, first.last_turn) == (0, len(turns[first.turn].text), first.turn)
    assert turns[first.turn].text.startswith("You said you use some note paper")


def test_the_long_interview_in_a_table_has_its_facts(folder):
    reading = preview_transcript(folder / "idaho-wrigley.csv").reading.utterances
    tags = Counter(tag for each in reading for tag in each.tags)
    assert (len(reading), sum(bool(each.tags) for each in reading), len(tags)) == (235, 158, 13)
    assert (tags["mss"], tags["revision"], tags["career"]) == (40, 38, 29)
    assert {each.speaker for each in reading} == {"DB", "RW"}


def test_a_codebook_is_no_transcript(folder):
    path = folder / "idaho-codebook.csv"
    assert not looks_like_transcript(path, path.read_bytes())
    with pytest.raises(InputError, match="no column of words"):
        read_transcript(path)


def test_a_document_is_its_paragraphs_below_their_headings(folder, shared_data):
    notes = preview_transcript(folder / "ponte-workshop-notes.docx")
    assert notes.kind == "document"
    headings = {each.heading for each in notes.reading.utterances}
    assert len(notes.reading.utterances) + 5 == 26
    assert "Analysis workshop prep (2023-10-05) › Briefing questions" in headings
    plain = read_transcript(shared_data / "qda" / "qualcoder-ID1.docx", kind="interview")
    (source,) = (each for each in plan_sources(plain))
    assert (source.kind, source.turns, source.length) == ("interview", 3, 625)  # and an empty paragraph


def plan_sources(plan):
    return [each for each in plan.records if isinstance(each, Source)]


def test_speakers_may_stand_in_brackets(shared_data):
    assert counts(shared_data / "qda" / "qualcoder-transcript.txt") == {"id1": 3, "id2": 2, "id3": 2}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("arabic-1", "ا"),
        ("arabic", "ا"),
        ("english.bom", "the"),
        ("greek", "και"),
        ("russian", "и"),
        ("spanish", "que"),
        ("turkish", "ş"),
    ],
)
def test_texts_in_other_encodings_are_read_as_paragraphs(shared_data, name, words):
    transcript = preview_transcript(shared_data / "hostile" / f"charset-sample-{name}.txt")
    text = "\n".join(each.text for each in transcript.reading.utterances)
    assert words in text
    assert not {"\ufffd", "\0", "\ufeff"} & set(text)
    assert transcript.kind == ("interview" if name == "english.bom" else "document")  # which holds captions


@pytest.mark.parametrize("name", ["csvkit-dummy.xls", "own-truncated.qdpx", "own-zipslip.qdpx", "own-not-sqlite.xlsx"])
def test_what_is_no_text_is_refused_in_one_line(shared_data, tmp_path, name):
    path = shared_data / "hostile" / name
    if not path.exists():
        path = tmp_path / name
        path.write_bytes(b"PK\x03\x04 damaged \0")
    with pytest.raises(InputError) as caught:
        read_transcript(path)
    assert "\n" not in str(caught.value)
