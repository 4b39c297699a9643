"""Captions as programs write them of which no real file is at hand: Zoom, Teams, YouTube, Whisper; and damage."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importers.transcripts import preview_transcript
from app.importers.transcripts.cues import has_cues, read_cues, utterances_of
from app.importers.transcripts.utterance import GREATEST_LENGTH, Utterance, readable_turns, seconds_in


def said(text: str) -> list[tuple[str, str]]:
    return [(each.speaker, each.text) for each in utterances_of(read_cues(text))]


ZOOM = """WEBVTT

1
00:00:01.000 --> 00:00:03.000
Maya Okafor: I bought a ticket. The machine said: no.

2
00:00:03.500 --> 00:00:05.000
Interviewer: What did you do?

3
00:00:05.500 --> 00:00:09.000
Maya Okafor: I asked at the desk:
they sent me away.
"""


def test_zoom_writes_the_name_before_the_words():
    assert said(ZOOM) == [
        ("Maya Okafor", "I bought a ticket. The machine said: no."),
        ("Interviewer", "What did you do?"),
        ("Maya Okafor", "I asked at the desk: they sent me away."),
    ]


TEAMS = """WEBVTT

0a1b2c3d-0000-4000-8000-000000000000/7-0
00:00:01.000 --> 00:00:02.000
<v Mart&#237;n G&oacute;mez | Contoso AG>It was</v>

0a1b2c3d-0000-4000-8000-000000000000/7-1
00:00:02.000 --> 00:00:03.000
<v Mart&#237;n G&oacute;mez | Contoso AG>fine &amp; quick.</v>

0a1b2c3d-0000-4000-8000-000000000000/8-0
00:00:20.000 --> 00:00:21.000
Somebody says 3 < 4.

0a1b2c3d-0000-4000-8000-000000000000/9-0
00:00:22.000 --> 00:00:23.000
<v Martín Gómez (Guest)>Bye.</v>
"""


def test_teams_writes_companies_and_guests_into_names(tmp_path):
    path = tmp_path / "call_2024-03-09.vtt"
    path.write_text(TEAMS, "utf-8")
    transcript = preview_transcript(path)
    assert [(each.speaker, each.text) for each in transcript.reading.utterances] == [
        ("Martín Gómez | Contoso AG", "It was fine & quick."),
        ("", "Somebody says 3 < 4."),
        ("Martín Gómez (Guest)", "Bye."),
    ]
    assert transcript.same == [("Martín Gómez | Contoso AG", "Martín Gómez (Guest)")]
    assert (transcript.title, transcript.held_on) == ("call 2024-03-09", "2024-03-09")


YOUTUBE = """WEBVTT
Kind: captions
Language: en
Style:
::cue(c.colorE5E5E5) { color: rgb(229,229,229);
}
##

00:00:00.000 --> 00:00:02.000 align:start position:0%
~
so<00:00:00.500><c> we</c><00:00:01.000><c> went</c>

00:00:02.000 --> 00:00:02.010 align:start position:0%
so we went
~

00:00:02.010 --> 00:00:04.000 align:start position:0%
so we went
to<00:00:02.500><c> the</c><00:00:03.000><c> station</c>

00:00:04.000 --> 00:00:04.010 align:start position:0%
to the station
~

