"""Articles from files: what is kept as it is, and what each bad input is told."""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.errors import InputError
from claimtrack.reading import iter_articles, read_article
from claimtrack.schema import Article


@pytest.fixture
def written(tmp_path: Path):
    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def _reasons(path: Path) -> list[str]:
    return [str(found) for found in iter_articles(path) if isinstance(found, InputError)]


def test_text_is_kept_character_for_character(written) -> None:
    text = " «\u00a0Oui\u202f!\u00a0»\r\n\r\nNon.\n\x00"
    assert read_article(written("a.txt", text)).text == text


def test_byte_order_mark_is_left_out(written) -> None:
    assert read_article(written("a.txt", b"\xef\xbb\xbfOui.")).text == "Oui."
    assert read_article(written("a.json", b'\xef\xbb\xbf{"text": "Oui."}')).text == "Oui."


def test_empty_file_is_an_article(written) -> None:
    assert read_article(written("a.txt", "")).text == ""


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("Déjà.".encode())))
    assert read_article("-").text == "Déjà."
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"\xff")))
    with pytest.raises(InputError, match="standard input: is not UTF-8"):
        read_article("-")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nope\.txt: there is no such file"):
        read_article(tmp_path / "nope.txt")


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder: name the files in it"):
        read_article(tmp_path)


def test_unreadable(written, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written("a.txt", "Oui.")

    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)  # the tests may run as a user who may read all
    with pytest.raises(InputError, match="may not be read by this user: try `chmod"):
        read_article(path)


def test_any_other_failure_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: File name too long"):
        read_article(tmp_path / ("x" * 5000))


@pytest.mark.parametrize(
    ("data", "byte", "encoding"),
    [
        ("Un pari risqué.".encode("cp1252"), "byte 13 is 0xe9", "WINDOWS-1252"),
        (b"\xef\xbb\xbfOui \x92", "byte 7 is 0x92", "WINDOWS-1252"),
        ("Oui".encode("utf-16"), "byte 0 is 0xff", "UTF-16"),
    ],
)
def test_other_encodings(written, data: bytes, byte: str, encoding: str) -> None:
    (reason,) = _reasons(written("un pari.txt", data))
    assert "un pari.txt: is not UTF-8 text" in reason
    assert byte in reason
    assert f"iconv -f {encoding} -t UTF-8 '" in reason  # a name with a space is quoted


def test_json_lines(written) -> None:
    rows = [
        {"text": "Un.", "id": 7, "title": "T", "published": "2025-06-14", "source": "Le Relais"},
        {"text": "Deux.", "published": "2025-06-14T08:30:00Z", "lang": "fr", "votes": 3},
        {"text": "Trois.", "published": None, "url": None},
    ]
    path = written("a.jsonl", "\n\n".join(json.dumps(row) for row in rows))
    one, two, three = iter_articles(path)
    assert one == Article(
        text="Un.", id="7", title="T", published=date(2025, 6, 14), source="Le Relais"
    )
    assert isinstance(two, Article)
    assert two.published == date(2025, 6, 14)
    assert three == Article(text="Trois.")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"{", r"is not JSON: .* \(line 1, column 2\)"),
        (b"[1]", "an article is an object with a key 'text', not a list"),
        (b'{"body": "x"}', r"'text' is missing or not a text \(keys here: 'body'\)"),
        (b"{}", r"keys here: none"),
        (b'{"text": 3}', "'text' is missing or not a text"),
        (b'{"text": "x", "published": "14/06/2025"}', "'published' is not a date such as"),
        (b'{"text": "x", "published": 20250614}', "'published' is not a date such as"),
        (b'{"text": "x", "title": ["y"]}', "the key 'title' is not a text"),
        (b'{"text": "x", "id": true}', "the key 'id' is not a text"),
        (b'{"text": "\xe9"}', "is not UTF-8 text \\(byte 26 is 0xe9\\)"),
        (b"[" * 100_000, "is not JSON that can be read"),
        (b"1" * 5000, "is not JSON that can be read"),
    ],
)
def test_a_bad_row_is_named_and_the_others_go_on(written, row: bytes, reason: str) -> None:
    path = written("a.jsonl", b'{"text": "Un."}\n' + row + b'\n{"text": "Trois."}\n')
    first, error, last = iter_articles(path)
    assert (first, last) == (Article(text="Un."), Article(text="Trois."))
    assert isinstance(error, InputError)
    with pytest.raises(InputError, match=rf"a\.jsonl:2: .*{reason}"):
        raise error


def test_json_holds_one_or_several(written) -> None:
    assert read_article(written("a.json", '{"text": "Un."}')).text == "Un."
    one, error = iter_articles(written("b.json", '[{"text": "Un."}, 2]'))
    assert one == Article(text="Un.")
    assert "b.json: article 2 of the list: an article is an object" in str(error)
    assert "c.json: is not JSON" in _reasons(written("c.json", "text"))[0]


def test_read_article_wants_exactly_one(written) -> None:
    with pytest.raises(InputError, match="holds 2 articles, not one"):
        read_article(written("a.jsonl", '{"text": "Un."}\n{"text": "Deux."}'))
    with pytest.raises(InputError, match="holds 0 articles"):
        read_article(written("a.jsonl", ""))


@given(st.text())
def test_any_unicode_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(text.encode())
    assert read_article(path).text == text.removeprefix("\ufeff")


@given(st.binary(max_size=200), st.sampled_from([".txt", ".json", ".jsonl"]))
def test_no_bytes_crash_the_reader(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    for found in iter_articles(path):
        assert isinstance(found, Article | InputError)
