"""Word documents and workbooks: tables, text boxes, tracked changes, styles in other languages, hostile markup."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from app.importers.transcripts import looks_like_transcript, preview_transcript, read_transcript
from app.importers.transcripts.docx import read_docx, rows_of
from app.models.errors import InputError

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def document(body: str, styles: str = "", head: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"{head}<w:document {W} {MC}><w:body>{body}</w:body></w:document>")
        if styles:
            archive.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
    return file.getvalue()


def p(words: str, style: str = "") -> str:
    return f"<w:p><w:pPr>{f'<w:pStyle w:val={style!r}/>' if style else ''}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


TRACKED = """<w:p><w:r><w:t xml:space="preserve">I </w:t></w:r>
<w:del><w:r><w:delText>hated</w:delText><w:t>hated</w:t></w:r></w:del>
<w:ins><w:r><w:t>liked</w:t></w:r></w:ins><w:r><w:tab/><w:t>it</w:t><w:br/><w:t>much</w:t></w:r></w:p>"""
JOINED = (
    '<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>one </w:t></w:r></w:p>'
)
BOXED = f"""<w:p><w:r><w:t>around</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{p("in the box")}
</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{p("in the box")}</w:txbxContent></mc:Fallback>
</mc:AlternateContent></w:r></w:p>"""


def test_deleted_words_are_left_out_and_boxes_read_once():
    paragraphs = read_docx(document(TRACKED + JOINED + p("two") + BOXED + "<w:p/>"), "a.docx")
    assert [each.text for each in paragraphs] == ["I liked\tit\nmuch", "one two", "around", "in the box"]


def test_headings_are_known_by_the_names_of_their_styles(tmp_path):
    styles = '<w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
    path = tmp_path / "a.docx"
    body = p("Einkauf", "berschrift2") + p("I: Wie?") + p("B: So.") + p("Ende", "berschrift2") + p("B: Gut.")
    path.write_bytes(document(body, styles))
    (turns,) = read_transcript(path).turns.values()
    assert [(turn.heading, turn.speaker, turn.text) for turn in turns] == [
        ("Einkauf", "I", "Wie?"),
        ("Einkauf", "B", "So."),
        ("Ende", "B", "Gut."),
    ]


def test_tables_of_turns_are_turns_and_other_tables_paragraphs(tmp_path):
    path = tmp_path / "a.docx"
    spoken = table(("00:01", "I", "Why did you leave?"), ("00:09", "P1", "The queue."), ("00:12", "I", "I see."))
    named = table(("Speaker", "Text"), ("P1", "Bye."), ("I", "Bye, and thanks."))
    other = table(("Age", "34"), ("Town", "Leeds"))
    path.write_bytes(document(p("Interview one") + other + spoken + p("A break.") + named))
    (turns,) = read_transcript(path).turns.values()
    assert [(turn.at, turn.speaker, turn.text) for turn in turns] == [
        *((None, "", words) for words in ("Interview one", "Age", "34", "Town", "Leeds")),
        (1.0, "I", "Why did you leave?"),
        (9.0, "P1", "The queue."),
        (12.0, "I", "I see."),
        (None, "", "A break."),
        (None, "P1", "Bye."),
        (None, "I", "Bye, and thanks."),
    ]


def test_a_nested_table_stays_in_its_cell():
    nested = f"<w:tbl><w:tr><w:tc>{p('outer')}{table(('inner',))}</w:tc><w:tc>{p('next')}</w:tc></w:tr></w:tbl>"
    assert list(rows_of(read_docx(document(nested), "a.docx"))) == [[["outer\ninner", "next"]]]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (document(p("&x;"), head='<!DOCTYPE d [<!ENTITY x "y">]>'), "defines XML entities"),
        (document(p("a</w:p>")), "no XML that can be read"),
        (document(p(" ")), "no words"),
        (document(p("x" * 3_000_000)), "packed suspiciously well"),
        (b"PK\x03\x04", "no DOCX file"),
    ],
    ids=["entities", "broken", "empty", "bomb", "cut off"],
)
def test_hostile_documents_are_refused(tmp_path, data, words):
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    with pytest.raises(InputError, match=words):
        read_transcript(path)


def test_a_document_of_endless_paragraphs_is_refused(monkeypatch):
    monkeypatch.setattr("app.importers.transcripts.docx._MOST_PARAGRAPHS", 50)
    assert len(read_docx(document(p("x") * 50), "a.docx")) == 50
    with pytest.raises(InputError, match="too many paragraphs"):
        read_docx(document(p("x") * 52), "a.docx")


def test_an_archive_without_a_document_is_none(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("other.xml", "<a/>")
    with pytest.raises(InputError, match="no Word document"):
        read_transcript(path)


def test_a_workbook_with_speakers_is_a_transcript_and_a_survey_is_none(tmp_path):
    book = Workbook()
    sheet = book.active
    for row in (
        ["An interview"],
        ["Start", "Speaker", "Text", "Codes"],
        ["0:01:05", "Ana:", "A &amp; b", "x, y"],
        ["", "Bo", "", ""],
    ):
        sheet.append(row)
    path = tmp_path / "talk.xlsx"
    book.save(path)
    (only,) = preview_transcript(path).reading.utterances
    assert (only.at, only.speaker, only.text, only.tags) == (65.0, "Ana", "A & b", ("x", "y"))
    assert looks_like_transcript(path, path.read_bytes()[:4_000])
    survey = tmp_path / "survey.csv"
    assert not looks_like_transcript(survey, b"name,text,timestamp\nA,Great,2024-01-01\n")
    assert looks_like_transcript(survey, "time;speaker;words\n1;Zoë;x\n".encode("utf-16"))
    assert not looks_like_transcript(tmp_path / "a.mmd", b"journey\n  title x\n")
