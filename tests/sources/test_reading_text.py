"""Text and Markdown: encodings, front matter, offsets."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import SourceError
from claimcheck.sources import Limits, Reading, frontmatter, read, stream
from claimcheck.sources.decoding import decode
from claimcheck.sources.formats.text import blank_markup, unify_newlines


def reading(tmp_path: Path, name: str, data: bytes | str, **options: object) -> Reading:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read([path], root=tmp_path, **options)  # type: ignore[arg-type]


def complaint(result: Reading) -> str:
    assert not result.sources
    assert len(result.errors) == 1
    return str(result.errors[0])


def test_front_matter_describes_the_source_and_moves_the_body(tmp_path: Path) -> None:
    text = (
        '---\ntitle: "Un \\"gros\\" titre"\npublisher: L\'Écho\n# note\nurl: http://a.b/c#d\n'
        "published: 2024-01-23\nlanguage: fr-FR\n---\n\nTreize milliards.\n"
    )
    source = reading(tmp_path, "a.md", text).sources[0]
    assert source.text == "\nTreize milliards.\n"
    assert (source.first_line, source.id, source.path) == (9, "a.md", "a.md")
    assert (source.title, source.publisher) == ('Un "gros" titre', "L'Écho")
    assert (source.url, source.language) == ("http://a.b/c#d", "fr")
    assert source.published == datetime.date(2024, 1, 23)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("published: 23/01/2024", "a.md:3: published is no date: '23/01/2024' (write the day as YYYY-MM-DD"),
        ("published: 2024-02-30", "a.md:3: published is no day of the calendar"),
        (
            "publised: 2024-01-23",
            "a.md:3: unknown key 'publised' in the front matter (did you mean published?)",
        ),
        ("tags: a, b", "a.md:3: unknown key 'tags' in the front matter (known here: title, publisher,"),
        ("just words", "a.md:3: no entry of the front matter: 'just words' (write key: value)"),
        ("title: encore", "a.md:3: title stands twice in the front matter (keep one of the two)"),
        ('publisher: "open', "a.md:3: a quoted text that is not closed"),
        ("publisher: [a, b]", "a.md:3: not a plain value: '[a, b]'"),
        ("language: klingonese", "a.md:3: language is no code: 'klingonese' (write the two letters"),
    ],
)
def test_a_wrong_line_of_the_front_matter_is_told_with_what_to_write(
    tmp_path: Path, line: str, said: str
) -> None:
    result = reading(tmp_path, "a.md", f"---\ntitle: un\n{line}\n---\nTexte.")
    assert complaint(result).startswith(said)


def test_front_matter_without_an_end_is_told(tmp_path: Path) -> None:
    result = reading(tmp_path, "a.txt", "---\ntitle: un\n\n# Texte\n")
    assert complaint(result) == (
        "a.txt:1: the front matter that opens here does not end (write a line --- after its last key)"
    )


@pytest.mark.parametrize(
    "text", ["---\nUn texte, 13 %.\n", "Texte\n---\ntitle: x\n---\n", "----\na: b\n---\n"]
)
def test_a_ruled_line_is_no_front_matter(tmp_path: Path, text: str) -> None:
    assert reading(tmp_path, "a.txt", text).sources[0].text == text


anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
meta = st.fixed_dictionaries(
    {},
    optional={
        "title": anything.filter(bool),
        "publisher": anything.filter(bool),
        "url": anything.filter(bool),
        "published": st.dates(min_value=datetime.date(1000, 1, 1)),
        "language": st.sampled_from(["fr", "en", "de"]),
    },
)


@given(meta, anything)
def test_any_front_matter_comes_back_as_it_was_written(fields: dict[str, object], body: str) -> None:
    text = frontmatter.write(fields, body)
    found = frontmatter.parse(text, "a.md")
    assert found.fields == fields
    assert text[found.start :] == body
    assert found.first_line == text[: found.start].count("\n") + 1


@given(meta, anything)
def test_offsets_of_the_body_are_offsets_of_the_file(fields: dict[str, object], body: str) -> None:
    text = unify_newlines(frontmatter.write(fields, f"1 {body}"))
    start = frontmatter.parse(text, "a.md").start
    for function in (unify_newlines, blank_markup):
        changed = function(text[start:])
        assert len(changed) == len(text) - start
        assert changed.count("\n") == text.count("\n", start)


@given(anything)
def test_unified_newlines_keep_every_offset(text: str) -> None:
    unified = unify_newlines(text)
    assert len(unified) == len(text)
    assert "\r" not in unified
    assert all(old == new for old, new in zip(text, unified, strict=True) if old != "\r")


@pytest.mark.parametrize(
    ("encoding", "mark", "notice"),
    [
        ("utf-8", b"", None),
        ("utf-8", b"\xef\xbb\xbf", None),
        ("utf-16-le", b"\xff\xfe", "read as UTF-16"),
        ("utf-16-be", b"\xfe\xff", "read as UTF-16"),
        ("utf-16-le", b"", "read as UTF-16"),
        ("utf-16-be", b"", "read as UTF-16"),
        ("utf-32-le", b"\xff\xfe\0\0", "read as UTF-32"),
        ("cp1252", b"", "not UTF-8 at byte 18, read as windows-1252; save it as UTF-8"),
    ],
)
def test_every_usual_encoding_is_read_and_named(
    tmp_path: Path, encoding: str, mark: bytes, notice: str | None
) -> None:
    text = "Treize milliards d’euros : l’été coûte 13 €."
    result = reading(tmp_path, "a.txt", mark + text.encode(encoding))
    assert result.sources[0].text == text
    assert [note.text for note in result.notices] == ([notice] if notice else [])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Il co\xc3\xbbte 13 \xe9", "a.txt (byte 13): not valid UTF-8: byte 0xe9 (save it as UTF-8)"),
        (b"treize \xff\xff", "a.txt (byte 7): not valid UTF-8: byte 0xff"),
        (b"treize \x81 milliards", "a.txt (byte 7): not valid UTF-8: byte 0x81"),
        (b"\xff\xfet\0r\0\x00\xd8", "a.txt (byte 6): not valid UTF-16-LE"),
        (b"\x7fELF\x02\x01\0\0\0treize", "a.txt (byte 6): a binary file, not text"),
        (b"%PDF-1.4 treize", "a.txt: this is a PDF, not text (give it the suffix .pdf)"),
        (b"PK\x03\x04treize", "a.txt: this is an archive or an office document"),
        (b"", "a.txt: the file is empty"),
        (b" \n\t\n", "a.txt: the document holds no text"),
        (b"---\ntitle: x\n---\n", "a.txt: the document holds no text"),
    ],
)
def test_what_is_no_text_is_told_with_the_byte(tmp_path: Path, data: bytes, said: str) -> None:
    assert complaint(reading(tmp_path, "a.txt", data)).startswith(said)


@given(st.binary(max_size=80))
def test_any_bytes_are_text_or_a_source_error(data: bytes) -> None:
    try:
        decode(data, "a.txt").text.encode()
    except SourceError as error:
        told = error
    else:
        return
    assert told.at is not None
    assert told.hint


def test_a_file_of_fifty_megabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "digits.txt"
    with path.open("wb") as file:
        for _ in range(50):
            file.write(b"7" * 1_000_000)
    (tmp_path / "ok.txt").write_text("13 milliards")
    result = read([tmp_path], root=tmp_path)
    assert [source.id for source in result.sources] == ["ok.txt"]
    assert result.errors[0].code == "limit"
    assert str(result.errors[0]) == (
        "digits.txt: 50.0 MB is over the limit of 20 MB for a document (split it, or raise the limit)"
    )


def test_markdown_hides_what_is_no_prose_and_nothing_else(tmp_path: Path) -> None:
    text = (
        '# 13 %\n\n1. Un [lien](http://x.y/2024 "en 12") et `7`\n2) Deux\n\n```py\nx = 99\n```\n'
        "Il y a\n3. fois. <https://a.b/55> <!-- 66 --> 5 < 6\n\n[ref]: http://a.b/77\n"
    )
    body = reading(tmp_path, "a.md", text).sources[0].text
    assert len(body) == len(text)
    for hidden in ("2024", "en 12", "99", "55", "66", "77", "1. Un", "2) Deux", "http", "py"):
        assert hidden not in body
    for kept in ("# 13 %", "Un [lien]", "`7`", "Deux", "3. fois.", "5 < 6"):
        assert kept in body
        assert body.index(kept) == text.index(kept)


def test_markup_is_blanked_in_linear_time() -> None:
    for part in ("](", "[a]: ", "<!--", "<https://", "```\n", "[a](b(", "1. \n"):
        text = part * 100_000
        assert len(blank_markup(text)) == len(text)


def test_a_given_language_is_that_of_documents_that_name_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x 1")
    (tmp_path / "b.txt").write_text("---\nlanguage: en\n---\nx 1")
    languages = [source.language for source in read([tmp_path], root=tmp_path, language="fr").sources]
    assert languages == ["fr", "en"]


def test_a_stream_without_a_listener_raises(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        list(stream([tmp_path / "nope.txt"]))


def test_a_limit_can_be_raised_and_lowered(tmp_path: Path) -> None:
    assert complaint(reading(tmp_path, "a.txt", "12345", limits=Limits(document=4))).startswith(
        "a.txt: 0.0 MB"
    )
    assert reading(tmp_path, "a.txt", "12345", limits=Limits(document=5)).sources
