"""Bytes to text."""

import pytest

from pipeline.corpus.encoding import decode, tidy
from pipeline.errors import FormatError

TEXT = "“We’ve paid €40 million – and José got naïve answers,” said Zoë Müller…\nNothing else was said."


@pytest.mark.parametrize(
    "name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_encodings_that_newsrooms_have(name):
    assert decode(TEXT.encode(name), "a.txt").removeprefix("\ufeff") == TEXT


@pytest.mark.parametrize("name", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("text", ["The town’s mayor left.", "It cost £5.", "A café opened – at last."])
def test_a_single_character_decides(name, text):
    assert decode(text.encode(name), "a.txt") == text


def test_dos_text():
    assert decode("The café is in Málaga.".encode("cp850"), "a.txt") == "The café is in Málaga."


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"\x00\x01\x02\x03" * 50, b"MZ\x90\x00\x03\x00\x00\x00\x04"])
def test_a_binary_is_refused(data):
    with pytest.raises(FormatError, match="not a text file"):
        decode(data, "a.txt")


def test_a_broken_byte_order_mark_is_refused():
    with pytest.raises(FormatError, match="UTF-16"):
        decode(b"\xff\xfeabc", "a.txt")


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("a\r\nb\rc\x0cd\u2028e", "a\nb\nc\nd\ne"),
        ("$1\u00a0trillion, 10\u202f000", "$1 trillion, 10 000"),
        ("\ufeffcoun\u00adter-\u200bcartel", "counter-cartel"),
        ("“kept” – Málaga, Ma\u0301laga…", "“kept” – Málaga, Ma\u0301laga…"),
    ],
)
def test_tidy(text, canonical):
    assert tidy(text) == canonical