00:00:04.010 --> 00:00:06.000 align:start position:0%
to the station
to<00:00:05.000><c> wait</c>
""".replace("~", " ")


def test_rolling_lines_are_said_once():
    assert said(YOUTUBE) == [("", "so we went"), ("", "to the station"), ("", "to wait")]


def test_words_said_twice_stay_twice():
    captions = "\n\n".join(f"00:0{place}.000 --> 00:0{place}.900\n{words}" for place, words in enumerate("abbcdeffg"))
    assert [text for _, text in said(f"WEBVTT\n\n{captions}")] == list("abbcdeffg")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[00:00:00.000 --> 00:00:04.500]   Hello there.", [("", "Hello there.")]),
        ("1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}<i>Up</i> here\r\n".replace("\r\n", "\n"), [("", "Up here")]),
        ("WEBVTT\n\nNOTE a note\nof two lines\n\n00:01.000 --> 00:02.000\nA\n\nNOTE end", [("", "A")]),
        ("WEBVTT\n\nSTYLE\n::cue {}\n\n123:00:01.000 --> 123:00:02.000\n<b>A</b> <unknown>", [("", "A <unknown>")]),
        ("1\n00:00:01,000 --> 00:00:02,000\n42\n2\n00:00:02,000 --> 00:00:03,000\nB", [("", "42"), ("", "B")]),
        ("00:01.000 --> 00:02.000\nan arrow --> in the text", [("", "an arrow --> in the text")]),
        ("00:01.000 --> 00:02.000\n<v Ann\n>unclosed <i>tags", [("Ann", "unclosed tags")]),
        ("00:01.000 --> 00:02.000\n<v Ann unclosed", [("", "<v Ann unclosed")]),
        ("00:01.000 --> 00:02.000\n- Who?\n- Me.", [("", "- Who?\n- Me.")]),
    ],
    ids=["whisper", "srt", "notes", "style", "no blank lines", "arrow", "voice on two lines", "broken voice", "dashes"],
)
def test_odd_captions_lose_no_words(text, expected):
    assert has_cues(text)
    assert said(text) == expected


def test_a_turn_ends_with_the_speaker_a_pause_or_its_length():
    cue = Utterance("word " * 20 + "end.", "A", 0.0, 4.0)
    cues = [cue._replace(at=place * 4.0, until=place * 4.0 + 4.0) for place in range(40)]
    turns = readable_turns(cues)
    assert 1 < len(turns) < 20
    assert all(len(turn.text) < GREATEST_LENGTH and turn.text.endswith("end.") for turn in turns)
    assert (turns[0].at, turns[-1].until) == (0.0, 160.0)
    assert len(readable_turns([cue, cue._replace(speaker="B", at=4.0), cue._replace(at=8.0)])) == 3
    assert len(readable_turns([cue, cue._replace(at=9.0, until=10.0)])) == 2


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1:02", 62),
        ("[00:01:02.5]", 62.5),
        ("-00:01:57:00", -7_020),
        ("62,5", 62.5),
        ("90s", 90),
        ("noon", None),
        ("", None),
    ],
)
def test_times_in_seconds(text, seconds):
    assert seconds_in(text) == seconds


def test_five_hours_are_read_in_no_time(tmp_path):
    def stamp(seconds: int) -> str:
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"

    cues = (
        f"{place}\n{stamp(3 * place)} --> {stamp(3 * place + 3)}\n<v Speaker {place // 9 % 3}>Some twelve words of "
        f"speech that somebody may say in three {place}.</v>\n"
        for place in range(6_000)
    )
    path = tmp_path / "long.vtt"
    path.write_text("WEBVTT\n\n" + "\n".join(cues), "utf-8")
    begun = time.process_time()
    transcript = preview_transcript(path)
    assert time.process_time() - begun < 1.0
    assert (transcript.duration, len(transcript.speakers)) == (18_000.0, 3)


CUE = "00:01.000 --> 00:02.000"
LONG = 100_000


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("settings.vtt", f"{CUE} {'align:' * 2_000} x\nwords"),
        ("voice.vtt", f"{CUE}\nwords\n<v{' ' * LONG}"),
        ("arrow.vtt", f"{CUE}\nwords\n{' ' * LONG}x -->"),
        ("lines.vtt", f"{CUE}\nwords\n\n" + "1\n\n" * (LONG // 3)),
        ("comments.md", "words\n" + "<!--" * LONG),
        ("bold.md", "words " + "**a " * LONG),
        ("heading.md", f"# x{' ' * LONG}y"),
        ("label.txt", f"A{' ' * LONG}b: words"),
    ],
)
def test_texts_made_to_take_for_ever_do_not(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    begun = time.process_time()
    assert preview_transcript(path).reading.utterances
    assert time.process_time() - begun < 2.0


@given(st.text(st.sampled_from("WEBVTT\n -->0123:.,<v>/&;Aé\u202e🚉"), max_size=200))
def test_any_text_is_read_without_a_fault(text):
    cues = read_cues(text)
    for each in utterances_of(cues):
        assert each.text
        assert (each.at or 0) <= (each.until or 0)
