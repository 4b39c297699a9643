from app.importers.text import digest_of


def test_a_text_with_other_line_ends_is_the_same_file_and_what_is_no_text_is_not():
    assert len({digest_of(each) for each in (b"a\nb\n", b"a\r\nb\r\n", b"\xef\xbb\xbfa\rb\r")}) == 1
    assert digest_of(b"PK\0\r\n") != digest_of(b"PK\0\n")
